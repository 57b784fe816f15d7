/** The name that was meant, and the refusal of keys that do not exist. */
import { expect } from "chai";
import fc from "fast-check";
import { nearestName, refuseUnknownKeys } from "../../src/base/known-names.ts";

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

  it("refuses the first key that does not exist; one that is undefined counts as not given", () => {
    const refusal = (given: object): (() => void) => {
      return () => {
        refuseUnknownKeys("Thing", given, { a: true, bee: true }, { inner: ["codePage"] });
      };
    };
    expect(refusal({ a: 1, bee: 2, other: undefined })).to.not.throw();
    expect(refusal({ bea: 1 })).to.throw("Thing has no option 'bea'. Did you mean 'bee'?");
    expect(refusal({ codePage: 1 })).to.throw("Write it inside 'inner': inner: { codePage: ... }.");
    expect(refusal({ codepage: 1 })).to.throw("Did you mean inner: { codePage: ... }?");
    expect(refusal({ zzzz: 1 })).to.throw("The options are: a, bee.");
    expect(refusal({ zzzz: 1 }))
      .to.throw()
      .with.property("code", "ERR_OPTION");
  });

  it("refuses what is no object", () => {
    const cases: readonly (readonly [given: unknown, what: string])[] = [
      [null, "null"],
      [[], "an array"],
      [5, "a number"],
      ["a", "a string"],
      [true, "a boolean"],
    ];
    for (const [given, what] of cases) {
      expect(() => {
        refuseUnknownKeys("Thing", given as object, { a: true });
      })
        .to.throw(`Thing takes an object of options, not ${what}.`)
        .with.property("code", "ERR_OPTION");
    }
  });
});
