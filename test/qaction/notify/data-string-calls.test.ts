/** NotifyProtocol numbers of data strings. */
import { expect } from "chai";
import { notify } from "../../support/qaction/notify-element.ts";

describe("notify data", () => {
  it("86 to 89: data strings, one or many", async () => {
    const { result } = await notify([
      [88, "one"],
      [89, "one", "d1"],
      [89, ["two"], ["d2"]],
      [88, "one"],
      [88, "nobody"],
      [86, "d1", "x"],
      [86, ["d2"], [5]],
      [87, "d1"],
      [87, "d2"],
      [87, "gone"],
    ]);
    expect(result).to.deep.equal(["", 0, [0], "d1", null, 0, [0], "x", 5, null]);
  });

  it("a wrong shape gives null", async () => {
    const { result } = await notify([
      [86, 1, 1],
      [87, 1],
      [88, 1],
      [89, "one", 5],
    ]);
    expect(result).to.deep.equal([null, null, null, null]);
  });
});
