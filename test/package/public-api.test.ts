/** The public API of the package: what a user imports is there, and nothing is exported by accident. */
import { expect } from "chai";
import * as main from "qaction-kit";
import * as plugin from "qaction-kit/chai";
import * as encoding from "qaction-kit/encoding";
import * as testing from "qaction-kit/testing";

/** Names in a text, in order. */
const names = (text: string): readonly string[] => text.split(/\s+/);

describe("public API", () => {
  it("qaction-kit: loading, checking, elements, what they write, messages, and the names of QActions", () => {
    expect(Object.keys(main).sort()).to.deep.equal(
      names(`CSharpError CSharpHost Convert Element LogLevel LogType MemoryLog
        NotifyProtocol QActionKitError QActionTable QActionTableRow applyFixes checkConnector
        column consoleSink createElementDirectory createMessageReader createRequests createViewer defineRow
        fileSink fromOADate loadProtocol messages parseProtocol savedInMemory savedOnDisk streamJsonLines streamText toOADate`),
    );
  });

  it("qaction-kit/encoding: the encodings of .NET, bytes in notations, storage, finding and repairing damage", () => {
    expect(Object.keys(encoding).sort()).to.deep.equal(
      names(`DecoderFallbackException EncoderFallbackException Encoding bytesToHex codePages
        createEncoding decodeUtf8 explainMojibake fromStorage hexToBytes inspectBytes
        octetStringToText readBytes readStream repairMojibake textToOctets toStorage`),
    );
  });

  it("qaction-kit/testing and qaction-kit/chai", () => {
    expect(Object.keys(testing).sort()).to.deep.equal(
      names(`EventDevice Generator ManualClock Recording TestElement TestLine counter createDevice
        createSLProtocolStub csv list randomWalk sine`),
    );
    expect(Object.keys(plugin)).to.deep.equal(["default"]);
    expect(plugin.default).to.be.a("function");
  });
});
