/** Values beside moments. */
import { expect } from "chai";
import { bareValue } from "../../../src/parameter/table/table-model.ts";

describe("table-model", () => {
  it("a value may have a moment beside it", () => {
    expect(bareValue(["x", new Date(0)])).to.equal("x");
    expect(bareValue([null, new Date(0)])).to.equal(null);
    expect(bareValue([undefined, new Date(0)])).to.equal(null);
    const pair = [1, 2];
    expect(bareValue(pair)).to.equal(pair);
    expect([bareValue(undefined), bareValue(null), bareValue(0), bareValue("")]).to.deep.equal([
      null,
      null,
      0,
      "",
    ]);
  });
});
