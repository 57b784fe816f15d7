/** Values that survive a stop of the element: the interfaces, and a store in memory for restarts. */
import type { NoticeSink } from "../../base/notices.ts";
import type { StoredValue } from "../store.ts";
import type { Value } from "../value.ts";

/** Saved cells of one row by the parameter id of their column, without cells that are empty or not saved. */
export type SavedRow = Readonly<Record<number, Value>>;

/**
 * Where one element saves its values. Writes return at once; a store that needs time for them has {@link flush}, which
 * resolves when they are safe.
 */
export interface SavedValues {
  /** Every saved parameter, in no particular order (`Protocol.Params.Param-save`). */
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
  /** Resolves when everything so far is safe; rejects when it cannot be written. */
  flush?(): Promise<void>;
  /** Called when the element has stopped. Resolves when everything is safe and nothing is open for it any more. */
  close?(): Promise<void>;
}

/** A write that is safe, as the event `saved` reports it. */
export type SavedChange =
  /** A standalone parameter; without a value it was forgotten. */
  | { readonly pid: number; readonly value: StoredValue | undefined }
  /** A row; without cells it was forgotten, without a key all rows of the table were forgotten. */
  | { readonly table: number; readonly key: string | undefined; readonly row: SavedRow | undefined };

/** An element, as it opens a store. */
export interface SavingElement {
  /** `dataMinerId/elementId`, the key of the element's values. */
  readonly id: string;
  /** Name of its protocol: a store does not give values of one protocol to another. */
  readonly protocol: string;
  /** Receives what goes wrong while the element runs. */
  readonly notice: NoticeSink;
  /** Called with each group of writes that is safe. */
  readonly saved: (changes: readonly SavedChange[]) => void;
}

/** A store for several elements, see `savedOnDisk`. */
export interface SavedStore {
  /** Returns the values of one element, from its start until {@link SavedValues.close}. */
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
