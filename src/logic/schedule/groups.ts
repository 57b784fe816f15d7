/** Executing a group: its condition, its triggers, its items in order with the pauses between them (`LogicGroups`). */
import { andThen, isPending, type MaybePromise } from "../../base/maybe-promise.ts";
import type { Group, GroupItem, GroupType } from "../../protocol/model.ts";
import { isOlder } from "../../base/dataminer-version.ts";
import { chainStart } from "../chain/chain-limits.ts";
import type { EngineClock } from "./engine-clock.ts";
import type { LogicCore, QueueInsertion } from "../engine-model.ts";
import type { EntryLock } from "./lock.ts";
import type { Pairs } from "../exchange/pairs.ts";
import type { ChainContext, OutgoingMessage, PreparedSession } from "../logic-host.ts";
import type { Redundancy } from "../exchange/redundancy.ts";
import type { Sessions } from "../exchange/sessions.ts";

/** A group that waits in a queue, with what was frozen when it was put there. */
export interface QueuedGroup {
  readonly group: Group;
  readonly how: QueueInsertion;
  /** Connection of the group, chosen when it was queued; undefined: each pair uses its own. */
  readonly connection?: number;
  /** By position in the content: the command as it was when the group was queued. */
  readonly snapshots?: ReadonlyMap<number, OutgoingMessage>;
  /** By position in the content: the HTTP session with its requests as they were when the group was queued. */
  readonly sessions?: ReadonlyMap<number, PreparedSession>;
  /** ms after each item, of the timer that queued it; 0 without a timer. */
  readonly interval: number;
  /** The timer that queued it. */
  readonly timer?: number;
  /** Called once: the group has been executed, or skipped, or removed. */
  readonly finished?: () => void;
}

/** One execution of a group. */
export interface GroupRun {
  readonly group: Group;
  /** True after *stop current group*: the remaining pairs are skipped. */
  stopped: boolean;
  /** The connection of items without one, in a group without one; fixed for the whole run. */
  readonly polled?: number;
  /** That connection failed. */
  failed?: boolean;
}

/** Where a group runs. */
export interface GroupPlace {
  /** Number of the thread; undefined on a timer's own thread. */
  readonly thread?: number;
  readonly lock: EntryLock;
  /** The run under way: of two, the forced one. */
  current: GroupRun | undefined;
  /** Takes the next forced group that waits; only where groups can be interrupted. */
  nextForced?(): QueuedGroup | undefined;
}

/** Kinds of items that each type of group executes (`Protocol-EnumGroupType`). */
const itemKinds: Readonly<Record<GroupType, ReadonlySet<GroupItem["kind"]>>> = {
  poll: new Set(["param", "pair", "session"]),
  "poll action": new Set(["action"]),
  "poll trigger": new Set(["trigger"]),
  action: new Set(["action"]),
  trigger: new Set(["trigger"]),
};

/** True for the types that a timer puts in the queue instead of running them on its own thread. */
export function isPollType(group: Group): boolean {
  return group.type.startsWith("poll");
}

/** What executing groups needs. */
export interface GroupParts {
  readonly core: LogicCore;
  readonly clock: EngineClock;
  readonly pairs: Pairs;
  readonly sessions: Sessions;
  readonly redundancy: Redundancy;
}

/** Executes groups. */
export class Groups {
  readonly #parts: GroupParts;
  /** By group: `next` of its pairs as changed by *set next*, by 1-based position. */
  #next: Map<number, Map<number, number>> | undefined;
  /** Groups whose content was already complained about. */
  #reported: Set<string> | undefined;

  constructor(parts: GroupParts) {
    this.#parts = parts;
  }

  /** *set next*. */
  setNext(group: number, positions: readonly number[], ms: number): void {
    this.#next ??= new Map();
    let changed = this.#next.get(group);
    if (changed === undefined) this.#next.set(group, (changed = new Map<number, number>()));
    for (const position of positions) changed.set(position, ms);
  }

  /**
   * Executes one group from its condition to its last trigger. A forced group (`whole`) is not interrupted by others.
   * Never throws; over early when the engine stops.
   */
  async execute(entry: QueuedGroup, place: GroupPlace, whole = false): Promise<void> {
    const entered = place.lock.acquire();
    if (isPending(entered) ? await entered : entered) {
      const { redundancy } = this.#parts;
      const run: GroupRun = {
        ...{ group: entry.group, stopped: false },
        ...(entry.connection === undefined && { polled: redundancy.active }),
      };
      const inside = new Inside(place, this.#parts.clock);
      const outer = place.current;
      place.current = run;
      try {
        await this.#run(entry, run, place, inside, whole);
      } catch (error) {
        const { id } = entry.group;
        this.#parts.core.failures.report(error, { what: `Group ${id}`, details: { group: id } });
      } finally {
        place.current = outer;
        inside.leave();
        if (run.failed === true && run.polled !== undefined) redundancy.leave(run.polled);
      }
    }
    entry.finished?.();
  }

  async #run(
    entry: QueuedGroup,
    run: GroupRun,
    place: GroupPlace,
    inside: Inside,
    whole: boolean,
  ): Promise<void> {
    const { core } = this.#parts;
    const { group } = entry;
    const context = chainStart({ group: run, connection: entry.connection, thread: place.thread });
    const holds = core.holds(group.condition, `group ${group.id}`);
    if (!holds) {
      const beforeIgnoresCondition = isOlder(core.options.dataMinerVersion, "10.4.8 CU1");
      if (beforeIgnoresCondition) await now(core.fire("group", "before", group.id, context));
      this.#event(group, "skipped", place);
      return;
    }
    this.#event(group, "started", place);
    await now(core.fire("group", "before", group.id, context));
    for (const [position, item] of group.content.entries()) {
      if (!itemKinds[group.type].has(item.kind)) {
        this.#reportItem(group, item);
        continue;
      }
      if (run.stopped && item.kind === "pair") continue;
      if (item.kind === "session") await this.#session(item, entry, position, context, inside);
      else await this.#item(item, group, entry.snapshots?.get(position), context, inside);
      if (!whole) await this.#runForced(place, inside);
      const pause = this.#pauseAfter(item, position, entry);
      if (pause > 0 && !(await inside.pause(pause))) return;
      if (!whole) await this.#runForced(place, inside);
      if (!(await inside.enter())) return;
    }
    await now(core.fire("group", "after", group.id, context));
    this.#event(group, "finished", place);
  }

  /** One item with everything linked to it; a pair gives the lock back while it waits for its answer. */
  async #item(
    item: GroupItem,
    group: Group,
    message: OutgoingMessage | undefined,
    context: ChainContext,
    inside: Inside,
  ): Promise<void> {
    const { core, pairs } = this.#parts;
    if (item.kind === "pair") {
      const answer = pairs.begin(item.id, message, context);
      const waiting = isPending(answer) ? await answer : answer;
      if (waiting === undefined) return;
      inside.leave();
      await waiting.answered;
      return;
    }
    if (item.kind === "trigger") {
      await now(core.runTrigger(item.id, context));
      return;
    }
    if (item.kind === "action") {
      const action = core.protocol.actions.get(item.id);
      if (action !== undefined) await now(core.runAction(action, context));
      else this.#reportMissing(group, item);
      return;
    }
    this.#reportItem(group, item);
  }

  async #session(
    item: GroupItem,
    { group, sessions }: QueuedGroup,
    position: number,
    context: ChainContext,
    inside: Inside,
  ): Promise<void> {
    const problem = await this.#parts.sessions.execute(item, sessions?.get(position), context, inside);
    if (problem !== undefined) this.#report(group, item, problem);
  }

  /** Forced groups that wait go first, each whole, with the lock given to them. */
  async #runForced(place: GroupPlace, inside: Inside): Promise<void> {
    for (let forced = place.nextForced?.(); forced !== undefined; forced = place.nextForced?.()) {
      inside.leave();
      await this.execute(forced, place, true);
    }
  }

  /** ms between an item and the next: `next`, and the Interval of the timer. */
  #pauseAfter(item: GroupItem, position: number, entry: QueuedGroup): number {
    const { options } = this.#parts.core;
    const pairPosition = entry.group.content
      .slice(0, position + 1)
      .filter(({ kind }) => kind === "pair").length;
    const changed = item.kind === "pair" ? this.#next?.get(entry.group.id)?.get(pairPosition) : undefined;
    const next = changed ?? item.next;
    if (next === undefined) return entry.interval;
    return options.nextReplacesInterval ? next : next + entry.interval;
  }

  #event(group: Group, phase: "started" | "skipped" | "finished", place: GroupPlace): void {
    const { ports } = this.#parts.core;
    if (!ports.listening) return;
    ports.event({ type: "group", id: group.id, phase, thread: place.thread ?? 0 });
  }

  /** Says once what is wrong with an item that is not executed. */
  #reportItem(group: Group, item: GroupItem): void {
    const reasons: Partial<Record<GroupItem["kind"], string>> = {
      param: "is polled with SNMP, which this runtime does not speak",
    };
    const fits = itemKinds[group.type].has(item.kind);
    const reason = fits
      ? (reasons[item.kind] ?? "cannot be executed")
      : `is not executed by a group of type '${group.type}' (LogicGroups)`;
    this.#report(group, item, reason);
  }

  #reportMissing(group: Group, item: GroupItem): void {
    this.#report(group, item, "does not exist in the protocol");
  }

  #report(group: Group, item: GroupItem, reason: string): void {
    const key = `${group.id}/${item.kind}/${item.id}`;
    this.#reported ??= new Set();
    if (this.#reported.has(key)) return;
    this.#reported.add(key);
    this.#parts.core.ports.notice({
      code: "GROUP_ITEM_SKIPPED",
      kind: "warning",
      message: `Group ${group.id} skips ${item.kind} ${item.id}: it ${reason}.`,
      details: { group: group.id, kind: item.kind, id: item.id },
    });
  }
}

/** Waits only for what takes time. */
async function now(value: MaybePromise<unknown>): Promise<void> {
  if (isPending(value)) await value;
}

/** The lock of a run, given back and taken again on the way. */
class Inside {
  readonly #place: GroupPlace;
  readonly #clock: EngineClock;
  #holding = true;

  constructor(place: GroupPlace, clock: EngineClock) {
    this.#place = place;
    this.#clock = clock;
  }

  /** Takes the lock if the run has not got it; false when the engine stops. */
  enter(): MaybePromise<boolean> {
    if (this.#holding) return true;
    return andThen(this.#place.lock.acquire(), (entered) => (this.#holding = entered));
  }

  leave(): void {
    if (!this.#holding) return;
    this.#holding = false;
    this.#place.lock.release();
  }

  /** Lets others in for some time; false when the engine stops. */
  pause(ms: number): Promise<boolean> {
    this.leave();
    return this.#clock.wait(ms);
  }
}
