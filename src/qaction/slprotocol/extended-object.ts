/** `SLProtocolExt` at run time: the object of one connector's scripts, with a property for each parameter and table. */
import { memoize } from "../../base/memo.ts";
import { extensionNames } from "../../codegen/extension-names.ts";
import type { ParameterMember, ReservedNames, TableMember } from "../../codegen/extension-names.ts";
import type { Protocol } from "../../protocol/model.ts";
import type { Run } from "../qaction-run.ts";
import type { Scalar, Value } from "../script-values.ts";
import type { QActionTable } from "../table/qaction-table.ts";
import { rowMemberNames } from "../table/qaction-table-row.ts";
import { defineRow } from "../table/row-class.ts";
import { tableMaker } from "../table/typed-table.ts";
import type { PropertyRow } from "./member-rows.ts";
import { memberNames, memberTable } from "./member-table.ts";
import { objectClass } from "./script-object.ts";
import type { ScriptObject, ScriptObjectClass } from "./script-object.ts";

/** Names that a parameter cannot take: the members of `SLProtocolExt` and of rows. */
export const reservedNames: ReservedNames = { object: [...memberNames, "Write"], row: rowMemberNames };

/**
 * The class of the objects that scripts of a protocol receive. Its prototype has the members that `qaction typings`
 * writes (`Skyline.DataMiner.Scripting.SLProtocolExt`); elements of one protocol share it.
 */
export const extendedObject: (protocol: Protocol) => ScriptObjectClass = memoize((protocol) => {
  const { members, write, tables } = extensionNames(protocol, reservedNames);
  const WriteParameters = objectClass(parameterRows(write));
  const ExtendedObject: ScriptObjectClass = objectClass({
    ...memberTable,
    ...parameterRows(members),
    Write: oncePerRun((run) => new WriteParameters(run)),
  });
  for (const table of tables) defineTable(ExtendedObject.prototype as ScriptObject, table);
  return ExtendedObject;
});

/** The properties of parameters, each under all of its names. */
function parameterRows(
  parameters: readonly ParameterMember[],
): Readonly<Record<string, PropertyRow<Value | Scalar>>> {
  return Object.fromEntries(
    parameters.flatMap((parameter) =>
      parameter.names.map((name) => [name, parameterRow(parameter, name)] as const),
    ),
  );
}

function parameterRow(
  { param: { id }, columnOf }: ParameterMember,
  name: string,
): PropertyRow<Value | Scalar> {
  if (columnOf === undefined) {
    return {
      get: (run) => memberTable.GetParameter(run, id),
      set: (run, value) => memberTable.SetParameter(run, id, value, null),
    };
  }
  return {
    get(run) {
      warnAboutColumn(run, name, id, columnOf.id);
      return memberTable.GetParameter(run, id);
    },
    set(run, value) {
      warnAboutColumn(run, name, id, columnOf.id);
      memberTable.SetParameter(run, id, value, null);
    },
  };
}

function warnAboutColumn<C>(run: Run<C>, name: string, pid: number, table: number): void {
  run.environment.warnOnce(
    "SCRIPT_ARGUMENT",
    `${name} ${String(pid)}`,
    `A script used the property ${name} of its protocol object, but parameter ${String(pid)} is a column of table ${String(table)}: it has no value of its own. Use the table's property, or GetParameterIndexByKey.`,
    { pid, table },
  );
}

/** A property that is made when it is first read, once for each run. */
function oncePerRun(make: <C>(run: Run<C>) => object): PropertyRow<object> {
  const made = new WeakMap<object, object>();
  return {
    get(run) {
      let value = made.get(run);
      if (value === undefined) made.set(run, (value = make(run)));
      return value;
    },
  };
}

/** Defines the property of a table: one `QActionTable` for each object, made when it is first read. */
function defineTable(prototype: object, { param, property, index, width, columns }: TableMember): void {
  const named = columns.flatMap(({ idx, names }) => names.map((name) => [name, { idx }] as const));
  const make = tableMaker(param.id, param.name, defineRow(index, width, Object.fromEntries(named)));
  const made = new WeakMap<ScriptObject, QActionTable>();
  Object.defineProperty(prototype, property, {
    configurable: true,
    get(this: ScriptObject): QActionTable {
      let table = made.get(this);
      if (table === undefined) made.set(this, (table = make(this)));
      return table;
    },
  });
}
