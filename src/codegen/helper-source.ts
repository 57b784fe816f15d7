/** The whole helper file of a protocol: constants, discreet values, rows, tables and `SLProtocolExt`. */
import type { Param, Protocol } from "../protocol/model.ts";
import { constantNames } from "./constant-names.ts";
import { discreetsSource, parameterSource } from "./constants-source.ts";
import { discreetNames } from "./discreet-names.ts";
import { protocolSource, tableSource } from "./extension-source.ts";
import { extensionNames } from "./extension-names.ts";
import type { ReservedNames } from "./extension-names.ts";
import { comment, importFrom } from "./source-layout.ts";
import type { NameProblem } from "./name-scope.ts";

/** Name of the generated file; scripts import it from there. */
export const helperFile = "QAction_Helper.ts";

/** A generated helper. */
export interface HelperSource {
  /** TypeScript as prettier formats it, the same on every machine. Lines end with `\n`. */
  readonly text: string;
  /** Names that were refused, in the order of the file. */
  readonly problems: readonly NameProblem[];
}

/** Writes the helper of a protocol (`Skyline.DataMiner.Scripting.Parameter`, `...SLProtocolExt`). */
export function helperSource(protocol: Protocol, reserved: ReservedNames): HelperSource {
  const file = protocol.source.file.replace(/^.*[\\/]/s, "");
  const constants = constantNames(protocol);
  const discreets = discreetNames(protocol);
  const names = extensionNames(protocol, reserved);
  const types = new Map([...discreets.reads, ...discreets.writes].map((set) => [set.param, set.typeName]));
  const discreetType = (param: Param): string | undefined => types.get(param);
  const imports = [
    ...(names.tables.some(({ columns }) => columns.length > 0) ? ["column"] : []),
    ...(names.tables.length > 0 ? ["defineRow", "type RowOf"] : []),
    "type SLProtocol",
    ...(names.tables.length > 0 ? ["type TableOf"] : []),
  ];
  const parts = [
    [
      ...comment([
        `Parameters, tables and rows of ${protocol.name} ${protocol.version}. Written by qaction typings ${file}; changes are lost.`,
      ]),
      ...importFrom("qaction-kit", imports),
    ],
    parameterSource(constants, file),
    ...(types.size === 0 ? [] : [discreetsSource(discreets, file)]),
    ...names.tables.map((table) => tableSource(table, file, discreetType)),
    protocolSource(names, file, discreetType),
  ];
  const problems = [...constants.problems, ...discreets.problems, ...names.problems];
  return {
    text: `${parts.map((lines) => lines.join("\n")).join("\n\n")}\n`,
    problems: problems.sort((a, b) => a.position.offset - b.position.offset),
  };
}
