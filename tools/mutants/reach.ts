/** Which test files reach a mutant: a copy of the project in which every place that can be mutated leaves a mark. */
import type { Mutation } from "./mutations.ts";

/** A place of a file, with the name of the mark that it leaves. */
export interface Place extends Pick<Mutation, "expression"> {
  readonly id: number;
}

/**
 * The text of a file that does the same, and leaves an empty file named by its id for each place that was evaluated. Lines keep
 * their numbers. Threads and child processes leave marks as well: the folder is part of the text.
 * @param folder Where the marks are left
 */
export function markPlaces(text: string, places: readonly Place[], folder: string): string {
  const pieces = places.flatMap(({ id, expression: { start, end } }) => [
    // At one place what ends stands before what starts, and what starts first ends last.
    { at: start, order: -end, text: `($reached(${String(id)}), ` },
    { at: end, order: -Infinity, text: ")" },
  ]);
  pieces.sort((a, b) => a.at - b.at || a.order - b.order);
  let [marked, from] = ["", 0];
  for (const { at, text: piece } of pieces) {
    marked += text.slice(from, at) + piece;
    from = at;
  }
  return marked + text.slice(from) + marker(folder);
}

/** A function that is there before anything is evaluated, and needs no import: also code that is bundled for a browser leaves marks. */
function marker(folder: string): string {
  const file = `${JSON.stringify(`${folder}/`)} + id`;
  const write = `process.getBuiltinModule("node:fs").writeFileSync(${file}, "")`;
  return `function $reached(id) { const seen = ($reached.seen ??= new Set()); if (!seen.has(id)) { seen.add(id); ${write}; } }\n`;
}
