/** The objects of the helper that exist at run time as plain values: `Parameter` and `Discreets`. */
import type { ColumnConstant, ConstantNames, TableConstants } from "./constant-names.ts";
import type { DiscreetNames, DiscreetSet } from "./discreet-names.ts";
import { documentation } from "./documentation.ts";
import { comment, entry, group, indented, key, literal, unionType } from "./source-layout.ts";
import type { Granted } from "./name-scope.ts";

/** `export const Parameter = { ... } as const;` */
export function parameterSource({ reads, writes, tables }: ConstantNames, file: string): string[] {
  const ids = (some: readonly Granted[]): string[] => constants(some, file, ({ param }) => param.id);
  return [
    ...comment([
      "Ids of parameters and positions of columns, by name (`Skyline.DataMiner.Scripting.Parameter`).",
    ]),
    "export const Parameter = {",
    ...indented([
      ...ids(reads),
      ...comment(["Ids of the write parameters."]),
      ...group("Write", ids(writes)),
      ...tables.flatMap((table) => [
        ...comment(documentation(table.param, file)),
        ...group(table.className, tableSource(table, file)),
      ]),
    ]),
    "} as const;",
  ];
}

function tableSource({ param, index, indexPid, columns, write }: TableConstants, file: string): string[] {
  const pids = constants(columns, file, ({ param: column }) => column.id);
  const writes = constants(write, file, ({ param: column }) => column.id);
  return [
    ...comment(["Parameter id of the table."]),
    `tablePid: ${String(param.id)},`,
    ...comment(["Position of the primary key, from 0."]),
    `indexColumn: ${String(index)},`,
    ...(indexPid === undefined
      ? []
      : [...comment(["Parameter id of the primary key."]), `indexColumnPid: ${String(indexPid)},`]),
    ...comment(["Parameter ids of the columns."]),
    ...group("Pid", [
      ...pids,
      ...comment(["Ids of the write parameters that are columns themselves."]),
      ...group("Write", writes),
    ]),
    ...comment(["Positions of the columns, from 0: add 1 for the members whose name has Index."]),
    ...group(
      "Idx",
      constants<ColumnConstant>(columns, file, ({ idx }) => idx),
    ),
  ];
}

/** Each constant under all of its names; the first one is documented. */
function constants<T extends Granted>(some: readonly T[], file: string, value: (one: T) => number): string[] {
  return some.flatMap((one) => [
    ...comment(documentation(one.param, file)),
    ...one.names.map((name) => `${name}: ${String(value(one))},`),
  ]);
}

/** `export const Discreets = { ... } as const;` and the union types. */
export function discreetsSource({ reads, writes }: DiscreetNames, file: string): string[] {
  const sets = (some: readonly DiscreetSet[], depth: number): string[] =>
    some.flatMap(({ param, member, values }) => [
      ...comment(documentation(param, file)),
      ...group(
        member,
        values.flatMap(({ name, value }) => entry(key(name), literal(value), depth)),
      ),
    ]);
  return [
    ...comment([
      "Stored values of discreet parameters, by the text that users see. DataMiner's own helper has no such object.",
    ]),
    "export const Discreets = {",
    ...indented([
      ...sets(reads, 4),
      ...comment(["Of the write parameters."]),
      ...group("Write", sets(writes, 6)),
    ]),
    "} as const;",
    ...[...reads, ...writes].flatMap(({ param, typeName, union }) => [
      "",
      ...comment([`Values of ${param.type} parameter ${String(param.id)} '${param.name}'.`]),
      ...unionType(typeName, union),
    ]),
  ];
}
