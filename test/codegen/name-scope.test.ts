/** Who gets a name that several want. */
import { expect } from "chai";
import { grant } from "../../src/codegen/name-scope.ts";
import type { NameProblem } from "../../src/codegen/name-scope.ts";
import { protocolOf } from "../support/codegen/protocol-text.ts";

function granted(plains: readonly string[], reserved: readonly string[] = [], numbered = true) {
  const { params } = protocolOf(...plains.map((_, i) => ({ id: i + 1, name: `P${String(i + 1)}` })));
  const problems: NameProblem[] = [];
  const claims = [...params.values()].map((param, i) => {
    const plain = plains[i] ?? "";
    return { param, plain, ...(numbered ? { numbered: `${plain}_${String(param.id)}` } : {}) };
  });
  return { names: grant("Scope", claims, reserved, problems).map(({ names }) => names), problems };
}

describe("name scope", () => {
  it("gives both forms, or the plain one alone", () => {
    expect(granted(["a", "b"])).to.deep.equal({
      names: [
        ["a", "a_1"],
        ["b", "b_2"],
      ],
      problems: [],
    });
    expect(granted(["a"], [], false).names).to.deep.equal([["a"]]);
  });

  it("a name that two want goes to neither: both have the form with the id, and an error says so", () => {
    for (const numbered of [true, false]) {
      const { names, problems } = granted(["a", "b", "a"], [], numbered);
      expect(names).to.deep.equal([["a_1"], numbered ? ["b", "b_2"] : ["b"], ["a_3"]]);
      expect(problems.map(({ severity, position }) => [severity, position.line])).to.deep.equal([
        ["error", 3],
        ["error", 5],
      ]);
      expect(problems[0]?.message).to.equal(
        "Scope has no 'a' for read parameter 1 'P1': another parameter would have the same. Use a_1.",
      );
    }
  });

  for (const [why, plains, reserved, says] of [
    ["reserved", ["a"], ["a"], "belongs to something else"],
    ["a member of every object", ["constructor"], [], "belongs to something else"],
    ["beginning with two underscores", ["__a"], [], "reserved"],
    ["empty", [""], [], "no letter or digit"],
    ["the numbered form of another", ["a_2", "a"], [], "with its id"],
  ] as const) {
    it(`refuses a plain name that is ${why}`, () => {
      const { names, problems } = granted(plains, reserved);
      expect(names[0]).to.deep.equal([`${plains[0]}_1`]);
      expect(problems.map(({ severity }) => severity)).to.deep.equal(["warning"]);
      expect(problems[0]?.message).to.contain(says);
    });
  }
});
