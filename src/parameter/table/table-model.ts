/** Cells of a table, the changes that a write makes, and what each kind of write returns. */

/** What one cell holds: a text as the element's storage form gives it back, a number, or `null`: not initialised. */
export type Cell = string | number | null;

/** `protocol.Clear`: empties a cell in calls with the flag; without it the infinity is stored. */
export const CLEAR = -Infinity;
/** `protocol.Leave`: leaves a cell alone in calls with the flag; without it the infinity is stored. */
export const LEAVE = Infinity;

/** One row that a write changed: a change event is due for each of its {@link columns}. */
export interface RowChange {
  readonly key: string;
  /** 1-based, when the write ended. */
  readonly position: number;
  /** The row before the write, `null` when it is new; not to be written to. */
  readonly oldRow: readonly Cell[] | null;
  /** The whole row after it; not to be written to. */
  readonly newRow: readonly Cell[];
  /** Ascending idx of the columns that changed (write columns: that were set), as far as they are watched. */
  readonly columns: readonly number[];
}

/** What every write gives. */
export interface TableOutcome {
  /** HRESULT in unsigned form, 0 when nothing is wrong. */
  readonly code: number;
  /** In the order in which their events are due. */
  readonly changes: readonly RowChange[];
}

/** What adding a row gives. */
export interface AddOutcome extends TableOutcome {
  /** 1-based position of the new row, or of the one that had the key already; 0 when refused. */
  readonly position: number;
  /** Key of that row, `""` when refused. */
  readonly key: string;
  readonly added: boolean;
}

/** What writing one row gives. */
export interface RowOutcome extends TableOutcome {
  /** For each given cell 1 when it changed, else 0; `null` when nothing was done. */
  readonly cells: readonly number[] | null;
}

/** What writing one cell gives. */
export interface CellOutcome extends TableOutcome {
  readonly changed: boolean;
}

/** What deleting rows gives. */
export interface DeleteOutcome extends TableOutcome {
  /** Rows that are left. */
  readonly left: number;
  /** Keys of the rows that went. */
  readonly removed: readonly string[];
}

/** The value of a cell without the moment that may stand beside it (`[value, date]`); nothing given is `null`. */
export function bareValue(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value ?? null;
  return Array.isArray(value) && value.length === 2 && value[1] instanceof Date
    ? ((value[0] as unknown) ?? null)
    : value;
}
