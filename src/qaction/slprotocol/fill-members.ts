/** How the FillArray family works. */
import type { Table } from "../../parameter/table/table.ts";
import type { FillMode } from "../../parameter/table/table.ts";
import { hresults } from "./hresult.ts";
import type { Run } from "../qaction-run.ts";
import { SaveOption } from "./table-constants.ts";
import {
  argumentError,
  behavesBefore,
  checkCellTimes,
  findTable,
  isList,
  mayWrite,
  raise,
  timeAndFlag,
  timeOf,
} from "./table-access.ts";

type Lists = readonly (readonly unknown[])[];

const calls = { remove: "NT_FILL_ARRAY", keep: "NT_FILL_ARRAY_NO_DELETE" } as const;

/** `FillArray` in all its forms: a number behind the data is a SaveOption and means rows, else the data is columns. */
export function fillArray<C>(
  run: Run<C>,
  tableId: number,
  data: unknown,
  a: unknown,
  b: unknown,
  c: unknown,
): true | null {
  if (typeof a !== "number") return fillColumns(run, tableId, data, "remove", a, b);
  if (a !== SaveOption.Full && a !== SaveOption.Partial) {
    run.fail("NT_FILL_ARRAY", `${String(tableId)} with SaveOption ${String(a)}`, hresults.invalidCall);
    return null;
  }
  return fillRows(run, tableId, data, a === SaveOption.Full ? "remove" : "keep", b, c);
}

/** `FillArray` and `FillArrayNoDelete` with columns. */
export function fillColumns<C>(
  run: Run<C>,
  tableId: number,
  data: unknown,
  absent: FillMode["absent"],
  timeOrFlag: unknown,
  flag: unknown,
): true | null {
  return fill(run, tableId, data, absent, timeOrFlag, flag, false);
}

function fillRows<C>(
  run: Run<C>,
  tableId: number,
  data: unknown,
  absent: FillMode["absent"],
  timeOrFlag: unknown,
  flag: unknown,
): true | null {
  if (absent === "keep" && isList(data) && data.length === 0 && behavesBefore(run, "10.6.1")) {
    throw argumentError(
      `FillArray(${String(tableId)}) with SaveOption.Partial got no rows. DataMiner before 10.6.1 throws there (RN 44137).`,
      { pid: tableId },
    );
  }
  return fill(run, tableId, data, absent, timeOrFlag, flag, true);
}

function fill<C>(
  run: Run<C>,
  tableId: number,
  data: unknown,
  absent: FillMode["absent"],
  first: unknown,
  second: unknown,
  rows: boolean,
): true | null {
  if (!run.active) return null;
  const call = calls[absent];
  const table = findTable(run, tableId, call);
  if (table === undefined || !mayWrite(run, table, call)) return null;
  const { at, flag } = timeAndFlag(first, second);
  checkFlag(run, flag, "FillArray");
  if (!isList(data) || !data.every(isList)) {
    run.fail(call, `${String(tableId)} (the data is no array of arrays)`, hresults.invalidCall);
    return null;
  }
  warnAboutShape(run, table, data, rows);
  const mode: FillMode = { absent, clearAndLeave: flag };
  const outcome = rows ? table.fillRows(data, mode) : table.fillColumns(data, mode);
  if (outcome.code !== 0) {
    run.fail(call, tableId, outcome.code);
    return null;
  }
  if (hasTimes(data, at)) checkFillTimes(run, table, data, at, rows);
  raise(run, table, outcome);
  return true;
}

/** The overloads with the flag came with 10.4.2 (RN 38153). */
function checkFlag<C>(run: Run<C>, flag: boolean, member: string): void {
  if (flag && behavesBefore(run, "10.4.2")) {
    throw argumentError(`${member} has no form with useClearAndLeave before DataMiner 10.4.2 (RN 38153).`);
  }
}

function hasTimes(lists: Lists, at: Date | null): boolean {
  return at !== null || lists.some((list) => list.some((value) => timeOf(value) !== undefined));
}

function checkFillTimes<C>(run: Run<C>, table: Table, data: Lists, at: Date | null, rows: boolean): void {
  const keys = rows ? data.map((row) => row[table.keyIdx]) : (data[table.keyIdx] ?? []);
  keys.forEach((key, i) => {
    const row = rows ? (data[i] ?? []) : data.map((column) => column[i]);
    checkCellTimes(run, table, row, at, String(key));
  });
}

/** Says so when columns look like rows, or rows like columns. */
function warnAboutShape<C>(run: Run<C>, table: Table, data: Lists, rows: boolean): void {
  const { width } = table;
  const longest = data.reduce((most, list) => Math.max(most, list.length), 0);
  const looksWrong = rows ? longest > width && data.length <= width : data.length > width && longest <= width;
  if (!looksWrong) return;
  const [given, other, help] = rows
    ? ["rows", "columns", "Leave the SaveOption out, or give rows."]
    : ["columns", "rows", "Give columns, or add a SaveOption."];
  run.environment.warnOnce(
    "SCRIPT_ARGUMENT",
    `shape ${String(table.pid)}`,
    `FillArray of table ${String(table.pid)} takes ${given} in this form, but the data looks like ${other}: ${String(data.length)} arrays of up to ${String(longest)} values for ${String(width)} columns. ${help}`,
    { pid: table.pid },
  );
}

/**
 * `FillArrayWithColumn`.
 * @throws QActionKitError `ERR_ARGUMENT` when keys and values do not belong together
 */
export function fillArrayWithColumn<C>(
  run: Run<C>,
  tableId: number,
  columnPid: number,
  keys: unknown,
  values: unknown,
  timeOrFlag: unknown,
  second: unknown,
): null {
  if (!run.active) return null;
  const { at, flag } = timeAndFlag(timeOrFlag, second);
  checkFlag(run, flag, "FillArrayWithColumn");
  if (isList(keys) && isList(values) && values.length !== keys.length && values.length !== 1) {
    const counts = `${String(keys.length)} keys and ${String(values.length)} values`;
    throw argumentError(`FillArrayWithColumn(${String(tableId)}): ${counts} do not belong together.`, {
      pid: tableId,
    });
  }
  fillOneColumn(run, tableId, columnPid, keys, values, at, flag);
  return null;
}

/** One column, as the member and notify 220 and 336 fill it. */
export function fillOneColumn<C>(
  run: Run<C>,
  tableId: number,
  columnPid: number,
  keys: unknown,
  values: unknown,
  at: Date | null,
  flag: boolean,
): void {
  const call = "NT_FILL_ARRAY_WITH_COLUMN";
  const about = `${String(tableId)}/${String(columnPid)}`;
  const table = findTable(run, tableId, call, about);
  if (table === undefined || !mayWrite(run, table, call)) return;
  if (!isList(keys) || !isList(values)) {
    run.fail(call, `${about} (keys and values have to be arrays)`, hresults.invalidCall);
    return;
  }
  const outcome = table.fillColumn(columnPid, keys, values, flag);
  if (outcome.code !== 0) {
    if (table.column(columnPid) === undefined && columnPid >= 0 && columnPid < table.width) {
      run.environment.warnOnce(
        "SCRIPT_ARGUMENT",
        `column ${about}`,
        `FillArrayWithColumn of table ${String(tableId)} was given column ${String(columnPid)}. It takes the parameter id of the column, not its idx.`,
      );
    }
    run.fail(call, about, outcome.code);
    return;
  }
  const column = table.column(columnPid);
  if (column !== undefined && hasTimes([values], at)) {
    keys.forEach((key, i) => {
      const row = new Array<unknown>(table.width).fill(null);
      row[column.idx] = values.length === 1 ? values[0] : values[i];
      checkCellTimes(run, table, row, at, String(key));
    });
  }
  raise(run, table, outcome);
}
