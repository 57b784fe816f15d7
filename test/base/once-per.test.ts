import { expect } from "chai";
import { oncePer } from "../../src/base/once-per.ts";

describe("oncePer", () => {
  it("works a value out once for each key", () => {
    const asked: object[] = [];
    const sizeOf = oncePer((key: { readonly size: number }) => {
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
