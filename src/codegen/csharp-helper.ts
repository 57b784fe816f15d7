/** The helper of a protocol in C#: `Parameter`, `SLProtocolExt`, tables and rows under the names of `extension-names.ts`. */
import type { Param, Protocol } from "../protocol/model.ts";
import { constantNames, type TableConstants } from "./constant-names.ts";
import {
  extensionNames,
  type ExtensionNames,
  type ParameterMember,
  type ReservedNames,
  type TableMember,
} from "./extension-names.ts";
import type { HelperSource } from "./helper-source.ts";
import { indented } from "./source-layout.ts";
import type { Granted } from "./name-scope.ts";

/** Name of the C# helper where a solution keeps it. */
export const csharpHelperFile = "QAction_Helper.cs";

const keywords: ReadonlySet<string> = new Set(
  `abstract as base bool break byte case catch char checked class const continue decimal default delegate do double else enum
  event explicit extern false finally fixed float for foreach goto if implicit in int interface internal is lock long namespace
  new null object operator out override params private protected public readonly ref return sbyte sealed short sizeof
  stackalloc static string struct switch this throw true try typeof uint ulong unchecked unsafe ushort using virtual void
  volatile while`.split(/\s+/),
);

/** A name as C# writes it. */
const name = (text: string): string => (keywords.has(text) ? `@${text}` : text);

/** Writes the helper of a protocol (`Skyline.DataMiner.Scripting.Parameter`, `...SLProtocolExt`). */
export function csharpHelperSource(protocol: Protocol, reserved: ReservedNames): HelperSource {
  const file = protocol.source.file.replace(/^.*[\\/]/s, "");
  const constants = constantNames(protocol);
  const names = extensionNames(protocol, reserved);
  const lines = [
    `// Parameters, tables and rows of ${protocol.name} ${protocol.version}. Written from ${file} by qaction-kit; changes are lost.`,
    "using System.Collections;",
    "using System.Collections.Generic;",
    "using System.ComponentModel;",
    "using System.Linq;",
    "",
    "namespace Skyline.DataMiner.Scripting",
    "{",
    ...indented([
      "public static class Parameter",
      "{",
      ...indented([
        ...constantLines(constants.reads, ({ param }) => param.id),
        "public class Write",
        "{",
        ...indented(constantLines(constants.writes, ({ param }) => param.id)),
        "}",
        ...constants.tables.flatMap(tableConstantLines),
      ]),
      "}",
      ...writeLines(names),
      ...protocolLines(names),
      ...names.tables.flatMap(tableLines),
    ]),
    "}",
  ];
  const problems = [...constants.problems, ...names.problems];
  return {
    text: `${lines.join("\n")}\n`,
    problems: problems.sort((a, b) => a.position.offset - b.position.offset),
  };
}

function summary(param: Param, more = ""): string {
  const text = `${param.type} parameter ${String(param.id)} '${param.name}'${more}`.replace(/\s+/g, " ");
  return `/// <summary>${text.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</summary>`;
}

/** Each constant under all of its names. */
function constantLines<T extends Granted>(some: readonly T[], value: (one: T) => number): string[] {
  return some.flatMap((one) => [
    summary(one.param),
    ...one.names.map((text) => `public const int ${name(text)} = ${String(value(one))};`),
  ]);
}

/** A class may not have a member of its own name: the constants of a table called Parameter stand under its id. */
const constantsClass = ({ className, param }: TableConstants): string =>
  className === "Parameter" ? `Parameter_${String(param.id)}` : className;

function tableConstantLines(table: TableConstants): string[] {
  const { param, index, indexPid, columns, write } = table;
  return [
    summary(param),
    `public class ${constantsClass(table)}`,
    "{",
    ...indented([
      `public const int tablePid = ${String(param.id)};`,
      `public const int indexColumn = ${String(index)};`,
      ...(indexPid === undefined ? [] : [`public const int indexColumnPid = ${String(indexPid)};`]),
      "public class Pid",
      "{",
      ...indented([
        ...constantLines(columns, ({ param: column }) => column.id),
        "public class Write",
        "{",
        ...indented(constantLines(write, ({ param: column }) => column.id)),
        "}",
      ]),
      "}",
      "public class Idx",
      "{",
      ...indented(constantLines(columns, ({ idx }) => idx)),
      "}",
    ]),
    "}",
  ];
}

/** Properties that get and set a parameter by `owner`. */
function parameterLines(some: readonly ParameterMember[], owner: string): string[] {
  return some.flatMap(({ param, names }) => [
    summary(param),
    ...names.map((text) => {
      const id = String(param.id);
      return `public object ${name(text)} { get { return ${owner}GetParameter(${id}); } set { ${owner}SetParameter(${id}, value); } }`;
    }),
  ]);
}

function writeLines({ write }: ExtensionNames): string[] {
  const taken = new Set(write.flatMap(({ names }) => names));
  const field = taken.has("Protocol") ? "protocolOfTheRun" : "Protocol";
  return [
    "/// <summary>The write parameters: setting one is what a user's set does in its chain.</summary>",
    "public class WriteParameters",
    "{",
    ...indented([
      `public SLProtocolExt ${field};`,
      `public WriteParameters(SLProtocolExt protocol) { ${field} = protocol; }`,
      ...parameterLines(write, `${field}.`),
    ]),
    "}",
  ];
}

function protocolLines({ members, tables }: ExtensionNames): string[] {
  const all = members.flatMap(({ names }) => names);
  return [
    "/// <summary>SLProtocol with the parameters and tables of this protocol.</summary>",
    "public interface SLProtocolExt : SLProtocol",
    "{",
    ...indented([
      ...tables.map(({ className, property }) => `${className}QActionTable ${name(property)} { get; set; }`),
      ...all.map((text) => `object ${name(text)} { get; set; }`),
      "WriteParameters Write { get; set; }",
    ]),
    "}",
    "/// <summary>The class behind SLProtocolExt.</summary>",
    "public class ConcreteSLProtocolExt : ConcreteSLProtocol, SLProtocolExt",
    "{",
    ...indented([
      ...tables.flatMap(({ className, property, param }) => [
        summary(param),
        `public ${className}QActionTable ${name(property)} { get; set; }`,
      ]),
      ...parameterLines(members, ""),
      "public WriteParameters Write { get; set; }",
      "public ConcreteSLProtocolExt()",
      "{",
      ...indented([
        ...tables.map(
          ({ className, property, param }) =>
            `${name(property)} = new ${className}QActionTable(this, ${String(param.id)}, "${property}");`,
        ),
        "Write = new WriteParameters(this);",
      ]),
      "}",
    ]),
    "}",
  ];
}

function tableLines({ className, param, index, width, columns }: TableMember): string[] {
  const [table, row] = [`${className}QActionTable`, `${className}QActionRow`];
  const size = `base(${String(index)}, ${String(width)}`;
  return [
    summary(param),
    `public class ${table} : QActionTable, IEnumerable<${row}>`,
    "{",
    ...indented([
      `public ${table}(SLProtocol protocol, int tableId, string tableName) : base(protocol, tableId, tableName) { }`,
      "IEnumerator IEnumerable.GetEnumerator() { return GetEnumerator(); }",
      `public IEnumerator<${row}> GetEnumerator() { return new QActionTableEnumerator<${row}>(this); }`,
    ]),
    "}",
    summary(param, ": one row"),
    `public class ${row} : QActionTableRow`,
    "{",
    ...indented([
      `public ${row}() : ${size}) { }`,
      `public ${row}(object[] values) : ${size}, values) { }`,
      ...columns.flatMap((column) => {
        const at = String(column.idx);
        const access = `{ get { object cell; return Columns.TryGetValue(${at}, out cell) ? cell : null; } set { Columns[${at}] = value; } }`;
        return [
          summary(column.param),
          ...column.names.map((text) => `public object ${name(text)} ${access}`),
        ];
      }),
      `public static implicit operator ${row}(object[] values) { return new ${row}(values); }`,
      `public static implicit operator object[](${row} row) { return row == null ? null : row.ToObjectArray(); }`,
    ]),
    "}",
  ];
}
