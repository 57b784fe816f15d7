/** The kinds of values an option may have. */
import { expect } from "chai";
import { optionKinds, type OptionKind } from "../../src/options/option-entry.ts";

const cases: Readonly<
  Record<OptionKind, { readonly good: readonly unknown[]; readonly bad: readonly unknown[] }>
> = {
  "a number": { good: [0, -1, 1.5], bad: ["1", NaN, Infinity, null] },
  "a text": { good: ["", "x"], bad: [1, undefined] },
  "two numbers": { good: [[1, 2]], bad: [[1], [1, 2, 3], [1, "2"], 1] },
  "a number or 'retries'": { good: ["retries", 0, 5], bad: ["never", NaN, true] },
};

describe("option-entry", () => {
  for (const [kind, { good, bad }] of Object.entries(cases)) {
    it(`${kind}: takes what fits and refuses the rest`, () => {
      const fits = optionKinds[kind as OptionKind];
      for (const value of good) expect(fits(value), JSON.stringify(value)).to.equal(true);
      for (const value of bad) expect(fits(value), JSON.stringify(value)).to.equal(false);
    });
  }
});
