/** Marks for `npm run mutants`: a marked file does the same, and tells which places were evaluated. */
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { compileFunction } from "node:vm";
import { expect } from "chai";
import { mutationsOf } from "../../tools/mutants/mutations.ts";
import { markPlaces } from "../../tools/mutants/reach.ts";

describe("marks of places that can be mutated", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "marks-"));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  /** What a marked function returns, and the mutants that it reached: what the text holds from `start` to `end`. */
  function run(
    text: string,
    ...inputs: readonly unknown[]
  ): { readonly result: unknown; readonly reached: string[] } {
    const mutations = mutationsOf(text);
    const places = mutations.map(({ expression }, id) => ({ id, expression }));
    const marked = markPlaces(text, places, folder);
    const names = inputs.map((_, index) => `input${String(index)}`);
    const body = compileFunction(marked, names) as (...values: readonly unknown[]) => unknown;
    const result = body(...inputs);
    const ids = readdirSync(folder)
      .map(Number)
      .sort((a, b) => a - b);
    return { result, reached: ids.map((id) => text.slice(mutations[id]?.start, mutations[id]?.end)) };
  }

  it("only what is evaluated leaves its mark", () => {
    const text = "if (input0 < 5) { input1.push(input0); return input0 * 2; } return input0 - 7;";
    const list: number[] = [];
    expect(run(text, 3, list)).to.deep.equal({
      result: 6,
      // Both mutants of the condition, its operator and its number; then the statement, the method, and the product.
      reached: ["input0 < 5", "input0 < 5", "<", "5", "input1.push(input0);", "push", "*", "2"],
    });
    expect(list).to.deep.equal([3]);
  });

  it("what && skips is not reached", () => {
    expect(run("return input0 && input1 === 1;", false, 1)).to.deep.equal({ result: false, reached: ["&&"] });
  });

  it("a chain still ends where ?. ends it", () => {
    expect(run("return input0?.some(Boolean).toString();", undefined).result).to.equal(undefined);
    expect(run("return input0?.some(Boolean).toString();", [1]).result).to.equal("true");
  });

  it("the lines of a file keep their numbers, and its first line stays the first", () => {
    const text = "#!/usr/bin/env node\nconst a = 1;\nconst b = 2;\n";
    const marked = markPlaces(
      text,
      mutationsOf(text).map(({ expression }, id) => ({ id, expression })),
      folder,
    );
    const lines = marked.split("\n");
    expect(lines[0]).to.equal("#!/usr/bin/env node");
    expect(lines[2]).to.match(/^const b = \(\$reached\(1\), 2\);$/);
  });
});
