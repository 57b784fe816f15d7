/** Executing a group: its condition, its triggers, its items in order with the pauses between them (`LogicGroups`). */
import { isOlder } from "../../base/dataminer-version.ts";
import { andThen, isPending, type MaybePromise } from "../../base/maybe-promise.ts";
import type { Options } from "../../options/register.ts";
import type { Group, GroupItem, GroupType, Protocol } from "../../protocol/model.ts";
import type { OutgoingMessage } from "../../wire/command/finish-command.ts";
import type { ActionRunner } from "../actions/action-runner.ts";
import type { Conditions } from "../chain/condition.ts";
import { chainStart, type ChainContext, type GroupRun } from "../chain/context.ts";
import type { Triggers } from "../chain/triggers.ts";
import type { Pairs } from "../exchange/pairs.ts";
import type { Redundancy } from "../exchange/redundancy.ts";
import type { Sessions, SessionLock } from "../exchange/sessions.ts";
import type { Failures } from "../failures.ts";
import type { LogicHost } from "../logic-host.ts";
import type { EngineClock } from "./engine-clock.ts";
import type { EntryLock } from "./lock.ts";
import type { GroupPlace, QueuedGroup } from "./queued-group.ts";

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

/** Executes groups. */
export class Groups {
  readonly #protocol: Protocol;
  readonly #options: Options;
  readonly #clock: EngineClock;
  readonly #redundancy: Redundancy;
  readonly #conditions: Conditions;
  readonly #triggers: Triggers;
  readonly #actions: ActionRunner;
  readonly #pairs: Pairs;
  readonly #sessions: Sessions;
  readonly #failures: Failures;
  readonly #host: LogicHost;
  /** By group: `next` of its pairs as changed by *set next*, by 1-based position. */
  #next: Map<number, Map<number, number>> | undefined;
  /** Items that were reported, each once. */
  #reported: Set<string> | undefined;

  constructor(
    protocol: Protocol,
    options: Options,
    clock: EngineClock,
    redundancy: Redundancy,
    conditions: Conditions,
    triggers: Triggers,
    actions: ActionRunner,
    pairs: Pairs,
    sessions: Sessions,
    failures: Failures,
    host: LogicHost,
  ) {
    this.#protocol = protocol;
    this.#options = options;
    this.#clock = clock;
    this.#redundancy = redundancy;
    this.#conditions = conditions;
    this.#triggers = triggers;
    this.#actions = actions;
    this.#pairs = pairs;
    this.#sessions = sessions;
    this.#failures = failures;
    this.#host = host;
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
   * Never throws; ends early when the engine stops.
   */
  async execute(entry: QueuedGroup, place: GroupPlace, whole = false): Promise<void> {
    const entered = place.lock.acquire();
    if (isPending(entered) ? await entered : entered) {
      const run: GroupRun = {
        group: entry.group,
        stopped: false,
        ...(entry.connection === undefined && { polled: this.#redundancy.active }),
      };
      const lease = new LockLease(place.lock);
      const outer = place.current;
      place.current = run;
      try {
        await this.#run(entry, run, place, lease, whole);
      } catch (error) {
        const { id } = entry.group;
        this.#failures.report(error, { what: `Group ${id}`, details: { group: id } });
      } finally {
        place.current = outer;
        lease.leave();
        if (run.failed === true && run.polled !== undefined) this.#redundancy.leave(run.polled);
      }
    }
    entry.finished?.();
  }

  async #run(
    entry: QueuedGroup,
    run: GroupRun,
    place: GroupPlace,
    lease: LockLease,
    whole: boolean,
  ): Promise<void> {
    const { group } = entry;
    const context = chainStart({ group: run, connection: entry.connection, thread: place.thread });
    const holds = this.#conditions.holds(group.condition, `group ${group.id}`);
    if (!holds) {
      const beforeIgnoresCondition = isOlder(this.#options.dataMinerVersion, "10.4.8 CU1");
      if (beforeIgnoresCondition) await finished(this.#triggers.fire("group", "before", group.id, context));
      this.#event(group, "skipped", place);
      return;
    }
    this.#event(group, "started", place);
    await finished(this.#triggers.fire("group", "before", group.id, context));
    for (const [position, item] of group.content.entries()) {
      if (!itemKinds[group.type].has(item.kind)) {
        this.#reportItem(group, item);
        continue;
      }
      if (run.stopped && item.kind === "pair") continue;
      if (item.kind === "session") await this.#session(item, entry, position, context, lease);
      else await this.#item(item, group, entry.snapshots?.get(position), context, lease);
      if (!whole) await this.#runForced(place, lease);
      const pause = this.#pauseAfter(item, position, entry);
      if (pause > 0 && !(await this.#pause(pause, lease))) return;
      if (!whole) await this.#runForced(place, lease);
      if (!(await lease.enter())) return;
    }
    await finished(this.#triggers.fire("group", "after", group.id, context));
    this.#event(group, "finished", place);
  }

  /** One item with everything linked to it; a pair releases the lock while it waits for its answer. */
  async #item(
    item: GroupItem,
    group: Group,
    message: OutgoingMessage | undefined,
    context: ChainContext,
    lease: LockLease,
  ): Promise<void> {
    if (item.kind === "pair") {
      const waiting = await this.#pairs.begin(item.id, message, context);
      if (waiting === undefined) return;
      lease.leave();
      await waiting.answered;
      return;
    }
    if (item.kind === "trigger") {
      await finished(this.#triggers.run(item.id, context));
      return;
    }
    if (item.kind === "action") {
      const action = this.#protocol.actions.get(item.id);
      if (action !== undefined) await finished(this.#actions.run(action, context));
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
    lease: LockLease,
  ): Promise<void> {
    const problem = await this.#sessions.execute(item, sessions?.get(position), context, lease);
    if (problem !== undefined) this.#report(group, item, problem);
  }

  /** Runs the forced groups that wait, each whole, with the lock released to them. */
  async #runForced(place: GroupPlace, lease: LockLease): Promise<void> {
    for (let forced = place.nextForced?.(); forced !== undefined; forced = place.nextForced?.()) {
      lease.leave();
      await this.execute(forced, place, true);
    }
  }

  /** ms between an item and the next: `next`, and the Interval of the timer. */
  #pauseAfter(item: GroupItem, position: number, entry: QueuedGroup): number {
    const pairPosition = entry.group.content
      .slice(0, position + 1)
      .filter(({ kind }) => kind === "pair").length;
    const changed = item.kind === "pair" ? this.#next?.get(entry.group.id)?.get(pairPosition) : undefined;
    const next = changed ?? item.next;
    if (next === undefined) return entry.interval;
    return this.#options.nextReplacesInterval ? next : next + entry.interval;
  }

  /** Releases the lock for some time; false when the engine stops. */
  #pause(ms: number, lease: LockLease): Promise<boolean> {
    lease.leave();
    return this.#clock.wait(ms);
  }

  #event(group: Group, phase: "started" | "skipped" | "finished", place: GroupPlace): void {
    if (!this.#host.listening) return;
    this.#host.event({ type: "group", id: group.id, phase, thread: place.thread ?? 0 });
  }

  /** Reports once what is wrong with an item that is not executed. */
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
    this.#host.notice({
      code: "GROUP_ITEM_SKIPPED",
      kind: "warning",
      message: `Group ${group.id} skips ${item.kind} ${item.id}: it ${reason}.`,
      details: { group: group.id, kind: item.kind, id: item.id },
    });
  }
}

/** Waits only for what takes time. */
async function finished(value: MaybePromise<unknown>): Promise<void> {
  if (isPending(value)) await value;
}

/** The lock of one run of a group, released and taken again on the way. */
class LockLease implements SessionLock {
  readonly #lock: EntryLock;
  #holding = true;

  constructor(lock: EntryLock) {
    this.#lock = lock;
  }

  /** Takes the lock if the run does not hold it; false when the engine stops. */
  enter(): MaybePromise<boolean> {
    if (this.#holding) return true;
    return andThen(this.#lock.acquire(), (entered) => (this.#holding = entered));
  }

  /** Releases the lock if the run holds it. */
  leave(): void {
    if (!this.#holding) return;
    this.#holding = false;
    this.#lock.release();
  }
}
