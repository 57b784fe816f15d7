/** What a row QAction sees of the row that fired, made from what a table write has changed. */
import type { RowChange } from "../../parameter/table/table-model.ts";
import type { Table } from "../../parameter/table/table.ts";
import type { RowContext } from "../qaction-host.ts";
import type { CellInfo, Value } from "../script-values.ts";

/**
 * Index, key, new and old row of one change. The new row has every column, with details where the cell changed and
 * `null` elsewhere; the old row exists only for tables that preserve it.
 * @param at Time of the change, ms since 1970-01-01 UTC.
 * @param user Account name of who caused it, `""` for nobody.
 */
export function rowContextOf(table: Table, change: RowChange, at: number, user: string): RowContext {
  const when = new Date(at);
  const changed = new Set(changedColumns(table, change));
  const details = (cells: readonly Value[]): (CellInfo | null)[] =>
    Array.from({ length: table.width }, (_, idx) =>
      changed.has(idx) ? cellInfo(cells[idx] ?? null, when, user) : null,
    );
  return {
    table: table.pid,
    index: change.position,
    key: change.key,
    newRow: details(change.newRow),
    ...(table.preservesState && { oldRow: details(change.oldRow ?? []) }),
  };
}

/** The columns of a change, also those that nobody watches. */
function changedColumns(table: Table, { oldRow, newRow, columns }: RowChange): number[] {
  const differing = Array.from({ length: table.width }, (_, idx) => idx).filter(
    (idx) => (newRow[idx] ?? null) !== (oldRow?.[idx] ?? null),
  );
  return [...differing, ...columns];
}

function cellInfo(value: Value, at: Date, user: string): CellInfo {
  return [value, at, user, value === null ? null : String(value), null, at.getMilliseconds(), null];
}
