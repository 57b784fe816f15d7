/** The members of `SLProtocol` that read and write single cells of tables. Rows and columns count from 1 here. */
import type { Table } from "../../parameter/table/table.ts";
import type { Run } from "../qaction-run.ts";
import type { CellIn, Hresult, Value } from "../script-values.ts";
import { hresults, unsigned } from "../../parameter/hresult.ts";
import type { MemberRows } from "./member-rows.ts";
import { wrongLengths } from "./parameter-members.ts";
import { behavesBefore, checkCellTimes, findTable, mayWrite, raise, timeOf } from "./table-access.ts";

/** Cells (`NT_GET_PARAMETER_INDEX`, `NT_PUT_PARAMETER_INDEX`). The idiom is `Parameter.Table.Idx.column + 1`. */
export interface CellMembers {
  /**
   * The value of a cell by position.
   * @param tableId Table parameter id.
   * @param row 1-based position; positions change when rows are deleted; prefer {@link GetParameterIndexByKey}.
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
   * Sets a cell by primary key. A missing row is added only when the table has the option `autoAdd`.
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

const GET = "NT_GET_PARAMETER_INDEX";
const PUT = "NT_PUT_PARAMETER_INDEX";

/** Rows of {@link CellMembers}. */
export const cellMembers = {
  GetParameterIndex(run, tableId, row, col) {
    if (!run.active) return null;
    const about = place(tableId, row, col);
    const table = findTable(run, tableId, GET, about);
    if (table === undefined) return null;
    warnAboutZero(run, "GetParameterIndex", row, col);
    const key = table.keyAt(row);
    if (key !== undefined) return readCell(run, table, key, col, about);
    run.fail(GET, about, hresults.outside);
    return null;
  },

  GetParameterIndexByKey(run, tableId, key, col) {
    if (!run.active) return null;
    const about = place(tableId, key, col);
    const table = findTable(run, tableId, GET, about);
    if (table === undefined) return null;
    warnAboutZero(run, "GetParameterIndexByKey", col);
    if (table.has(key)) return readCell(run, table, key, col, about);
    run.fail(GET, about, hresults.invalidCall);
    return null;
  },

  SetParameterIndex: (run, tableId, row, col, value, timeInfo) =>
    putByPosition(run, tableId, row, col, value, timeInfo) === hresults.changed,

  SetParameterIndexByKey: (run, tableId, key, col, value, timeInfo) =>
    putByKey(run, tableId, key, col, value, timeInfo) === hresults.changed,

  SetParametersIndex: (run, ids, rows, cols, values, timeInfos) =>
    putCells(run, ids, rows, cols, values, timeInfos, putByPosition),

  SetParametersIndexByKey: (run, ids, keys, cols, values, timeInfos) =>
    putCells(run, ids, keys, cols, values, timeInfos, putByKey),
} satisfies MemberRows<CellMembers>;

/** Sets a cell by position; the result is unsigned, 0x0004024A when the cell changed. */
function putByPosition<C>(
  run: Run<C>,
  tableId: number,
  row: number,
  col: number,
  value: CellIn,
  at: Date | null | undefined,
): Hresult {
  if (!run.active) return hresults.notActive;
  const about = place(tableId, row, col);
  const table = findTable(run, tableId, PUT, about);
  if (table === undefined) return hresults.invalidCall;
  warnAboutZero(run, "SetParameterIndex", row, col);
  const key = table.keyAt(row);
  if (key === undefined) return run.fail(PUT, about, hresults.outside);
  return putCell(run, table, key, col, value, at);
}

/** Sets a cell by primary key; the result is that of {@link putByPosition}. */
function putByKey<C>(
  run: Run<C>,
  tableId: number,
  key: string,
  col: number,
  value: CellIn,
  at: Date | null | undefined,
): Hresult {
  if (!run.active) return hresults.notActive;
  const table = findTable(run, tableId, PUT, place(tableId, key, col));
  if (table === undefined) return hresults.invalidCall;
  warnAboutZero(run, "SetParameterIndexByKey", col);
  return putCell(run, table, key, col, value, at);
}

function putCell<C>(
  run: Run<C>,
  table: Table,
  key: string,
  col: number,
  value: CellIn,
  at: Date | null | undefined,
): Hresult {
  if (!mayWrite(run, table, PUT)) return hresults.notPerformed;
  const idx = col - 1;
  if (idx === table.keyIdx) warnAboutKey(run, table);
  const time = timeOf(value) ?? at;
  if (time !== undefined && time !== null) {
    const row = new Array<unknown>(table.width).fill(null);
    row[idx] = value;
    checkCellTimes(run, table, row, time, key);
  }
  const outcome = table.setCell(key, idx, value);
  raise(run, table, outcome);
  if (outcome.changed) return hresults.changed;
  return outcome.code === 0 ? outcome.code : run.fail(PUT, place(table.pid, key, col), outcome.code);
}

/** Sets cells of keys (texts) and 1-based positions (numbers) in order, for notify 121. */
export function putMixedCells<C>(
  run: Run<C>,
  ids: readonly number[],
  rows: readonly (number | string)[],
  cols: readonly number[],
  values: readonly CellIn[],
  times: readonly Date[] | undefined,
): number | number[] {
  return putCells(run, ids, rows, cols, values, times, (_, id, row, col, value, at) =>
    typeof row === "string"
      ? putByKey(run, id, row, col, value, at)
      : putByPosition(run, id, row, col, value, at),
  );
}

/** Sets cells in order, each by `put`; one unsigned code for each cell, or a single one when the whole call fails. */
function putCells<C, R extends number | string>(
  run: Run<C>,
  ids: readonly number[],
  rows: readonly R[],
  cols: readonly number[],
  values: readonly CellIn[],
  times: readonly Date[] | null | undefined,
  put: (run: Run<C>, id: number, row: R, col: number, value: CellIn, at: Date | undefined) => Hresult,
): number | number[] {
  if (!run.active) return hresults.notActive;
  const lengths = [rows, cols, values, ...(times === null || times === undefined ? [] : [times])].map(
    (list) => list.length,
  );
  const wrong = lengths.find((length) => length !== ids.length);
  if (wrong !== undefined) return wrongLengths(run, PUT, ids.length, wrong);
  if (ids.length === 1 && behavesBefore(run, "10.2.7")) return wrongLengths(run, PUT, 1, 1);
  return rows.map((row, i) => unsigned(put(run, ids[i] ?? 0, row, cols[i] ?? 0, values[i], times?.[i])));
}

function readCell<C>(run: Run<C>, table: Table, key: string, col: number, about: string): Value {
  const value = table.columns[col - 1] === undefined ? undefined : table.cell(key, col - 1);
  if (value !== undefined) return value;
  run.fail(GET, about, hresults.outside);
  return null;
}

function place(...parts: readonly (number | string)[]): string {
  return parts.join("/");
}

/** Warns once about position 0, which 0-based habits lead to. */
function warnAboutZero<C>(run: Run<C>, member: string, ...positions: readonly number[]): void {
  if (!positions.includes(0)) return;
  run.environment.warnOnce(
    "SCRIPT_ARGUMENT",
    `zero ${member}`,
    `${member} was given position 0. Rows and columns count from 1 there: use Parameter.Table.Idx.column + 1.`,
  );
}

function warnAboutKey<C>(run: Run<C>, table: Table): void {
  run.environment.warnOnce(
    "SCRIPT_ARGUMENT",
    `key ${String(table.pid)}`,
    `A script set the primary key cell of a row of table ${String(table.pid)}. A key never changes: delete the row and add another.`,
    { pid: table.pid },
  );
}
