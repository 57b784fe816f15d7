/** The newest items of a series. */
import { expect } from "chai";
import fc from "fast-check";
import { NewestItems } from "../../src/viewer/newest-items.ts";

describe("newest items", () => {
  it("keeps the newest, counts the others, and begins anew when they are taken", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: 200 }), (most, count) => {
        const items = new NewestItems<number>(most);
        for (let index = 0; index < count; index++) items.add(index);
        const expected = Array.from({ length: count }, (_, index) => index).slice(-most);
        expect(items.items).to.deep.equal(expected);
        expect(items.dropped).to.equal(count - expected.length);
        expect(items.take()).to.deep.equal({ items: expected, dropped: count - expected.length });
        expect([items.items, items.dropped]).to.deep.equal([[], 0]);
      }),
    );
  });
});
