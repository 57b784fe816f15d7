/** The types of lines that a run prints. */
import type { JsonLine } from "./json-lines.ts";

/** Types of lines, and whether each is printed without `--verbose`. */
const lineTypes: Readonly<Record<JsonLine["type"], "usual" | "verbose">> = {
  start: "usual",
  diagnostic: "usual",
  state: "usual",
  connection: "usual",
  parameter: "usual",
  stream: "usual",
  log: "usual",
  message: "usual",
  normalized: "usual",
  unmatched: "usual",
  answer: "usual",
  final: "usual",
  trigger: "verbose",
  action: "verbose",
  group: "verbose",
  pair: "verbose",
  session: "verbose",
  response: "verbose",
  timer: "verbose",
  qaction: "verbose",
  saved: "verbose",
  display: "verbose",
  notify: "verbose",
};

/** True for lines that are printed without `--verbose`. */
export function isUsual(type: JsonLine["type"]): boolean {
  return lineTypes[type] === "usual";
}

/** The words that `--only` takes. */
export const lineTypeNames: readonly string[] = Object.keys(lineTypes);
