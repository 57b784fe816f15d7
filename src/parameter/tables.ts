/** The tables of one element, found by their own id and by the ids of their columns. */
import type { Param } from "../protocol/model.ts";
import { Table } from "./table.ts";
import type { TableSurroundings } from "./table-model.ts";

/** Where a column parameter belongs. */
export interface ColumnPlace {
  readonly table: Table;
  /** 0-based; for a write column without ColumnOption that of its read column. */
  readonly idx: number;
}

/** All tables, and the place of every column. */
export class TableSet {
  readonly #tables = new Map<number, Table>();
  readonly #columns = new Map<number, ColumnPlace>();

  constructor(params: ReadonlyMap<number, Param>, around: Omit<TableSurroundings, "param" | "table">) {
    const surroundings: TableSurroundings = {
      ...around,
      param: (pid) => params.get(pid),
      table: (pid) => this.#tables.get(pid)?.core,
    };
    const byName = new Map<string, ColumnPlace>();
    for (const param of params.values()) {
      if (param.table === undefined) continue;
      const table = new Table(param, param.table, surroundings);
      this.#tables.set(param.id, table);
      for (const { idx, pid } of param.table.columns) {
        const place = { table, idx };
        this.#columns.set(pid, place);
        const column = params.get(pid);
        if (column !== undefined && column.type !== "write") byName.set(column.name, place);
      }
    }
    for (const { id, name, type } of params.values()) {
      const place = type === "write" ? byName.get(name) : undefined;
      if (place !== undefined && !this.#columns.has(id)) this.#columns.set(id, place);
    }
  }

  /** The table of that id. */
  get(pid: number): Table | undefined {
    return this.#tables.get(pid);
  }

  /** Where a column stands: one with a ColumnOption, or the write parameter that has the name of one. */
  place(pid: number): ColumnPlace | undefined {
    return this.#columns.get(pid);
  }

  /** All tables in file order. */
  all(): IterableIterator<Table> {
    return this.#tables.values();
  }
}
