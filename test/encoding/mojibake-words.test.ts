import { expect } from "chai";
import { describeStep, encodingLabel, lostIn, whereInConnector } from "../../src/encoding/mojibake-words.ts";

describe("encoding/mojibake-words", () => {
  it("calls encodings what people call them", () => {
    expect([65001, 1200, 1252, 874, 850, 932, 28591, 28605, 20866, 10000].map(encodingLabel)).to.deep.equal([
      "UTF-8",
      "UTF-16LE",
      "Windows-1252",
      "Windows-874",
      "code page 850",
      "code page 932",
      "Latin-1",
      "ISO 8859-15",
      "KOI8-R",
      "MacRoman",
    ]);
    expect(describeStep({ written: 65001, read: 1252 })).to.equal("UTF-8 bytes read as Windows-1252");
  });

  it("tells where in a connector each kind of step happens, and what to do", () => {
    const rows: readonly (readonly [written: number, read: number, says: RegExp])[] = [
      [65001, 1200, /option unicode, read with GetParameter.*Encoding\.UTF8/],
      [65001, 1252, /without unicode.*binary/],
      [1252, 1200, /one byte a character.*unicode/],
      [1200, 1252, /UTF-16 behind a protocol without unicode/],
      [1201, 1200, /high byte first.*BigEndianUnicode/],
      [850, 1252, /code page differs.*GetEncoding/],
    ];
    for (const [written, read, says] of rows) expect(whereInConnector({ written, read })).to.match(says);
  });

  it("says what is lost", () => {
    expect(lostIn("caf\ufffd", "caf\ufffd")).to.have.lengthOf(1);
    expect(lostIn("cafï¿½", "caf\ufffd")).to.have.lengthOf(1);
    expect(lostIn("café?", "café?")).to.deep.equal([]);
    for (const text of ["Temp?rature", "???rature", "Temp???ture", "Temp???"])
      expect(lostIn(text, text), text).to.have.lengthOf(1);
    for (const text of ["Really??", "5 ?? 6", "?".repeat(100_000)])
      expect(lostIn(text, text)).to.deep.equal([]);
  });
});
