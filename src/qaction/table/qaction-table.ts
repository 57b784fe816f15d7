/** `QActionTable`: one table as an object, the base of the generated table classes. */
import { QActionTableRow } from "./qaction-table-row.ts";
import type { SLProtocol } from "../slprotocol/slprotocol.ts";
import { argumentError } from "../slprotocol/table-access.ts";
import { KeyType } from "../slprotocol/table-enums.ts";
import type { CellIn, Columns, Row, Timed, Value } from "../script-values.ts";

/** Rows as objects, or columns as arrays. */
export type FillData = readonly QActionTableRow[] | Columns;

/**
 * One table (`Skyline.DataMiner.Scripting.QActionTable`); its members do what those of `SLProtocol` do. What C# writes
 * as `table[row]` and `table[row, column]` are {@link GetRow}, {@link SetRow}, {@link GetCell} and {@link SetCell} here.
 */
export class QActionTable implements Iterable<QActionTableRow> {
  readonly TableId: number;
  readonly TableName: string;
  readonly #protocol: SLProtocol;

  constructor(protocol: SLProtocol, tableId: number, tableName: string) {
    this.#protocol = protocol;
    this.TableId = tableId;
    this.TableName = tableName;
  }

  /**
   * The object of the run.
   * @deprecated Use the argument of the entry point.
   */
  get Protocol(): SLProtocol {
    return this.#protocol;
  }

  /** Primary keys. */
  get Keys(): string[] {
    return this.#protocol.GetKeys(this.TableId) ?? [];
  }

  /** Display keys; they need RTDisplay and may lag. */
  get DisplayKeys(): string[] {
    return this.#protocol.GetKeys(this.TableId, KeyType.DisplayKey) ?? [];
  }

  /** Number of rows, -1 for an unknown table. */
  get RowCount(): number {
    return this.#protocol.RowCount(this.TableId);
  }

  /** Adds a row; does nothing when the key exists. Returns the 1-based position, -1 when refused. */
  AddRow(row: string | Row | QActionTableRow, timeInfo?: Date | null): number {
    const cells = asCells(row);
    const timed = timeInfo instanceof Date && typeof cells !== "string";
    return this.#protocol.AddRow(this.TableId, timed ? [cells, timeInfo] : cells);
  }

  /** Adds a row to an autoincrement table and returns its primary key. The time is for every cell without its own. */
  AddRowReturnKey(row?: Row | QActionTableRow, timeInfo?: Date | null): string {
    if (row === undefined) return this.#protocol.AddRowReturnKey(this.TableId);
    const cells = rowCells(row);
    const timed = timeInfo instanceof Date ? cells.map((cell) => atTime(cell, timeInfo)) : cells;
    return this.#protocol.AddRowReturnKey(this.TableId, timed);
  }

  /** Deletes rows by primary key, by several keys, or by **0-based** position. Returns the number of rows left. */
  DeleteRow(row: number | string | readonly string[]): number {
    return this.#protocol.DeleteRow(this.TableId, row);
  }

  /** True when the table has a row with that primary key. */
  Exists(key: string): boolean {
    return this.#protocol.Exists(this.TableId, key);
  }

  /** **1-based** position of a row, 0 when there is none. */
  GetPosition(key: string): number {
    return this.#protocol.GetKeyPosition(this.TableId, key);
  }

  /** Primary keys of the rows whose column, by parameter id, has a value. */
  GetKeysForIndex(columnPid: number, value: string): string[] {
    return this.#protocol.GetKeysForIndex(columnPid, value);
  }

  /** Cells of a row, by primary key or **0-based** position. */
  GetRow(row: number | string): Value[] | null {
    return this.#protocol.GetRow(this.TableId, row);
  }

  /** One cell, by primary key or **0-based** position, and **0-based** column. */
  GetCell(row: number | string, column: number): Value {
    return typeof row === "number"
      ? this.#protocol.GetParameterIndex(this.TableId, row + 1, column + 1)
      : this.#protocol.GetParameterIndexByKey(this.TableId, row, column + 1);
  }

  /** Sets one cell, by primary key or **0-based** position, and **0-based** column. True when it changed. */
  SetCell(row: number | string, column: number, value: CellIn): boolean {
    return typeof row === "number"
      ? this.#protocol.SetParameterIndex(this.TableId, row + 1, column + 1, value)
      : this.#protocol.SetParameterIndexByKey(this.TableId, row, column + 1, value);
  }

  /**
   * Sets a row by **0-based** position, by primary key, or by a row object that has its own key.
   * @param createRow With a key or a row object: a missing row is added.
   * @returns For each cell 1 (changed) or 0; after adding a row 1 for each.
   * @throws QActionKitError `ERR_ARGUMENT` for a position outside the table, and for a missing row without `createRow`.
   */
  SetRow(row: QActionTableRow, createRow?: boolean): number[] | null;
  SetRow(row: number | string, values: Row | QActionTableRow, createRow?: boolean): number[] | null;
  SetRow(
    row: number | string | QActionTableRow,
    valuesOrCreate: Row | QActionTableRow | boolean = [],
    createRow = false,
  ): number[] | null {
    if (row instanceof QActionTableRow) return this.#setKeyed(row.Key, row, valuesOrCreate === true);
    const values = typeof valuesOrCreate === "boolean" ? [] : valuesOrCreate;
    if (typeof row === "string") return this.#setKeyed(row, values, createRow);
    if (row < 0 || row >= this.RowCount) {
      throw argumentError(`Table ${String(this.TableId)} has no row at position ${String(row)} (0-based).`);
    }
    return this.#protocol.SetRow(this.TableId, row, rowCells(values));
  }

  /**
   * Sets one column, by parameter **id**, for the given primary keys; one value for each key, a single value is not enough.
   * @throws QActionKitError `ERR_ARGUMENT` when the lengths differ.
   */
  SetColumn(
    columnPid: number,
    keys: readonly string[],
    values: readonly CellIn[],
    timeOrFlag: Date | null | boolean = null,
    useClearAndLeave = false,
  ): null {
    if (keys.length !== values.length) {
      const counts = `${String(keys.length)} keys and ${String(values.length)} values`;
      throw argumentError(`SetColumn(${String(columnPid)}): ${counts} do not belong together.`);
    }
    const at = typeof timeOrFlag === "boolean" ? null : timeOrFlag;
    const flag = timeOrFlag === true || useClearAndLeave;
    return this.#protocol.FillArrayWithColumn(this.TableId, columnPid, keys, values, at, flag);
  }

  /** Replaces the content, from row objects or from columns. */
  FillArray(data: FillData, timeOrFlag: Date | null | boolean = null, useClearAndLeave = false): true | null {
    const at = typeof timeOrFlag === "boolean" ? null : timeOrFlag;
    return this.#protocol.FillArray(
      this.TableId,
      this.#columns(data),
      at,
      timeOrFlag === true || useClearAndLeave,
    );
  }

  /** Adds and updates rows, removes none, from row objects or from columns. */
  FillArrayNoDelete(
    data: FillData,
    timeOrFlag: Date | null | boolean = null,
    useClearAndLeave = false,
  ): true | null {
    const at = typeof timeOrFlag === "boolean" ? null : timeOrFlag;
    const flag = timeOrFlag === true || useClearAndLeave;
    return this.#protocol.FillArrayNoDelete(this.TableId, this.#columns(data), at, flag);
  }

  /** Empties the table: 0 when emptied, -1 when it had no rows, 1 on failure. */
  Clear(): number {
    return this.#protocol.ClearAllKeys(this.TableId);
  }

  /** Row objects as an array of rows. */
  QActionRowsToObjectArray(rows: readonly QActionTableRow[]): CellIn[][] {
    return rows.map((row) => row.ToObjectArray());
  }

  /** Row objects as an array of columns, as FillArray takes it. */
  QActionRowsToObjectFillArray(rows: readonly QActionTableRow[]): CellIn[][] {
    const width = rows.reduce((most, row) => Math.max(most, row.ColumnCount), 0);
    const cells = rows.map((row) => row.ToObjectArray());
    return Array.from({ length: width }, (_, idx) => cells.map((row) => row[idx] ?? null));
  }

  /** The rows as objects, by 0-based position; the primary key is that of idx 0. */
  *[Symbol.iterator](): Iterator<QActionTableRow> {
    for (const key of this.Keys) {
      const cells = this.GetRow(key);
      if (cells !== null) yield new QActionTableRow(0, cells.length, cells);
    }
  }

  #setKeyed(key: string, values: Row | QActionTableRow, create: boolean): number[] | null {
    const cells = rowCells(values);
    if (this.Exists(key)) return this.#protocol.SetRow(this.TableId, key, cells);
    if (!create) {
      throw argumentError(
        `Table ${String(this.TableId)} has no row '${key}'. Add it first, or set createRow to true.`,
      );
    }
    return this.#protocol.AddRow(this.TableId, cells) === -1 ? null : cells.map(() => 1);
  }

  #columns(data: FillData): Columns {
    return isRows(data) ? this.QActionRowsToObjectFillArray(data) : data;
  }
}

function isRows(data: FillData): data is readonly QActionTableRow[] {
  return data[0] instanceof QActionTableRow;
}

function rowCells(row: Row | QActionTableRow): Row {
  return row instanceof QActionTableRow ? row.ToObjectArray() : row;
}

function asCells(row: string | Row | QActionTableRow): string | Row {
  return typeof row === "string" ? row : rowCells(row);
}

/** A value with its time; a missing value, or one that has a time, stays as it is. */
function atTime(cell: CellIn, at: Date): CellIn {
  return cell === null || cell === undefined || isTimed(cell) ? cell : [cell, at];
}

function isTimed(cell: CellIn): cell is Timed {
  return Array.isArray(cell);
}
