import { expect } from "chai";
import { otherSingleBytePages } from "../../../src/encoding/tables/other-pages.ts";

describe("encoding/tables/other-pages", () => {
  it("has eight rows of sixteen characters for each page, no character twice", () => {
    expect(Object.keys(otherSingleBytePages).map(Number)).to.deep.equal([
      437, 850, 852, 866, 20866, 21866, 28592, 28605,
    ]);
    for (const [page, rows] of Object.entries(otherSingleBytePages)) {
      expect(
        rows.map((row) => row.length),
        page,
      ).to.deep.equal([16, 16, 16, 16, 16, 16, 16, 16]);
      expect(new Set(rows.join("")).size, page).to.equal(128);
    }
  });
});
