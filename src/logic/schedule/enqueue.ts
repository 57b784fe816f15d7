/** Puts groups in their queues: chooses thread and connection, and freezes what a group sends later. */
import { andThen, inOrder, type MaybePromise } from "../../base/maybe-promise.ts";
import type { Options } from "../../options/register.ts";
import type { ParameterStore } from "../../parameter/store.ts";
import type { Group, GroupItem, Protocol } from "../../protocol/model.ts";
import type { OutgoingMessage } from "../../wire/command/finish-command.ts";
import { copyOf, type ChainContext } from "../chain/context.ts";
import type { ChainLimits } from "../chain/limits.ts";
import type { Commands } from "../exchange/commands.ts";
import type { ConnectionRules } from "../exchange/connection-rules.ts";
import type { Pairs } from "../exchange/pairs.ts";
import type { Sessions } from "../exchange/sessions.ts";
import type { LogicHost, PreparedSession } from "../logic-host.ts";
import type { QueuedGroup } from "./queued-group.ts";
import { looksFirst, type QueueInsertion } from "./queue.ts";
import type { Threads } from "./threads.ts";

/** How a timer puts a group in its queue. */
export interface TimerEnqueue {
  readonly timer: number;
  /** ms after each item of the group. */
  readonly interval: number;
  /** Called when the group has been executed, skipped or removed. */
  readonly finished: () => void;
}

/** A pair of a group whose command is composed when the group is queued. */
interface FrozenItem {
  readonly position: number;
  readonly connection: number;
  readonly command: number;
}

/** The way into the queues of one element. */
export class Enqueue {
  readonly #protocol: Protocol;
  readonly #options: Pick<Options, "timerGroupDedup">;
  readonly #parameters: ParameterStore<ChainContext>;
  readonly #limits: ChainLimits;
  readonly #rules: ConnectionRules;
  readonly #threads: Threads;
  readonly #commands: Commands;
  readonly #pairs: Pairs;
  readonly #sessions: Sessions;
  readonly #host: LogicHost;

  constructor(
    protocol: Protocol,
    options: Pick<Options, "timerGroupDedup">,
    parameters: ParameterStore<ChainContext>,
    limits: ChainLimits,
    rules: ConnectionRules,
    threads: Threads,
    commands: Commands,
    pairs: Pairs,
    sessions: Sessions,
    host: LogicHost,
  ) {
    this.#protocol = protocol;
    this.#options = options;
    this.#parameters = parameters;
    this.#limits = limits;
    this.#rules = rules;
    this.#threads = threads;
    this.#commands = commands;
    this.#pairs = pairs;
    this.#sessions = sessions;
    this.#host = host;
  }

  /** A group that an action queues. Its commands are composed first on a connection with MakeCommandByProtocol. */
  group(group: number, how: QueueInsertion, context: ChainContext): MaybePromise {
    const definition = this.#protocol.groups.get(group);
    if (definition === undefined) return;
    return andThen(this.#insert(definition, how, context), () => undefined);
  }

  /** A group that a timer queues; false when it was not queued. */
  forTimer(group: Group, context: ChainContext, by: TimerEnqueue): MaybePromise<boolean> {
    const waits = (): boolean => this.#threads.threadOf(group, this.#connectionOf(group)).queue.has(group.id);
    if (this.#options.timerGroupDedup && waits()) return false;
    return this.#insert(group, "timer", context, by);
  }

  /** Looks first for "one" variants, then prepares, then inserts. */
  #insert(
    group: Group,
    how: QueueInsertion,
    context: ChainContext,
    by?: TimerEnqueue,
  ): MaybePromise<boolean> {
    const connection = this.#connectionOf(group);
    const thread = this.#threads.threadOf(group, connection);
    if (looksFirst(how) && thread.queue.has(group.id)) return false;
    const add = (snapshots: QueuedGroup["snapshots"]): boolean => {
      const sessions = this.#frozenSessions(group, connection);
      const added = thread.add({
        group,
        how,
        interval: by?.interval ?? 0,
        ...(connection !== undefined && { connection }),
        ...(snapshots !== undefined && { snapshots }),
        ...(sessions !== undefined && { sessions }),
        ...(by !== undefined && { timer: by.timer, finished: by.finished }),
      });
      if (added) this.#reportQueued(group, how, thread.thread);
      return added;
    };
    const frozen = this.#frozenItems(group, connection);
    if (frozen.length === 0) return add(undefined);
    // A before-command trigger may execute the group of its command.
    const inside = this.#limits.deeper(context, "group", group.id);
    if (inside === undefined) return false;
    return this.#limits.ending(context, inside, andThen(this.#freeze(frozen, inside), add));
  }

  #connectionOf(group: Group): number | undefined {
    if (group.connectionPid === undefined) return group.connection;
    const connection = this.#parameters.number(group.connectionPid);
    return connection !== undefined && Number.isInteger(connection) ? connection : group.connection;
  }

  /** The pairs whose commands are composed now: those on a connection with MakeCommandByProtocol. */
  #frozenItems(group: Group, ofGroup: number | undefined): readonly FrozenItem[] {
    if (group.type !== "poll") return [];
    const frozen: FrozenItem[] = [];
    group.content.forEach((item: GroupItem, position) => {
      const pair = item.kind === "pair" ? this.#protocol.pairs.get(item.id) : undefined;
      if (pair?.command === undefined) return;
      const connection = this.#pairs.connectionOf(pair, ofGroup);
      if (this.#rules.makesByProtocol(connection))
        frozen.push({ position, connection, command: pair.command });
    });
    return frozen;
  }

  /** The requests of the group's sessions, as they are now (`Protocol.Groups.Group.Content`). */
  #frozenSessions(group: Group, connection: number | undefined): QueuedGroup["sessions"] {
    if (group.type !== "poll" || !group.content.some(({ kind }) => kind === "session")) return undefined;
    const frozen = new Map<number, PreparedSession>();
    group.content.forEach((item, position) => {
      const session = this.#sessions.prepare(item, connection, group.id);
      if (session !== undefined) frozen.set(position, session);
    });
    return frozen;
  }

  /** The commands as they are now, made by their before-command triggers in the chain that queues the group. */
  #freeze(items: readonly FrozenItem[], context: ChainContext): MaybePromise<QueuedGroup["snapshots"]> {
    const snapshots = new Map<number, OutgoingMessage>();
    const chain = copyOf(context);
    chain.response = undefined;
    chain.group = undefined;
    const made = inOrder(items, ({ position, connection, command }) => {
      chain.connection = connection;
      return andThen(this.#commands.compose(command, false, chain), (message) => {
        if (message !== undefined) snapshots.set(position, message);
      });
    });
    return andThen(made, () => snapshots);
  }

  #reportQueued(group: Group, how: QueueInsertion, thread: number): void {
    if (this.#host.listening) this.#host.event({ type: "group", id: group.id, phase: "queued", thread, how });
  }
}
