/** The rows of one table as one page knows them: first all, then what changes, in portions. */
import type { RowsMessage, Value } from "./messages.ts";
import type { WatchedElement } from "./watched-element.ts";

/** Rows of one message. */
const rowsInPortion = 5000;
/** Characters of a cell that are sent. */
const cellShown = 500;

/** A table that one page looks at. */
export class WatchedTable {
  readonly #watched: WatchedElement;
  /** Index of its element. */
  readonly element: number;
  readonly #table: number;
  /** Position of the key in a row. */
  readonly #key: number;
  /** Column parameters by idx. */
  readonly #pids: readonly (number | undefined)[];
  /** The rows that were told, by key. The cells of a row are replaced and never changed, so that comparing them is enough. */
  #told = new Map<string, readonly Value[]>();
  #fresh = true;

  /** @throws Error without such a table */
  constructor(watched: WatchedElement, element: number, table: number) {
    const definition = watched.element.protocol.params.get(table)?.table;
    if (definition === undefined) throw new Error(`There is no table ${String(table)}.`);
    this.#watched = watched;
    this.element = element;
    this.#table = table;
    this.#key = definition.index;
    const pids: number[] = [];
    for (const { idx, pid } of definition.columns) pids[idx] = pid;
    this.#pids = pids;
  }

  /** The next portion of what has changed; undefined when nothing has. */
  next(): RowsMessage | undefined {
    const rows: { key: string; cells: readonly Value[] }[] = [];
    const present = this.#watched.element.rows(this.#table) ?? [];
    let more = false;
    const keys = new Set<string>();
    for (const cells of present) {
      const key = String(cells[this.#key] ?? "");
      keys.add(key);
      if (this.#told.get(key) === cells) continue;
      if (rows.length === rowsInPortion) {
        more = true;
        continue;
      }
      this.#told.set(key, cells);
      rows.push({ key, cells: this.#shown(cells) });
    }
    const removed =
      this.#told.size === keys.size && !more ? [] : [...this.#told.keys()].filter((key) => !keys.has(key));
    for (const key of removed) this.#told.delete(key);
    const fresh = this.#fresh;
    if (!fresh && rows.length === 0 && removed.length === 0) return undefined;
    this.#fresh = false;
    return { type: "rows", element: this.element, table: this.#table, fresh, rows, removed, more };
  }

  #shown(cells: readonly Value[]): readonly Value[] {
    return cells.map((cell, idx) => {
      const pid = this.#pids[idx];
      const value = pid === undefined ? cell : this.#watched.shown.value(pid, cell);
      return typeof value === "string" && value.length > cellShown ? value.slice(0, cellShown) : value;
    });
  }
}
