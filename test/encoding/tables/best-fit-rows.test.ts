import { expect } from "chai";
import { tablePages } from "../../../src/encoding/code-page.ts";
import { bestFitRows } from "../../../src/encoding/tables/best-fit-rows.ts";

describe("encoding/tables/best-fit-rows", () => {
  it("holds characters in twos, for pages of the kit", () => {
    for (const [pages, pairs] of bestFitRows) {
      expect(pairs.length % 2, pages).to.equal(0);
      for (const page of pages.split(" ")) expect(tablePages.map(String)).to.include(page);
    }
  });

  it("holds nothing that a normalisation would change without notice", () => {
    // A tool that normalises source text must not alter the table: what NFC changes stands there as an escape, and a pair never says that a character looks like itself.
    for (const [, pairs] of bestFitRows)
      for (let at = 0; at < pairs.length; at += 2) expect(pairs[at]).to.not.equal(pairs[at + 1]);
  });
});
