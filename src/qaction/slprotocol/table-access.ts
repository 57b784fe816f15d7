/** What all table members share: finding the table, refusing writes, raising the events of changes, checking times. */
import { isOlder } from "../../base/dataminer-version.ts";
import { QActionKitError } from "../../base/errors.ts";
import type { Table } from "../../parameter/table/table.ts";
import type { TableOutcome } from "../../parameter/table/table-model.ts";
import { checkHistory } from "./history.ts";
import { hresults } from "../../parameter/hresult.ts";
import { isWrite } from "./parameter-names.ts";
import type { Run } from "../qaction-run.ts";
import type { Hresult } from "../script-values.ts";

/**
 * The table of an id; `undefined` and a log line when there is none. A logger table has none either: its rows live in
 * a database, out of reach of SLProtocol (`Protocol.Params.Param.ArrayOptions-options`).
 */
export function findTable<C>(
  run: Run<C>,
  id: number,
  call: string,
  about: string | number = id,
  code: Hresult = hresults.invalidCall,
): Table | undefined {
  const table = run.environment.parameters.table(id);
  if (table === undefined) {
    run.fail(call, about, code);
    return undefined;
  }
  if (!isLoggerTable(table)) return table;
  run.environment.warnOnce(
    "SCRIPT_ARGUMENT",
    `logger table ${String(id)}`,
    `Table ${String(id)} (${table.param.name}) is a logger table (option 'database'): its rows live in the database and cannot be read or set through SLProtocol.`,
    { pid: id },
  );
  run.fail(call, about, code);
  return undefined;
}

function isLoggerTable(table: Table): boolean {
  return table.param.table?.options.some((option) => /^\s*database\b/i.test(option)) === true;
}

/**
 * False, with a log line, when a write has to be refused: the chain is too deep, or a row QAction on a read column
 * would write its own table, which hangs DataMiner (`Protocol.QActions.QAction-row`).
 */
export function mayWrite<C>(run: Run<C>, table: Table, call: string): boolean {
  const { environment, request } = run;
  if (run.refusesSet(table.pid)) {
    run.fail(call, table.pid, hresults.notPerformed);
    return false;
  }
  if (environment.options.rowDeadlock === "allow" || !wouldDeadlock(run, table)) return true;
  const id = String(request.qaction.id);
  const message = `QAction ${id} runs for a row of table ${String(table.pid)} because its read column ${String(request.triggerId)} changed, and writes to the same table. DataMiner would hang there, so nothing was written. Trigger on the write column, or set another table.`;
  if (environment.options.rowDeadlock === "throw") {
    throw new QActionKitError("ERR_ROW_DEADLOCK", message, { details: { qaction: request.qaction.id } });
  }
  environment.host.notice({
    code: "SCRIPT_ROW_DEADLOCK",
    kind: "error",
    message,
    details: { qaction: request.qaction.id, pid: table.pid },
  });
  run.fail(call, table.pid, hresults.notPerformed);
  return false;
}

function wouldDeadlock<C>(run: Run<C>, table: Table): boolean {
  const { row, triggerId } = run.request;
  if (row?.table !== table.pid) return false;
  const trigger = run.environment.protocol.params.get(triggerId);
  return trigger !== undefined && !isWrite(trigger) && table.column(triggerId) !== undefined;
}

/** Raises the events of what a write changed; the run waits for them. */
export function raise<C>(run: Run<C>, table: Table, outcome: TableOutcome): void {
  if (outcome.changes.length === 0) return;
  run.join(run.environment.host.tableChanged(table, outcome.changes, run.request.context));
}

/** Checks the times of cells; `values` are by idx. */
export function checkCellTimes<C>(
  run: Run<C>,
  table: Table,
  values: readonly unknown[],
  at: Date | null | undefined,
  key: string,
): void {
  values.forEach((value, idx) => {
    const own = timeOf(value) ?? at;
    const column = table.columns[idx];
    if (own === undefined || own === null || column === undefined || idx === table.keyIdx) return;
    if (value !== null && value !== undefined) checkHistory(run.environment, column.pid, own, key);
  });
}

/** The time of a `[value, time]`. */
export function timeOf(value: unknown): Date | undefined {
  if (!Array.isArray(value) || value.length !== 2) return undefined;
  const at: unknown = value[1];
  return at instanceof Date ? at : undefined;
}

/** True when the element behaves like a DataMiner before a version. */
export function behavesBefore<C>(run: Run<C>, version: string): boolean {
  return isOlder(run.environment.options.dataMinerVersion, version);
}

/** The exception that DataMiner documents for a call. */
export function argumentError(
  message: string,
  details: Readonly<Record<string, unknown>> = {},
): QActionKitError {
  return new QActionKitError("ERR_ARGUMENT", message, { details });
}

/** True for a list of values, `object[]` in C#. */
export function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

/** The time and the flag after the data of a fill or of SetRow. */
export interface TimeAndFlag {
  readonly at: Date | null;
  readonly flag: boolean;
}

/** A boolean is the flag; a Date or null is the time, and the flag may follow it. */
export function timeAndFlag(first: unknown, second: unknown): TimeAndFlag {
  if (typeof first === "boolean") return { at: null, flag: first };
  return { at: first instanceof Date ? first : null, flag: second === true };
}
