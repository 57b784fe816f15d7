/** Saved values in memory. */
import { expect } from "chai";
import type { StoredValue } from "../../../src/parameter/store.ts";
import { savedInMemory } from "../../../src/parameter/saved/saved-values.ts";

const five: StoredValue = { bytes: Uint8Array.of(0x35), number: 5 };
const six: StoredValue = { bytes: Uint8Array.of(0x36), number: 6 };
const lost: StoredValue = { bytes: Uint8Array.of(0x3f), text: "Ж" };

describe("saved values in memory", () => {
  it("gives back the last value of each parameter", () => {
    const saved = savedInMemory([[1, five]]);
    saved.save(2, lost);
    saved.save(1, six);
    expect(new Map(saved.load())).to.deep.equal(
      new Map([
        [1, six],
        [2, lost],
      ]),
    );
  });

  it("forgets a cleared parameter", () => {
    const saved = savedInMemory([[1, five]]);
    saved.forget(1);
    saved.forget(99);
    expect([...saved.load()]).to.deep.equal([]);
  });

  it("gives back the last content of each row, in the order in which they were added", () => {
    const saved = savedInMemory();
    saved.saveRow(1000, "b", { 1001: "b", 1002: 1 });
    saved.saveRow(1000, "a", { 1001: "a" });
    saved.saveRow(1000, "b", { 1001: "b", 1002: 2 });
    saved.saveRow(2000, "x", { 2001: "x" });
    saved.saveRow(2000, "y", { 2001: "y" });
    saved.forgetRow(2000, "x");
    saved.forgetRow(3000, "never there");
    expect([...saved.loadTables()].map(([table, rows]) => [table, [...rows]])).to.deep.equal([
      [
        1000,
        [
          ["b", { 1001: "b", 1002: 2 }],
          ["a", { 1001: "a" }],
        ],
      ],
      [2000, [["y", { 2001: "y" }]]],
    ]);
    saved.forgetTable(1000);
    expect([...saved.loadTables()].map(([table]) => table)).to.deep.equal([2000]);
  });

  it("can be spread, so that a program puts a function of its own in place of one", () => {
    const seen: number[] = [];
    const saved = savedInMemory();
    const watched = {
      ...saved,
      save: (pid: number, value: StoredValue) => {
        seen.push(pid);
        saved.save(pid, value);
      },
    };
    watched.save(1, five);
    expect([...watched.load()]).to.deep.equal([[1, five]]);
    expect(seen).to.deep.equal([1]);
  });
});
