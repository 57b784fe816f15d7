/** Which triggers an event fires: index by On, Time and item, with `each` as the fallback. */
import type { NoticeSink } from "../log.ts";
import type { Options } from "../options.ts";
import type { Protocol, Trigger } from "../protocol/model.ts";

/** Combinations of On and Time that exist (`Protocol.Triggers.Trigger.Time`); `communication` takes any text. */
const times: ReadonlyMap<string, readonly string[]> = new Map([
  ["parameter", ["change", "change after response", "timeout", "timeout after retries"]],
  ["command", ["before", "after"]],
  ["response", ["before", "after"]],
  ["pair", ["succeeded", "timeout", "timeout after retries"]],
  ["group", ["before", "after"]],
  ["session", ["timeout"]],
  ["timer", ["before"]],
  ["protocol", ["after startup", "link file change", "link file changed"]],
]);

/** Triggers of one On and Time. */
interface Slot {
  readonly specific: Map<number, Trigger[]>;
  readonly each: Trigger[];
}

/** The two lists that an event finds. */
export interface FoundTriggers {
  /** Those of the very item. */
  readonly specific: readonly Trigger[];
  /** Those of `each` item, and of On values without items. */
  readonly each: readonly Trigger[];
}

const none: readonly Trigger[] = [];
const nothing: FoundTriggers = { specific: none, each: none };

/** `0x` text as the bytes it stands for, one character each; other text as it is. */
function communicationText(time: string): string {
  const digits = /^0x((?:[0-9a-f]{2})+)$/i.exec(time)?.[1];
  return digits === undefined ? time : Buffer.from(digits, "hex").toString("latin1");
}

/** On values that have no items, so that `On@id` is not needed. */
const withoutItems: ReadonlySet<string> = new Set(["protocol", "communication"]);

/** Why a trigger can never fire by itself; undefined when it can. */
function fault({ on = "", onId, time = "" }: Trigger): string | undefined {
  if (!withoutItems.has(on) && onId === undefined && times.has(on)) return `its On '${on}' has no id`;
  const exists = on === "communication" || times.get(on)?.includes(time) === true;
  return exists ? undefined : `there is no Time '${time}' for On '${on}'`;
}

/** The triggers of one protocol by what fires them. */
export class TriggerIndex {
  readonly #slots = new Map<string, Slot>();

  /** Reports every trigger whose combination of On and Time does not exist; such a trigger never fires by itself. */
  constructor(
    protocol: Pick<Protocol, "triggers">,
    options: Pick<Options, "triggerOrder">,
    notice: NoticeSink,
  ) {
    const triggers = [...protocol.triggers.values()];
    if (options.triggerOrder === "id") triggers.sort((a, b) => a.id - b.id);
    for (const trigger of triggers) this.#add(trigger, notice);
  }

  #add(trigger: Trigger, notice: NoticeSink): void {
    const { on, time } = trigger;
    if (on === undefined || time === undefined) return;
    const reason = fault(trigger);
    if (reason !== undefined) {
      notice({
        code: "TRIGGER_INVALID",
        kind: "warning",
        message: `Trigger ${String(trigger.id)} never fires by itself: ${reason}.`,
        details: { trigger: trigger.id, on, time },
      });
      return;
    }
    const slot = this.#slot(on, on === "communication" ? communicationText(time) : time);
    if (typeof trigger.onId !== "number") {
      slot.each.push(trigger);
      return;
    }
    const list = slot.specific.get(trigger.onId);
    if (list === undefined) slot.specific.set(trigger.onId, [trigger]);
    else list.push(trigger);
  }

  #slot(on: string, time: string): Slot {
    const key = `${on}/${time === "link file changed" ? "link file change" : time}`;
    let slot = this.#slots.get(key);
    if (slot === undefined) this.#slots.set(key, (slot = { specific: new Map(), each: [] }));
    return slot;
  }

  /**
   * The triggers of an event.
   * @param on for example `parameter`
   * @param time for example `change`; of `communication` the exact text
   * @param id item, when On has items
   */
  find(on: string, time: string, id?: number): FoundTriggers {
    const slot = this.#slots.get(`${on}/${time}`);
    if (slot === undefined) return nothing;
    const specific = id === undefined ? none : (slot.specific.get(id) ?? none);
    return { specific, each: slot.each };
  }

  /** True when an event of that kind fires at least one trigger. */
  has(on: string, time: string, id?: number): boolean {
    const { specific, each } = this.find(on, time, id);
    return specific.length + each.length > 0;
  }
}
