/** Values that change by themselves, against the calculation of each. */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { DeviceState } from "../../src/device/device-state.ts";
import { counter, csv, type Generator, list, randomWalk, sine } from "../../src/device/generators.ts";
import { createRandom } from "../../src/device/random.ts";
import { expectCode } from "../support/qaction/expect-code.ts";
import { inFolder } from "../support/temporary.ts";

/** The first values that a generator gives, one each 15 s. */
function first<T>(generator: Generator<T>, count: number, seed = 1): T[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, (_, index) => generator.next({ now: 1000 + index * 15_000, random }));
}

describe("generators", () => {
  it("counter", () => {
    expect(first(counter(), 3)).to.deep.equal([1, 2, 3]);
    expect(first(counter({ start: 10, step: 5, end: 20 }), 5)).to.deep.equal([10, 15, 20, 10, 15]);
    expect(first(counter({ start: 3, step: -1, end: 1 }), 5)).to.deep.equal([3, 2, 1, 3, 2]);
  });

  it("sine: a quarter of its period brings it to its highest value", () => {
    expect(first(sine({ low: -60, high: 0, periodMs: 60_000 }), 5)).to.deep.equal([-30, 0, -30, -60, -30]);
  });

  it("random walk: small steps within its borders, the same for the same seed", () => {
    const options = { low: -10, high: 10, step: 3, digits: 2 };
    const values = first(randomWalk(options), 200);
    expect(values[0]).to.equal(0);
    for (const [at, value] of values.entries()) {
      expect(value).to.be.within(-10, 10);
      if (at > 0) expect(Math.abs(value - (values[at - 1] ?? 0))).to.be.at.most(3.02);
    }
    expect(new Set(values).size).to.be.greaterThan(50);
    expect(first(randomWalk(options), 200)).to.deep.equal(values);
    expect(first(randomWalk(options), 200, 2)).not.to.deep.equal(values);
  });

  it("list", () => {
    expect(first(list(["a", "b"]), 3)).to.deep.equal(["a", "b", "a"]);
  });

  it("rows or a column of a CSV file", () =>
    inFolder((folder) => {
      const file = path.join(folder, "levels.csv");
      writeFileSync(file, '\ufeffname,level\r\n"Zürich, ""HB""",-20.5\r\nBern,7\r\n');
      expect(first(csv(file), 3)).to.deep.equal([
        { name: 'Zürich, "HB"', level: -20.5 },
        { name: "Bern", level: 7 },
        { name: 'Zürich, "HB"', level: -20.5 },
      ]);
      expect(first(csv(file, { column: "level" }), 2)).to.deep.equal([-20.5, 7]);
      writeFileSync(file, "name;level\nBern;7\n");
      expect(first(csv(file, { separator: ";", column: "name" }), 1)).to.deep.equal(["Bern"]);
    }));

  it("refuse what they cannot use", () =>
    inFolder((folder) => {
      expectCode(() => list([]), "ERR_DEVICE");
      expectCode(() => counter({ stpe: 2 } as object), "ERR_OPTION");
      const file = path.join(folder, "empty.csv");
      expectCode(() => csv(file), "ERR_DEVICE");
      writeFileSync(file, "name\n");
      expectCode(() => csv(file), "ERR_DEVICE");
      writeFileSync(file, "name\na\n");
      expect(expectCode(() => csv(file, { column: "nmae" }), "ERR_DEVICE").message).to.contain("are: name");
    }));

  it("in a state: each read gives the next value, until the value is set", () => {
    const state = new DeviceState(() => 0, 1);
    state.declare({ number: counter(), walk: randomWalk(), other: randomWalk(), plain: { a: 1 } });
    expect([state.get("number"), state.get("number")]).to.deep.equal([1, 2]);
    state.set("number", 9);
    expect([state.get("number"), state.get("number")]).to.deep.equal([9, 9]);
    const series = (name: string): unknown[] => Array.from({ length: 10 }, () => state.get(name));
    expect(series("walk")).not.to.deep.equal(series("other"));
    expect(state.names).to.deep.equal(["number", "walk", "other", "plain"]);
  });
});
