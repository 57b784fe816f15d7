/** Opens the saved values of an element, and reports what is written to them as events. */
import type { StoredValue } from "../parameter/store.ts";
import type { Value } from "../parameter/value.ts";
import type { SavedChange, SavedStore, SavedValues } from "../parameter/saved/saved-values.ts";
import type { ElementFacts } from "../qaction/qaction-host.ts";
import type { EventHub } from "./event-hub.ts";
import type { ElementEventBody } from "./events.ts";

/** Opens a store for an element and makes its run with the values. The store is closed again when that fails. */
export async function openSaved(
  store: SavedStore,
  { dataMinerId, elementId }: ElementFacts,
  protocol: string,
  hub: EventHub,
  makeRun: (saved: SavedValues) => void,
): Promise<void> {
  const saved = await store.open({
    id: `${String(dataMinerId)}/${String(elementId)}`,
    protocol,
    notice: hub.notice,
    saved: (changes) => {
      if (hub.listening) hub.emit(savedEvent(changes));
    },
  });
  try {
    makeRun(saved);
  } catch (error) {
    await saved.close?.();
    throw error;
  }
}

/** One group of writes as an event. */
export function savedEvent(changes: readonly SavedChange[]): ElementEventBody {
  return {
    type: "saved",
    parameters: changes.flatMap((change) =>
      "pid" in change ? [{ pid: change.pid, value: shown(change.value) }] : [],
    ),
    rows: changes.flatMap((change) =>
      "pid" in change ? [] : [{ table: change.table, key: change.key ?? null, row: change.row ?? null }],
    ),
  };
}

function shown(value: StoredValue | undefined): Value {
  return value?.number ?? value?.text ?? null;
}
