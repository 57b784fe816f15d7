import { expect } from "chai";
import { jisPairs, pairTablePages, pairTables } from "../../src/encoding/pair-tables.ts";

describe("encoding/pair-tables", () => {
  it("has a lead byte, a default character and pairs for every page", () => {
    for (const page of pairTablePages) {
      const { alone, defaultUnit, pairs } = pairTables(page);
      expect(alone.includes(-1), String(page)).to.equal(true);
      expect([0x3f, 0x30fb], String(page)).to.include(defaultUnit);
      // 20261 (T.61) writes accents before letters: a few hundred pairs. The others have thousands.
      expect(pairs.filter((unit) => unit !== 0).length, String(page)).to.be.greaterThan(
        page === 20261 ? 200 : 7000,
      );
    }
    expect(() => pairTables(1252)).to.throw(RangeError);
  });

  it("reads runs along other pages", () => {
    const { alone, holes, oneWay, pairs } = pairTables(10001);
    // The Macintosh's Japanese: 889F is 亜 and B1 ｱ as in 932, FF no character but read as the ellipsis.
    expect([pairs[0x889f], alone[0xb1], alone[0xff], holes.has(0xff), oneWay.size]).to.deep.equal([
      0x4e9c,
      0xff71,
      0x2026,
      true,
      478,
    ]);
  });

  it("puts half-width katakana behind 8E in EUC-JP, and JIS X 0212 nowhere", () => {
    const { alone, pairs } = pairTables(51932);
    expect([pairs[0x8eb1], pairs[0xa4a2], pairs[0xb0a1]]).to.deep.equal([0xff71, 0x3042, 0x4e9c]);
    expect(alone[0x8f]).to.equal(0x30fb);
  });

  it("gives each place of JIS X 0208 to one pair", () => {
    const places = [...jisPairs(pairTables(932))].filter(({ readOnly }) => !readOnly).map(({ pair }) => pair);
    expect(new Set(places).size).to.equal(places.length);
  });
});
