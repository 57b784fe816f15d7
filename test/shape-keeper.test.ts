/** What is kept for its shape: nothing at first, then one at a time. */
import { expect } from "chai";
import { ShapeKeeper } from "../src/shape-keeper.ts";

describe("shape keeper", () => {
  it("keeps one of each 1024 objects, and none before", () => {
    const keeper = new ShapeKeeper();
    const objects = Array.from({ length: 3000 }, (_, number) => ({ number }));
    const kept = objects.map((object) => {
      keeper.offer(object);
      return keeper.kept;
    });
    expect(kept.slice(0, 1023).every((object) => object === undefined)).to.equal(true);
    expect(kept.slice(1023, 2047).every((object) => object === objects[1023])).to.equal(true);
    expect(kept.slice(2047).every((object) => object === objects[2047])).to.equal(true);
  });
});
