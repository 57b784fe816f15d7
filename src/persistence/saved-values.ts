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

class InMemory implements SavedValues {
  #values: Map<number, StoredValue> | undefined;
  #tables: Map<number, readonly SavedRow[]> | undefined;

  constructor(values: Iterable<readonly [number, StoredValue]>) {
    for (const [pid, value] of values) this.save(pid, value);
  }

  load(): Iterable<readonly [number, StoredValue]> {
    return [...(this.#values ?? [])];
  }

  save(pid: number, value: StoredValue): void {
    (this.#values ??= new Map()).set(pid, value);
  }

  forget(pid: number): void {
    this.#values?.delete(pid);
  }

  loadTables(): Iterable<readonly [number, readonly SavedRow[]]> {
    return [...(this.#tables ?? [])];
  }

  saveTable(table: number, rows: readonly SavedRow[]): void {
    (this.#tables ??= new Map()).set(table, rows);
  }
}

/** Saved values for as long as the object lives: enough for restarts within one process. */
export function savedInMemory(values: Iterable<readonly [number, StoredValue]> = []): SavedValues {
  return new InMemory(values);
}
