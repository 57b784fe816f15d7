/** What a row QAction gets of the row that triggered it, made from the change of a table write. */
import type { RowChange } from "./table-model.ts";
import type { Value } from "../value.ts";
import type { Table } from "./table.ts";

/** Details of one cell of `NewRow` and `OldRow`: value, time, user, display text, display state, ms, reserved. */
export type CellInfo = readonly [
  value: Value,
  at: Date | null,
  user: string | null,
  display: string | null,
  state: string | null,
  ms: number | null,
  reserved: null,
];

/** The row that fired a `row="true"` run. */
export interface RowContext {
  /** Table parameter id. */
  readonly table: number;
  /** 1-based position. */
  readonly index: number;
  readonly key: string;
  /** Details of each cell by idx (`null`: not changed), or the status text of a multithreaded timer. */
  readonly newRow?: readonly (CellInfo | null)[] | string;
  /** As `newRow`, before the change; only with the table option `preserve state`. */
  readonly oldRow?: readonly (CellInfo | null)[] | readonly unknown[];
  /** Ping of a multithreaded timer: round trip in ms. */
  readonly roundTripMs?: number;
  /** Ping of a multithreaded timer: its time as text. */
  readonly pingTimestamp?: string;
}

/**
 * Index, key, new and old row of a change. The new row has details for each cell that changed and `null` for the
 * others; the old row exists only for tables with the option `preserve state`.
 * @param at Time of the change, ms since 1970-01-01 UTC.
 * @param user Account name of the user who caused it, `""` when there is none.
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

/** The idx of every column that changed, including those without events. */
function changedColumns(table: Table, { oldRow, newRow, columns }: RowChange): number[] {
  const differing = Array.from({ length: table.width }, (_, idx) => idx).filter(
    (idx) => (newRow[idx] ?? null) !== (oldRow?.[idx] ?? null),
  );
  return [...differing, ...columns];
}

function cellInfo(value: Value, at: Date, user: string): CellInfo {
  return [value, at, user, value === null ? null : String(value), null, at.getMilliseconds(), null];
}
