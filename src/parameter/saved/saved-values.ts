/** Values that outlive a stop of the element: the interfaces, and the store in memory that a restart uses. */
import type { NoticeSink } from "../../base/notices.ts";
import type { StoredValue, Value } from "../store.ts";

/** Saved cells of one row by the parameter id of their column; cells that are empty or not saved are left out. */
export type SavedRow = Readonly<Record<number, Value>>;

/**
 * Where one element keeps what outlives it. Its writes return at once. A store that needs time for them says with
 * {@link flush} when they are safe.
 */
export interface SavedValues {
  /** Every parameter saved so far, in no particular order (`Protocol.Params.Param-save`). */
  load(): Iterable<readonly [pid: number, value: StoredValue]>;
  /** Replaces what is saved for a parameter. */
  save(pid: number, value: StoredValue): void;
  /** Forgets a parameter that was cleared (`NT_CLEAR_PARAMETER`). */
  forget(pid: number): void;
  /** Saved rows of every table by their primary keys, in the order in which they were added. */
  loadTables(): Iterable<readonly [table: number, rows: ReadonlyMap<string, SavedRow>]>;
  /**
   * Replaces what is saved of a row: its primary key, display key, foreign keys and columns with `save`
   * (`AdvancedDataMinerDataPersistencePersistingTables`). Called when the row is added and whenever one of them changes.
   */
  saveRow(table: number, key: string, row: SavedRow): void;
  /** Forgets a row that was deleted. */
  forgetRow(table: number, key: string): void;
  /** Forgets all rows of a table that was cleared. */
  forgetTable(table: number): void;
  /** Resolves when everything given so far is safe; rejected when it cannot be written. */
  flush?(): Promise<void>;
  /** The element has stopped. Resolves when everything is safe and nothing is held open for it any more. */
  close?(): Promise<void>;
}

/** A write that is safe, as the event `saved` names it. */
export type SavedChange =
  /** A standalone parameter; without a value it was forgotten. */
  | { readonly pid: number; readonly value: StoredValue | undefined }
  /** A row; without cells it was forgotten, without a key all rows of the table were. */
  | { readonly table: number; readonly key: string | undefined; readonly row: SavedRow | undefined };

/** An element that opens a store. */
export interface SavingElement {
  /** `dataMinerId/elementId`: what the element's values are kept under. */
  readonly id: string;
  /** Name of its protocol: values of one are not given to another. */
  readonly protocol: string;
  /** Where the store reports what goes wrong while the element runs. */
  readonly notice: NoticeSink;
  /** Told of each group of writes that is safe now. */
  readonly saved: (changes: readonly SavedChange[]) => void;
}

/** A store for several elements, see `savedOnDisk`. */
export interface SavedStore {
  /** Gives the values of one element, from its start until {@link SavedValues.close}. */
  open(element: SavingElement): Promise<SavedValues>;
}

/** Saved values of one element for as long as the object lives: enough for restarts within one process. */
export function savedInMemory(values: Iterable<readonly [number, StoredValue]> = []): SavedValues {
  let kept: Map<number, StoredValue> | undefined;
  let tables: Map<number, Map<string, SavedRow>> | undefined;
  for (const [pid, value] of values) (kept ??= new Map()).set(pid, value);
  return {
    load: () => [...(kept ?? [])],
    save: (pid, value) => {
      (kept ??= new Map()).set(pid, value);
    },
    forget: (pid) => {
      kept?.delete(pid);
    },
    loadTables: () => [...(tables ?? [])].map(([table, rows]) => [table, new Map(rows)] as const),
    saveRow: (table, key, row) => {
      const rows = (tables ??= new Map<number, Map<string, SavedRow>>()).get(table);
      if (rows === undefined) tables.set(table, new Map([[key, row]]));
      else rows.set(key, row);
    },
    forgetRow: (table, key) => {
      tables?.get(table)?.delete(key);
    },
    forgetTable: (table) => {
      tables?.delete(table);
    },
  };
}
