import { expect } from "chai";
import { tablePages } from "../../../src/encoding/code-page.ts";
import { judgedPages } from "../../../src/encoding/judged-pages.ts";
import { furtherBestFitRows } from "../../../src/encoding/tables/best-fit-further.ts";

describe("encoding/tables/best-fit-further", () => {
  it("holds characters in twos, none of them a look-alike of itself, for pages that `best-fit` does not have", () => {
    for (const [pages, pairs] of furtherBestFitRows()) {
      expect(pairs.length % 2, pages).to.equal(0);
      for (const page of pages.split(" ").map(Number)) {
        expect(tablePages).to.include(page);
        expect(judgedPages).to.not.include(page);
      }
      for (let at = 0; at < pairs.length; at += 2) expect(pairs[at]).to.not.equal(pairs[at + 1]);
    }
  });
});
