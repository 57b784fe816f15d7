/**
 * `npm run mutants [FOLDER] [COUNT] [SEED] [AT_ONCE]`: makes COUNT small wrong changes in FOLDER, one at a time, in copies of
 * the project, and tells which of them `npm test` does not notice. Defaults: src, 200, 1, as many copies as there are cores.
 * Every survivor wants a new test, or is equal in meaning.
 *
 * A mutant meets the tests near its file first. Then all tests run once, a few files at a time, to learn which of the mutants that
 * are left they reach, and each of these meets the test files that reach it and those that read sources as text. A failure counts
 * if the test file fails again alone: under load tests run out of time that have nothing to do with the mutant.
 */
import { availableParallelism } from "node:os";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { measureTests } from "./measure.ts";
import type { Mutant } from "./mutations.ts";
import { chooseMutants, describeMutant } from "./sample.ts";
import { inEachCopy, ProjectCopy } from "./suite.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const [folder = "src", count = "200", seed = "1", atOnce = String(availableParallelism())] =
  process.argv.slice(2);

/** ms that a test near a file may take, where nothing is measured yet. */
const nearMs = 10_000;

const copies = Array.from({ length: Number(atOnce) }, () => new ProjectCopy(root));
const [first] = copies;
if (first === undefined) throw new Error("AT_ONCE is 1 or more.");

try {
  const mutants = chooseMutants(first, folder, Number(count), Number(seed));
  const report = ({ id, ...mutant }: Mutant, verdict: string): void => {
    const told = describeMutant({ id, ...mutant }, first.read(mutant.file));
    console.log(`${String(id + 1)} of ${String(mutants.length)} ${verdict}\n    ${told}`);
  };
  let left: Mutant[] = [];
  await inEachCopy(copies, mutants, async (copy, mutant) => {
    const near = copy.testsNear(mutant.file).map((file) => ({ file, ms: nearMs }));
    const killer = await copy.killerOf(mutant, near);
    if (killer === undefined) left.push(mutant);
    report(mutant, killer === undefined ? "is not noticed by the tests near it" : `is killed by ${killer}`);
  });
  if (left.length > 0) {
    const measured = await measureTests(copies, left);
    measured.sort((a, b) => a.ms - b.ms);
    const survivors: Mutant[] = [];
    await inEachCopy(copies, left, async (copy, mutant) => {
      const tests = measured.filter(({ reached }) => reached.has(mutant.id));
      const killer = await copy.killerOf(mutant, tests);
      if (killer === undefined) survivors.push(mutant);
      report(
        mutant,
        killer === undefined ? `survives ${String(tests.length)} test files` : `is killed by ${killer}`,
      );
    });
    left = survivors;
  }
  for (const mutant of left) console.log(`survived  ${describeMutant(mutant, first.read(mutant.file))}`);
  const killed = mutants.length - left.length;
  console.log(
    `${String(killed)} of ${String(mutants.length)} killed (${((killed / mutants.length) * 100).toFixed(1)} %), ${String(left.length)} survived`,
  );
} finally {
  for (const copy of copies) copy[Symbol.dispose]();
}
