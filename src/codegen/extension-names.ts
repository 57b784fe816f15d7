/** Names of the members of `SLProtocolExt`, of its `Write` and of rows, made from the protocol. */
import type { Param, Protocol, TableDefinition } from "../protocol/model.ts";
import { identifier, pascalForm, typedForm } from "./identifier.ts";
import { grant } from "./name-scope.ts";
import type { Claim, Granted, NameProblem } from "./name-scope.ts";
import { columnsOf, isTable, tablesOf } from "./param-kinds.ts";
import type { TableParam } from "./param-kinds.ts";

/** A member for one parameter: it gets and sets the value. */
export interface ParameterMember extends Granted {
  /** The table, when the parameter is a read column: it has no value of its own. */
  readonly columnOf?: Param;
}

/** One column of a row class. */
export interface ColumnMember extends Granted {
  /** 0-based position in a row. */
  readonly idx: number;
}

/** One table. */
export interface TableMember {
  readonly param: Param;
  /** Property of `SLProtocolExt`, lower-case first. */
  readonly property: string;
  /** Start of the names of its classes: `Overview` in `OverviewQActionTable`. Unique in the helper. */
  readonly className: string;
  /** 0-based idx of the primary key. */
  readonly index: number;
  /** Cells of a row; a column of type `displaykey` has none. */
  readonly width: number;
  /** By idx, including write columns that are ColumnOptions. */
  readonly columns: readonly ColumnMember[];
}

/** Names that the generated classes inherit, and that no parameter can have. */
export interface ReservedNames {
  /** Members of the object of a script. */
  readonly object: readonly string[];
  /** Members of a row. */
  readonly row: readonly string[];
}

/** All members that the helper adds. */
export interface ExtensionNames {
  /** Properties of `SLProtocolExt` except tables, in file order. */
  readonly members: readonly ParameterMember[];
  /** Properties of its `Write`: every write parameter. */
  readonly write: readonly ParameterMember[];
  readonly tables: readonly TableMember[];
  /** Names that were refused. */
  readonly problems: readonly NameProblem[];
}

/** The members of the object that scripts of a protocol receive. Names that clash are reported in `problems`. */
export function extensionNames(protocol: Protocol, reserved: ReservedNames): ExtensionNames {
  const problems: NameProblem[] = [];
  const params = [...protocol.params.values()].filter((param) => !isTable(param));
  const writes = params.filter(({ type }) => type === "write");
  const tables = tableMembers(protocol, reserved.row, problems);
  const columnOf = new Map<Param, Param>();
  for (const table of tables) for (const { param } of table.columns) columnOf.set(param, table.param);
  const reads = new Set(params.filter(({ type }) => type === "read").map(({ name }) => pascalForm(name)));
  const claims = params.flatMap((param): Claim[] => {
    const pascal = pascalForm(param.name);
    const numbered = `${pascal}_${String(param.id)}`;
    if (param.type === "read") return [{ param, plain: pascal, numbered }];
    // A write that shares its name with a read is reached through Write, or by its id.
    if (param.type === "write") return reads.has(pascal) ? [] : [{ param, plain: pascal, numbered }];
    return [{ param, plain: typedForm(param.name, param.type) }];
  });
  const shared = writes.filter(({ name }) => reads.has(pascalForm(name)));
  const taken = [
    ...reserved.object,
    ...tables.map(({ property }) => property),
    ...shared.map((param) => `${pascalForm(param.name)}_${String(param.id)}`),
  ];
  const granted: ParameterMember[] = grant("SLProtocolExt", claims, taken, problems).map((one) => {
    const table = one.param.type === "read" ? columnOf.get(one.param) : undefined;
    return table === undefined ? one : { ...one, columnOf: table };
  });
  const byId: ParameterMember[] = shared.map((param) => ({
    param,
    names: [`${pascalForm(param.name)}_${String(param.id)}`],
  }));
  const writeClaims = writes.map((param) => ({ param, plain: pascalForm(param.name) }));
  const order = new Map(params.map((param, position) => [param, position]));
  return {
    members: [...granted, ...byId].sort((a, b) => (order.get(a.param) ?? 0) - (order.get(b.param) ?? 0)),
    write: grant("Write", writeClaims, [], problems),
    tables,
    problems,
  };
}

function tableMembers(
  protocol: Protocol,
  reserved: readonly string[],
  problems: NameProblem[],
): TableMember[] {
  const tables = tablesOf(protocol);
  const claims = tables.map(({ param }) => ({ param, plain: identifier(param.name) }));
  const properties = grant("SLProtocolExt", claims, [], problems);
  const classNames = grantClassNames(tables);
  return tables.map(({ param, definition }, i) => {
    const cells = definition.columns.filter(({ type }) => type !== "displaykey");
    const className = classNames[i] ?? "";
    return {
      param,
      property: properties[i]?.names[0] ?? "",
      className,
      index: definition.index,
      width: Math.max(definition.index, ...cells.map(({ idx }) => idx)) + 1,
      columns: columnMembers(protocol, definition, `${className}QActionRow`, reserved, problems),
    };
  });
}

/** Names of the table classes. None is `Write`, which is a class of `Parameter` already. */
export function grantClassNames(tables: readonly TableParam[]): string[] {
  const claims = tables.map(({ param }) => ({ param, plain: pascalForm(param.name) }));
  return grant("Parameter", claims, ["Write"], []).map(({ names: [name] }) => name);
}

function columnMembers(
  protocol: Protocol,
  definition: TableDefinition,
  scope: string,
  reserved: readonly string[],
  problems: NameProblem[],
): ColumnMember[] {
  const columns = columnsOf(protocol, definition);
  const claims = columns.map(({ param }): Claim => {
    const pascal = pascalForm(param.name);
    return { param, plain: pascal, numbered: `${pascal}_${String(param.id)}` };
  });
  // A write column that shares its name with the read one has the form with its id.
  const reads = new Set(
    columns.flatMap(({ param }) => (param.type === "write" ? [] : pascalForm(param.name))),
  );
  const open = claims.filter(({ param, plain }) => param.type !== "write" || !reads.has(plain));
  const granted = new Map(grant(scope, open, reserved, problems).map((one) => [one.param, one]));
  return columns.map(({ idx, param }) => ({
    idx,
    param,
    names: granted.get(param)?.names ?? [`${pascalForm(param.name)}_${String(param.id)}`],
  }));
}
