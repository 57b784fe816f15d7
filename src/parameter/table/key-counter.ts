/** Primary keys that are generated: columns of type `autoincrement`. */
import type { Column } from "./column.ts";
import type { RowSet } from "./row-set.ts";
import { textOf } from "../coerce.ts";
import { bareValue } from "./table-model.ts";

/**
 * Unsigned integers as text, one more than the highest key so far. `ColumnOption@value` is added as an offset; with
 * `groupby` keys are counted for each value of that column and look like `1.2` (`ColumnOptionOptionsOverview`).
 */
export class KeyCounter {
  readonly #rows: RowSet;
  readonly #reuse: boolean;
  readonly #offset: number;
  readonly #groupIdx: number | undefined;
  readonly #separator: string;
  /** Highest number so far, by prefix. */
  readonly #highest = new Map<string, number>();

  /** `reuse`: only existing rows count, so that the number of a deleted highest row is used again. */
  constructor(column: Column, rows: RowSet, reuse: boolean) {
    this.#rows = rows;
    this.#reuse = reuse;
    const offset = Number(column.definition.value ?? "");
    this.#offset = Number.isSafeInteger(offset) && offset > 0 ? offset : 0;
    const group = column.option("groupby");
    this.#groupIdx = group === undefined || group.trim() === "" ? undefined : Number(group);
    this.#separator = column.separator ?? ".";
  }

  /** Counts a key that was not generated. */
  note(key: string): void {
    const cut = this.#groupIdx === undefined ? 0 : key.lastIndexOf(this.#separator) + this.#separator.length;
    const number = key.slice(cut);
    if (!/^\d+$/.test(number)) return;
    const prefix = key.slice(0, cut);
    this.#highest.set(prefix, Math.max(this.#highest.get(prefix) ?? 0, Number(number)));
  }

  /** The next key for a row with these values. */
  next(values: readonly unknown[]): string {
    if (this.#reuse) {
      this.#highest.clear();
      for (const { key } of this.#rows.all) this.note(key);
    }
    const group = this.#groupIdx === undefined ? undefined : bareValue(values[this.#groupIdx]);
    const prefix = group === undefined ? "" : `${textOf(group) ?? ""}${this.#separator}`;
    const number = Math.max(this.#highest.get(prefix) ?? 0, this.#offset) + 1;
    this.#highest.set(prefix, number);
    return prefix + String(number);
  }
}
