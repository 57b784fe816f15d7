/** The members of `SLProtocol` that read and write rows and keys of tables. */
import type { AddOutcome } from "../../parameter/table/table-model.ts";
import type { Table } from "../../parameter/table/table.ts";
import type { Run } from "../qaction-run.ts";
import type { Row, TableInput, Value } from "../script-values.ts";
import { hresults } from "../../parameter/hresult.ts";
import type { MemberRows } from "./member-rows.ts";
import { peerFit, peerNoRow, peerSetRow } from "./peer-compat.ts";
import {
  argumentError,
  behavesBefore,
  checkCellTimes,
  findTable,
  isList,
  mayWrite,
  raise,
  timeAndFlag,
} from "./table-access.ts";
import { KeyType } from "./table-enums.ts";

/** Rows and keys of tables. */
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
   * Adds a row in two steps: first the cells whose mask is true, then the others, so that key and naming columns are set first.
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
   * @param row Primary key (recommended), or **0-based** position.
   * @returns Cells by idx; an array of `null`s and a log line for a missing row; `null` for an unknown table (0x80040239).
   */
  GetRow(tableId: number, row: number | string): Value[] | null;

  /**
   * Sets cells of a row. `null` **keeps** a cell. A missing row is added only when the table has the option `autoAdd`.
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
   * @param row Primary key, several of them, or **0-based** position. Unknown keys are ignored.
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
   * The primary keys of a table, or its display keys.
   * @param type `KeyType.Index` (default), or `KeyType.DisplayKey`, which needs RTDisplay and may lag.
   * @returns `null` for an unknown table.
   */
  GetKeys(tableId: number, type?: KeyType): string[] | null;

  /**
   * Primary keys of the rows whose column has a value, case-insensitive.
   * @param columnPid Parameter **id** of a column with `foreignKey` or `indexColumn`; another gives `[]` and a log line.
   */
  GetKeysForIndex(columnPid: number, value: string): string[];
}

/** Rows of {@link RowMembers}. */
export const rowMembers = {
  AddRow(
    run,
    tableId: number,
    row: Row | string | readonly [row: Row, at: Date],
    keyMask?: readonly boolean[],
  ): number {
    if (keyMask === undefined) return addRow(run, tableId, row)?.position ?? -1;
    addRowMasked(run, tableId, row, keyMask);
    return hresults.ok;
  },

  AddRowReturnKey(run, tableId, row) {
    if (!run.active) return "";
    const table = findTable(run, tableId, "NT_ADD_ROW_RETURN_KEY");
    if (table === undefined || !mayWrite(run, table, "NT_ADD_ROW_RETURN_KEY")) return "";
    const outcome = table.addRowReturnKey(row ?? []);
    if (outcome.code !== 0) run.fail("NT_ADD_ROW_RETURN_KEY", tableId, outcome.code);
    else if (row !== undefined) checkCellTimes(run, table, row, null, outcome.key);
    raise(run, table, outcome);
    return outcome.key;
  },

  GetRow(run, tableId, row) {
    if (!run.active) return null;
    const about = `${String(tableId)}/${String(row)}`;
    const table = findTable(run, tableId, "NT_GET_ROW", about, hresults.notFound);
    if (table === undefined) return null;
    const key = keyOf(table, row);
    const cells = key === undefined ? undefined : table.row(key);
    if (cells !== undefined) return Array.from({ length: table.width }, (_, idx) => cells[idx] ?? null);
    run.fail("NT_GET_ROW", about, hresults.notFound);
    return new Array<Value>(table.width).fill(null);
  },

  SetRow(
    run,
    tableId: number,
    row: number | string,
    rowInfo: Row,
    timeOrFlag?: Date | null | boolean,
    overrideBehaviour?: boolean,
  ): number[] | null {
    if (!run.active) return null;
    const about = `${String(tableId)}/${String(row)}`;
    const table = findTable(run, tableId, "NT_SET_ROW", about);
    if (table === undefined || !mayWrite(run, table, "NT_SET_ROW")) return null;
    const key = keyOf(table, row);
    const peer = run.environment.options.compat === "peer";
    if (key === undefined || !isList(rowInfo)) {
      run.fail("NT_SET_ROW", about, hresults.invalidCall);
      return peer && key === undefined && isList(rowInfo) ? peerNoRow(table) : null;
    }
    const { at, flag } = timeAndFlag(timeOrFlag, overrideBehaviour);
    const outcome = peer ? peerSetRow(table, key, rowInfo) : table.setRow(key, rowInfo, flag);
    if (outcome.cells === null) {
      run.fail("NT_SET_ROW", about, outcome.code);
      return null;
    }
    checkCellTimes(run, table, rowInfo, at, key);
    raise(run, table, outcome);
    return [...outcome.cells];
  },

  DeleteRow(run, tableId, row) {
    if (!run.active) return -1;
    const table = findTable(run, tableId, "NT_DELETE_ROW");
    if (table === undefined || !mayWrite(run, table, "NT_DELETE_ROW")) return -1;
    const keys = isList(row) ? row : [typeof row === "number" ? table.keyAt(row + 1) : row];
    const texts = keys.filter((key) => typeof key === "string");
    if (texts.length < keys.length) run.fail("NT_DELETE_ROW", tableId, hresults.invalidCall);
    const outcome = table.deleteRows(texts);
    raise(run, table, outcome);
    return outcome.left;
  },

  Exists: (run, tableId, key) => run.active && findTable(run, tableId, "NT_EXISTS_ROW")?.has(key) === true,

  GetKeyPosition(run, tableId, key) {
    if (!run.active) return 0;
    return findTable(run, tableId, "NT_GET_KEY_POSITION")?.position(key) ?? 0;
  },

  ClearAllKeys(run, tableId) {
    if (!run.active) return -1;
    const table = findTable(run, tableId, "NT_GET_KEYS_SLPROTOCOL");
    if (table === undefined) return -1;
    if (table.size === 0) return run.environment.options.compat === "peer" ? 0 : -1;
    // Before 10.5.6 it went through the display keys, which only tables with RTDisplay have.
    if (behavesBefore(run, "10.5.6") && !table.param.rtDisplay) {
      run.fail("NT_GET_INDEXES", tableId, hresults.notFound);
      return -1;
    }
    if (!mayWrite(run, table, "NT_CLEAR_PARAMETER")) return 1;
    table.clear();
    return 0;
  },

  RowCount(run, table) {
    if (typeof table !== "number") return table[0]?.length ?? 0;
    if (!run.active) return -1;
    return findTable(run, table, "NT_ARRAY_ROW_COUNT")?.size ?? -1;
  },

  Row(_run, table, row) {
    const length = table[0]?.length ?? 0;
    if (row < 0 || row >= length) return null;
    return table.map((column) => column?.[row] ?? null);
  },

  GetKeys(run, tableId, type = KeyType.Index) {
    if (!run.active) return null;
    const display = type === KeyType.DisplayKey;
    const table = findTable(run, tableId, display ? "NT_GET_INDEXES" : "NT_GET_KEYS_SLPROTOCOL");
    if (table === undefined) return null;
    if (!display) return table.keys();
    warnAboutDisplay(run, table);
    return table.displayKeys();
  },

  GetKeysForIndex: (run, columnPid, value) => keysForIndex(run, columnPid, value, false),
} satisfies MemberRows<RowMembers>;

/** Adds a row, given as a key, cells or `[cells, time]`; `undefined` when nothing was done. */
export function addRow<C>(run: Run<C>, tableId: number, given: unknown): AddOutcome | undefined {
  if (!run.active) return undefined;
  const table = findTable(run, tableId, "NT_ADD_ROW");
  if (table === undefined || !mayWrite(run, table, "NT_ADD_ROW")) return undefined;
  const timed = isList(given) && isList(given[0]) && given[1] instanceof Date && given.length === 2;
  const row = timed ? given[0] : given;
  if (typeof row !== "string" && !isList(row)) {
    run.fail("NT_ADD_ROW", tableId, hresults.invalidCall);
    return undefined;
  }
  const key = typeof row === "string" ? row : row[table.keyIdx];
  if (run.environment.options.compat === "peer" && isList(row) && typeof key === "string" && table.has(key)) {
    raise(run, table, peerSetRow(table, key, peerFit(table, row)));
    return { code: 0, position: table.position(key), key, added: false, changes: [] };
  }
  const outcome = table.addRow(row);
  if (outcome.code !== 0) {
    run.fail("NT_ADD_ROW", tableId, outcome.code);
    return undefined;
  }
  if (isList(row) && outcome.added) {
    checkCellTimes(run, table, row, timed ? (given[1] as Date) : null, outcome.key);
  }
  raise(run, table, outcome);
  return outcome;
}

/** Adds the cells whose mask is true, then sets the others. */
function addRowMasked<C>(run: Run<C>, tableId: number, row: unknown, mask: readonly boolean[]): void {
  if (!isList(row)) throw argumentError(`AddRow(${String(tableId)}): there is no row.`, { pid: tableId });
  if (row.length !== mask.length) {
    const lengths = `${String(row.length)} cells and a mask of ${String(mask.length)}`;
    throw argumentError(`AddRow(${String(tableId)}): ${lengths} do not belong together.`, { pid: tableId });
  }
  const added = addRow(
    run,
    tableId,
    row.map((value, idx) => (mask[idx] === true ? value : null)),
  );
  if (added === undefined) return;
  const width = run.environment.parameters.table(tableId)?.width;
  const rest = row.slice(0, width).map((value, idx) => (mask[idx] === true ? null : value));
  if (added.added && rest.some((value) => value !== null)) {
    rowMembers.SetRow(run, tableId, added.key, rest as Row);
  }
}

/** The key of a row: text is one already, a number is a 0-based position. */
function keyOf(table: Table, row: number | string): string | undefined {
  return typeof row === "string" ? row : table.keyAt(row + 1);
}

/** Warns about display keys of a table without RTDisplay: DataMiner makes them for the tables that it shows. */
export function warnAboutDisplay<C>(run: Run<C>, table: Table): void {
  if (table.param.rtDisplay) return;
  run.environment.warnOnce(
    "SCRIPT_ARGUMENT",
    `display keys ${String(table.pid)}`,
    `A script asked for the display keys of table ${String(table.pid)}, which has no RTDisplay: DataMiner has none for it. Set RTDisplay to true.`,
    { pid: table.pid },
  );
}

/** Primary keys of the rows whose column has a value; notify 411 is case-sensitive. */
export function keysForIndex<C>(
  run: Run<C>,
  columnPid: number,
  value: unknown,
  exactCase: boolean,
): string[] {
  if (!run.active) return [];
  const place = run.environment.parameters.columnPlace(columnPid);
  const keys = place?.table.keysForIndex(columnPid, String(value), exactCase);
  if (keys !== undefined) return [...keys];
  run.environment.warnOnce(
    "SCRIPT_ARGUMENT",
    `index ${String(columnPid)}`,
    `GetKeysForIndex was asked for column ${String(columnPid)}, which has neither 'foreignKey' nor 'indexColumn': it finds no keys there.`,
    { pid: columnPid },
  );
  run.fail(
    exactCase ? "NT_GET_KEYS_FOR_INDEX_CASED" : "NT_GET_KEYS_FOR_INDEX",
    columnPid,
    hresults.invalidCall,
  );
  return [];
}
