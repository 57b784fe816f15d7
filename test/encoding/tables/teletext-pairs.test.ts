import { expect } from "chai";
import { teletextPairs } from "../../../src/encoding/tables/teletext-pairs.ts";
import { pairRuns } from "../../../src/encoding/tables/pair-runs.ts";

describe("encoding/tables/teletext-pairs", () => {
  it("are the pairs of page 20004, letters and digits being notation only", () => {
    expect(pairRuns()[20004]?.pairs).to.equal(teletextPairs());
    expect(teletextPairs().replaceAll(/[.cjsktx]\d+/g, "")).to.not.match(/[.a-z0-9]/);
  });
});
