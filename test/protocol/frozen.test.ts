/** Nothing of the model can be changed. */
import { expect } from "chai";
import { fixedMap, list, made } from "../../src/protocol/frozen.ts";

describe("protocol/frozen", () => {
  it("an object has only the properties that are given, and is frozen", () => {
    const object = made<{ id: number; name?: string }>({ id: 1, name: undefined });
    expect(Object.keys(object)).to.deep.equal(["id"]);
    expect(object).to.be.frozen;
  });

  it("a list is frozen, and all empty ones are the same", () => {
    expect(list([1])).to.be.frozen;
    expect(list([])).to.equal(list([]));
    expect(list([])).to.be.frozen;
  });

  it("a map refuses set, delete and clear", () => {
    const map = fixedMap(new Map([[1, "a"]])) as Map<number, string>;
    expect(() => map.set(2, "b")).to.throw(TypeError, "cannot be changed");
    expect(() => map.delete(1)).to.throw(TypeError);
    expect(() => map.clear()).to.throw(TypeError);
    expect([...map]).to.deep.equal([[1, "a"]]);
  });
});
