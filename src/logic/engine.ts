/** The engine of one element: parameters, triggers and actions joined with queues, threads, timers and connections. */
import type { Clock, Timer } from "../clock.ts";
import { andThen, type MaybePromise } from "../maybe-promise.ts";
import type { Options } from "../options.ts";
import { TIMER_BASE, TIMER_BASE_WRITE } from "../parameter/general-parameters.ts";
import type { ParameterStore } from "../parameter/store.ts";
import type { Protocol, QAction } from "../protocol/model.ts";
import type { AggregateResult } from "./actions/merge-results.ts";
import type { AnswerProgress } from "./awaited-answer.ts";
import { Commands } from "./commands.ts";
import { createCore, type CheckOutcome, type Core } from "./core.ts";
import { Deliveries, type Message } from "./deliveries.ts";
import { EngineClock } from "./engine-clock.ts";
import { ExternalSets } from "./external-sets.ts";
import { Groups, type QueuedGroup } from "./groups.ts";
import { ProtocolLinks, type CommunicationSettings } from "./links.ts";
import { Pairs } from "./pairs.ts";
import type { ChainContext, CollectedAnswer, LogicPorts, RowRun, User } from "./ports.ts";
import { PushPlans } from "./push-plan.ts";
import { Redundancy, redundantPair } from "./redundancy.ts";
import { replicatesParameters } from "./replication.ts";
import { Responses } from "./responses.ts";
import { SlowPoll } from "./slow-poll.ts";
import { EngineScheduler, type SchedulerParts } from "./scheduler.ts";
import { Sessions } from "./sessions.ts";
import { ConnectionStatus, type HandshakeAnswer } from "./status.ts";
import type { ThreadParts } from "./thread.ts";
import { Threads } from "./threads.ts";
import { Timers } from "./timers.ts";

/** What an engine is made of. */
export interface EngineParts {
  readonly protocol: Protocol;
  /** Filled already: fixed values, platform facts, saved values, defaults. */
  readonly parameters: ParameterStore<ChainContext>;
  readonly clock: Clock;
  readonly options: Options;
  readonly ports: LogicPorts;
  /** TimeoutTime and retries of a connection, as the operator left them. */
  readonly settings: (connection: number) => CommunicationSettings;
  /** Takes what a serial connection has collected of an answer whose time is over; undefined when nothing has come. */
  readonly collected?: ((connection: number) => CollectedAnswer | undefined) | undefined;
  /** 0 or more, below 1: for timers with a random start. Default `Math.random`. */
  readonly random?: (() => number) | undefined;
}

/**
 * The engine of one element run, from start to stop; a restart makes a new one. The order of a start is
 * {@link startup}, {@link activateTimers}, {@link startThreads}.
 */
export class Engine {
  /** The half that runs triggers, actions and QActions. */
  readonly core: Core;
  /** Which of two connections is polled, for a protocol with redundant polling. */
  readonly redundancy: Redundancy;
  readonly #clock: EngineClock;
  readonly #outerClock: Clock;
  readonly #commands: Commands;
  readonly #pairs: Pairs;
  readonly #sessions: Sessions;
  readonly #threads: Threads;
  readonly #timers: Timers;
  readonly #deliveries: Deliveries;
  readonly #status: ConnectionStatus;
  readonly #externalSets: ExternalSets;
  #slowPoll: SlowPoll | undefined;
  #starting = false;

  constructor(parts: EngineParts) {
    const { protocol, options, ports, settings } = parts;
    const { notice } = ports;
    const clock = new EngineClock(parts.clock);
    const scheduler = new EngineScheduler(() => joined);
    const core = createCore(
      { ...{ protocol, options, ports, clock }, parameters: parts.parameters },
      () => scheduler,
    );
    const execute: ThreadParts["execute"] = (entry, place) =>
      this.#drops(entry) ? entry.finished?.() : groups.execute(entry, place);
    const threads: Threads = new Threads({ protocol, options, clock, notice, execute });
    const links = new ProtocolLinks({ protocol, options, settings, threads });
    const commands = new Commands(core);
    const responses = new Responses(core);
    const redundancy = new Redundancy(redundantPair(protocol, options.dataMinerVersion), notice);
    const collected = parts.collected;
    const pairs = new Pairs({ core, clock, commands, responses, links, redundancy, collected });
    const sessions = new Sessions(core, redundancy);
    const groups = new Groups({ core, clock, pairs, sessions, redundancy });
    const random = parts.random ?? Math.random;
    const timers = new Timers({ core, clock, groups, mainLock: threads.main.lock, random, scheduler });
    const joined: SchedulerParts = {
      ...{ core, commands, responses, pairs, sessions },
      ...{ groups, threads, timers, links },
    };
    const plans = new PushPlans({ protocol, options, links, notice, threads });
    this.core = core;
    this.redundancy = redundancy;
    this.#clock = clock;
    this.#outerClock = parts.clock;
    this.#commands = commands;
    this.#pairs = pairs;
    this.#sessions = sessions;
    this.#threads = threads;
    this.#timers = timers;
    this.#deliveries = new Deliveries({ core, links, pairs, responses, plans });
    this.#status = new ConnectionStatus(core, links);
    this.#externalSets = new ExternalSets(core, threads.main.lock);
    if (protocol.relativeTimers !== "false") this.#followTimerBase(parts.parameters);
  }

  /**
   * Takes the main lock, makes every command, runs the after-startup triggers (if the protocol has a group) and
   * begins to open the connections, in the order of `startupTriggerBeforePorts`. Nothing else gets in before
   * {@link startThreads}.
   */
  startup(openConnections: () => void): MaybePromise {
    const { core } = this;
    this.#starting = this.#threads.main.lock.acquire() === true;
    this.#commands.makeAll();
    const before = core.options.startupTriggerBeforePorts;
    if (!before) openConnections();
    const fired =
      core.protocol.groups.size > 0 ? core.fire("protocol", "after startup", undefined, { depth: 0 }) : true;
    return andThen(fired, () => {
      if (before) openConnections();
    });
  }

  /** Timers are active from now on; the first pass of most is immediate. */
  activateTimers(): void {
    this.#timers.activate();
  }

  /** Starts the protocol threads, the main one last, and gives the main lock free. */
  startThreads(): void {
    for (const thread of this.#threads.all) thread.start();
    if (!this.#starting) return;
    this.#starting = false;
    this.#threads.main.lock.release();
  }

  /** One message, see {@link Deliveries.message}. */
  deliver(message: Message): MaybePromise {
    return this.#deliveries.message(message);
  }

  /** How far an answer has come that a serial connection collects. */
  answerProgress(connection: number, data: Uint8Array): AnswerProgress {
    return this.#pairs.progress(connection, data);
  }

  /** A connection is open: handshake values, then status 1. */
  connectionOpened(connection: number, answer?: HandshakeAnswer): MaybePromise {
    return this.#status.opened(connection, answer);
  }

  /** A connection was lost or closed, or the first attempt to open it failed: status 0. */
  connectionClosed(connection: number, answer?: HandshakeAnswer): MaybePromise {
    return this.#status.closed(connection, answer);
  }

  /** A client `ip:port` connected to a smart-serial server, or disconnected (`NotifyConnectionPIDs`). */
  clientChanged(connection: number, client: string, connected: boolean): MaybePromise {
    return this.#status.client(connection, client, connected);
  }

  /** A set from outside, see {@link ExternalSets.set}. */
  externalSet(pid: number, value: unknown, user?: User): MaybePromise<number> {
    return this.#externalSets.set(pid, value, user);
  }

  /** A set of one cell from outside, see {@link ExternalSets.setCell}. */
  externalSetCell(column: number, key: string, value: unknown, user?: User): MaybePromise<number> {
    return this.#externalSets.setCell(column, key, value, user);
  }

  /**
   * Runs one QAction in its turn, as if a parameter had triggered it: its condition does not count, and one that is
   * `queued` is waited for. With a row, a `row="true"` QAction is told that row.
   */
  runQAction(qaction: QAction, triggerId: number, row?: RowRun): MaybePromise {
    return this.#threads.main.lock.run(() => this.core.runQAction(qaction, triggerId, row));
  }

  /** Fires a trigger and gives what its *aggregate* actions gave, for *merge* in another element. */
  aggregated(trigger: number): MaybePromise<readonly AggregateResult[]> {
    const results: AggregateResult[] = [];
    const take = (result: AggregateResult): void => void results.push(result);
    return andThen(this.core.runTrigger(trigger, { depth: 0, aggregates: take }), () => results);
  }

  /** `CheckTrigger` inside the chain of `context`. */
  checkTrigger(id: number, context: ChainContext): CheckOutcome {
    return this.core.checkTrigger(id, context);
  }

  /** `NT_RUN_ACTION` inside the chain of `context`. */
  runAction(id: number, context: ChainContext): CheckOutcome {
    return this.core.runActionById(id, context);
  }

  /**
   * Begins or ends slow poll of the main connection: poll groups on it are dropped, and the ping is sent at once and
   * every `pingIntervalMs`.
   */
  slowPoll(on: boolean, pingIntervalMs: number): void {
    if (!on) {
      this.#slowPoll?.leave();
      return;
    }
    const { protocol, options } = this.core;
    this.#slowPoll ??= new SlowPoll({
      ...{ protocol, options, clock: this.#clock },
      ...{ redundancy: this.redundancy, threads: this.#threads },
    });
    this.#slowPoll.enter(pingIntervalMs);
  }

  /** True for a group that is not to be executed: in slow poll, or while parameters of another element are shown. */
  #drops(entry: QueuedGroup): boolean {
    return replicatesParameters(this.core.protocol) || this.#slowPoll?.drops(entry) === true;
  }

  /** Queues and timers stand still, messages are dropped, sets from outside refused (D-35). */
  pause(): void {
    this.#externalSets.pause();
    this.#deliveries.pause();
    this.#status.pause();
    this.#sessions.pause();
    for (const thread of this.#threads.all) thread.pause();
    this.#clock.pause();
  }

  /** Everything goes on where it stood. */
  resume(): void {
    this.#clock.resume();
    this.#status.resume();
    this.#externalSets.resume();
    this.#deliveries.resume();
    this.#sessions.resume();
    for (const thread of this.#threads.all) thread.resume();
  }

  /**
   * Ends timers and queues, leaves waiting pairs without triggers and refuses everything that waits. Settled when
   * nothing is left to do, or when chains that do not end have had `graceMs`.
   */
  async stop(graceMs = 0): Promise<void> {
    this.#timers.stop();
    this.#externalSets.stop();
    const closed = this.#threads.closeLocks();
    if (this.#starting) this.#threads.main.lock.release();
    this.#starting = false;
    this.#pairs.stop();
    this.#sessions.stop();
    this.#clock.stop();
    const ended = Promise.all([closed, ...this.#threads.all.map((thread) => thread.stop())]);
    let patience: Timer | undefined;
    const tooLong = new Promise<void>((resolve) => {
      patience = this.#outerClock.after(graceMs, resolve);
    });
    await Promise.race([ended, tooLong]);
    patience?.cancel();
  }

  /** A set of the timer base's write goes to its read, and a new base to the timers (`Protocol.Timers`). */
  #followTimerBase(parameters: ParameterStore<ChainContext>): void {
    const { onChange } = parameters;
    parameters.onChange = (event) => {
      const { id } = event.param;
      if (id === TIMER_BASE_WRITE) parameters.copy(TIMER_BASE_WRITE, TIMER_BASE, "setter", event.context);
      if (id === TIMER_BASE) this.#timers.baseChanged();
      return onChange?.(event);
    };
  }
}

/** The engine of one element run. It becomes the listener of `parameters`. */
export function createEngine(parts: EngineParts): Engine {
  return new Engine(parts);
}
