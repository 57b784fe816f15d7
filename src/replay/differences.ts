/** How a replay differs from its expectation, in lines that a person reads. */
import { isDeepStrictEqual } from "node:util";
import { diffArrays } from "diff";
import type { Protocol } from "../protocol/model.ts";
import type { LongList, Observed, SentCommand } from "./expectation.ts";

/** Bytes of a row; the first difference stands in it. */
const rowBytes = 24;
/** Bytes in front of the first difference that a row shows. */
const before = 8;
/** Equal lines that are shown around a difference. */
const around = 2;

const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).toUpperCase().padStart(2, "0")).join(" ");

/** True for two texts that look alike or come from one another by a wrong encoding: their bytes say more than they do. */
function byEncoding(expected: string, actual: string): boolean {
  const special = /[^ -~]/;
  return special.test(expected) || special.test(actual);
}

/** Two rows of bytes in UTF-8, the first byte that differs marked. */
function byteRows(expected: string, actual: string): string[] {
  const [a, b] = [Buffer.from(expected, "utf8"), Buffer.from(actual, "utf8")];
  let at = 0;
  while (at < Math.min(a.length, b.length) && a[at] === b[at]) at++;
  const start = Math.max(0, at - before);
  const head = `at byte ${String(start)}: `;
  return [
    `      - ${head}${hex(a.subarray(start, start + rowBytes))}`,
    `      + ${head}${hex(b.subarray(start, start + rowBytes))}`,
    `        ${" ".repeat(head.length + 3 * (at - start))}^^`,
  ];
}

/** Two values; `undefined` for one that is missing. */
function valueLines(expected: unknown, actual: unknown): string[] {
  const lines = [
    ...(expected === undefined ? [] : [`    - ${JSON.stringify(expected)}`]),
    ...(actual === undefined ? [] : [`    + ${JSON.stringify(actual)}`]),
  ];
  const texts = typeof expected === "string" && typeof actual === "string";
  return texts && byEncoding(expected, actual) ? [...lines, ...byteRows(expected, actual)] : lines;
}

type Names = Pick<Protocol, "params">;

function parameterName(protocol: Names, pid: string): string {
  const name = protocol.params.get(Number(pid))?.name;
  return `parameter ${pid}${name === undefined ? "" : ` (${name})`}`;
}

const union = (a: object, b: object): string[] => [...new Set([...Object.keys(a), ...Object.keys(b)])];

function parameterDifferences(expected: Observed, actual: Observed, protocol: Names): string[] {
  return union(expected.parameters, actual.parameters)
    .filter((pid) => !isDeepStrictEqual(expected.parameters[pid], actual.parameters[pid]))
    .flatMap((pid) => [
      `  ${parameterName(protocol, pid)}`,
      ...valueLines(expected.parameters[pid], actual.parameters[pid]),
    ]);
}

/** Rows by their keys. */
function byKey(rows: readonly (readonly unknown[])[] = [], index: number): Map<string, readonly unknown[]> {
  return new Map(rows.map((row) => [String(row[index]), row]));
}

function tableDifferences(expected: Observed, actual: Observed, protocol: Names): string[] {
  return union(expected.tables, actual.tables).flatMap((pid) => {
    const table = protocol.params.get(Number(pid))?.table;
    const index = table?.index ?? 0;
    const [before, now] = [byKey(expected.tables[pid], index), byKey(actual.tables[pid], index)];
    return [...new Set([...before.keys(), ...now.keys()])].flatMap((key) => {
      const [old, present] = [before.get(key), now.get(key)];
      const row = `  ${parameterName(protocol, pid)}, row ${JSON.stringify(key)}`;
      if (old === undefined || present === undefined) return [row, ...valueLines(old, present)];
      const cells = Array.from({ length: Math.max(old.length, present.length) }, (_, idx) => idx);
      return cells
        .filter((idx) => !isDeepStrictEqual(old[idx], present[idx]))
        .flatMap((idx) => [`${row}, column ${String(idx)}`, ...valueLines(old[idx], present[idx])]);
    });
  });
}

/** The text of an item of a list: a line of the log, or a command that is text. */
function textOf(item: unknown): string | undefined {
  return typeof item === "string" ? item : (item as SentCommand | undefined)?.text;
}

/** Byte rows for one item in place of another. */
function replacedRows(removed: readonly unknown[], added: readonly unknown[]): string[] {
  const [old, now] = [textOf(removed[0]), textOf(added[0])];
  const single = removed.length === 1 && added.length === 1;
  return single && old !== undefined && now !== undefined && byEncoding(old, now) ? byteRows(old, now) : [];
}

/** Two lists, item by item, as version control shows changed files. */
function listDifferences<T>(name: string, expected: LongList<T>, actual: LongList<T>): string[] {
  if (isDeepStrictEqual(expected, actual)) return [];
  const parts = diffArrays([...expected.items], [...actual.items], { comparator: isDeepStrictEqual });
  const lines = [`  ${name}`];
  for (const [index, { value, added, removed }] of parts.entries()) {
    const mark = added ? "+" : removed ? "-" : " ";
    const shown = mark === " " ? shownEqual(value, index > 0, index < parts.length - 1) : value;
    if (shown.length < value.length && index === 0) lines.push("    ...");
    lines.push(...shown.map((item) => `    ${mark} ${JSON.stringify(item)}`));
    if (shown.length < value.length && index > 0) lines.push("    ...");
    const previous = parts[index - 1];
    if (added && previous?.removed === true) lines.push(...replacedRows(previous.value, value));
  }
  if (!isDeepStrictEqual(expected.more, actual.more)) {
    const [before, now] = [lengthOf(expected), lengthOf(actual)];
    lines.push(
      `    behind item ${String(expected.items.length)}: of ${before} expected and ${now} found, some differ`,
    );
  }
  return lines;
}

function lengthOf({ items, more }: LongList<unknown>): string {
  return String(items.length + (more?.count ?? 0));
}

/** The equal items next to a difference. */
function shownEqual<T>(value: readonly T[], behind: boolean, ahead: boolean): readonly T[] {
  if (value.length <= around) return value;
  if (behind && ahead) return value.length <= 2 * around ? value : value.slice(0, around);
  return behind ? value.slice(0, around) : value.slice(-around);
}

/** The differences as lines, `-` for what was expected and `+` for what came; none when both are equal. */
export function differenceLines(expected: Observed, actual: Observed, protocol: Names): readonly string[] {
  return [
    ...parameterDifferences(expected, actual, protocol),
    ...tableDifferences(expected, actual, protocol),
    ...listDifferences("sent commands", expected.sent, actual.sent),
    ...listDifferences("log", expected.log, actual.log),
  ];
}
