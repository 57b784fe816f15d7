/** Ids that DataMiner keeps for itself. */
import { expect } from "chai";
import { isReservedParameter } from "../../src/protocol/reserved-parameters.ts";

describe("protocol/reserved-parameters", () => {
  it("64300-69999 and 100000-999999 are reserved", () => {
    for (const pid of [64300, 65008, 69999, 100000, 999999]) expect(isReservedParameter(pid)).to.equal(true);
    for (const pid of [1, 63999, 64299, 70000, 99999, 1000000, 9990000]) {
      expect(isReservedParameter(pid)).to.equal(false);
    }
  });
});
