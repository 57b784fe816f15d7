/** Which mutants each test file reaches, and how long it takes: every test runs once, in copies that leave marks. */
import { readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { markPlaces } from "./reach.ts";
import type { Mutant } from "./mutations.ts";
import { inEachCopy, type MeasuredTest, type ProjectCopy } from "./suite.ts";

/** ms that they may take. */
const limitMs = 1_200_000;

/** A test that reads files and names the folder of sources outside of its imports may look at their text; nothing marks that. */
function readsSources(text: string): boolean {
  const code = text.replaceAll(/\bfrom "[^"]*"|\bimport\("[^"]*"\)/g, "");
  return /\breadFile(?:Sync)?\b|\breaddir(?:Sync)?\b/.test(code) && /["'`/]src\b/.test(code);
}

/**
 * Measures all test files. One that fails without a mutant is named and left out.
 * @param testsAtOnce Files that run in one process: what is worked out once in a process counts as reached by them all
 */
export async function measureTests(
  copies: readonly ProjectCopy[],
  mutants: readonly Mutant[],
  testsAtOnce = 8,
): Promise<MeasuredTest[]> {
  const [first] = copies;
  if (first === undefined) return [];
  const files = [...new Set(mutants.map(({ file }) => file))];
  const originals = new Map(files.map((file) => [file, first.read(file)]));
  const everything = new Set(mutants.map(({ id }) => id));
  const mark = (copy: ProjectCopy): void => {
    for (const [file, text] of originals) {
      const places = mutants.filter((mutant) => mutant.file === file);
      copy.write(file, markPlaces(text, places, copy.marks));
    }
  };
  const unmark = (copy: ProjectCopy): void => {
    for (const [file, text] of originals) copy.write(file, text);
  };
  const measured: MeasuredTest[] = [];
  const tests = first.testFiles();
  const run = async (copy: ProjectCopy, some: readonly string[]): Promise<void> => {
    const { passed, times } = await copy.run(some, limitMs);
    const marks = readdirSync(copy.marks);
    for (const name of marks) rmSync(path.join(copy.marks, name));
    if (!passed && some.length > 1) {
      const half = Math.ceil(some.length / 2);
      await run(copy, some.slice(0, half));
      await run(copy, some.slice(half));
      return;
    }
    if (!passed) {
      // The marks break it, or the load of the machine: then it may notice everything.
      unmark(copy);
      const passes = (await copy.run(some, limitMs)).passed || (await copy.run(some, limitMs)).passed;
      mark(copy);
      if (!passes) {
        console.log(`${some.join()} fails without a mutant and is left out`);
        return;
      }
    }
    const reached = new Set(marks.map(Number));
    for (const file of some) {
      const all = !passed || readsSources(copy.read(file));
      measured.push({ file, ms: times.get(file) ?? 0, reached: all ? everything : reached });
    }
    if (measured.length % 50 < some.length)
      console.log(`${String(measured.length)} of ${String(tests.length)} test files measured`);
  };
  for (const copy of copies) mark(copy);
  const groups = Array.from({ length: Math.ceil(tests.length / testsAtOnce) }, (_, index) =>
    tests.slice(index * testsAtOnce, (index + 1) * testsAtOnce),
  );
  await inEachCopy(copies, groups, run);
  for (const copy of copies) unmark(copy);
  return measured;
}
