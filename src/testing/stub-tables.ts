/** Tables for the stub of `SLProtocol`: the real table members over rows that a test gives, without an element. */
import { systemClock } from "../base/clock.ts";
import { QActionKitError } from "../base/errors.ts";
import { resolveOptions } from "../options/register.ts";
import { ParameterStore } from "../parameter/store.ts";
import { ScriptEnvironment } from "../qaction/environment.ts";
import { ElementLog } from "../qaction/log.ts";
import { Run } from "../qaction/qaction-run.ts";
import type { ScriptHost } from "../qaction/qaction-host.ts";
import { cellMembers } from "../qaction/slprotocol/cell-members.ts";
import { fillMembers } from "../qaction/slprotocol/fill-members.ts";
import { rowMembers } from "../qaction/slprotocol/row-members.ts";
import { ScriptObject } from "../qaction/slprotocol/script-object.ts";
import type { SLProtocol } from "../qaction/slprotocol/slprotocol.ts";
import type { Value } from "../qaction/script-values.ts";
import { sketchConnector, type TableSketch } from "./connector-sketch.ts";

/** A table of a stub: its rows, each its cells by idx, and its columns when their kinds or ids matter. */
export interface StubTable extends Partial<TableSketch> {
  readonly rows: readonly (readonly Value[])[];
}

/** Members for tables. Their first argument is a table id or a list of table ids, except for the three that {@link stubTables} names. */
const tableMembers: ReadonlySet<string> = new Set(
  Object.keys({ ...cellMembers, ...rowMembers, ...fillMembers }),
);

/** The tables of one stub. */
export interface StubTables {
  /** The member, if it works on tables; it throws `ERR_STUB_READ` for a table that the stub does not have. */
  readonly object: (member: string) => ((...args: unknown[]) => unknown) | undefined;
  /** Current rows of a table. */
  readonly rows: (table: number) => readonly (readonly Value[])[];
}

/** Creates the tables. */
export function stubTables(given: Readonly<Record<number, StubTable | StubTable["rows"]>>): StubTables {
  const tables = Object.entries(given).map(([id, table]) => [Number(id), completed(table)] as const);
  const columnPids = new Set<number>();
  const protocol = sketchConnector({
    tables: Object.fromEntries(tables.map(([id, { rows: _, ...table }]) => [id, table])),
    qactions: { 1: { run: () => undefined } },
  });
  const options = resolveOptions({});
  const parameters = new ParameterStore(protocol, options);
  for (const [id, { rows, key = 0 }] of tables) {
    const table = parameters.table(id);
    for (const row of rows) table?.restoreRow(String(row[key]), row);
    for (const column of table?.columns ?? []) if (column !== undefined) columnPids.add(column.pid);
  }
  const environment = new ScriptEnvironment<undefined>(protocol, parameters, host, options);
  const [qaction] = protocol.qactions.values();
  if (qaction === undefined) throw new QActionKitError("ERR_TEST_SKETCH", "The stub has no QAction.");
  const run = new Run(environment, { qaction, triggerIndex: 0, triggerId: 0, context: undefined }, []);
  const object = new ScriptObject(run);
  const known = (member: string, id: unknown): void => {
    if (typeof id === "number" && parameters.table(id) !== undefined) return;
    throw new QActionKitError(
      "ERR_STUB_READ",
      `${member}(${String(id)}) was called, but the stub has no such table. Give it tables: { ${String(id)}: [...] }.`,
      { details: { member, id } },
    );
  };
  /** Refuses ids that are not tables of the stub. */
  const tablesIn = (member: string, first: unknown): readonly unknown[] => {
    if (member === "Row") return [];
    if (member === "RowCount") return typeof first === "number" ? [first] : [];
    if (member === "GetKeysForIndex") return columnPids.has(Number(first)) ? [] : [first];
    return Array.isArray(first) ? first : [first];
  };
  return {
    object(member) {
      if (!tableMembers.has(member)) return undefined;
      const work = object[member as keyof SLProtocol] as (...args: readonly unknown[]) => unknown;
      return (...args) => {
        for (const id of tablesIn(member, args[0])) known(member, id);
        return Reflect.apply(work, object, args);
      };
    },
    rows(id) {
      known("rows", id);
      const table = parameters.table(id);
      return table?.keys().map((key) => table.row(key) ?? []) ?? [];
    },
  };
}

/** Without a description there are as many columns as the longest row has cells; a column with a number in it is numeric. */
function completed(table: StubTable | StubTable["rows"]): TableSketch & StubTable {
  const full = "rows" in table ? table : { rows: table };
  const width = Math.max(1, ...full.rows.map((row) => row.length));
  const columns = Array.from({ length: width }, (_, idx) =>
    idx !== (full.key ?? 0) && full.rows.some((row) => typeof row[idx] === "number")
      ? ("number" as const)
      : ("text" as const),
  );
  return { columns, ...full };
}

/** Stands in for the element: nothing is reported, and a write triggers nothing. */
const host: ScriptHost<undefined> = {
  facts: { dataMinerId: 1, elementId: 1, name: "Stub", protocolVersion: "1.0.0.1" },
  active: true,
  started: true,
  clock: systemClock,
  log: new ElementLog(systemClock, []),
  notice: () => undefined,
  user: () => undefined,
  fromClient: () => false,
  refusesSet: () => false,
  checkTrigger: () => ({ code: 0, done: undefined }),
  runAction: () => ({ code: 0, done: undefined }),
  tableChanged: () => undefined,
  communication: () => undefined,
  externalSet: () => ({ code: 0, done: undefined }),
  chooseMenuItem: () => 0,
  afterRun: (work) => {
    work();
  },
  setElementState: () => undefined,
  forgetSaved: () => undefined,
  scriptFailed: () => undefined,
  report: () => undefined,
};
