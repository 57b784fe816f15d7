/** Completes a line of `--repl`: names of requests, then the ids that the protocol has. */
import { kindOf } from "../../protocol/connection-kinds.ts";
import type { Protocol } from "../../protocol/model.ts";
import { requestNames, requestTable, type FieldSubject, type RequestName } from "./requests.ts";

/** Words that may stand in place of a field. */
export type KnownWords = Readonly<Record<FieldSubject, readonly string[]>>;

/** Nothing is known before the protocol is loaded. */
export const noWords: KnownWords = {
  parameter: [],
  column: [],
  button: [],
  menu: [],
  trigger: [],
  table: [],
  connection: [],
};

/** The ids of a protocol by what they stand for. */
export function knownWords({ params, triggers, connections }: Protocol): KnownWords {
  const all = [...params.values()];
  const tables = all.filter(({ table }) => table !== undefined);
  const ids = (list: readonly { readonly id: number }[]): string[] => list.map(({ id }) => String(id));
  const columns = new Set(tables.flatMap(({ table }) => table?.columns.map(({ pid }) => pid) ?? []));
  return {
    parameter: ids(all.filter(({ id, table }) => table === undefined && !columns.has(id))),
    column: [...columns].map(String),
    button: ids(all.filter(({ type, discreets }) => type.startsWith("write") && discreets.length === 1)),
    menu: ids(all.filter(({ name }) => name.endsWith("_ContextMenu"))),
    trigger: ids([...triggers.values()]),
    table: ids(tables),
    connection: ids(connections.filter((one) => kindOf(one).carries !== "nothing")),
  };
}

/** @returns what may stand in place of the last word of the line, and that word, as `node:readline` takes them */
export function completeLine(line: string, known: KnownWords): [candidates: string[], word: string] {
  const words = line.trimStart().split(/\s+/);
  const word = words.pop() ?? "";
  const [name, ...given] = words;
  const candidates = name === undefined ? requestNames : wordsFor(name, given.length, known);
  return [candidates.filter((candidate) => candidate.startsWith(word)).map((found) => `${found} `), word];
}

function wordsFor(name: string, position: number, known: KnownWords): readonly string[] {
  if (!Object.hasOwn(requestTable, name)) return [];
  const subject = requestTable[name as RequestName].fields[position]?.subject;
  return subject === undefined ? [] : known[subject];
}
