/** The side of the logic layer that knows queues, timers, pairs, commands and responses: what actions ask for. */
import { andThen, inOrder, type MaybePromise } from "../../base/maybe-promise.ts";
import type { Group, GroupItem } from "../../protocol/model.ts";
import { copyOf } from "../chain/chain-limits.ts";
import type { CommandWork, Commands } from "../exchange/commands.ts";
import type { LogicCore, QueueInsertion, Scheduler } from "../engine-model.ts";
import type { Groups, QueuedGroup } from "./groups.ts";
import type { Links } from "../exchange/connection-rules.ts";
import type { Pairs } from "../exchange/pairs.ts";
import type { ChainContext, OutgoingMessage, PreparedSession } from "../logic-host.ts";
import { looksFirst } from "./queue.ts";
import type { ResponseWork } from "../exchange/response-fields.ts";
import type { Responses } from "../exchange/responses.ts";
import type { Sessions } from "../exchange/sessions.ts";
import type { Threads } from "./threads.ts";
import type { TimerEnqueue, TimerScheduler } from "./timer-pass.ts";
import type { Timers } from "./timers.ts";

/** What the scheduler joins. */
export interface SchedulerParts {
  readonly core: LogicCore;
  readonly commands: Commands;
  readonly responses: Responses;
  readonly pairs: Pairs;
  readonly sessions: Sessions;
  readonly groups: Groups;
  readonly threads: Threads;
  readonly timers: Timers;
  readonly links: Links;
}

/** A pair of a group whose command is composed when the group is queued. */
interface FrozenItem {
  readonly position: number;
  readonly connection: number;
  readonly command: number;
}

/** {@link Scheduler} over the parts of one engine. */
export class EngineScheduler implements Scheduler, TimerScheduler {
  readonly #parts: SchedulerParts;

  /** @param parts looked at when something is asked for, not before */
  constructor(parts: SchedulerParts) {
    this.#parts = parts;
  }

  enqueue(group: number, how: QueueInsertion, context: ChainContext): MaybePromise {
    const definition = this.#parts.core.protocol.groups.get(group);
    if (definition === undefined) return;
    return andThen(this.#insert(definition, how, context), () => undefined);
  }

  /** A group that a timer queues; false when it was not. */
  enqueueForTimer(group: Group, context: ChainContext, by: TimerEnqueue): MaybePromise<boolean> {
    const { core, threads } = this.#parts;
    const waits = (): boolean => threads.threadOf(group, this.#connectionOf(group)).queue.has(group.id);
    if (core.options.timerGroupDedup && waits()) return false;
    return this.#insert(group, "timer", context, by);
  }

  /** Takes the groups that a timer has queued out of all queues. */
  removeQueued(timer: number): void {
    for (const { queue } of this.#parts.threads.all) {
      for (const entry of queue.remove((queued) => queued.timer === timer)) entry.finished?.();
    }
  }

  stopCurrentGroup(): void {
    const { current } = this.#parts.threads.main;
    if (current !== undefined) current.stopped = true;
  }

  startTimer(id: number): void {
    this.#parts.timers.start(id);
  }

  stopTimer(id: number): void {
    this.#parts.timers.stopTimer(id);
  }

  restartTimer(id: number, reschedule: boolean): void {
    this.#parts.timers.restart(id, reschedule);
  }

  rescheduleTimer(id: number): void {
    this.#parts.timers.reschedule(id);
  }

  timerBaseChanged(): void {
    this.#parts.timers.baseChanged();
  }

  setNext(group: number, positions: readonly number[], ms: number): void {
    this.#parts.groups.setNext(group, positions, ms);
  }

  setPairTimeout(pair: number, ms: number): void {
    this.#parts.pairs.setTimeout(pair, ms);
  }

  makeCommand(command: number, context: ChainContext): boolean {
    return this.#parts.commands.make(command, context);
  }

  commandWork(command: number, context: ChainContext): CommandWork | undefined {
    return this.#parts.commands.work(command, context);
  }

  responseWork(response: number, context: ChainContext): ResponseWork | undefined {
    return context.response?.id === response ? context.response : undefined;
  }

  readResponse(response: number, context: ChainContext, parameter?: number): boolean {
    return this.responseWork(response, context)?.readNow(parameter) ?? false;
  }

  clearResponse(response: number): void {
    this.#parts.responses.clear(response);
  }

  /** Looks first for "one" variants, then prepares, then inserts (D-43). */
  #insert(
    group: Group,
    how: QueueInsertion,
    context: ChainContext,
    by?: TimerEnqueue,
  ): MaybePromise<boolean> {
    const { threads } = this.#parts;
    const connection = this.#connectionOf(group);
    const thread = threads.threadOf(group, connection);
    if (looksFirst(how) && thread.queue.has(group.id)) return false;
    const add = (snapshots: QueuedGroup["snapshots"]): boolean => {
      const sessions = this.#frozenSessions(group, connection);
      const added = thread.add({
        ...{ group, how, interval: by?.interval ?? 0 },
        ...(connection !== undefined && { connection }),
        ...(snapshots !== undefined && { snapshots }),
        ...(sessions !== undefined && { sessions }),
        ...(by !== undefined && { timer: by.timer, finished: by.finished }),
      });
      if (added) this.#queued(group, how, thread.thread);
      return added;
    };
    const frozen = this.#frozenItems(group, connection);
    if (frozen.length === 0) return add(undefined);
    return andThen(this.#freeze(frozen, context), add);
  }

  #connectionOf(group: Group): number | undefined {
    if (group.connectionPid === undefined) return group.connection;
    const connection = this.#parts.core.parameters.number(group.connectionPid);
    return connection !== undefined && Number.isInteger(connection) ? connection : group.connection;
  }

  /** The pairs whose commands are composed now: those on a connection with MakeCommandByProtocol (D-44). */
  #frozenItems(group: Group, ofGroup: number | undefined): readonly FrozenItem[] {
    if (group.type !== "poll") return [];
    const { core, pairs, links } = this.#parts;
    const frozen: FrozenItem[] = [];
    group.content.forEach((item: GroupItem, position) => {
      const pair = item.kind === "pair" ? core.protocol.pairs.get(item.id) : undefined;
      if (pair?.command === undefined) return;
      const connection = pairs.connectionOf(pair, ofGroup);
      if (links.makesByProtocol(connection)) frozen.push({ position, connection, command: pair.command });
    });
    return frozen;
  }

  /** The requests of the group's sessions, as they are now (`Protocol.Groups.Group.Content`). */
  #frozenSessions(group: Group, connection: number | undefined): QueuedGroup["sessions"] {
    if (group.type !== "poll" || !group.content.some(({ kind }) => kind === "session")) return undefined;
    const frozen = new Map<number, PreparedSession>();
    group.content.forEach((item, position) => {
      const session = this.#parts.sessions.prepare(item, connection, group.id);
      if (session !== undefined) frozen.set(position, session);
    });
    return frozen;
  }

  /** The commands as they are now, made by their before-command triggers in the chain that queues the group. */
  #freeze(items: readonly FrozenItem[], context: ChainContext): MaybePromise<QueuedGroup["snapshots"]> {
    const { commands } = this.#parts;
    const snapshots = new Map<number, OutgoingMessage>();
    const chain = copyOf(context);
    chain.response = undefined;
    chain.group = undefined;
    const made = inOrder(items, ({ position, connection, command }) => {
      chain.connection = connection;
      return andThen(commands.compose(command, false, chain), (message) => {
        if (message !== undefined) snapshots.set(position, message);
      });
    });
    return andThen(made, () => snapshots);
  }

  #queued(group: Group, how: QueueInsertion, thread: number): void {
    const { ports } = this.#parts.core;
    if (ports.listening) ports.event({ type: "group", id: group.id, phase: "queued", thread, how });
  }
}
