/** Tables for the stub of `SLProtocol`: the real table members over rows that a test gives, without an element. */
import { systemClock } from "../base/clock.ts";
import { QActionKitError } from "../base/errors.ts";
import { resolveOptions } from "../options/register.ts";
import { ParameterStore } from "../parameter/store.ts";
import { ScriptEnvironment } from "../qaction/environment.ts";
import { ElementLog } from "../qaction/log.ts";
import { holderClass } from "../qaction/slprotocol/run-holder.ts";
import { Run } from "../qaction/qaction-run.ts";
import type { ScriptHost } from "../qaction/qaction-host.ts";
import { ScriptObject } from "../qaction/slprotocol/script-object.ts";
import type { SLProtocol } from "../qaction/slprotocol/slprotocol.ts";
import type { Value } from "../qaction/script-values.ts";
import { sketchConnector, type TableSketch } from "./connector-sketch.ts";

/** A table of a stub: its rows, each its cells by idx, and its columns when their kinds or ids matter. */
export interface StubTable extends Partial<TableSketch> {
  readonly rows: readonly (readonly Value[])[];
}

/** Members whose first argument is a table id. */
const tableMembers: ReadonlySet<string> = new Set<keyof SLProtocol>([
  "GetParameterIndex",
  "GetParameterIndexByKey",
  "SetParameterIndex",
  "SetParameterIndexByKey",
  "AddRow",
  "AddRowReturnKey",
  "GetRow",
  "SetRow",
  "DeleteRow",
  "Exists",
  "GetKeyPosition",
  "ClearAllKeys",
  "RowCount",
  "FillArray",
  "FillArrayNoDelete",
  "FillArrayWithColumn",
  "GetKeys",
]);

/** As {@link tableMembers}; here the first argument is a list of table ids. */
const listMembers: ReadonlySet<string> = new Set<keyof SLProtocol>([
  "SetParametersIndex",
  "SetParametersIndexByKey",
]);

/** The tables of one stub. */
export interface StubTables {
  /** The member, when it is one of tables; it throws `ERR_STUB_READ` for a table that is not there. */
  readonly object: (member: string) => ((...args: unknown[]) => unknown) | undefined;
  /** Rows of a table now. */
  readonly rows: (table: number) => readonly (readonly Value[])[];
}

const StubObject = holderClass(ScriptObject);

/** Makes the tables. */
export function stubTables(given: Readonly<Record<number, StubTable | StubTable["rows"]>>): StubTables {
  const tables = Object.entries(given).map(([id, table]) => [Number(id), completed(table)] as const);
  const columnPids = new Set<number>();
  const protocol = sketchConnector({
    tables: Object.fromEntries(tables),
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
  const object = new StubObject(run);
  const known = (member: string, id: unknown): void => {
    if (typeof id === "number" && parameters.table(id) !== undefined) return;
    throw new QActionKitError(
      "ERR_STUB_READ",
      `${member}(${String(id)}) was called, but the stub has no such table. Give it tables: { ${String(id)}: [...] }.`,
      { details: { member, id } },
    );
  };
  return {
    object(member) {
      const found: unknown = Reflect.get(object, member);
      if (typeof found !== "function") return undefined;
      const call = (args: readonly unknown[]): unknown => Reflect.apply(found, object, args);
      if (member === "Row") return (...args) => call(args);
      if (member === "RowCount")
        return (...args) => {
          if (typeof args[0] === "number") known(member, args[0]);
          return call(args);
        };
      if (member === "GetKeysForIndex")
        return (...args) => {
          if (!columnPids.has(Number(args[0]))) known(member, args[0]);
          return call(args);
        };
      if (tableMembers.has(member))
        return (...args) => {
          known(member, args[0]);
          return call(args);
        };
      if (!listMembers.has(member)) return undefined;
      return (...args) => {
        for (const id of args[0] as readonly unknown[]) known(member, id);
        return call(args);
      };
    },
    rows(id) {
      known("rows", id);
      const table = parameters.table(id);
      return table?.keys().map((key) => table.row(key) ?? []) ?? [];
    },
  };
}

/** Columns that are not described are as many as the longest row has cells; a number makes a column one of numbers. */
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

/** Nobody around: nothing is told, nothing follows. */
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
  communication: () => undefined,
  externalSet: () => ({ code: 0, done: undefined }),
  chooseMenuItem: () => 0,
  afterRun: (work) => {
    work();
  },
};
