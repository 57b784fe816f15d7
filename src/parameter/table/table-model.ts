/** Cells of a table, the changes that a write makes, and what each kind of write returns. */
import type { Value } from "../value.ts";

/** One row that a write changed: a change event is due for each of its {@link columns}. */
export interface RowChange {
  readonly key: string;
  /** 1-based, at the end of the write. */
  readonly position: number;
  /** The row before the write, `null` when it is new; must not be changed. */
  readonly oldRow: readonly Value[] | null;
  /** The whole row after the write; must not be changed. */
  readonly newRow: readonly Value[];
  /** Ascending idx of the watched columns that changed, or, for write columns, that were set. */
  readonly columns: readonly number[];
}

/** Outcome of any write. */
export interface TableOutcome {
  /** HRESULT in unsigned form, 0 when nothing is wrong. */
  readonly code: number;
  /** In the order in which their events are due. */
  readonly changes: readonly RowChange[];
}

/** Outcome of adding a row. */
export interface AddOutcome extends TableOutcome {
  /** 1-based position of the new row, or of the one that had the key already; 0 when refused. */
  readonly position: number;
  /** Key of that row, `""` when refused. */
  readonly key: string;
  readonly added: boolean;
}

/** Outcome of writing one row. */
export interface RowOutcome extends TableOutcome {
  /** For each given cell 1 when it changed, else 0; `null` when nothing was done. */
  readonly cells: readonly number[] | null;
}

/** Outcome of writing one cell. */
export interface CellOutcome extends TableOutcome {
  readonly changed: boolean;
}

/** Outcome of deleting rows. */
export interface DeleteOutcome extends TableOutcome {
  /** Rows that are left. */
  readonly left: number;
  /** Keys of the deleted rows. */
  readonly removed: readonly string[];
}

/** The value of a cell without its time stamp (`[value, date]`); `undefined` becomes `null`. */
export function bareValue(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value ?? null;
  return Array.isArray(value) && value.length === 2 && value[1] instanceof Date
    ? ((value[0] as unknown) ?? null)
    : value;
}
