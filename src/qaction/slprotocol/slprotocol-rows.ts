/** The members of `SLProtocol` that read and write rows and whole tables. */
import type { KeyType, SaveOption } from "./table-constants.ts";
import type { CellIn, Columns, Row, TableInput, Value } from "../script-values.ts";

/** Rows, fills and keys of tables. */
export interface RowMembers {
  /**
   * Adds a row. When the primary key exists already **nothing is done**; use {@link SetRow}.
   * @param tableId Table parameter id.
   * @param row Cells by idx, a primary key alone, or `[cells, time]` for a history set. Cells left out stay uninitialised, cells beyond the table are
   * dropped with a notice.
   * @returns 1-based position of the row; -1 when refused.
   */
  AddRow(tableId: number, row: Row | string | readonly [row: Row, at: Date]): number;
  /**
   * Adds a row in two steps: first the cells whose mask is true, then the others, so that key and naming columns land first.
   * @throws QActionKitError `ERR_ARGUMENT` when the two arrays differ in length (ArgumentException in C#).
   */
  AddRow(tableId: number, row: Row, keyMask: readonly boolean[]): void;

  /**
   * Adds a row and gives its primary key, for tables whose key column is `autoincrement`.
   * @returns The key; `""` and a log line when the table cannot make one.
   */
  AddRowReturnKey(tableId: number, row?: Row): string;

  /**
   * The cells of a row.
   * @param row Primary key (advised), or **0-based** position.
   * @returns Cells by idx; an array of `null`s and a log line for a missing row; `null` for an unknown table (0x80040239).
   */
  GetRow(tableId: number, row: number | string): Value[] | null;

  /**
   * Sets cells of a row. `null` **keeps** a cell. A missing row is made only when the table has the option `autoAdd`.
   * @param row Primary key, or **0-based** position.
   * @param rowInfo Cells by idx; a shorter array leaves the other columns alone.
   * @param timeInfo Time of the values: a history set.
   * @param overrideBehaviour True: `Clear` empties a cell and `Leave` keeps it. Without it both are stored as infinities.
   * @returns For each cell given 1 (changed) or 0; `null` when nothing was done.
   */
  SetRow(
    tableId: number,
    row: number | string,
    rowInfo: Row,
    timeInfo: Date | null,
    overrideBehaviour?: boolean,
  ): number[] | null;
  SetRow(tableId: number, row: number | string, rowInfo: Row, overrideBehaviour?: boolean): number[] | null;

  /**
   * Deletes rows.
   * @param row Primary key, several of them, or **0-based** position. Unknown keys are passed over.
   * @returns Number of rows left; -1 for an unknown table.
   */
  DeleteRow(tableId: number, row: number | string | readonly string[]): number;

  /** True when the table has a row of that primary key. */
  Exists(tableId: number, key: string): boolean;

  /** 1-based position of a row, **0** when there is none. */
  GetKeyPosition(tableId: number, key: string): number;

  /**
   * Empties a table.
   * @returns 0 when emptied, -1 when it had no rows, 1 on failure.
   */
  ClearAllKeys(tableId: number): number;

  /**
   * Number of rows.
   * @param table Table parameter id, or a table that came as an input parameter.
   * @returns -1 for an unknown table.
   */
  RowCount(table: number | TableInput): number;

  /**
   * One row of a table that came as an input parameter.
   * @param row **0-based** position.
   * @returns Its cells by column; `null` outside the table.
   */
  Row(table: TableInput, row: number): Value[] | null;

  /**
   * Replaces the content of a table: rows whose primary key is not among the given ones are removed. `null` **empties** a cell.
   * @param columns One array a column, from idx 0 on; primary keys as text.
   * @param timeInfo Time of the values: a history set.
   * @param useClearAndLeave True: `Clear` empties a cell and `Leave` keeps it. Without it both are stored as infinities.
   * @returns True; `null` and a log line when the data does not fit the table.
   */
  FillArray(
    tableId: number,
    columns: Columns,
    timeInfo: Date | null,
    useClearAndLeave?: boolean,
  ): true | null;
  FillArray(tableId: number, columns: Columns, useClearAndLeave?: boolean): true | null;
  /**
   * Fills a table from **rows**.
   * @param option `SaveOption.Full` removes rows that are not given, `SaveOption.Partial` keeps them.
   */
  FillArray(
    tableId: number,
    rows: readonly Row[],
    option: SaveOption,
    timeInfo: Date | null,
    useClearAndLeave?: boolean,
  ): true | null;
  FillArray(
    tableId: number,
    rows: readonly Row[],
    option: SaveOption,
    useClearAndLeave?: boolean,
  ): true | null;

  /**
   * Adds and updates rows, removes none. `null` **empties** a cell. Columns only, there is no form with rows.
   * @returns True; `null` and a log line when the data does not fit the table.
   */
  FillArrayNoDelete(
    tableId: number,
    columns: Columns,
    timeInfo: Date | null,
    useClearAndLeave?: boolean,
  ): true | null;
  FillArrayNoDelete(tableId: number, columns: Columns, useClearAndLeave?: boolean): true | null;

  /**
   * Sets one column for the given rows.
   * @param columnPid Parameter **id** of the column, not its idx; not the primary key column.
   * @param keys Primary keys; rows that do not exist are made.
   * @param values One value a key, or a single one for all.
   * @throws QActionKitError `ERR_ARGUMENT` when the lengths differ otherwise (ArgumentException in C#).
   */
  FillArrayWithColumn(
    tableId: number,
    columnPid: number,
    keys: readonly string[],
    values: readonly CellIn[],
    timeInfo: Date | null,
    useClearAndLeave?: boolean,
  ): null;
  FillArrayWithColumn(
    tableId: number,
    columnPid: number,
    keys: readonly string[],
    values: readonly CellIn[],
    useClearAndLeave?: boolean,
  ): null;

  /**
   * The primary keys of a table, or its display keys.
   * @param type `KeyType.Index` (default), or `KeyType.DisplayKey`, which needs RTDisplay and may lag.
   * @returns `null` for an unknown table.
   */
  GetKeys(tableId: number, type?: KeyType): string[] | null;

  /**
   * Primary keys of the rows whose column has a value; upper and lower case are the same.
   * @param columnPid Parameter **id** of a column with `foreignKey` or `indexColumn`; another gives `[]` and a log line.
   */
  GetKeysForIndex(columnPid: number, value: string): string[];
}
