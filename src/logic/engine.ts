/** The engine of one element: change events, triggers, actions, QActions, pairs, groups and timers, from start to stop. */
import type { Clock, Timer } from "../base/clock.ts";
import { andThen, type MaybePromise } from "../base/maybe-promise.ts";
import type { Options } from "../options/register.ts";
import type { ParameterStore } from "../parameter/store.ts";
import type { Protocol, QAction } from "../protocol/model.ts";
import { ActionRunner } from "./actions/action-runner.ts";
import type { AggregateResult } from "./actions/merge-results.ts";
import { ChangeEvents } from "./chain/change-event.ts";
import { Conditions } from "./chain/condition.ts";
import { chainStart, type ChainContext, type RowRun } from "./chain/context.ts";
import { ChainLimits } from "./chain/limits.ts";
import { QActions } from "./chain/qactions.ts";
import { Triggers } from "./chain/triggers.ts";
import type { ActionEngine } from "./chain/view.ts";
import { Candidates } from "./exchange/candidates.ts";
import { Commands } from "./exchange/commands.ts";
import { ConnectionRules } from "./exchange/connection-rules.ts";
import { ConnectionStatus } from "./exchange/connection-status.ts";
import { Deliveries } from "./exchange/deliveries.ts";
import { Pairs } from "./exchange/pairs.ts";
import { Redundancy, redundantPair } from "./exchange/redundancy.ts";
import { Responses } from "./exchange/responses.ts";
import { Sessions } from "./exchange/sessions.ts";
import { WireValues } from "./exchange/wire-values.ts";
import { Failures } from "./failures.ts";
import type { LogicHost } from "./logic-host.ts";
import { ConnectionLocks } from "./schedule/connection-locks.ts";
import { EngineClock } from "./schedule/engine-clock.ts";
import { Enqueue } from "./schedule/enqueue.ts";
import { ExternalSets } from "./schedule/external-sets.ts";
import { Groups } from "./schedule/groups.ts";
import type { GroupPlace, QueuedGroup } from "./schedule/queued-group.ts";
import { SlowPoll } from "./schedule/slow-poll.ts";
import { Threads } from "./schedule/threads.ts";
import { TimerPasses } from "./schedule/timer-pass.ts";
import { Timers } from "./schedule/timers.ts";

/**
 * The engine of one element run, from start to stop; a restart makes a new one. The order of a start is
 * {@link startup}, {@link activateTimers}, {@link startThreads}.
 *
 * It makes the parts of the logic, each with the parts it uses, and starts, pauses and stops them. What happens in
 * between goes directly to the part that does it.
 */
export class Engine implements ActionEngine {
  readonly protocol: Protocol;
  readonly options: Options;
  readonly parameters: ParameterStore<ChainContext>;
  readonly host: LogicHost;
  readonly failures: Failures;
  readonly clock: EngineClock;
  readonly limits: ChainLimits;
  readonly conditions: Conditions;
  readonly values: WireValues;
  readonly locks = new ConnectionLocks();
  readonly actions: ActionRunner;
  readonly triggers: Triggers;
  readonly qactions: QActions;
  readonly redundancy: Redundancy;
  readonly threads: Threads;
  readonly commands: Commands;
  readonly responses: Responses;
  readonly pairs: Pairs;
  readonly sessions: Sessions;
  readonly groups: Groups;
  readonly enqueue: Enqueue;
  readonly timers: Timers;
  readonly changes: ChangeEvents;
  readonly deliveries: Deliveries;
  readonly status: ConnectionStatus;
  readonly externalSets: ExternalSets;
  readonly #outerClock: Clock;
  #slowPoll: SlowPoll | undefined;
  #starting = false;
  /** Triggers that run for other elements. */
  #aggregating = 0;

  /**
   * The engine becomes the listener of `parameters`.
   * @param parameters filled already: fixed values, platform facts, saved values, defaults
   * @param random 0 or more, below 1: for timers with a random start
   */
  constructor(
    protocol: Protocol,
    options: Options,
    parameters: ParameterStore<ChainContext>,
    clock: Clock,
    host: LogicHost,
    random: () => number = Math.random,
  ) {
    this.protocol = protocol;
    this.options = options;
    this.parameters = parameters;
    this.host = host;
    this.#outerClock = clock;
    const { notice } = host;
    const failures = (this.failures = new Failures(notice));
    this.clock = new EngineClock(clock, failures);
    this.values = new WireValues(parameters);

    this.limits = new ChainLimits(options, notice);
    this.conditions = new Conditions(protocol, parameters, options, notice);
    // The one circle of the logic: triggers run actions, and actions reach what is made further down.
    this.actions = new ActionRunner(this);
    this.triggers = new Triggers(
      protocol,
      options,
      parameters,
      this.conditions,
      this.limits,
      this.actions,
      host,
    );
    this.qactions = new QActions(protocol, options, parameters, this.clock, this.conditions, host, failures);

    const rules = new ConnectionRules(protocol, options);
    this.redundancy = new Redundancy(redundantPair(protocol, options.dataMinerVersion), notice);
    this.threads = new Threads(protocol, options, this.clock, notice);
    this.commands = new Commands(protocol, options, this.values, this.triggers);
    this.responses = new Responses(
      protocol,
      options,
      parameters,
      this.values,
      this.limits,
      this.triggers,
      host,
    );
    this.pairs = new Pairs(
      protocol,
      options,
      this.clock,
      this.values,
      rules,
      this.threads,
      this.redundancy,
      this.conditions,
      this.triggers,
      this.commands,
      this.responses,
      failures,
      host,
    );
    this.sessions = new Sessions(
      protocol,
      options,
      parameters,
      this.redundancy,
      this.triggers,
      failures,
      host,
    );
    const candidates = new Candidates(protocol, options, rules, this.threads, notice);
    this.deliveries = new Deliveries(
      protocol,
      options,
      rules,
      this.threads,
      candidates,
      this.pairs,
      this.responses,
      failures,
      host,
    );
    this.status = new ConnectionStatus(protocol, options, parameters, rules, this.threads, failures);

    this.groups = new Groups(
      protocol,
      options,
      this.clock,
      this.redundancy,
      this.conditions,
      this.triggers,
      this.actions,
      this.pairs,
      this.sessions,
      failures,
      host,
    );
    this.enqueue = new Enqueue(
      protocol,
      options,
      parameters,
      this.limits,
      rules,
      this.threads,
      this.commands,
      this.pairs,
      this.sessions,
      host,
    );
    const mainLock = this.threads.main.lock;
    const passes = new TimerPasses(
      protocol,
      options,
      this.triggers,
      this.groups,
      this.enqueue,
      mainLock,
      failures,
    );
    this.timers = new Timers(
      protocol,
      options,
      parameters,
      this.clock,
      random,
      this.conditions,
      this.qactions,
      this.threads,
      passes,
      host,
    );

    this.changes = new ChangeEvents(
      protocol,
      options,
      parameters,
      this.clock,
      this.limits,
      this.triggers,
      this.qactions,
      this.timers,
      host,
    );
    this.externalSets = new ExternalSets(
      options,
      parameters,
      this.limits,
      this.qactions,
      this.changes,
      mainLock,
      failures,
    );
    parameters.onChange = this.changes.changed;
  }

  /**
   * Takes the main lock, makes every command, runs the after-startup triggers (if the protocol has a group) and
   * begins to open the connections, in the order of `startupTriggerBeforePorts`. Nothing else gets in before
   * {@link startThreads}.
   */
  startup(openConnections: () => void): MaybePromise {
    this.#starting = this.threads.main.lock.acquire() === true;
    this.commands.makeAll();
    const before = this.options.startupTriggerBeforePorts;
    if (!before) openConnections();
    const fired =
      this.protocol.groups.size > 0
        ? this.failures.contain(
            () => this.triggers.fire("protocol", "after startup", undefined, chainStart()),
            () => ({ what: "The after startup triggers", details: {} }),
          )
        : true;
    return andThen(fired, () => {
      if (before) openConnections();
    });
  }

  /** Timers are active from now on; the first pass of most is immediate. */
  activateTimers(): void {
    this.timers.activate();
  }

  /** Starts the protocol threads, the main one last, and releases the main lock. */
  startThreads(): void {
    for (const thread of this.threads.all) thread.start(this.#execute);
    if (!this.#starting) return;
    this.#starting = false;
    this.threads.main.lock.release();
  }

  /** Executes a group, unless the protocol shows another element's parameters or only pings are sent. */
  readonly #execute = (entry: QueuedGroup, place: GroupPlace): MaybePromise => {
    const dropped = this.protocol.replicatesParameters || this.#slowPoll?.drops(entry) === true;
    return dropped ? entry.finished?.() : this.groups.execute(entry, place);
  };

  /**
   * Runs one QAction in its turn, as if a parameter had triggered it: its condition does not count, and one that is
   * `queued` is waited for. With a row, a `row="true"` QAction is told that row.
   */
  runQAction(qaction: QAction, triggerId: number, row?: RowRun): MaybePromise {
    return this.threads.main.lock.run(() => this.qactions.runOne(qaction, triggerId, chainStart(), row));
  }

  /** Fires a trigger in its turn, whatever its On and Time; its condition counts. */
  fireTrigger(trigger: number): MaybePromise {
    const fired = this.threads.main.lock.run(() =>
      this.failures.contain(
        () => this.triggers.run(trigger, chainStart()),
        () => ({ what: `Trigger ${trigger}`, details: { trigger } }),
      ),
    );
    return andThen(fired, () => undefined);
  }

  /** Fires a trigger and gives the results of its *aggregate* actions, for *merge* in another element. */
  aggregated(trigger: number): MaybePromise<readonly AggregateResult[]> {
    const { maxChainDepth } = this.options;
    if (this.#aggregating >= maxChainDepth) {
      this.host.notice({
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
    const done = this.failures.contain(
      () => this.triggers.run(trigger, chainStart({ aggregates: take })),
      () => ({ what: `Trigger ${trigger} for another element`, details: { trigger } }),
    );
    return andThen(done, () => {
      this.#aggregating--;
      return results;
    });
  }

  /**
   * Begins or ends slow poll of the main connection: poll groups on it are dropped, and the ping is sent at once and
   * every `pingIntervalMs`.
   */
  setSlowPoll(on: boolean, pingIntervalMs: number): void {
    // Made when it is needed: few elements come to it.
    this.#slowPoll ??= new SlowPoll(
      this.protocol,
      this.options,
      this.clock,
      this.redundancy,
      this.threads.main,
    );
    if (on) this.#slowPoll.enter(pingIntervalMs);
    else this.#slowPoll.leave();
  }

  /** Queues and timers stand still, messages are dropped or kept (`pausedMessages`), sets from outside are refused. */
  pause(): void {
    this.externalSets.pause();
    this.deliveries.pause();
    this.status.pause();
    this.sessions.pause();
    for (const thread of this.threads.all) thread.pause();
    this.clock.pause();
  }

  /** Ends a pause. */
  resume(): void {
    this.clock.resume();
    this.status.resume();
    this.externalSets.resume();
    this.deliveries.resume();
    this.sessions.resume();
    for (const thread of this.threads.all) thread.resume();
  }

  /**
   * Ends timers and queues, leaves waiting pairs without triggers and refuses everything that waits. Done when nothing
   * is left to do, or when chains that do not end have had `graceMs`: each of them ends at its next link.
   */
  async stop(graceMs = 0): Promise<void> {
    this.timers.stopAll();
    this.externalSets.stop();
    const closed = this.threads.closeLocks();
    if (this.#starting) this.threads.main.lock.release();
    this.#starting = false;
    this.pairs.stop();
    this.sessions.stop();
    this.clock.stop();
    const ended = Promise.all([closed, ...this.threads.all.map((thread) => thread.stop())]);
    let patience: Timer | undefined;
    const tooLong = new Promise<void>((resolve) => {
      patience = this.#outerClock.after(graceMs, resolve);
    });
    await Promise.race([ended, tooLong]);
    patience?.cancel();
    this.limits.endAll();
    this.locks.releaseAll();
  }
}
