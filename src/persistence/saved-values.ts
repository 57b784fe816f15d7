/** Values that outlive a stop of the element: the interface, and the store in memory that a restart uses. */
import type { StoredValue, Value } from "../parameter/store.ts";

/** Cells of one row by idx; `null` where a column is not saved or the cell is empty. */
export type SavedRow = readonly Value[];

/** Where an element keeps what outlives it. */
export interface SavedValues {
  /** Every parameter saved so far, in no particular order (`Protocol.Params.Param-save`). */
  load(): Iterable<readonly [pid: number, value: StoredValue]>;
  /** Replaces what is saved for a parameter. */
  save(pid: number, value: StoredValue): void;
  /** Forgets a parameter: it was cleared, also in the save (`NT_CLEAR_PARAMETER`). */
  forget(pid: number): void;
  /** Rows of every table saved so far, in their order. */
  loadTables(): Iterable<readonly [table: number, rows: readonly SavedRow[]]>;
  /**
   * Replaces the saved rows of a table: its primary and display keys, foreign keys and columns with `save`
   * (`AdvancedDataMinerDataPersistencePersistingTables`). Called when the element stops.
   */
  saveTable(table: number, rows: readonly SavedRow[]): void;
}

/** Saved values for as long as the object lives: enough for restarts within one process. */
export function savedInMemory(values: Iterable<readonly [number, StoredValue]> = []): SavedValues {
  let kept: Map<number, StoredValue> | undefined;
  let tables: Map<number, readonly SavedRow[]> | undefined;
  for (const [pid, value] of values) (kept ??= new Map()).set(pid, value);
  return {
    load: () => [...(kept ?? [])],
    save: (pid, value) => {
      (kept ??= new Map()).set(pid, value);
    },
    forget: (pid) => {
      kept?.delete(pid);
    },
    loadTables: () => [...(tables ?? [])],
    saveTable: (table, rows) => {
      (tables ??= new Map()).set(table, rows);
    },
  };
}
