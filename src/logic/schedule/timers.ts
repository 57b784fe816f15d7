/** Timers: when each one is due, what it queues, and what it waits for before it is due again (`LogicTimers`). */
import type { Options } from "../../options/register.ts";
import { TIMER_BASE } from "../../parameter/general-parameters.ts";
import type { ParameterStore } from "../../parameter/store.ts";
import type { Protocol, Timer } from "../../protocol/model.ts";
import type { Conditions } from "../chain/condition.ts";
import type { ChainContext } from "../chain/context.ts";
import type { QActions } from "../chain/qactions.ts";
import type { TimerPhase } from "../logic-events.ts";
import type { LogicHost } from "../logic-host.ts";
import type { EngineClock, EngineTimer } from "./engine-clock.ts";
import { TableWalk, tableTimer } from "./table-walk.ts";
import type { Threads } from "./threads.ts";
import type { TimerPasses } from "./timer-pass.ts";

/** One timer. */
interface TimerState {
  readonly definition: Timer;
  /** Of a multi-threaded timer. */
  readonly rows: TableWalk | undefined;
  active: boolean;
  /** A pass is under way: from when it is due to when its last group has been executed. */
  passing: boolean;
  startedAt: number;
  /** A new pass was requested during this one: it starts as soon as this one is over. */
  again: boolean;
  wait: EngineTimer | undefined;
}

/** Longest period, ms: 24 days (`Protocol.Timers.Timer.Time`). */
const longestPeriod = 2_073_600_000;
/** Period of a `loop` timer, ms: others get a turn in between. */
const loopPeriod = 1;

const noTimers: ReadonlyMap<number, TimerState> = new Map();

/** The timers of one element. */
export class Timers {
  readonly #protocol: Protocol;
  readonly #options: Options;
  readonly #parameters: ParameterStore<ChainContext>;
  readonly #clock: EngineClock;
  readonly #random: () => number;
  readonly #conditions: Conditions;
  readonly #qactions: QActions;
  readonly #threads: Threads;
  readonly #passes: TimerPasses;
  readonly #host: LogicHost;
  readonly #states: ReadonlyMap<number, TimerState>;
  #randomStarts: Map<string, number> | undefined;
  #stopped = false;

  /** @param random 0 or more, below 1: for timers with a random start */
  constructor(
    protocol: Protocol,
    options: Options,
    parameters: ParameterStore<ChainContext>,
    clock: EngineClock,
    random: () => number,
    conditions: Conditions,
    qactions: QActions,
    threads: Threads,
    passes: TimerPasses,
    host: LogicHost,
  ) {
    this.#protocol = protocol;
    this.#options = options;
    this.#parameters = parameters;
    this.#clock = clock;
    this.#random = random;
    this.#conditions = conditions;
    this.#qactions = qactions;
    this.#threads = threads;
    this.#passes = passes;
    this.#host = host;
    const { timers } = protocol;
    this.#states =
      timers.size === 0
        ? noTimers
        : new Map([...timers].map(([id, definition]) => [id, this.#state(definition)]));
  }

  #state(definition: Timer): TimerState {
    const rows = tableTimer(definition);
    return {
      definition,
      rows:
        rows &&
        new TableWalk(
          rows,
          this.#period(definition),
          this.#protocol,
          this.#parameters,
          this.#conditions,
          this.#qactions,
        ),
      active: false,
      passing: false,
      startedAt: 0,
      again: false,
      wait: undefined,
    };
  }

  /** Starts the timers as `initial` says; the first pass of each is immediate unless it is random. */
  activate(): void {
    for (const state of this.#states.values()) {
      const { initial } = state.definition;
      if (initial === "false") continue;
      if (initial === "true") this.#activate(state, 0);
      else this.#activate(state, 1000 * this.#randomStart(initial.from, initial.to));
    }
  }

  /** The action *start*. */
  start(id: number): void {
    const state = this.#known(id);
    if (state === undefined) return;
    if (!state.active) {
      this.#activate(state, 0);
      return;
    }
    this.#host.notice({
      code: "TIMER_ALREADY_STARTED",
      kind: "warning",
      message: `Timer ${id} (${state.definition.name}) is already running: starting it again does nothing. Use conditions on its groups.`,
      details: { timer: id },
    });
  }

  /** The action *stop*: what it has queued stays queued. */
  stop(id: number): void {
    const state = this.#known(id);
    if (state?.active !== true) return;
    state.active = false;
    state.again = false;
    state.wait?.cancel();
    this.#event(id, "stopped");
  }

  /** *restart timer*: its queued groups are dropped; it is due after its period, or at once. */
  restart(id: number, reschedule: boolean): void {
    const state = this.#known(id);
    if (state === undefined) return;
    this.#threads.removeQueued(id);
    if (reschedule) this.reschedule(id);
  }

  /** *reschedule*: due now, or as soon as its pass is over. */
  reschedule(id: number): void {
    const state = this.#known(id);
    if (state?.active !== true) return;
    if (state.passing) {
      state.again = true;
      return;
    }
    state.wait?.cancel();
    this.#due(state);
  }

  /** The timer base has another value: with `true with reset` all relative timers are due now. */
  baseChanged(): void {
    if (this.#protocol.relativeTimers !== "true with reset") return;
    for (const { definition } of this.#states.values()) {
      if (this.#isRelative(definition)) this.reschedule(definition.id);
    }
  }

  /** No timer is due any more. */
  stopAll(): void {
    this.#stopped = true;
    for (const state of this.#states.values()) {
      state.active = false;
      state.wait?.cancel();
    }
  }

  #activate(state: TimerState, ms: number): void {
    const { definition } = state;
    if (this.#stopped || this.#refuses(state)) return;
    state.active = true;
    this.#event(definition.id, "started");
    if (ms === 0) this.#due(state);
    else this.#wait(state, ms);
  }

  #wait(state: TimerState, ms: number): void {
    state.wait = this.#clock.after(ms, () => {
      this.#due(state);
    });
  }

  #due(state: TimerState): void {
    if (!state.active || state.passing) return;
    const { definition } = state;
    if (!this.#conditions.holds(definition.condition, `timer ${definition.id}`)) {
      this.#wait(state, this.#options.timerConditionRecheckMs);
      return;
    }
    this.#event(definition.id, "due");
    state.startedAt = this.#clock.now();
    state.passing = true;
    this.#passes.run(definition, state.rows, () => {
      this.#passed(state);
    });
  }

  /** Start to start: the next pass counts from the beginning of this one. */
  #passed(state: TimerState): void {
    state.passing = false;
    if (!state.active || this.#stopped) return;
    const elapsed = this.#clock.now() - state.startedAt;
    const ms = state.again ? 0 : Math.max(0, this.#period(state.definition) - elapsed);
    state.again = false;
    this.#wait(state, ms);
  }

  #period(definition: Timer): number {
    const { dataDisplay } = definition;
    const time = this.#options.dataDisplayTimers && dataDisplay !== undefined ? dataDisplay : definition.time;
    if (time === "loop") return loopPeriod;
    const base = this.#isRelative(definition) ? (this.#parameters.number(TIMER_BASE) ?? 1) : 1;
    return Math.min(longestPeriod, Math.max(loopPeriod, time * (base > 0 ? base : 1)));
  }

  #isRelative(definition: Timer): boolean {
    return this.#protocol.relativeTimers !== "false" && !definition.fixedTimer;
  }

  /** One value for all timers of the same range (`Protocol.Timers.Timer.Time-initial`), seconds. */
  #randomStart(from: number, to: number): number {
    const range = `${from}:${to}`;
    this.#randomStarts ??= new Map();
    let value = this.#randomStarts.get(range);
    if (value === undefined) {
      value = from + Math.floor(this.#random() * Math.max(1, to - from));
      this.#randomStarts.set(range, value);
    }
    return value;
  }

  #refuses({ definition, rows }: TimerState): boolean {
    if (rows === undefined) return false;
    const refuses = this.#options.multiThreadedTimers === "refuse";
    this.#host.notice({
      code: "TIMER_MULTI_THREADED",
      kind: "warning",
      message:
        `Timer ${definition.id} (${definition.name}) goes over the rows of a table on many threads. ` +
        (refuses
          ? "It is not started."
          : "Here they are taken one after the other, and only their QActions run: no ping and no request."),
      details: { timer: definition.id },
    });
    return refuses;
  }

  #known(id: number): TimerState | undefined {
    const state = this.#states.get(id);
    if (state === undefined) {
      this.#host.notice({
        code: "NO_SUCH_ITEM",
        kind: "warning",
        message: `The protocol has no timer ${id}. Nothing was done.`,
        details: { kind: "timer", id },
      });
    }
    return state;
  }

  #event(id: number, phase: TimerPhase): void {
    if (this.#host.listening) this.#host.event({ type: "timer", id, phase });
  }
}
