/** Values that outlive a stop of the element: the interface, and the store in memory that a restart uses. */
import type { StoredValue } from "../parameter/store.ts";

/** Where an element keeps its saved values (`Protocol.Params.Param-save`). */
export interface SavedValues {
  /** Everything saved so far, in no particular order. */
  load(): Iterable<readonly [pid: number, value: StoredValue]>;
  /** Replaces what is saved for a parameter. */
  save(pid: number, value: StoredValue): void;
  /** Forgets a parameter: it was cleared, also in the save (`NT_CLEAR_PARAMETER`). */
  forget(pid: number): void;
}

/** Saved values for as long as the object lives: enough for restarts within one process. */
export function savedInMemory(values: Iterable<readonly [number, StoredValue]> = []): SavedValues {
  const kept = new Map<number, StoredValue>(values);
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
