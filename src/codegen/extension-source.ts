/** The types of the helper: `SLProtocolExt`, `WriteParameters`, tables and rows. */
import type { Param } from "../protocol/model.ts";
import { isNumeric } from "./param-kinds.ts";
import { documentation } from "./documentation.ts";
import type { ColumnMember, ExtensionNames, ParameterMember, TableMember } from "./extension-names.ts";
import { comment, entry, genericType, indented, member } from "./source-layout.ts";

/** The union type of a parameter with discreet values; `undefined` for one without. */
export type DiscreetTypeOf = (param: Param) => string | undefined;

/** Row and table types of one table. */
export function tableSource(table: TableMember, file: string, discreetType: DiscreetTypeOf): string[] {
  const { className, param, index, width, columns } = table;
  const row = `${className}QActionRow`;
  const head = `export const ${row} = defineRow(${String(index)}, ${String(width)}, {`;
  const about = `table ${String(param.id)} '${param.name}'`;
  return [
    ...comment([`One row of ${about}.`]),
    ...(columns.length === 0
      ? [`${head}});`]
      : [head, ...indented(columns.flatMap((column) => columnSource(column, file, discreetType))), "});"]),
    ...comment([`One row of ${about}.`]),
    ...genericType(row, "RowOf", `typeof ${row}`),
    "",
    ...comment(documentation(param, file)),
    ...genericType(`${className}QActionTable`, "TableOf", `typeof ${row}`),
  ];
}

function columnSource(
  { param, idx, names }: ColumnMember,
  file: string,
  discreetType: DiscreetTypeOf,
): string[] {
  const discreet = discreetType(param);
  const kind = isNumeric(param) ? "number" : "text";
  const value = `column.${discreet === undefined ? kind : `discreet<${discreet}, ${String(idx)}>`}(${String(idx)})`;
  return [
    ...comment(documentation(param, file, [`Column ${String(idx)}, from 0.`])),
    ...names.flatMap((name) => entry(name, value, 2)),
  ];
}

/** `WriteParameters` and `SLProtocolExt`. */
export function protocolSource(names: ExtensionNames, file: string, discreetType: DiscreetTypeOf): string[] {
  const { members, write, tables } = names;
  const properties = (some: readonly ParameterMember[]): string[] =>
    indented(some.flatMap((one) => parameterSource(one, file, discreetType)));
  return [
    ...comment(["Values of the write parameters. Setting one runs what a set by a user would run."]),
    ...(write.length === 0
      ? ["export type WriteParameters = object;"]
      : ["export interface WriteParameters {", ...properties(write), "}"]),
    "",
    ...comment([
      "What the QActions of this connector get: `SLProtocol` with its parameters and tables (`Skyline.DataMiner.Scripting.SLProtocolExt`).",
      "Each property calls `GetParameter` or `SetParameter`; use their plural forms for many at a time.",
    ]),
    "export interface SLProtocolExt extends SLProtocol {",
    ...properties(members),
    ...indented([
      ...comment(["The write parameters, including those that share their name with a read parameter."]),
      "readonly Write: WriteParameters;",
      ...tables.flatMap(({ param, property, className }) => [
        ...comment(documentation(param, file)),
        `readonly ${property}: ${className}QActionTable;`,
      ]),
    ]),
    "}",
  ];
}

function parameterSource(
  { param, names, columnOf }: ParameterMember,
  file: string,
  discreetType: DiscreetTypeOf,
): string[] {
  const remarks =
    columnOf === undefined
      ? []
      : [`A column of table ${String(columnOf.id)}: it has no value of its own, reading it gives null.`];
  const type = columnOf === undefined ? typeOf(param, discreetType(param)) : "null";
  return [...comment(documentation(param, file, remarks)), ...names.flatMap((name) => member(name, type))];
}

/** The type of what `GetParameter` gives: a number never set reads 0, a text never set reads null. */
function typeOf(param: Param, discreet: string | undefined): string {
  if (isNumeric(param)) return discreet ?? "number";
  return `${discreet ?? "string"} | null`;
}
