/** `QActionTableRow`: one row of a table as an object, the base of the generated row classes. */
import type { CellIn } from "../script-values.ts";

/** Lets two copies of the kit in one process recognise each other's rows: that of a test runner and that of a script. */
const mark = Symbol.for("qaction-kit.QActionTableRow");

/** One row (`Skyline.DataMiner.Scripting.QActionTableRow`). Iterating gives its cells, as C# converts it to object[]. */
export class QActionTableRow implements Iterable<CellIn> {
  /** 0-based idx of the primary key column. */
  readonly Index: number;
  /** Number of columns. */
  readonly ColumnCount: number;
  /** The assigned cells by 0-based idx. */
  Columns: Map<number, CellIn>;

  /**
   * @param index 0-based idx of the primary key column.
   * @param columnCount Number of columns.
   * @param values Initial cells by idx.
   */
  constructor(index: number, columnCount: number, values: readonly CellIn[] = []) {
    this.Index = index;
    this.ColumnCount = columnCount;
    this.Columns = new Map(values.slice(0, columnCount).entries());
  }

  /** True for rows, including those of another copy of the kit; a row class recognises only its own rows. */
  static [Symbol.hasInstance](value: unknown): value is QActionTableRow {
    if (this !== QActionTableRow) return Function.prototype[Symbol.hasInstance].call(this, value);
    return typeof value === "object" && value !== null && mark in value;
  }

  static {
    Object.defineProperty(this.prototype, mark, { value: true });
  }

  /** Primary key; `""` until it is assigned. */
  get Key(): string {
    const key = this.Columns.get(this.Index);
    return typeof key === "string" || typeof key === "number" ? String(key) : "";
  }

  /** Cells by idx. A column that was not assigned is `null`, which SetRow keeps and FillArray empties. */
  ToObjectArray(): CellIn[] {
    return Array.from({ length: this.ColumnCount }, (_, idx) => this.Columns.get(idx) ?? null);
  }

  /** The cells of {@link ToObjectArray}. */
  [Symbol.iterator](): Iterator<CellIn> {
    return this.ToObjectArray()[Symbol.iterator]();
  }
}

/** Names of the members of a row. */
export const rowMemberNames: readonly string[] = [
  ...Object.getOwnPropertyNames(QActionTableRow.prototype),
  ...Object.getOwnPropertyNames(new QActionTableRow(0, 0)),
].filter((name) => name !== "constructor");
