import { expect } from "chai";
import { windowsPages } from "../../../src/encoding/tables/windows-pages.ts";

describe("encoding/tables/windows-pages", () => {
  it("has eight rows of sixteen characters for each page, no character twice", () => {
    expect(Object.keys(windowsPages).map(Number)).to.deep.equal([
      874, 1250, 1251, 1252, 1253, 1254, 1255, 1256, 1257, 1258,
    ]);
    for (const [page, rows] of Object.entries(windowsPages)) {
      expect(
        rows.map((row) => row.length),
        page,
      ).to.deep.equal([16, 16, 16, 16, 16, 16, 16, 16]);
      expect(new Set(rows.join("")).size, page).to.equal(128);
    }
  });
});
