/** The short form of `npm run soak starts`. */
import { expect } from "chai";
import { heapPerElement, starts } from "./starts.ts";

describe("starts and stops", () => {
  it("200 elements with scripts from files: each has its own modules, and nothing of them is left", async function () {
    this.timeout(120_000);
    const marks = await starts([100, 300]);
    // An instance of an ES module that stays is some 10 KB; what is compiled and counted by V8 on the way is less.
    expect(heapPerElement(marks)).to.be.below(5000);
    expect(marks.at(-1)?.handles).to.be.at.most(marks[0]?.handles ?? 0);
  });
});
