/** Rules about what scripts name: parameters, tables, columns and triggers that the protocol does not have. */
import { nearestName } from "../../base/known-names.ts";
import type { Protocol, TableDefinition } from "../../protocol/model.ts";
import { isReservedParameter } from "../../protocol/reserved-parameters.ts";
import type { ScriptChecks, ScriptContext, ScriptReport } from "./script-check.ts";
import {
  constantOf,
  numberOf,
  type MemberCall,
  type ScriptArgument,
  type ScriptSpan,
} from "./script-model.ts";

/** References. */
export const scriptReferenceChecks = {
  SCRIPT_REFERENCE: {
    severity: "warning",
    explanation:
      "A script names a parameter, table, column or trigger that the protocol does not have. The call fails with a line in the element log.",
    check: checkReferences,
  },
} as const satisfies ScriptChecks;

/** What the first argument of a member names. */
const firstArgument: ReadonlyMap<string, "parameter" | "table" | "trigger" | "column"> = new Map([
  ...(
    [
      ...["GetParameter", "SetParameter", "SetParameterBinary", "IsEmpty", "ClearParameter", "SendToDisplay"],
      ...["GetParameterDescription", "SetParameterDescription"],
    ] as const
  ).map((name) => [name, "parameter"] as const),
  ...(
    [
      ...["GetParameterIndex", "GetParameterIndexByKey", "SetParameterIndex", "SetParameterIndexByKey"],
      ...["AddRow", "AddRowReturnKey", "GetRow", "SetRow", "DeleteRow", "Exists", "GetKeyPosition"],
      ...["ClearAllKeys", "RowCount", "GetKeys", "FillArray", "FillArrayNoDelete", "FillArrayWithColumn"],
    ] as const
  ).map((name) => [name, "table"] as const),
  ["CheckTrigger", "trigger"],
  ["GetKeysForIndex", "column"],
]);

/** Members with a 1-based column in their third argument. */
const withColumn: ReadonlySet<string> = new Set([
  ...["GetParameterIndex", "GetParameterIndexByKey", "SetParameterIndex", "SetParameterIndexByKey"],
]);

/** Ids of the module interfaces, which other parts of DataMiner add. */
const isModuleParameter = (id: number): boolean => id >= 64_000 && id <= 64_299;

function checkReferences(context: ScriptContext, report: ScriptReport): void {
  const { protocol, readings } = context;
  const columns = columnIds(protocol);
  for (const { qaction, calls, unknownNames } of readings) {
    const say = (what: string, span: ScriptSpan): void => {
      report(`QAction ${String(qaction)} names ${what}. Correct the name, or add it to the protocol.`, span);
    };
    for (const { name, span } of unknownNames)
      say(`${name}, which the helper of the protocol does not have`, span);
    for (const call of calls) {
      if (call.property !== undefined) continue;
      for (const { what, span } of namedBy(protocol, columns, call)) say(what, span);
    }
  }
}

interface Named {
  readonly what: string;
  readonly span: ScriptSpan;
}

/** Ids that tables list as columns, with or without a parameter of their own. */
function columnIds({ params }: Protocol): ReadonlySet<number> {
  return new Set([...params.values()].flatMap(({ table }) => table?.columns.map(({ pid }) => pid) ?? []));
}

function namedBy(
  protocol: Protocol,
  columns: ReadonlySet<number>,
  { member, args }: MemberCall,
): readonly Named[] {
  const [first, second, third] = args;
  if (first === undefined) return [];
  const kind = firstArgument.get(member);
  if (kind === "parameter") return parameter(protocol, columns, first);
  if (kind === "trigger") return trigger(protocol, first);
  if (kind === "column") return column(columns, first);
  if (kind === "table") {
    return [
      ...table(protocol, first),
      ...(withColumn.has(member) && third !== undefined ? position(protocol, first, third) : []),
      ...(member === "FillArrayWithColumn" && second !== undefined ? column(columns, second) : []),
    ];
  }
  if (member === "GetParameters" || member === "SetParameters") return list(protocol, columns, first);
  if (member === "GetData" && second !== undefined) return parameter(protocol, columns, second);
  if (/^(?:[GS]etParameter|Set(?:Read|Write)Parameter)ByName$/.test(member))
    return byName(protocol, member, first);
  return [];
}

function parameter(
  protocol: Protocol,
  columns: ReadonlySet<number>,
  { value, span }: ScriptArgument,
): Named[] {
  const id = numberOf(value);
  if (id === undefined || id === 0 || protocol.params.has(id) || columns.has(id)) return [];
  if (isReservedParameter(id) || isModuleParameter(id)) return [];
  return [{ what: `parameter ${String(id)}, which does not exist`, span }];
}

function list(protocol: Protocol, columns: ReadonlySet<number>, { value, span }: ScriptArgument): Named[] {
  const items = value.kind === "list" ? (value.items ?? []) : [];
  return items.flatMap((item) => parameter(protocol, columns, { value: item, span }));
}

function trigger({ triggers }: Protocol, { value, span }: ScriptArgument): Named[] {
  const id = numberOf(value);
  return id === undefined || triggers.has(id)
    ? []
    : [{ what: `trigger ${String(id)}, which does not exist`, span }];
}

function column(columns: ReadonlySet<number>, { value, span }: ScriptArgument): Named[] {
  const id = numberOf(value);
  if (id === undefined || columns.has(id) || isReservedParameter(id) || isModuleParameter(id)) return [];
  return [{ what: `column ${String(id)}, which no table has`, span }];
}

function table({ params }: Protocol, { value, span }: ScriptArgument): Named[] {
  const id = numberOf(value);
  if (id === undefined || id === 0 || isReservedParameter(id) || isModuleParameter(id)) return [];
  const param = params.get(id);
  if (param === undefined) return [{ what: `table ${String(id)}, which does not exist`, span }];
  // Matrices and old tables have other types, and no ArrayOptions.
  if (param.table !== undefined || (param.type !== "read" && param.type !== "write")) return [];
  if (param.measurement === "matrix" || param.measurement === "table") return [];
  return [{ what: `parameter ${String(id)} '${param.name}' as a table, which it is not`, span }];
}

/** Cells of a row. */
const widthOf = ({ columns }: TableDefinition): number => Math.max(-1, ...columns.map(({ idx }) => idx)) + 1;

function position({ params }: Protocol, of: ScriptArgument, { value, span }: ScriptArgument): Named[] {
  const definition = params.get(numberOf(of.value) ?? Number.NaN)?.table;
  const number = numberOf(value);
  if (definition === undefined || definition.columns.length === 0 || number === undefined) return [];
  const width = widthOf(definition);
  if (number >= 1 && number <= width) return [];
  const id = String(numberOf(of.value));
  const range = `columns of table ${id} count from 1 to ${String(width)}`;
  return [{ what: `column ${String(number)} of table ${id}: ${range}`, span }];
}

function byName({ params }: Protocol, member: string, { value, span }: ScriptArgument): Named[] {
  const name = constantOf(value);
  if (typeof name !== "string") return [];
  const type = member.startsWith("SetRead") ? "read" : member.startsWith("SetWrite") ? "write" : undefined;
  const fitting = [...params.values()].filter((param) => type === undefined || param.type === type);
  if (fitting.some((param) => param.name === name)) return [];
  const near = nearestName(
    name,
    fitting.map((param) => param.name),
  );
  const hint = near === undefined ? "" : `; did you mean '${near}'`;
  return [
    {
      what: `the ${type === undefined ? "" : `${type} `}parameter '${name}', which does not exist${hint}`,
      span,
    },
  ];
}
