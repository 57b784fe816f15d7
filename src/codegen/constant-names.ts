/** The constants of `Parameter`: their names, classes and values. */
import type { Param, Protocol, TableDefinition } from "../protocol/model.ts";
import { grantClassNames } from "./extension-names.ts";
import { identifier } from "./identifier.ts";
import { grant } from "./name-scope.ts";
import type { Granted, NameProblem } from "./name-scope.ts";
import { columnsOf, isTable, tablesOf } from "./param-kinds.ts";

/** One column of `Pid` and `Idx`. */
export interface ColumnConstant extends Granted {
  /** 0-based position in a row. */
  readonly idx: number;
}

/** One class of a table. */
export interface TableConstants {
  readonly param: Param;
  readonly className: string;
  /** `indexColumn`: 0-based idx of the primary key. */
  readonly index: number;
  /** `indexColumnPid`; missing when the table has no such column. */
  readonly indexPid?: number;
  /** `Pid` and `Idx`: columns that are not write parameters, by idx. */
  readonly columns: readonly ColumnConstant[];
  /** `Pid.Write`: write parameters that are ColumnOptions themselves. */
  readonly write: readonly Granted[];
}

/** All constants, in file order. */
export interface ConstantNames {
  /** Standalone read parameters. */
  readonly reads: readonly Granted[];
  /** `Write`: write parameters that are not ColumnOptions. */
  readonly writes: readonly Granted[];
  readonly tables: readonly TableConstants[];
  /** Names that were refused. */
  readonly problems: readonly NameProblem[];
}

/** The constants of a protocol. Only read, write and table parameters have any. */
export function constantNames(protocol: Protocol): ConstantNames {
  const problems: NameProblem[] = [];
  const all = tablesOf(protocol);
  const classNames = grantClassNames(all);
  const columns = new Set(all.flatMap(({ definition }) => definition.columns.map(({ pid }) => pid)));
  const standalone = [...protocol.params.values()].filter(
    (param) => !isTable(param) && !columns.has(param.id),
  );
  const named = (scope: string, params: readonly Param[], reserved: readonly string[] = []): Granted[] =>
    grant(scope, params.map(claim), reserved, problems);
  return {
    reads: named("Parameter", ofType(standalone, "read"), ["Write", ...classNames]),
    writes: named("Parameter.Write", ofType(standalone, "write")),
    tables: all.map(({ param, definition }, i) =>
      tableConstants(protocol, { param, definition, className: classNames[i] ?? "" }, named),
    ),
    problems,
  };
}

function tableConstants(
  protocol: Protocol,
  table: { readonly param: Param; readonly definition: TableDefinition; readonly className: string },
  named: (scope: string, params: readonly Param[]) => Granted[],
): TableConstants {
  const { param, definition, className } = table;
  const placed = columnsOf(protocol, definition);
  const idxOf = new Map(placed.map(({ param: column, idx }) => [column, idx]));
  const params = placed.map(({ param: column }) => column);
  const indexPid = definition.columns.find(({ idx }) => idx === definition.index)?.pid;
  const scope = `Parameter.${className}.Pid`;
  return {
    param,
    className,
    index: definition.index,
    ...(indexPid === undefined ? {} : { indexPid }),
    columns: named(
      scope,
      params.filter(({ type }) => type !== "write"),
    ).map((one) => ({ ...one, idx: idxOf.get(one.param) ?? 0 })),
    write: named(`${scope}.Write`, ofType(params, "write")),
  };
}

function ofType(params: readonly Param[], type: string): Param[] {
  return params.filter((param) => param.type === type);
}

function claim(param: Param): { param: Param; plain: string; numbered: string } {
  const plain = identifier(param.name);
  return { param, plain, numbered: `${plain}_${String(param.id)}` };
}
