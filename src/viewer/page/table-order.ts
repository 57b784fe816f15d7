/** The rows of a table as they are shown: filtered, sorted. */
import type { Value } from "../messages.ts";

/** What the user has chosen. */
export interface TableOrder {
  /** Column that it is sorted by; -1: in the order of the table. */
  readonly idx: number;
  readonly down: boolean;
  /** Words that a row has to hold. */
  readonly words: string;
}

const words = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** Order of two cells: what is empty first, numbers before texts. */
export function compareValues(a: Value, b: Value): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (a === null || b === null) return Number(a !== null) - Number(b !== null);
  if (typeof a === "number") return -1;
  return typeof b === "number" ? 1 : words.compare(a, b);
}

/** Keys of the rows that are shown, in their order. `textOf` gives the text of a row that is searched. */
export function sortedKeys(
  rows: ReadonlyMap<string, readonly Value[]>,
  order: TableOrder,
  textOf: (cells: readonly Value[]) => string,
): readonly string[] {
  const wanted = order.words.toLowerCase();
  let entries = [...rows];
  if (wanted !== "") entries = entries.filter(([, cells]) => textOf(cells).toLowerCase().includes(wanted));
  if (order.idx >= 0) {
    const sign = order.down ? -1 : 1;
    entries.sort(([, a], [, b]) => sign * compareValues(a[order.idx] ?? null, b[order.idx] ?? null));
  }
  return entries.map(([key]) => key);
}
