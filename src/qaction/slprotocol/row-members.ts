/** How the members for rows and keys work. */
import type { Table } from "../../parameter/table/table.ts";
import type { AddOutcome } from "../../parameter/table/table-model.ts";
import { hresults } from "./hresult.ts";
import type { Run } from "../qaction-run.ts";
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
import type { KeyType } from "./table-constants.ts";
import { peerFit, peerNoRow, peerSetRow } from "./peer-compat.ts";
import type { Row, TableInput, Value } from "../script-values.ts";

/** `AddRow` and `NT_ADD_ROW`: a key, a row, or `[row, time]`. Undefined when nothing was done. */
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

/** `AddRow` with a mask: the cells whose mask is true come first, the others after them. */
export function addRowMasked<C>(run: Run<C>, tableId: number, row: unknown, mask: readonly boolean[]): void {
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
    setRow(run, tableId, added.key, rest, undefined, undefined);
  }
}

/** `AddRowReturnKey`. */
export function addRowReturnKey<C>(run: Run<C>, tableId: number, row: Row | undefined): string {
  if (!run.active) return "";
  const table = findTable(run, tableId, "NT_ADD_ROW_RETURN_KEY");
  if (table === undefined || !mayWrite(run, table, "NT_ADD_ROW_RETURN_KEY")) return "";
  const outcome = table.addRowReturnKey(row ?? []);
  if (outcome.code !== 0) run.fail("NT_ADD_ROW_RETURN_KEY", tableId, outcome.code);
  else if (row !== undefined) checkCellTimes(run, table, row, null, outcome.key);
  raise(run, table, outcome);
  return outcome.key;
}

/** The key that a member means: text is one already, a number is a 0-based position. */
function keyOf(table: Table, row: number | string): string | undefined {
  return typeof row === "string" ? row : table.keyAt(row + 1);
}

/** `GetRow`. */
export function getRow<C>(run: Run<C>, tableId: number, row: number | string): Value[] | null {
  if (!run.active) return null;
  const about = `${String(tableId)}/${String(row)}`;
  const table = findTable(run, tableId, "NT_GET_ROW", about, hresults.notFound);
  if (table === undefined) return null;
  const key = keyOf(table, row);
  const cells = key === undefined ? undefined : table.row(key);
  if (cells !== undefined) return Array.from({ length: table.width }, (_, idx) => cells[idx] ?? null);
  run.fail("NT_GET_ROW", about, hresults.notFound);
  return new Array<Value>(table.width).fill(null);
}

/** `SetRow`. */
export function setRow<C>(
  run: Run<C>,
  tableId: number,
  row: number | string,
  values: unknown,
  timeOrFlag: unknown,
  overrides: unknown,
): number[] | null {
  if (!run.active) return null;
  const about = `${String(tableId)}/${String(row)}`;
  const table = findTable(run, tableId, "NT_SET_ROW", about);
  if (table === undefined || !mayWrite(run, table, "NT_SET_ROW")) return null;
  const key = keyOf(table, row);
  const peer = run.environment.options.compat === "peer";
  if (key === undefined || !isList(values)) {
    run.fail("NT_SET_ROW", about, hresults.invalidCall);
    return peer && key === undefined && isList(values) ? peerNoRow(table) : null;
  }
  const { at, flag } = timeAndFlag(timeOrFlag, overrides);
  const outcome = peer ? peerSetRow(table, key, values) : table.setRow(key, values, flag);
  if (outcome.cells === null) {
    run.fail("NT_SET_ROW", about, outcome.code);
    return null;
  }
  checkCellTimes(run, table, values, at, key);
  raise(run, table, outcome);
  return [...outcome.cells];
}

/** `DeleteRow`: a key, several, or a 0-based position. */
export function deleteRow<C>(run: Run<C>, tableId: number, rows: unknown): number {
  if (!run.active) return -1;
  const table = findTable(run, tableId, "NT_DELETE_ROW");
  if (table === undefined || !mayWrite(run, table, "NT_DELETE_ROW")) return -1;
  const keys = isList(rows) ? rows : [typeof rows === "number" ? table.keyAt(rows + 1) : rows];
  const texts = keys.filter((key) => typeof key === "string");
  if (texts.length < keys.length) run.fail("NT_DELETE_ROW", tableId, hresults.invalidCall);
  const outcome = table.deleteRows(texts);
  raise(run, table, outcome);
  return outcome.left;
}

/** `Exists`. */
export function exists<C>(run: Run<C>, tableId: number, key: string): boolean {
  return run.active && findTable(run, tableId, "NT_EXISTS_ROW")?.has(key) === true;
}

/** `GetKeyPosition`. */
export function getKeyPosition<C>(run: Run<C>, tableId: number, key: string): number {
  if (!run.active) return 0;
  return findTable(run, tableId, "NT_GET_KEY_POSITION")?.position(key) ?? 0;
}

/** `ClearAllKeys`: -1 without rows, else 0; 1 when refused. Before 10.5.6 it needed RTDisplay. */
export function clearAllKeys<C>(run: Run<C>, tableId: number): number {
  if (!run.active) return -1;
  const table = findTable(run, tableId, "NT_GET_KEYS_SLPROTOCOL");
  if (table === undefined) return -1;
  if (table.size === 0) return run.environment.options.compat === "peer" ? 0 : -1;
  if (behavesBefore(run, "10.5.6") && !table.param.rtDisplay) {
    run.fail("NT_GET_INDEXES", tableId, hresults.notFound);
    return -1;
  }
  if (!mayWrite(run, table, "NT_CLEAR_PARAMETER")) return 1;
  table.clear();
  return 0;
}

/** `RowCount`: of a table, or of one that came as an input. */
export function rowCount<C>(run: Run<C>, table: number | TableInput): number {
  if (typeof table !== "number") return table[0]?.length ?? 0;
  if (!run.active) return -1;
  return findTable(run, table, "NT_ARRAY_ROW_COUNT")?.size ?? -1;
}

/** `Row`: one row of a table that came as an input; `null` outside it. */
export function rowOf(table: TableInput, row: number): Value[] | null {
  const length = table[0]?.length ?? 0;
  if (row < 0 || row >= length) return null;
  return table.map((column) => column?.[row] ?? null);
}

/** `GetKeys`. */
export function getKeys<C>(run: Run<C>, tableId: number, type: KeyType): string[] | null {
  if (!run.active) return null;
  const display = type === 1;
  const table = findTable(run, tableId, display ? "NT_GET_INDEXES" : "NT_GET_KEYS_SLPROTOCOL");
  if (table === undefined) return null;
  if (!display) return table.keys();
  warnAboutDisplay(run, table);
  return table.displayKeys();
}

/** Display keys are made by the process that shows tables, and only for tables that it knows. */
export function warnAboutDisplay<C>(run: Run<C>, table: Table): void {
  if (table.param.rtDisplay) return;
  run.environment.warnOnce(
    "SCRIPT_ARGUMENT",
    `display keys ${String(table.pid)}`,
    `A script asked for the display keys of table ${String(table.pid)}, which has no RTDisplay: DataMiner has none for it. Set RTDisplay to true.`,
    { pid: table.pid },
  );
}

/** `GetKeysForIndex`, and notify 411 with exact case. */
export function getKeysForIndex<C>(
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
    `GetKeysForIndex was asked for column ${String(columnPid)}, which has neither 'foreignKey' nor 'indexColumn': it finds nothing there.`,
    { pid: columnPid },
  );
  run.fail(
    exactCase ? "NT_GET_KEYS_FOR_INDEX_CASED" : "NT_GET_KEYS_FOR_INDEX",
    columnPid,
    hresults.invalidCall,
  );
  return [];
}
