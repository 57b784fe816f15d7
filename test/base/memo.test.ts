/** Values worked out once for each key. */
import { expect } from "chai";
import { memoize } from "../../src/base/memo.ts";

describe("memoize", () => {
  it("works a value out once for each key", () => {
    const asked: object[] = [];
    const sizeOf = memoize((key: { readonly size: number }) => {
      asked.push(key);
      return { twice: 2 * key.size };
    });
    const [one, other] = [{ size: 1 }, { size: 1 }];
    expect(sizeOf(one)).to.equal(sizeOf(one));
    expect(sizeOf(other)).to.deep.equal({ twice: 2 });
    expect(sizeOf(other)).not.to.equal(sizeOf(one));
    expect(asked).to.deep.equal([one, other]);
  });
});
