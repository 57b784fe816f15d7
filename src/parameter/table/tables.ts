/** The tables of one element, found by their own id and by the ids of their columns. */
import { memoize } from "../../base/memo.ts";
import type { Param, TableDefinition } from "../../protocol/model.ts";
import type { ParameterContext } from "../parameter-context.ts";
import { TableCore } from "./table-core.ts";
import { Table } from "./table.ts";

/** Where a column parameter belongs. */
export interface ColumnPlace {
  readonly table: Table;
  /** 0-based; for a write column without ColumnOption the idx of its read column. */
  readonly idx: number;
}

const noTables: ReadonlyMap<number, Table> = new Map();
const noColumns: ReadonlyMap<number, ColumnPlace> = new Map();

/** The parameters that are tables; elements of one protocol share the list. */
const tablesOf = memoize((params: ReadonlyMap<number, Param>) =>
  [...params.values()].flatMap((param): (readonly [Param, TableDefinition])[] =>
    param.table === undefined ? [] : [[param, param.table]],
  ),
);

/** All tables, and the place of every column. */
export class TableSet {
  readonly #tables: ReadonlyMap<number, Table>;
  readonly #columns: ReadonlyMap<number, ColumnPlace>;

  constructor(params: ReadonlyMap<number, Param>, context: ParameterContext) {
    const definitions = tablesOf(params);
    if (definitions.length === 0) {
      this.#tables = noTables;
      this.#columns = noColumns;
      return;
    }
    const [tables, columns] = [new Map<number, Table>(), new Map<number, ColumnPlace>()];
    this.#tables = tables;
    this.#columns = columns;
    const tableOf = (pid: number): TableCore | undefined => tables.get(pid)?.core;
    const byName = new Map<string, ColumnPlace>();
    for (const [param, definition] of definitions) {
      const table = new Table(new TableCore(param, definition, params, context, tableOf));
      tables.set(param.id, table);
      for (const { idx, pid } of definition.columns) {
        const place = { table, idx };
        columns.set(pid, place);
        const column = params.get(pid);
        if (column !== undefined && column.type !== "write") byName.set(column.name, place);
      }
    }
    for (const { id, name, type } of params.values()) {
      const place = type === "write" ? byName.get(name) : undefined;
      if (place !== undefined && !columns.has(id)) columns.set(id, place);
    }
  }

  /** The table of that id. */
  get(pid: number): Table | undefined {
    return this.#tables.get(pid);
  }

  /** Place of a column: one with a ColumnOption, or the write parameter that has the name of one. */
  place(pid: number): ColumnPlace | undefined {
    return this.#columns.get(pid);
  }

  /** All tables in file order. */
  all(): IterableIterator<Table> {
    return this.#tables.values();
  }
}
