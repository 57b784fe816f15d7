/** What a table write changed, cell by cell: one entry for each change event that is due. */
import type { Table } from "./table.ts";
import type { Cell, TableOutcome } from "./table-model.ts";

/** One cell whose change event is due. */
export interface CellChange {
  readonly table: Table;
  /** Parameter of the column. */
  readonly pid: number;
  readonly idx: number;
  readonly key: string;
  /** 1-based position of the row. */
  readonly position: number;
  /** The row before the write, `null` when it is new. */
  readonly oldRow: readonly Cell[] | null;
  /** The whole row after it. */
  readonly newRow: readonly Cell[];
}

/** The events of a write in the order in which they are due: row by row, in each by idx. */
export function* cellChanges(table: Table, { changes }: TableOutcome): Generator<CellChange> {
  for (const { key, position, oldRow, newRow, columns } of changes) {
    for (const idx of columns) {
      const column = table.columns[idx];
      if (column !== undefined) yield { table, pid: column.pid, idx, key, position, oldRow, newRow };
    }
  }
}
