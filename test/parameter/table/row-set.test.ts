/** Rows by key and by position. */
import { expect } from "chai";
import fc from "fast-check";
import { RowSet } from "../../../src/parameter/table/row-set.ts";
import type { Row } from "../../../src/parameter/table/row-set.ts";

function filled(set: RowSet, keys: readonly string[]): RowSet {
  for (const key of keys) set.add(key, []);
  return set;
}

const keysOf = (set: RowSet): string[] => set.all.map(({ key }) => key);
const row = (set: RowSet, key: string): Row => set.get(key) ?? set.add(key, []);

describe("RowSet", () => {
  it("rowRemoval shiftUp: later rows move up", () => {
    const set = filled(new RowSet("exact", "shiftUp"), ["a", "b", "c", "d"]);
    set.remove(row(set, "b"));
    expect(keysOf(set)).to.deep.equal(["a", "c", "d"]);
    expect(["a", "c", "d"].map((key) => set.position(row(set, key)))).to.deep.equal([1, 2, 3]);
    expect(set.get("b")).to.equal(undefined);
    expect(set.at(1)?.key).to.equal("c");
  });

  it("rowRemoval moveLast: the last row fills the gap", () => {
    const set = filled(new RowSet("exact", "moveLast"), ["a", "b", "c", "d"]);
    set.remove(row(set, "b"));
    expect(keysOf(set)).to.deep.equal(["a", "d", "c"]);
    expect(["a", "d", "c"].map((key) => set.position(row(set, key)))).to.deep.equal([1, 2, 3]);
    set.remove(row(set, "c"));
    expect(keysOf(set)).to.deep.equal(["a", "d"]);
  });

  it("keyCase exact and ignore", () => {
    const exact = filled(new RowSet("exact", "shiftUp"), ["Key"]);
    const ignore = filled(new RowSet("ignore", "shiftUp"), ["Key"]);
    expect(exact.get("key")).to.equal(undefined);
    expect(ignore.get("kEY")?.key).to.equal("Key");
    ignore.remove(row(ignore, "KEY"));
    expect(ignore.get("Key")).to.equal(undefined);
  });

  it("keeps order and positions through any adding and removing", () => {
    const steps = fc.array(fc.record({ add: fc.boolean(), key: fc.nat(15) }), { maxLength: 60 });
    fc.assert(
      fc.property(steps, fc.constantFrom("shiftUp" as const, "moveLast" as const), (list, removal) => {
        const set = new RowSet("exact", removal);
        let expected: string[] = [];
        for (const { add, key: number } of list) {
          const key = String(number);
          const found = set.get(key);
          if (add && found === undefined) {
            set.add(key, []);
            expected.push(key);
          } else if (!add && found !== undefined) {
            set.remove(found);
            const last = expected.at(-1) ?? "";
            expected =
              removal === "shiftUp"
                ? expected.filter((other) => other !== key)
                : expected.map((other) => (other === key ? last : other)).slice(0, -1);
          }
          if (number % 3 === 0) expect(set.position(row(set, key))).to.equal(row(set, key).place + 1);
          if (set.get(key) !== undefined && !expected.includes(key)) expected.push(key);
        }
        expect(keysOf(set)).to.deep.equal(expected);
        expected.forEach((key, place) => expect(set.position(row(set, key))).to.equal(place + 1));
      }),
    );
  });

  it("removeWhere takes many rows in one pass", () => {
    for (const removal of ["shiftUp", "moveLast"] as const) {
      const set = filled(
        new RowSet("exact", removal),
        Array.from({ length: 40 }, (_, at) => String(at)),
      );
      expect(set.removeWhere(({ key }) => Number(key) % 2 === 0)).to.have.length(20);
      expect(
        keysOf(set)
          .map(Number)
          .sort((a, b) => a - b),
      ).to.deep.equal(Array.from({ length: 20 }, (_, at) => at * 2 + 1));
      for (const [place, key] of keysOf(set).entries())
        expect(set.position(row(set, key))).to.equal(place + 1);
    }
  });

  it("clear leaves nothing", () => {
    const set = filled(new RowSet("exact", "shiftUp"), ["a"]);
    set.clear();
    expect([set.size, set.get("a")]).to.deep.equal([0, undefined]);
  });
});
