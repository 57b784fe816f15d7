/** Saved values in memory. */
import { expect } from "chai";
import type { StoredValue } from "../../src/parameter/store.ts";
import { savedInMemory } from "../../src/persistence/saved-values.ts";

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

  it("gives back the last rows of each table", () => {
    const saved = savedInMemory();
    saved.saveTable(1000, [["a", 1]]);
    saved.saveTable(2000, []);
    saved.saveTable(1000, [["b", null]]);
    expect([...saved.loadTables()]).to.deep.equal([
      [1000, [["b", null]]],
      [2000, []],
    ]);
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
