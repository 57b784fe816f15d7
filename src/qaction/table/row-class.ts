/** Row classes with a property for each column, which the generated helper declares and its tables use. */
import { QActionTableRow } from "./qaction-table-row.ts";
import type { Row, Value } from "../script-values.ts";

/** One column of a row class: `T` is the type of its cells, `I` its 0-based idx. */
export interface Column<T extends string | number, I extends number> {
  readonly idx: I;
  /** For the compiler only; it does not exist at run time. */
  readonly holds?: T;
}

/** Columns by the names of their properties. */
export type Columns = Readonly<Record<string, Column<string | number, number>>>;

/** Declares columns in a helper file. The argument is the 0-based idx. */
export const column = Object.freeze({
  /** Cells with text. */
  text: <const I extends number>(idx: I): Column<string, I> => ({ idx }),
  /** Cells with numbers. */
  number: <const I extends number>(idx: I): Column<number, I> => ({ idx }),
  /** Cells with discreet values. */
  discreet: <T extends string | number, I extends number>(idx: I): Column<T, I> => ({ idx }),
});

/** The properties of a row: a cell that was not assigned is `null`. */
export type RowProperties<C> = {
  -readonly [K in keyof C]: C[K] extends Column<infer T, number> ? T | null : never;
};

/** The type of the cells of a column; of all columns when the idx is not a literal. */
export type CellAt<C, I extends number> = {
  [K in keyof C]: C[K] extends Column<infer T, I> ? T | null : never;
}[keyof C] &
  Value;

/** A row class of a table. */
export interface RowClass<C> {
  /**
   * A row.
   * @param cells Cells by idx, as `GetRow` and `ToObjectArray` give them, or by the names of the properties.
   */
  new (cells?: Row | Partial<RowProperties<C>>): QActionTableRow & RowProperties<C>;
  readonly columns: C;
}

/** The rows of a row class. */
export type RowOf<R extends new (...args: never) => QActionTableRow> = InstanceType<R>;

/**
 * Makes a row class (`Skyline.DataMiner.Scripting.QActionTableRow`). Clear, Leave and cells with their own time
 * go into `Columns` by idx.
 * @param index 0-based idx of the primary key column.
 * @param columnCount Number of cells of a row.
 */
export function defineRow<const C extends Columns>(
  index: number,
  columnCount: number,
  columns: C,
): RowClass<C> {
  const made = class extends QActionTableRow {
    static readonly columns: C = columns;

    constructor(cells: Row | Partial<RowProperties<C>> = []) {
      super(index, columnCount, isRow(cells) ? cells : []);
      if (!isRow(cells)) Object.assign(this, cells);
    }
  };
  for (const [name, { idx }] of Object.entries(columns)) {
    Object.defineProperty(made.prototype, name, {
      configurable: true,
      get(this: QActionTableRow) {
        return this.Columns.get(idx) ?? null;
      },
      set(this: QActionTableRow, value: Value) {
        this.Columns.set(idx, value);
      },
    });
  }
  return made as unknown as RowClass<C>;
}

function isRow(cells: unknown): cells is Row {
  return Array.isArray(cells);
}
