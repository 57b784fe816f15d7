/** The name that was meant. */
import { expect } from "chai";
import fc from "fast-check";
import { nearestName } from "../../src/base/known-names.ts";

const known = ["codePage", "timeoutMs", "retries", "port", "strict"];

describe("known-names", () => {
  it("nearest: other case, a letter more, less, changed or swapped", () => {
    const cases: readonly (readonly [string, string | undefined])[] = [
      ["codepage", "codePage"],
      ["CODEPAGE", "codePage"],
      ["codePages", "codePage"],
      ["codPage", "codePage"],
      ["codePafe", "codePage"],
      ["prot", "port"],
      ["timeout", "timeoutMs"],
      ["retrys", "retries"],
      ["host", undefined],
      ["", undefined],
    ];
    for (const [name, nearest] of cases) expect(nearestName(name, known), name).to.equal(nearest);
  });

  it("a known name is the nearest to itself", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1 }), (names) => {
        const [first = ""] = names;
        expect(nearestName(first, names)?.toLowerCase()).to.equal(first.toLowerCase());
      }),
    );
  });
});
