import { expect } from "chai";
import { johabPairs } from "../../../src/encoding/tables/johab-pairs.ts";
import { pairRuns } from "../../../src/encoding/tables/pair-runs.ts";

describe("encoding/tables/johab-pairs", () => {
  it("are the pairs of page 1361, letters and digits being notation only", () => {
    expect(pairRuns()[1361]?.pairs).to.equal(johabPairs());
    expect(johabPairs().replaceAll(/[.cjsktx]\d+/g, "")).to.not.match(/[.a-z0-9]/);
  });
});
