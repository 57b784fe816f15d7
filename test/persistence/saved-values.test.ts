/** Saved values in memory. */
import { expect } from "chai";
import { savedInMemory } from "../../src/persistence/saved-values.ts";

describe("saved values in memory", () => {
  it("gives back the last value of each parameter", () => {
    const saved = savedInMemory([[1, { kind: "number", value: 5 }]]);
    saved.save(2, { kind: "text", v: Uint8Array.of(0x3f), vu: "Ж" });
    saved.save(1, { kind: "number", value: 6 });
    expect(new Map(saved.load())).to.deep.equal(
      new Map<number, unknown>([
        [1, { kind: "number", value: 6 }],
        [2, { kind: "text", v: Uint8Array.of(0x3f), vu: "Ж" }],
      ]),
    );
  });

  it("forgets a cleared parameter", () => {
    const saved = savedInMemory([[1, { kind: "number", value: 5 }]]);
    saved.forget(1);
    saved.forget(99);
    expect([...saved.load()]).to.deep.equal([]);
  });
});
