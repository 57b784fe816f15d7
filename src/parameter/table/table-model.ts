/** Words that all parts of a table share: cells, what a write changed, and what it answers. */
import type { Fit } from "../../encoding/code-page.ts";
import type { StorageForm } from "../../encoding/storage.ts";
import type { NoticeSink } from "../../base/notices.ts";
import type { Options } from "../../options/register.ts";
import type { Param } from "../../protocol/model.ts";
import type { SecretParameters } from "../../protocol/secret-parameters.ts";
import type { LossyText } from "../slot/lossy-text.ts";
import type { TableCore } from "./table-core.ts";

/** What one cell holds: a text as the element's storage form gives it back, a number, or `null`: not initialised. */
export type Cell = string | number | null;

/** `protocol.Clear`: empties a cell in calls with the flag; without it the infinity is stored. */
export const CLEAR = -Infinity;
/** `protocol.Leave`: leaves a cell alone in calls with the flag; without it the infinity is stored. */
export const LEAVE = Infinity;

/** The named options that tables obey. */
export type TableOptions = Pick<
  Options,
  | "storageBestFit"
  | "roundOnSet"
  | "rowRemoval"
  | "rowLimits"
  | "duplicateKeysInFill"
  | "columnPosition"
  | "emptyFillClears"
  | "columnNull"
  | "columnCreatesRows"
  | "cellNull"
  | "newRowLeave"
  | "autoincrementReuse"
  | "keyCase"
  | "dataMinerVersion"
>;

/** What a table knows of its store. */
export interface TableSurroundings {
  readonly form: StorageForm;
  readonly fit: Fit;
  /** Told of text that enters a code page. */
  readonly lossy: LossyText;
  /** What a message may show of a value. */
  readonly secrets: () => SecretParameters;
  readonly options: TableOptions;
  readonly notice: NoticeSink;
  /** Definition of a column's parameter. */
  param(pid: number): Param | undefined;
  /** Number of a standalone parameter, 0 without one. */
  numberOf(pid: number): number;
  /** The table of that id. */
  table(pid: number): TableCore | undefined;
}

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

/** Hears what becomes of the rows of a table, in order: what is saved follows from it. */
export interface RowKeeper {
  /** A row was added (`before` is `null`), or some of its cells may have changed. */
  stored(key: string, cells: readonly Cell[], before: readonly Cell[] | null): void;
  removed(key: string): void;
  /** All rows went at once. */
  cleared(): void;
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
