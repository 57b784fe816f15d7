import { expect } from "chai";
import { jisOfPair } from "../../src/encoding/jis.ts";

describe("encoding/jis", () => {
  it("counts rows and cells as JIS X 0208 does", () => {
    // あ (82A0) is row 4, cell 2; 亜 (889F) the first kanji, row 16; 熙 (EAA4) the last one, row 84, cell 6.
    expect([0x82a0, 0x889f, 0xeaa4, 0x8140, 0x817e, 0x8180].map(jisOfPair)).to.deep.equal([
      0x2422, 0x3021, 0x7426, 0x2121, 0x215f, 0x2160,
    ]);
  });

  it("takes IBM's characters for NEC's, which stand in rows 13, 89 and on", () => {
    // Ⅰ: FA4A of IBM, 8754 of NEC; 纊: FA5C of IBM, ED40 of NEC's selection.
    expect(jisOfPair(0xfa4a)).to.equal(jisOfPair(0x8754));
    expect(jisOfPair(0xfa5c)).to.equal(jisOfPair(0xed40));
    expect(jisOfPair(0xed40)).to.equal(0x7921);
  });

  it("gives the user-defined pairs rows that JIS X 0208 has not", () => {
    expect(jisOfPair(0xf040)).to.equal(0x7f21);
  });
});
