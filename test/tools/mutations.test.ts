/** What `npm run mutants` changes, and what it leaves alone. */
import { expect } from "chai";
import { mutated, mutationsOf } from "../../tools/mutants/mutations.ts";

/** Every mutant of a line. */
function mutants(text: string): string[] {
  return mutationsOf(text).map((mutation) => mutated(text, mutation));
}

describe("mutations", () => {
  it("change operators, conditions, literals and calls, one at a time", () => {
    expect(mutants("if (a < b) f(1);")).to.deep.equal([
      "if (true) f(1);",
      "if (false) f(1);",
      "if (a <= b) f(1);",
      "if (a < b) ;",
      "if (a < b) f((1 + 1));",
    ]);
    expect(mutants("x = !ok;")).to.deep.equal(["x = ok;"]);
    expect(mutants("x = list.some(f);")).to.deep.equal(["x = list.every(f);"]);
    expect(mutants('x = kind === "read";')).to.deep.equal([
      'x = kind !== "read";',
      'x = kind === "\\u0000";',
    ]);
  });

  it("leave types, imports and the wording of messages alone", () => {
    for (const text of [
      'import a from "a";',
      "type T = 1 | 2;",
      "interface I { readonly a: 3 }",
      'x = "a" + name + "b";',
      'throw new Error("no");',
      "x = { 1: a };",
      "const { 1: x } = a;",
      "x = a.toString();",
    ])
      expect(mutants(text), text).to.deep.equal([]);
  });
});
