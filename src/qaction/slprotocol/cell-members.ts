/** How the members for single cells work. Rows and columns count from 1 here. */
import type { Table } from "../../parameter/table/table.ts";
import { hresults, unsigned } from "./hresult.ts";
import { wrongLengths } from "./parameter-members.ts";
import type { Run } from "../qaction-run.ts";
import { behavesBefore, checkCellTimes, findTable, mayWrite, raise, timeOf } from "./table-access.ts";
import type { CellIn, Hresult, Value } from "../script-values.ts";

const GET = "NT_GET_PARAMETER_INDEX";
const PUT = "NT_PUT_PARAMETER_INDEX";

function place(...parts: readonly (number | string)[]): string {
  return parts.join("/");
}

/** Warns once about 0, which is taken from a 0-based habit. */
function warnAboutZero<C>(run: Run<C>, member: string, ...positions: readonly number[]): void {
  if (!positions.includes(0)) return;
  run.environment.warnOnce(
    "SCRIPT_ARGUMENT",
    `zero ${member}`,
    `${member} was given position 0. Rows and columns count from 1 there: use Parameter.Table.Idx.column + 1.`,
  );
}

function readCell<C>(run: Run<C>, table: Table, key: string, col: number, about: string): Value {
  const value = table.columns[col - 1] === undefined ? undefined : table.cell(key, col - 1);
  if (value !== undefined) return value;
  run.fail(GET, about, hresults.outside);
  return null;
}

/** `GetParameterIndex`. */
export function getParameterIndex<C>(run: Run<C>, tableId: number, row: number, col: number): Value {
  if (!run.active) return null;
  const about = place(tableId, row, col);
  const table = findTable(run, tableId, GET, about);
  if (table === undefined) return null;
  warnAboutZero(run, "GetParameterIndex", row, col);
  const key = table.keyAt(row);
  if (key !== undefined) return readCell(run, table, key, col, about);
  run.fail(GET, about, hresults.outside);
  return null;
}

/** `GetParameterIndexByKey`. */
export function getParameterIndexByKey<C>(run: Run<C>, tableId: number, key: string, col: number): Value {
  if (!run.active) return null;
  const about = place(tableId, key, col);
  const table = findTable(run, tableId, GET, about);
  if (table === undefined) return null;
  warnAboutZero(run, "GetParameterIndexByKey", col);
  if (table.has(key)) return readCell(run, table, key, col, about);
  run.fail(GET, about, hresults.invalidCall);
  return null;
}

/** One cell, with an unsigned result: 0x0004024A when it changed. */
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

function warnAboutKey<C>(run: Run<C>, table: Table): void {
  run.environment.warnOnce(
    "SCRIPT_ARGUMENT",
    `key ${String(table.pid)}`,
    `A script set the primary key cell of a row of table ${String(table.pid)}. A key never changes: delete the row and add another.`,
    { pid: table.pid },
  );
}

/** By position, with an unsigned result. */
export function putParameterIndex<C>(
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

/** By primary key, with an unsigned result. */
export function putParameterIndexByKey<C>(
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

/** `SetParametersIndex` and `SetParametersIndexByKey`, which differ in what names a row. */
export function putCells<C, R extends number | string>(
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
