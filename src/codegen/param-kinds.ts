/** Which parameters are tables, columns and numbers. */
import type { Param, Protocol, TableDefinition } from "../protocol/model.ts";

/** True when a parameter holds a number. */
export function isNumeric({ interprete }: Param): boolean {
  return interprete.type !== "string";
}

/** A table parameter. */
export interface TableParam {
  readonly param: Param;
  readonly definition: TableDefinition;
}

const noColumns: TableDefinition = { index: 0, options: [], columns: [] };

/** The tables, in file order. A table without ArrayOptions has no columns. */
export function tablesOf(protocol: Protocol): TableParam[] {
  return [...protocol.params.values()]
    .filter(isTable)
    .map((param) => ({ param, definition: param.table ?? noColumns }));
}

/** True for table parameters. */
export function isTable({ type, table }: Param): boolean {
  return type === "array" || table !== undefined;
}

/** The columns whose parameter exists. A column that a table lists twice counts at its first place. */
export function columnsOf(
  protocol: Protocol,
  { columns }: TableDefinition,
): { readonly idx: number; readonly param: Param }[] {
  const found = new Map<Param, number>();
  for (const { idx, pid } of columns) {
    const param = protocol.params.get(pid);
    if (param !== undefined && !found.has(param)) found.set(param, idx);
  }
  return [...found].map(([param, idx]) => ({ idx, param }));
}
