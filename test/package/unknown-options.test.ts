/** Every public function that takes options refuses one that does not exist, and says which was meant. */
import { expect } from "chai";
import {
  checkConnector,
  CSharpHost,
  Element,
  loadProtocol,
  parseProtocol,
  QActionKitError,
  savedOnDisk,
} from "qaction-kit";
import {
  bytesToHex,
  createEncoding,
  decodeUtf8,
  Encoding,
  inspectBytes,
  readBytes,
  readStream,
  repairMojibake,
} from "qaction-kit/encoding";
import { createSLProtocolStub, EventDevice, Recording, TestElement } from "qaction-kit/testing";

const xml = "<Protocol><Type>virtual</Type></Protocol>";
const { protocol } = parseProtocol(xml);

/** A call with a key that does not exist, and the key that is meant. */
const calls: Readonly<
  Record<string, readonly [wrong: object, meant: string, call: (options: object) => unknown]>
> = {
  "new Element": [{ Port: 1 }, "'port'", (options) => new Element(protocol, options)],
  "Element.start": [
    { codepage: 1251 },
    "options: { codePage: ... }",
    (options) => Element.start(protocol, options),
  ],
  "TestElement.start": [{ Answer: 1 }, "'answer'", (options) => TestElement.start(xml, options)],
  "TestElement.start, a named option": [
    { options: { maxXmlDeph: 1 } },
    "'maxXmlDepth'",
    (options) => TestElement.start(xml, options),
  ],
  "TestElement.start, a connector": [{ parms: {} }, "'params'", (sketch) => TestElement.start(sketch)],
  "TestElement.start, a parameter": [
    { params: { 1: { kind: "text", savee: true } } },
    "'save'",
    (sketch) => TestElement.start(sketch),
  ],
  loadProtocol: [{ maxXmlByte: 1 }, "'maxXmlBytes'", (options) => loadProtocol("none.xml", options)],
  parseProtocol: [{ typeAndConnection: 1 }, "'typeAndConnections'", (options) => parseProtocol(xml, options)],
  checkConnector: [{ rule: {} }, "'rules'", (options) => checkConnector(Buffer.from(xml), options)],
  savedOnDisk: [{ groupms: 1 }, "'groupMs'", (options) => savedOnDisk("none.saved", options)],
  CSharpHost: [{ runTime: "dotnet" }, "'runtime'", (options) => CSharpHost.start(options)],
  EventDevice: [{ prot: 1 }, "'port'", (options) => EventDevice.start(options)],
  Recording: [{ Mode: "update" }, "'mode'", (options) => new Recording("none.jsonl", options)],
  "Recording.run": [{ script: "." }, "'scripts'", (options) => new Recording("a").run(protocol, options)],
  "Recording.device": [{ prot: 1 }, "'port'", (options) => new Recording("a").device(options)],
  createSLProtocolStub: [{ parameter: {} }, "'parameters'", (options) => createSLProtocolStub(options)],
  createEncoding: [{ codepage: 1251 }, "'codePage'", (options) => createEncoding(options)],
  GetEncoding: [{ dotNet: "core" }, "'dotnet'", (options) => Encoding.GetEncoding(1252, options)],
  bytesToHex: [{ uppercase: true }, "'upperCase'", (options) => bytesToHex([1], options)],
  decodeUtf8: [{ Bom: "keep" }, "'bom'", (options) => decodeUtf8([1], options)],
  inspectBytes: [{ codePage: [1252] }, "'codePages'", (options) => inspectBytes([1], options)],
  readBytes: [{ As: "hex" }, "'as'", (options) => readBytes("00", options)],
  readStream: [{ codepage: 1252 }, "'codePage'", (options) => readStream([1], options)],
  repairMojibake: [{ codepages: [1252] }, "'codePages'", (options) => repairMojibake("a", options)],
};

describe("unknown options", () => {
  for (const [name, [wrong, meant, call]] of Object.entries(calls)) {
    it(`${name}: refused, with the one that was meant`, async () => {
      let thrown: unknown;
      try {
        await call(wrong);
      } catch (error) {
        thrown = error;
      }
      expect(thrown).to.be.instanceOf(QActionKitError).with.property("code", "ERR_OPTION");
      expect((thrown as QActionKitError).message).to.contain(`Did you mean ${meant}?`);
    });
  }
});
