import iconv from "iconv-lite";
import { expect } from "chai";
import { doubleByteFacts } from "../../../src/encoding/tables/double-byte-facts.ts";

describe("encoding/tables/double-byte-facts", () => {
  it("adds only pairs that iconv-lite lacks: private-use characters, upwards", () => {
    // Number of pairs in the user-defined areas: 10 rows of 188 in 932, and what .NET has in the other pages.
    const sizes = Object.entries(doubleByteFacts).map(([page, { runs }]) => {
      let count = 0;
      for (const { leads, trails } of runs) {
        for (const [first, last] of trails) count += (leads[1] - leads[0] + 1) * (last - first + 1);
      }
      return [Number(page), count];
    });
    expect(sizes).to.deep.equal([
      [932, 1880],
      [936, 2149],
      [949, 188],
      [950, 6217],
    ]);
  });

  it("names tables that iconv-lite has", () => {
    for (const { table } of Object.values(doubleByteFacts))
      expect(iconv.encodingExists(table), table).to.equal(true);
  });
});
