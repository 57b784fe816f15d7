/** Mutants of a folder, chosen at random by a seed. */
import { transformSync } from "esbuild";
import { mutated, mutationsOf, type Mutant } from "./mutations.ts";
import type { ProjectCopy } from "./suite.ts";

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

/** Whether the loader of the tests can read it: `??` beside `&&` without parentheses is no program, and would prove nothing. */
function isProgram(text: string): boolean {
  try {
    transformSync(text, { loader: "ts", logLevel: "silent" });
    return true;
  } catch {
    return false;
  }
}

/** Mutants of all files of a folder that are written by hand, none twice. */
export function chooseMutants(copy: ProjectCopy, folder: string, count: number, seed: number): Mutant[] {
  const all = copy
    .files(folder)
    .filter((file) => !copy.read(file).includes("do not edit"))
    .flatMap((file) => mutationsOf(copy.read(file)).map((mutation) => ({ ...mutation, file })));
  const random = randomBy(seed);
  const chosen: Mutant[] = [];
  while (chosen.length < count && all.length > 0)
    for (const mutant of all.splice(Math.floor(random() * all.length), 1))
      if (isProgram(mutated(copy.read(mutant.file), mutant))) chosen.push({ ...mutant, id: chosen.length });
  return chosen;
}

/** Its place, the change, and the line. */
export function describeMutant({ file, start, end, replacement }: Mutant, text: string): string {
  const before = text.slice(0, start).split("\n");
  const line = text.split("\n")[before.length - 1] ?? "";
  const place = `${file}:${String(before.length)}:${String((before.at(-1)?.length ?? 0) + 1)}`;
  return `${place}  ${text.slice(start, end).split("\n")[0] ?? ""} -> ${replacement}\n    ${line.trim()}`;
}
