/** `npm run mutants` on a small project: which tests a mutant meets, and what counts as noticed. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { measureTests } from "../../tools/mutants/measure.ts";
import type { Mutant } from "../../tools/mutants/mutations.ts";
import { chooseMutants, describeMutant } from "../../tools/mutants/sample.ts";
import { ProjectCopy } from "../../tools/mutants/suite.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

const files = {
  "src/size.ts": `export const isBig = (size: number): boolean => size > 5;
export const isOdd = (size: number): boolean => size % 2 === 1;
`,
  "src/sum.ts": `export function sumTo(last: number): number {
  let sum = 0;
  for (let number = 1; number < last + 1; number += 1) sum += number;
  return sum;
}
`,
  "src/text.ts": 'export const both = (a?: string, b?: string): string => a ?? b ?? "";\n',
  "test/size.test.ts": `import { expect } from "chai";
import { isBig } from "../src/size.ts";
it("6 is big, 5 is not", () => { expect([isBig(6), isBig(5)]).to.deep.equal([true, false]); });
`,
  "test/sum.test.ts": `import { expect } from "chai";
import { sumTo } from "../src/sum.ts";
it("1 and 2 are 3", () => { expect(sumTo(2)).to.equal(3); });
`,
  "test/far/odd.test.ts": `import { expect } from "chai";
import { isOdd } from "../../src/size.ts";
it("3 is odd", () => { expect(isOdd(3)).to.equal(true); });
`,
  "test/far/other.test.ts": `import "../../src/size.ts";
it("looks at nothing", () => undefined);
`,
};

describe("mutants", () => {
  let folder: string;
  let copy: ProjectCopy;
  let mutants: readonly Mutant[];

  /** The mutant that replaces a text. */
  function mutantOf(text: string, replacement: string): Mutant {
    const found = mutants.find(
      ({ file, start, end, replacement: by }) =>
        copy.read(file).slice(start, end) === text && by === replacement,
    );
    if (found === undefined) throw new Error(`No mutant makes ${replacement} of ${text}.`);
    return found;
  }

  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), "mutants-project-"));
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), text);
    }
    writeFileSync(path.join(folder, "package.json"), '{ "type": "module" }');
    writeFileSync(path.join(folder, ".mocharc.json"), '{ "node-option": ["import=tsx"] }');
    symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"), "junction");
    copy = new ProjectCopy(folder);
    mutants = chooseMutants(copy, "src", 100, 1);
  });

  after(() => {
    copy[Symbol.dispose]();
    rmSync(folder, { recursive: true, force: true });
  });

  it("are programs, each once, the same ones by the same seed", () => {
    expect(
      mutants.map((mutant) => describeMutant(mutant, copy.read(mutant.file)).split("\n")[0]).sort(),
    ).to.deep.equal([
      "src/size.ts:1:54  > -> >=",
      "src/size.ts:1:56  5 -> (5 + 1)",
      "src/size.ts:2:54  % -> *",
      "src/size.ts:2:56  2 -> (2 + 1)",
      "src/size.ts:2:58  === -> !==",
      "src/size.ts:2:62  1 -> (1 + 1)",
      "src/sum.ts:2:13  0 -> (0 + 1)",
      "src/sum.ts:3:21  1 -> (1 + 1)",
      "src/sum.ts:3:31  < -> <=",
      "src/sum.ts:3:38  + -> -",
      "src/sum.ts:3:40  1 -> (1 + 1)",
      "src/sum.ts:3:50  += -> -=",
      "src/sum.ts:3:53  1 -> (1 + 1)",
      "src/sum.ts:3:60  += -> -=",
    ]);
    expect(mutants.map(({ id }) => id)).to.deep.equal(mutants.map((_, index) => index));
    expect(chooseMutants(copy, "src", 100, 1)).to.deep.equal(mutants);
    expect(chooseMutants(copy, "src", 2, 1)).to.deep.equal(mutants.slice(0, 2));
  });

  it("meet the tests near their file: the one of its name, then those of its folder, then others that import it", () => {
    expect(copy.testsNear("src/size.ts")[0]).to.equal("test/size.test.ts");
    expect(copy.testsNear("src/size.ts")).to.have.members([
      "test/size.test.ts",
      "test/far/odd.test.ts",
      "test/far/other.test.ts",
    ]);
    expect(copy.testsNear("src/text.ts")).to.deep.equal([]);
  });

  it("are killed by a test that fails, and fails again alone; the source is whole again afterwards", async () => {
    const tests = ["test/far/odd.test.ts", "test/far/other.test.ts", "test/size.test.ts"].map((file) => ({
      file,
      ms: 1000,
    }));
    expect(await copy.killerOf(mutantOf(">", ">="), tests)).to.equal("test/size.test.ts");
    expect(await copy.killerOf(mutantOf("===", "!=="), tests)).to.equal("test/far/odd.test.ts");
    expect(await copy.killerOf(mutantOf(">", ">="), tests.slice(0, 2))).to.equal(undefined);
    expect(copy.read("src/size.ts")).to.equal(files["src/size.ts"]);
  }).timeout(120_000);

  it("are killed when the test does not end, and does with the source as it was", async () => {
    const endless = mutants.find(
      ({ file, start }) => file === "src/sum.ts" && copy.read(file).startsWith("+= 1", start),
    );
    if (endless === undefined) throw new Error("There is no mutant of the loop's step.");
    expect(await copy.killerOf(endless, [{ file: "test/sum.test.ts", ms: 0 }], 1000)).to.equal(
      "test/sum.test.ts",
    );
    expect(copy.read("src/sum.ts")).to.equal(files["src/sum.ts"]);
  }).timeout(120_000);

  it("are measured: the tests that evaluate a mutant reach it, those of one process together", async () => {
    const measured = await measureTests([copy], mutants, 1);
    const asked = [mutantOf(">", ">=").id, mutantOf("===", "!==").id];
    const reached = Object.fromEntries(
      measured.map((test) => [test.file, asked.map((id) => test.reached.has(id))]),
    );
    expect(reached).to.deep.equal({
      "test/far/odd.test.ts": [false, true],
      "test/far/other.test.ts": [false, false],
      "test/size.test.ts": [true, false],
      "test/sum.test.ts": [false, false],
    });
    expect(copy.read("src/size.ts")).to.equal(files["src/size.ts"]);
  }).timeout(120_000);
});
