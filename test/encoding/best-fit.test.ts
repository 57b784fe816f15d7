import { expect } from "chai";
import { bestFitOf } from "../../src/encoding/best-fit.ts";
import { encodeCodePage, hasUnit, tablePages } from "../../src/encoding/code-page.ts";
import { hex } from "../support/encoding/vectors.ts";

describe("encoding/best-fit", () => {
  it("says one thing about a unit of a page, and nothing about one that the page has", () => {
    for (const page of tablePages) {
      const pairs = [...bestFitOf(page, (unit) => hasUnit(unit, page))];
      const table = new Map(pairs);
      for (const [unit, lookAlike] of pairs) expect(table.get(unit), String(page)).to.equal(lookAlike);
      for (const [unit, lookAlike] of pairs)
        expect([hasUnit(unit, page), hasUnit(lookAlike, page)]).to.deep.equal([false, true]);
    }
  });

  // What Windows makes of these characters in 1252, and what is left when look-alikes are off.
  const rows: readonly (readonly [text: string, data: string])[] = [
    ["ŁłĐΩαπ∞", "4C6CD04F617038"],
    ["Ａ１", "4131"],
    ["−－", "2D2D"],
    ["′⁄≤", "272F3D"],
    ["e\u0301", "65B4"],
    ["Ƒ", "83"],
    ["Ж≠ﬁΔ日\u200b\ufeff\ufffd", "3F3F3F3F3F3F3F3F"],
  ];
  for (const [text, data] of rows) {
    it(`writes ${JSON.stringify(text)} as ${data} in 1252`, () => {
      expect(hex(encodeCodePage(text, 1252, "bestFit"))).to.equal(data);
    });
  }
});
