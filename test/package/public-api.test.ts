/** The public API of the package: what a user imports is there, and nothing is exported by accident. */
import { expect } from "chai";
import * as main from "qaction-kit";
import * as plugin from "qaction-kit/chai";
import * as encoding from "qaction-kit/encoding";
import * as testing from "qaction-kit/testing";

describe("public API", () => {
  it("qaction-kit: elements, loading, options, errors, script constants", () => {
    expect(main).to.include.keys("Element", "loadProtocol", "parseProtocol", "QActionKitError", "errorCodes");
    expect(main).to.include.keys(
      "resolveOptions",
      "optionRegister",
      "LogType",
      "LogLevel",
      "systemClock",
      "hexDump",
    );
  });

  it("qaction-kit/encoding: the facade of .NET, byte streams, storage, finding and mending", () => {
    expect(encoding).to.include.keys("Encoding", "toBytes", "toByteStream", "decodeUtf8", "decodeUtf16le");
    expect(encoding).to.include.keys(
      "toStorage",
      "fromStorage",
      "inspectBytes",
      "explainMojibake",
      "repairMojibake",
    );
    expect(encoding).to.include.keys("hexToBytes", "bytesToHex", "readBytes", "ByteStreamError");
  });

  it("qaction-kit/testing and qaction-kit/chai", () => {
    expect(testing).to.include.keys("TestElement", "ManualClock", "EventDevice");
    expect(Object.keys(plugin)).to.deep.equal(["default"]);
    expect(plugin.default).to.be.a("function");
  });
});
