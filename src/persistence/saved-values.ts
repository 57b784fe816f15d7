/** Values that outlive a stop of the element: the interface, and the store in memory that a restart uses. */

/**
 * One saved value: a number, or text in both forms (`ChangeUnicode`): `v` as the element stored it, `vu` as the full
 * Unicode text that entered, which survives a switch of the protocol to Unicode.
 */
export type SavedValue =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "text"; readonly v: Uint8Array; readonly vu?: string };

/** Where an element keeps its saved values. */
export interface SavedValues {
  /** Everything saved so far, in no particular order. */
  load(): Iterable<readonly [pid: number, value: SavedValue]>;
  /** Replaces what is saved for a parameter. */
  save(pid: number, value: SavedValue): void;
  /** Forgets a parameter (it was cleared, also in the save: `NT_CLEAR_PARAMETER`). */
  forget(pid: number): void;
}

/** Saved values for as long as the object lives: enough for restarts within one process. */
export function savedInMemory(values: Iterable<readonly [number, SavedValue]> = []): SavedValues {
  const kept = new Map<number, SavedValue>(values);
  return {
    load: () => [...kept],
    save: (pid, value) => {
      kept.set(pid, value);
    },
    forget: (pid) => {
      kept.delete(pid);
    },
  };
}
