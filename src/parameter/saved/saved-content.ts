/** Content of a file of saved values: values and rows by element, and the changes that are written for them. */
import type { StoredValue } from "../store.ts";
import type { Value } from "../value.ts";
import type { SavedRow } from "./saved-values.ts";

/** A number in JSON; one that JSON lacks as its text in a list: `["-Infinity"]`, `["-0"]`. */
type WrittenNumber = number | readonly [string];

/** A standalone value. */
interface WrittenValue {
  /** Storage bytes in base64. */
  readonly bytes: string;
  readonly text?: string;
  readonly number?: WrittenNumber;
}

/** Cells of a row by parameter id of the column. */
type WrittenRow = Readonly<Record<string, WrittenNumber | string>>;

/** One change, as it is in the file; `null`: forgotten. */
export type Change =
  | readonly [element: string, "protocol", name: string]
  | readonly [element: string, "value", pid: number, value: WrittenValue | null]
  | readonly [element: string, "row", table: number, key: string, row: WrittenRow | null]
  | readonly [element: string, "table", table: number, rows: null];

/** What is saved of one element. */
interface ElementContent {
  protocol: string;
  readonly values: Map<number, WrittenValue>;
  readonly tables: Map<number, Map<string, WrittenRow>>;
}

/** Everything in a file, by element. */
export class SavedContent {
  readonly #elements = new Map<string, ElementContent>();

  /** Name of the protocol whose values are kept for an element; `undefined` when nothing is. */
  protocolOf(element: string): string | undefined {
    return this.#elements.get(element)?.protocol;
  }

  /** Standalone values of an element. */
  values(element: string): (readonly [pid: number, value: StoredValue])[] {
    return [...(this.#elements.get(element)?.values ?? [])].map(
      ([pid, value]) => [pid, readValue(value)] as const,
    );
  }

  /** Rows of an element's tables by key, in the order in which they were added. */
  tables(element: string): (readonly [table: number, rows: ReadonlyMap<string, SavedRow>])[] {
    return [...(this.#elements.get(element)?.tables ?? [])].map(
      ([table, rows]) => [table, new Map([...rows].map(([key, row]) => [key, readRow(row)]))] as const,
    );
  }

  /**
   * Applies one change. False when there was nothing to forget.
   * @throws TypeError for a value that is not a change
   */
  apply(change: Change): boolean {
    const [element, what] = change;
    let content = this.#elements.get(element);
    if (content === undefined) {
      content = { protocol: "", values: new Map(), tables: new Map() };
      this.#elements.set(element, content);
    }
    switch (what) {
      case "protocol":
        content.protocol = change[2];
        return true;
      case "value":
        if (change[3] === null) return content.values.delete(change[2]);
        content.values.set(change[2], change[3]);
        return true;
      case "row": {
        const [, , table, key, row] = change;
        let rows = content.tables.get(table);
        if (rows === undefined) content.tables.set(table, (rows = new Map<string, WrittenRow>()));
        if (row === null) return rows.delete(key);
        rows.set(key, row);
        return true;
      }
      case "table":
        return content.tables.delete(change[2]);
      default:
        throw new TypeError(`There is no change '${String(what)}'.`);
    }
  }

  /** The changes that lead to this content, in order. */
  *changes(): Generator<Change> {
    for (const [element, { protocol, values, tables }] of this.#elements) {
      yield [element, "protocol", protocol];
      for (const [pid, value] of values) yield [element, "value", pid, value];
      for (const [table, rows] of tables) {
        for (const [key, row] of rows) yield [element, "row", table, key, row];
      }
    }
  }
}

/** A standalone value as it is written. */
export function writtenValue({ bytes, text, number }: StoredValue): WrittenValue {
  const { buffer, byteOffset, byteLength } = bytes;
  return {
    bytes: Buffer.from(buffer, byteOffset, byteLength).toString("base64"),
    ...(text === undefined ? {} : { text }),
    ...(number === undefined ? {} : { number: writtenNumber(number) }),
  };
}

/** A row as it is written. */
export function writtenRow(row: SavedRow): WrittenRow {
  const cells = Object.entries(row).filter(
    (cell): cell is [string, Exclude<Value, null>] => cell[1] !== null,
  );
  return Object.fromEntries(
    cells.map(([pid, cell]) => [pid, typeof cell === "number" ? writtenNumber(cell) : cell]),
  );
}

function readValue({ bytes, text, number }: WrittenValue): StoredValue {
  return {
    bytes: new Uint8Array(Buffer.from(bytes, "base64")),
    ...(text === undefined ? {} : { text }),
    ...(number === undefined ? {} : { number: readNumber(number) }),
  };
}

function readRow(row: WrittenRow): SavedRow {
  return Object.fromEntries(
    Object.entries(row).map(([pid, cell]) => [pid, typeof cell === "string" ? cell : readNumber(cell)]),
  );
}

function writtenNumber(number: number): WrittenNumber {
  if (Object.is(number, -0)) return ["-0"];
  return Number.isFinite(number) ? number : [String(number)];
}

function readNumber(written: WrittenNumber): number {
  return typeof written === "number" ? written : Number(written[0]);
}
