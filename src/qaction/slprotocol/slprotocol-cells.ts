/** The members of `SLProtocol` that read and write single cells of tables. Rows and columns count from 1 here. */
import type { CellIn, Value } from "../script-values.ts";

/** Cells (`NT_GET_PARAMETER_INDEX`, `NT_PUT_PARAMETER_INDEX`). The idiom is `Parameter.Table.Idx.column + 1`. */
export interface CellMembers {
  /**
   * The value of a cell by position.
   * @param tableId Table parameter id.
   * @param row 1-based position; positions move when rows go, prefer {@link GetParameterIndexByKey}.
   * @param col 1-based column.
   * @returns `null` for a cell never set; `null` and a log line outside the table (0x80040244) or for an unknown table (0x80040221).
   */
  GetParameterIndex(tableId: number, row: number, col: number): Value;

  /**
   * The value of a cell by primary key.
   * @param tableId Table parameter id.
   * @param key Primary key, exact.
   * @param col 1-based column.
   * @returns `null` for a cell never set; `null` and a log line for a missing row or unknown table (both 0x80040221) or a column outside (0x80040244).
   */
  GetParameterIndexByKey(tableId: number, key: string, col: number): Value;

  /**
   * Sets a cell by position. The primary key cell never changes.
   * @param row 1-based position.
   * @param col 1-based column.
   * @param value The new value; `null` keeps the cell.
   * @param timeInfo Time of the value: a history set.
   * @returns True when the cell **changed**; false is not necessarily an error.
   */
  SetParameterIndex(
    tableId: number,
    row: number,
    col: number,
    value: CellIn,
    timeInfo?: Date | null,
  ): boolean;

  /**
   * Sets a cell by primary key. A missing row is made only when the table has the option `autoAdd`.
   * @param key Primary key, exact.
   * @param col 1-based column.
   * @param value The new value; `null` keeps the cell.
   * @param timeInfo Time of the value: a history set.
   * @returns True when the cell **changed**.
   */
  SetParameterIndexByKey(
    tableId: number,
    key: string,
    col: number,
    value: CellIn,
    timeInfo?: Date | null,
  ): boolean;

  /**
   * Sets several cells by position, in order.
   * @param ids Table parameter ids.
   * @param rows 1-based positions.
   * @param cols 1-based columns.
   * @returns One unsigned code for each cell: 0x0004024A changed, 0 equal; a single code when the whole call fails.
   */
  SetParametersIndex(
    ids: readonly number[],
    rows: readonly number[],
    cols: readonly number[],
    values: readonly CellIn[],
    timeInfos?: readonly Date[] | null,
  ): number | number[];

  /**
   * Sets several cells by primary key, in order; the ids may name different tables.
   * @param ids Table parameter ids.
   * @param keys Primary keys.
   * @param cols 1-based columns.
   * @returns One unsigned code for each cell: 0x0004024A changed, 0 equal; a single code when the whole call fails.
   */
  SetParametersIndexByKey(
    ids: readonly number[],
    keys: readonly string[],
    cols: readonly number[],
    values: readonly CellIn[],
    timeInfos?: readonly Date[] | null,
  ): number | number[];
}
