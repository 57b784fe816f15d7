/** What a file of saved values holds. */
import { expect } from "chai";
import fc from "fast-check";
import {
  SavedContent,
  writtenRow,
  writtenValue,
  type Change,
} from "../../../src/parameter/saved/saved-content.ts";

/** As it comes back from a file. */
const reread = (change: Change): Change => JSON.parse(JSON.stringify(change)) as Change;

/** Any text of 16-bit units, lone surrogates included. */
const anyText = fc
  .string({ unit: "binary" })
  .chain((text) => fc.constantFrom(text, `${text}\ud800`, `\udc00${text}`));

describe("saved content", () => {
  it("gives back every value as it was: text of any units, bytes, any double", () => {
    fc.assert(
      fc.property(anyText, fc.uint8Array(), fc.double(), (text, bytes, number) => {
        const content = new SavedContent();
        content.apply(reread(["1/1", "value", 12, writtenValue({ bytes, text, number })]));
        const [[pid, value] = []] = content.values("1/1");
        expect([pid, value]).to.deep.equal([12, { bytes, text, number }]);
        expect(Object.is(value?.number, number)).to.equal(true);
      }),
    );
  });

  it("gives back every row as it was; empty cells are left out", () => {
    const numbers = [0, -0, 1.5, Infinity, -Infinity, Number.NaN, 5e-324];
    const row = Object.fromEntries(numbers.map((number, at) => [1002 + at, number]));
    const content = new SavedContent();
    content.apply(
      reread(["1/1", "row", 1000, "__proto__", writtenRow({ 1001: "\ud800 é", ...row, 1999: null })]),
    );
    const [[table, rows] = []] = content.tables("1/1");
    expect([table, [...(rows ?? [])]]).to.deep.equal([1000, [["__proto__", { 1001: "\ud800 é", ...row }]]]);
  });

  it("a row that is set again keeps its place, one that comes back is last", () => {
    const content = new SavedContent();
    for (const [key, row] of [
      ["a", { 1001: "a" }],
      ["b", { 1001: "b" }],
      ["c", { 1001: "c" }],
      ["b", { 1001: "b", 1002: 2 }],
      ["a", null],
      ["a", { 1001: "a" }],
    ] as const) {
      content.apply(["1/1", "row", 1000, key, row]);
    }
    const keys = (of: SavedContent): string[] => of.tables("1/1").flatMap(([, rows]) => [...rows.keys()]);
    expect(keys(content)).to.deep.equal(["b", "c", "a"]);
    const copy = new SavedContent();
    for (const change of content.changes()) copy.apply(reread(change));
    expect(keys(copy)).to.deep.equal(["b", "c", "a"]);
    expect(copy.tables("1/1")).to.deep.equal(content.tables("1/1"));
  });

  it("keeps elements apart, and says of which protocol each is", () => {
    const content = new SavedContent();
    content.apply(["1/1", "protocol", "A"]);
    content.apply(["1/1", "value", 12, { bytes: "", number: 1 }]);
    content.apply(["1/2", "value", 12, { bytes: "", number: 2 }]);
    expect(content.values("1/1").map(([, { number }]) => number)).to.deep.equal([1]);
    expect(content.values("1/2").map(([, { number }]) => number)).to.deep.equal([2]);
    expect([content.values("1/3"), content.tables("1/3")]).to.deep.equal([[], []]);
    expect(["1/1", "1/3"].map((id) => content.protocolOf(id))).to.deep.equal(["A", undefined]);
  });

  it("tells whether there was something to forget, and refuses what is no change", () => {
    const content = new SavedContent();
    expect(content.apply(["1/1", "value", 12, null])).to.equal(false);
    expect(content.apply(["1/1", "row", 1000, "a", null])).to.equal(false);
    expect(content.apply(["1/1", "table", 1000, null])).to.equal(true);
    expect(content.apply(["1/1", "table", 1000, null])).to.equal(false);
    expect(() => content.apply(["1/1", "colour", 1, null] as unknown as Change)).to.throw(TypeError);
  });
});
