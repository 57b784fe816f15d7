/**
 * `npm run mutants [FOLDER] [COUNT] [SEED]`: makes COUNT small wrong changes in FOLDER, one at a time, in copies of the
 * project, and tells which of them `npm test` does not notice. Defaults: src, 200, 1. Every survivor wants a new test, or is
 * equal in meaning.
 */
import { availableParallelism } from "node:os";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { mutationsOf, type Mutation } from "./mutations.ts";
import { ProjectCopy } from "./suite.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const [folder = "src", count = "200", seed = "1"] = process.argv.slice(2);

const wholeSuite = ["test/**/*.test.ts"];

/** A mutant: one change of one file. */
interface Mutant extends Mutation {
  readonly file: string;
}

/** Numbers from 0 up to 1 by a seed (mulberry32, public domain). */
function randomBy(start: number): () => number {
  let state = start >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Some of all, without one twice. */
function sample<T>(all: T[], size: number, random: () => number): T[] {
  const chosen: T[] = [];
  while (chosen.length < size && all.length > 0)
    chosen.push(...all.splice(Math.floor(random() * all.length), 1));
  return chosen;
}

function describe({ file, start, end, replacement }: Mutant, text: string): string {
  const before = text.slice(0, start).split("\n");
  const line = text.split("\n")[before.length - 1] ?? "";
  const place = `${file}:${String(before.length)}:${String((before.at(-1)?.length ?? 0) + 1)}`;
  return `${place}  ${text.slice(start, end).split("\n")[0] ?? ""} -> ${replacement}\n    ${line.trim()}`;
}

using first = new ProjectCopy(root);
const mutants = sample(
  first
    .files(folder)
    .filter((file) => !first.read(file).includes("do not edit"))
    .flatMap((file) => mutationsOf(first.read(file)).map((mutation): Mutant => ({ ...mutation, file }))),
  Number(count),
  randomBy(Number(seed)),
);

const started = Date.now();
if (!(await first.passes(wholeSuite, 1_800_000)))
  throw new Error("The tests fail without a mutant. Mend them first.");
const limitMs = 3 * (Date.now() - started);
const survivors: string[] = [];
let done = 0;

async function work(copy: ProjectCopy): Promise<void> {
  for (let mutant = mutants.pop(); mutant !== undefined; mutant = mutants.pop()) {
    const { file, start, end, replacement } = mutant;
    const text = copy.read(file);
    const near = copy.testsNear(file);
    copy.write(file, text.slice(0, start) + replacement + text.slice(end));
    const survived =
      (near.length === 0 || (await copy.passes(near, limitMs))) && (await copy.passes(wholeSuite, limitMs));
    copy.write(file, text);
    done++;
    if (!survived) continue;
    survivors.push(describe(mutant, text));
    console.log(`survived  ${survivors.at(-1) ?? ""}`);
  }
}

const copies = [first, ...Array.from({ length: availableParallelism() - 1 }, () => new ProjectCopy(root))];
try {
  await Promise.all(copies.map(work));
} finally {
  for (const copy of copies) copy[Symbol.dispose]();
}
const killed = done - survivors.length;
console.log(
  `${String(killed)} of ${String(done)} killed (${((killed / done) * 100).toFixed(1)} %), ${String(survivors.length)} survived`,
);
