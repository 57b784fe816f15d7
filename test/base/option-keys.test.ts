/** Objects of options: keys that do not exist, and values of another kind. */
import { expect } from "chai";
import { checkOptionKeys } from "../../src/base/option-keys.ts";
import { anyNumber, anyText } from "../../src/base/value-kinds.ts";

describe("option-keys", () => {
  it("refuses the first key that does not exist; one that is undefined counts as not given", () => {
    const refusal = (given: object): (() => void) => {
      return () => {
        checkOptionKeys("Thing", given, { a: anyNumber, bee: anyNumber }, { inner: ["codePage"] });
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
        checkOptionKeys("Thing", given as object, { a: anyNumber });
      })
        .to.throw(`Thing takes an object of options, not ${what}.`)
        .with.property("code", "ERR_OPTION");
    }
  });

  it("refuses a value of another kind, and shows it without a secret that may be in it", () => {
    const cases: readonly (readonly [given: unknown, shown: string])[] = [
      [5, "5"],
      [true, "true"],
      [null, "null"],
      [10n, "10n"],
      [["secret"], "an array"],
      [{ key: "secret" }, "an object"],
      [() => "secret", "a function"],
    ];
    for (const [given, shown] of cases) {
      expect(() => {
        checkOptionKeys("Thing", { name: given }, { name: anyText });
      })
        .to.throw(`Thing: 'name' cannot be ${shown}. Use a text.`)
        .with.property("code", "ERR_OPTION");
    }
    const refusal = (given: string) => () => {
      checkOptionKeys("Thing", { a: given }, { a: anyNumber });
    };
    expect(refusal("5")).to.throw("Thing: 'a' cannot be '5'. Use a number.");
    expect(refusal("-----BEGIN PRIVATE KEY-----".repeat(2))).to.throw(
      "Thing: 'a' cannot be a text. Use a number.",
    );
  });
});
