/** The engine of one element: parameters, triggers and actions joined with queues, threads, timers and connections. */
import type { Clock, Timer } from "../base/clock.ts";
import { andThen, type MaybePromise } from "../base/maybe-promise.ts";
import type { QAction } from "../protocol/model.ts";
import type { AggregateResult } from "./actions/merge-results.ts";
import { Assembly, type EngineParts } from "./engine-parts.ts";
import type { AnswerProgress } from "./exchange/awaited-answer.ts";
import { chainStart } from "./chain/chain-limits.ts";
import type { CheckOutcome, Core } from "./chain/linked-logic.ts";
import type { Message } from "./exchange/deliveries.ts";
import { ExternalSets, type InsideOutcome } from "./schedule/external-sets.ts";
import type { ChainContext, RowRun, User } from "./logic-host.ts";
import type { Redundancy } from "./exchange/redundancy.ts";
import { ConnectionStatus, type HandshakeAnswer } from "./exchange/connection-status.ts";

/**
 * The engine of one element run, from start to stop; a restart makes a new one. The order of a start is
 * {@link startup}, {@link activateTimers}, {@link startThreads}.
 */
export class Engine {
  readonly #all: Assembly;
  readonly #outerClock: Clock;
  readonly #status: ConnectionStatus;
  readonly #externalSets: ExternalSets;
  #starting = false;
  /** Triggers that run for other elements. */
  #aggregating = 0;

  constructor(parts: EngineParts) {
    const all = new Assembly(parts);
    this.#all = all;
    this.#outerClock = parts.clock;
    this.#status = new ConnectionStatus(all.core, all.links);
    this.#externalSets = new ExternalSets(all.core, all.mainLock);
  }

  /** The half that runs triggers, actions and QActions. */
  get core(): Core {
    return this.#all.core;
  }

  /** Which of two connections is polled, for a protocol with redundant polling. */
  get redundancy(): Redundancy {
    return this.#all.redundancy;
  }

  /**
   * Takes the main lock, makes every command, runs the after-startup triggers (if the protocol has a group) and
   * begins to open the connections, in the order of `startupTriggerBeforePorts`. Nothing else gets in before
   * {@link startThreads}.
   */
  startup(openConnections: () => void): MaybePromise {
    const { core } = this;
    this.#starting = this.#all.mainLock.acquire() === true;
    this.#all.commands.makeAll();
    const before = core.options.startupTriggerBeforePorts;
    if (!before) openConnections();
    const fired =
      core.protocol.groups.size > 0
        ? core.failures.contain(
            () => core.fire("protocol", "after startup", undefined, chainStart()),
            () => ({ what: "The after startup triggers", details: {} }),
          )
        : true;
    return andThen(fired, () => {
      if (before) openConnections();
    });
  }

  /** Timers are active from now on; the first pass of most is immediate. */
  activateTimers(): void {
    this.#all.timers.activate();
  }

  /** Starts the protocol threads, the main one last, and gives the main lock free. */
  startThreads(): void {
    for (const thread of this.#all.threads.all) thread.start();
    if (!this.#starting) return;
    this.#starting = false;
    this.#all.mainLock.release();
  }

  /** One message, see {@link Deliveries.message}. */
  deliver(message: Message): MaybePromise {
    return this.#all.deliveries.message(message);
  }

  /** How far an answer has come that a serial connection collects. */
  answerProgress(connection: number, data: Uint8Array): AnswerProgress {
    return this.#all.pairs.progress(connection, data);
  }

  /** A connection is open: handshake values, then status 1. */
  connectionOpened(connection: number, answer?: HandshakeAnswer): MaybePromise {
    return this.#status.opened(connection, answer);
  }

  /** A connection was lost or closed, or the first attempt to open it failed: status 0, unless `status` is false. */
  connectionClosed(connection: number, answer?: HandshakeAnswer, status = true): MaybePromise {
    return this.#status.closed(connection, answer, status);
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

  /** A set from outside inside a chain that is running, see {@link ExternalSets.inside}. */
  setInside(pid: number, key: string | undefined, value: unknown, context: ChainContext): InsideOutcome {
    return this.#externalSets.inside(pid, key, value, context);
  }

  /** The choice of an item in a context menu, see {@link ExternalSets.choose}. */
  chooseMenuItem(menu: number, choice: readonly string[], user?: User): MaybePromise<number> {
    return this.#externalSets.choose(menu, choice, user);
  }

  /**
   * Runs one QAction in its turn, as if a parameter had triggered it: its condition does not count, and one that is
   * `queued` is waited for. With a row, a `row="true"` QAction is told that row.
   */
  runQAction(qaction: QAction, triggerId: number, row?: RowRun): MaybePromise {
    return this.#all.mainLock.run(() => this.core.runQAction(qaction, triggerId, row));
  }

  /** Fires a trigger and gives what its *aggregate* actions gave, for *merge* in another element. */
  aggregated(trigger: number): MaybePromise<readonly AggregateResult[]> {
    const { core } = this;
    const { maxChainDepth } = core.options;
    if (this.#aggregating >= maxChainDepth) {
      core.ports.notice({
        code: "CHAIN_TOO_DEEP",
        kind: "error",
        message:
          `Trigger ${trigger} was refused to another element: ${maxChainDepth} are under way for others already ` +
          "(maxChainDepth). Elements that merge each other's tables may go in a circle: break it.",
        details: { kind: "trigger", id: trigger },
      });
      return [];
    }
    const results: AggregateResult[] = [];
    const take = (result: AggregateResult): void => void results.push(result);
    this.#aggregating++;
    const done = core.failures.contain(
      () => core.runTrigger(trigger, chainStart({ aggregates: take })),
      () => ({ what: `Trigger ${trigger} for another element`, details: { trigger } }),
    );
    return andThen(done, () => {
      this.#aggregating--;
      return results;
    });
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
    if (on) this.#all.slowPoll.enter(pingIntervalMs);
    else this.#all.slowPoll.leave();
  }

  /** Queues and timers stand still, messages are dropped, sets from outside refused (D-35). */
  pause(): void {
    this.#externalSets.pause();
    this.#all.deliveries.pause();
    this.#status.pause();
    this.#all.sessions.pause();
    for (const thread of this.#all.threads.all) thread.pause();
    this.#all.clock.pause();
  }

  /** Everything goes on where it stood. */
  resume(): void {
    this.#all.clock.resume();
    this.#status.resume();
    this.#externalSets.resume();
    this.#all.deliveries.resume();
    this.#all.sessions.resume();
    for (const thread of this.#all.threads.all) thread.resume();
  }

  /**
   * Ends timers and queues, leaves waiting pairs without triggers and refuses everything that waits. Settled when
   * nothing is left to do, or when chains that do not end have had `graceMs`.
   */
  async stop(graceMs = 0): Promise<void> {
    this.#all.timers.stop();
    this.#externalSets.stop();
    const closed = this.#all.threads.closeLocks();
    if (this.#starting) this.#all.mainLock.release();
    this.#starting = false;
    this.#all.pairs.stop();
    this.#all.sessions.stop();
    this.#all.clock.stop();
    const ended = Promise.all([closed, ...this.#all.threads.all.map((thread) => thread.stop())]);
    let patience: Timer | undefined;
    const tooLong = new Promise<void>((resolve) => {
      patience = this.#outerClock.after(graceMs, resolve);
    });
    await Promise.race([ended, tooLong]);
    patience?.cancel();
  }
}

/** The engine of one element run. It becomes the listener of `parameters`. */
export function createEngine(parts: EngineParts): Engine {
  return new Engine(parts);
}
