/** Whether JSON has a shape. */
import { expect } from "chai";
import { fitsShape } from "../../src/device/json-shape.ts";

const value = { type: "set", id: 7, on: true, name: "Zürich", nested: { list: [1, { a: null }] } };

describe("JSON shape", () => {
  const fits: readonly unknown[] = [
    {},
    { type: "set" },
    { id: 7, nested: { list: [1, { a: null }] } },
    { type: String, id: Number, on: Boolean, nested: { list: Array } },
    { nested: Object },
    { name: /^Z/ },
    { other: undefined },
  ];
  const misses: readonly unknown[] = [
    { type: "get" },
    { id: "7" },
    { id: String },
    { name: /^B/ },
    { id: /7/ },
    { type: undefined },
    { other: Object },
    { nested: { list: [1] } },
    { nested: { list: { 0: 1 } } },
    { nested: [] },
    { nested: Array },
    { toString: Object },
    [],
  ];

  for (const shape of fits)
    it(`fits ${JSON.stringify(shape)}`, () => expect(fitsShape(value, shape)).to.equal(true));
  for (const shape of misses)
    it(`does not fit ${JSON.stringify(shape)}`, () => expect(fitsShape(value, shape)).to.equal(false));

  it("a regular expression with a state finds the same each time", () => {
    const shape = { name: /r/g };
    expect([fitsShape(value, shape), fitsShape(value, shape)]).to.deep.equal([true, true]);
  });
});
