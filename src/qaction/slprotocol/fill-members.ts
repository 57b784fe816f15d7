/** The members of `SLProtocol` that fill tables. */
import type { FillMode } from "../../parameter/table/table-fill.ts";
import type { Table } from "../../parameter/table/table.ts";
import type { Run } from "../qaction-run.ts";
import type { CellIn, Columns, Row } from "../script-values.ts";
import { hresults } from "../../parameter/hresult.ts";
import type { MemberRows } from "./member-rows.ts";
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
import { SaveOption } from "./table-enums.ts";

/** Fills: many rows, or a whole table, in one call. */
export interface FillMembers {
  /**
   * Replaces the content of a table: rows whose primary key is not among the given ones are removed. `null` **empties** a cell.
   * @param columns One array for each column, from idx 0 on; primary keys as text.
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
   * @param keys Primary keys; missing rows are added.
   * @param values One value for each key, or a single value for all.
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
}

/** Rows of {@link FillMembers}. A number after the data is a SaveOption and means rows; otherwise the data is columns. */
export const fillMembers = {
  FillArray(
    run,
    tableId: number,
    data: Columns | readonly Row[],
    optionOrTime?: SaveOption | Date | null | boolean,
    timeOrFlag?: Date | null | boolean,
    useClearAndLeave?: boolean,
  ): true | null {
    if (typeof optionOrTime !== "number") {
      return fillColumns(run, tableId, data, "remove", optionOrTime, timeOrFlag);
    }
    if (!Object.values<number>(SaveOption).includes(optionOrTime)) {
      const about = `${String(tableId)} with SaveOption ${String(optionOrTime)}`;
      run.fail("NT_FILL_ARRAY", about, hresults.invalidCall);
      return null;
    }
    const absent = optionOrTime === SaveOption.Full ? "remove" : "keep";
    return fillRows(run, tableId, data, absent, timeOrFlag, useClearAndLeave);
  },

  FillArrayNoDelete: (
    run,
    tableId: number,
    columns: Columns,
    timeOrFlag?: Date | null | boolean,
    useClearAndLeave?: boolean,
  ): true | null => fillColumns(run, tableId, columns, "keep", timeOrFlag, useClearAndLeave),

  FillArrayWithColumn(
    run,
    tableId: number,
    columnPid: number,
    keys: readonly string[],
    values: readonly CellIn[],
    timeOrFlag?: Date | null | boolean,
    useClearAndLeave?: boolean,
  ): null {
    if (!run.active) return null;
    const { at, flag } = timeAndFlag(timeOrFlag, useClearAndLeave);
    checkFlag(run, flag, "FillArrayWithColumn");
    if (isList(keys) && isList(values) && values.length !== keys.length && values.length !== 1) {
      const counts = `${String(keys.length)} keys and ${String(values.length)} values`;
      throw argumentError(`FillArrayWithColumn(${String(tableId)}): ${counts} do not belong together.`, {
        pid: tableId,
      });
    }
    fillOneColumn(run, tableId, columnPid, keys, values, at, flag);
    return null;
  },
} satisfies MemberRows<FillMembers>;

type Lists = readonly (readonly unknown[])[];

const calls = { remove: "NT_FILL_ARRAY", keep: "NT_FILL_ARRAY_NO_DELETE" } as const;

/** Fills a table from columns; `absent` says what happens to rows that are not given. */
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

/** @throws QActionKitError `ERR_ARGUMENT` for the flag before DataMiner 10.4.2, which brought it (RN 38153) */
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

/** Warns when columns look like rows, or rows like columns. */
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

/** Fills one column, for FillArrayWithColumn and notify 220 and 336. */
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
