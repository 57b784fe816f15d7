import { expect } from "chai";
import { pairRunPages, pairRuns } from "../../../src/encoding/tables/pair-runs.ts";

describe("encoding/tables/pair-runs", () => {
  it("has the pages that it says", () => {
    expect(Object.keys(pairRuns()).map(Number)).to.deep.equal(pairRunPages);
  });

  it("lays no more characters than a page has pairs", () => {
    const size = (ranges: readonly (readonly [number, number])[]): number =>
      ranges.reduce((sum, [first, last]) => sum + last - first + 1, 0);
    for (const [page, { leads, lone, oneWay = "", pairs, trails }] of Object.entries(pairRuns())) {
      const length = (text: string): number =>
        [...text.matchAll(/[.cjsktx](\d+)|[^]/g)].reduce((sum, [, count]) => sum + Number(count ?? 1), 0);
      expect(length(pairs), page).to.be.at.most(size(leads) * size(trails));
      expect(length(oneWay), page).to.be.at.most(size(leads) * size(trails));
      expect(length(lone), page).to.be.at.most(256);
    }
  });
});
