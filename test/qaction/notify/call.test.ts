/** Shapes of the values that come with a notify call. */
import { expect } from "chai";
import { idOf, idsOf, listOf, textsOf } from "../../../src/qaction/notify/call.ts";

describe("notify call", () => {
  it("ids are whole numbers, also as text", () => {
    expect([5, "5", " 5 ", 5.5, "x", "", null, undefined, true].map(idOf)).to.deep.equal([
      5,
      5,
      5,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it("lists are arrays and typed arrays", () => {
    expect(listOf([1, "a"])).to.deep.equal([1, "a"]);
    expect(listOf(Uint32Array.of(1, 2))).to.deep.equal([1, 2]);
    expect(listOf(new DataView(new ArrayBuffer(2)))).to.equal(undefined);
    expect(listOf("text")).to.equal(undefined);
    expect(idsOf(["1", 2])).to.deep.equal([1, 2]);
    expect(idsOf([1, "x"])).to.equal(undefined);
    expect(textsOf(["a"])).to.deep.equal(["a"]);
    expect(textsOf(["a", 1])).to.equal(undefined);
  });
});
