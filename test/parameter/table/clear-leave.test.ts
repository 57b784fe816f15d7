/** Clear and Leave. */
import { expect } from "chai";
import { CLEAR, clearOrLeave, infinityStored, LEAVE } from "../../../src/parameter/table/clear-leave.ts";

describe("clear-leave", () => {
  it("Clear and Leave are the two infinities, and nothing else is", () => {
    expect([CLEAR, LEAVE]).to.deep.equal([-Infinity, Infinity]);
    expect([clearOrLeave(CLEAR), clearOrLeave(LEAVE)]).to.deep.equal(["clear", "leave"]);
    for (const value of [0, NaN, Number.MAX_VALUE, "Infinity", null, undefined]) {
      expect(clearOrLeave(value)).to.equal(undefined);
    }
  });

  it("a stored infinity is reported with its column", () => {
    expect(infinityStored(1003)).to.match(/column 1003\b.*useClearAndLeave/);
  });
});
