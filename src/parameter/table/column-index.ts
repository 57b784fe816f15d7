/** Finding rows by the value of a column: foreign keys and columns with the option `indexColumn`. */
import type { Row, RowSet } from "./row-set.ts";
import { invariantText } from "../coerce.ts";

/** Keys by value for one column, built on demand and dropped when a row changes. */
export class ColumnIndex {
  readonly #rows: RowSet;
  readonly #idx: number;
  #exact: Map<string, string[]> | undefined;
  #folded: Map<string, string[]> | undefined;

  constructor(rows: RowSet, idx: number) {
    this.#rows = rows;
    this.#idx = idx;
  }

  /** Primary keys of the rows that hold the value, in the order of the rows. */
  keysOf(value: string, exactCase: boolean): readonly string[] {
    if (exactCase) return (this.#exact ??= this.#build((text) => text)).get(value) ?? [];
    return (this.#folded ??= this.#build((text) => text.toLowerCase())).get(value.toLowerCase()) ?? [];
  }

  forget(): void {
    this.#exact = undefined;
    this.#folded = undefined;
  }

  #build(fold: (text: string) => string): Map<string, string[]> {
    const index = new Map<string, string[]>();
    for (const row of this.#rows.all) {
      const text = this.#textOf(row);
      if (text === undefined) continue;
      const keys = index.get(fold(text));
      if (keys === undefined) index.set(fold(text), [row.key]);
      else keys.push(row.key);
    }
    return index;
  }

  #textOf(row: Row): string | undefined {
    const cell = row.cells[this.#idx] ?? null;
    return cell === null ? undefined : typeof cell === "number" ? invariantText(cell) : cell;
  }
}
