/** Which triggers an event fires: index by On, Time and item, with `each` as the fallback. */
import { memoize } from "../../base/memo.ts";
import type { Options } from "../../options/register.ts";
import type { Protocol, Trigger } from "../../protocol/model.ts";
import { writtenText } from "../exchange/communication-texts.ts";

/** Triggers of one On and Time. */
interface Slot {
  readonly specific: Map<number, Trigger[]>;
  readonly each: Trigger[];
}

/** The triggers that an event finds. */
export interface FoundTriggers {
  /** Those of the item itself. */
  readonly specific: readonly Trigger[];
  /** Those of `each` item, and of On values without items. */
  readonly each: readonly Trigger[];
}

/**
 * The triggers that fire, of those found: `each` is a fallback for items without a trigger of their own.
 * @param suppressed option `eachSuppressedByDefinition`: a trigger of the item suppresses `each` even if its condition is false
 * @param accepts whether the condition of a trigger holds for the item
 */
export function firedOf(
  { specific, each }: FoundTriggers,
  suppressed: boolean,
  accepts: (trigger: Trigger, item: number | undefined) => boolean,
  item: number | undefined,
): readonly Trigger[] {
  if (specific.length === 0) return each;
  if (each.length === 0 || suppressed) return specific;
  if (specific.some((trigger) => accepts(trigger, item))) return specific;
  return [...specific, ...each];
}

/** The entries of a trigger's content without `else`, and those with it. */
interface Content {
  readonly regular: Trigger["content"];
  readonly otherwise: Trigger["content"];
}

const none: readonly Trigger[] = [];
const nothing: FoundTriggers = { specific: none, each: none };

/** On values that have no items, so that `On@id` is not needed. */
const withoutItems: ReadonlySet<string> = new Set(["protocol", "communication"]);

/** The time as an event names it: one spelling of the link file, and `0x` text as the characters it stands for. */
function timeOfEvent(on: string, time: string): string {
  if (time === "link file changed") return "link file change";
  return on === "communication" ? writtenText(time) : time;
}

/**
 * The triggers of one protocol by what fires them. A combination of On and Time that does not exist is never fired
 * (`Protocol.Triggers.Trigger.Time`); the loader has reported it.
 */
export class TriggerIndex {
  /** By On, then by Time. */
  readonly #slots = new Map<string, Map<string, Slot>>();
  readonly #contents = new Map<Trigger, Content>();

  constructor(protocol: Pick<Protocol, "triggers">, triggerOrder: Options["triggerOrder"]) {
    const triggers = [...protocol.triggers.values()];
    if (triggerOrder === "id") triggers.sort((a, b) => a.id - b.id);
    for (const trigger of triggers) this.#add(trigger);
  }

  #add(trigger: Trigger): void {
    this.#contents.set(trigger, {
      regular: trigger.content.filter(({ otherwise }) => !otherwise),
      otherwise: trigger.content.filter(({ otherwise }) => otherwise),
    });
    const { on, onId, time } = trigger;
    if (on === undefined || time === undefined || (onId === undefined && !withoutItems.has(on))) return;
    const slot = this.#slot(on, timeOfEvent(on, time));
    if (typeof onId !== "number") {
      slot.each.push(trigger);
      return;
    }
    const list = slot.specific.get(onId);
    if (list === undefined) slot.specific.set(onId, [trigger]);
    else list.push(trigger);
  }

  #slot(on: string, time: string): Slot {
    let byTime = this.#slots.get(on);
    if (byTime === undefined) this.#slots.set(on, (byTime = new Map<string, Slot>()));
    let slot = byTime.get(time);
    if (slot === undefined) byTime.set(time, (slot = { specific: new Map(), each: [] }));
    return slot;
  }

  /**
   * The triggers of an event.
   * @param on for example `parameter`
   * @param time for example `change`; of `communication` the exact text
   * @param id item, when On has items
   */
  find(on: string, time: string, id?: number): FoundTriggers {
    const slot = this.#slots.get(on)?.get(time);
    if (slot === undefined) return nothing;
    const specific = id === undefined ? none : (slot.specific.get(id) ?? none);
    return { specific, each: slot.each };
  }

  /** True when there is a trigger on that event, of whatever item. */
  has(on: string, time: string): boolean {
    return this.#slots.get(on)?.has(time) === true;
  }

  /** What a trigger runs when its condition is true, or when it is false. */
  contentOf(trigger: Trigger, accepted: boolean): Trigger["content"] {
    return this.#contents.get(trigger)?.[accepted ? "regular" : "otherwise"] ?? [];
  }
}

const indexes = {
  file: memoize((protocol: Pick<Protocol, "triggers">) => new TriggerIndex(protocol, "file")),
  id: memoize((protocol: Pick<Protocol, "triggers">) => new TriggerIndex(protocol, "id")),
};

/** The index of a protocol, shared by its elements. */
export function triggerIndex(
  protocol: Pick<Protocol, "triggers">,
  order: Options["triggerOrder"],
): TriggerIndex {
  return indexes[order](protocol);
}
