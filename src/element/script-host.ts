/** The port of the qaction layer, filled: what scripts reach of the engine, the connections and the element. */
import type { Clock } from "../base/clock.ts";
import type { MaybePromise } from "../base/maybe-promise.ts";
import type { NoticeSink } from "../base/notices.ts";
import type { Engine } from "../logic/engine.ts";
import type { User } from "../base/user.ts";
import type { ChainContext } from "../logic/chain/context.ts";
import type { RowChange } from "../parameter/table/table-model.ts";
import type { Table } from "../parameter/table/table.ts";
import type { SavedValues } from "../parameter/saved/saved-values.ts";
import type { DataMinerHost } from "../qaction/data-miner-host.ts";
import type { ElementLog } from "../qaction/log.ts";
import type {
  CallOutcome,
  ElementFacts,
  ExternalOutcome,
  ExternalSet,
  ScriptFailure,
  ScriptHost,
} from "../qaction/qaction-host.ts";
import type { CommunicationState } from "./communication.ts";
import type { OtherElements } from "./directory.ts";
import type { EventHub } from "./event-hub.ts";
import type { ElementLife } from "./life.ts";
import type { ElementOptions } from "./element-settings.ts";

/** The parts of a run that scripts reach; the engine is there once it has been made. */
export interface HostRun {
  readonly communication: CommunicationState;
  readonly engine: Engine;
}

/** What the host needs beside a run. */
export interface HostParts {
  readonly facts: ElementFacts;
  readonly clock: Clock;
  readonly log: ElementLog;
  readonly hub: EventHub;
  readonly life: ElementLife;
  readonly saved: Pick<SavedValues, "forget">;
  readonly given: Pick<ElementOptions, "dataMiner" | "elements" | "scriptFailed">;
}

/** {@link ScriptHost} of one run. */
export class ElementScriptHost implements ScriptHost<ChainContext> {
  /** Taken away by the first step of a stop, and never given back: a restart is another run. */
  active = true;
  readonly #run: HostRun;
  readonly #parts: HostParts;

  constructor(run: HostRun, parts: HostParts) {
    this.#run = run;
    this.#parts = parts;
  }

  get facts(): ElementFacts {
    return this.#parts.facts;
  }

  get clock(): Clock {
    return this.#parts.clock;
  }

  get log(): ElementLog {
    return this.#parts.log;
  }

  get notice(): NoticeSink {
    return this.#parts.hub.notice;
  }

  get dataMiner(): DataMinerHost | undefined {
    return this.#parts.given.dataMiner;
  }

  get elements(): OtherElements | undefined {
    return this.#parts.given.elements;
  }

  get started(): boolean {
    const { state } = this.#parts.life;
    return state === "active" || state === "paused";
  }

  user(context: ChainContext): User | undefined {
    return context.user;
  }

  /** A client's set is the first link of its chain; anything a script or trigger causes has a link before it. */
  fromClient({ user, chain }: ChainContext): boolean {
    return user !== undefined && chain?.from === undefined;
  }

  refusesSet(pid: number, context: ChainContext): boolean {
    return this.#run.engine.limits.refuses(context, "parameter", pid);
  }

  checkTrigger(id: number, context: ChainContext): CallOutcome {
    return this.#run.engine.triggers.check(id, context);
  }

  runAction(id: number, context: ChainContext): CallOutcome {
    return this.#run.engine.actions.runById(id, context);
  }

  tableChanged(table: Table, changes: readonly RowChange[], context: ChainContext): MaybePromise {
    return this.#run.engine.changes.rowsChanged(table, changes, context);
  }

  communication(connection: number, responding: boolean): void {
    this.#run.communication.report(connection, responding);
    if (!responding) this.#run.engine.redundancy.leave(connection);
  }

  /** Missing when the directory cannot be asked for it. */
  get notifyElement(): ScriptHost<ChainContext>["notifyElement"] {
    const { elements } = this.#parts.given;
    if (elements?.notify === undefined) return undefined;
    return (element, call, { user, depth, steps }) => {
      const chain = steps?.over === true ? { depth: 0 } : { depth, steps };
      return elements.notify?.(element, { ...call, user, ...chain });
    };
  }

  externalSet(
    { pid, key, value }: ExternalSet,
    place: "queued" | "now",
    context: ChainContext,
  ): ExternalOutcome {
    const { engine } = this.#run;
    if (place === "now") return engine.externalSets.inside(pid, key, value, context);
    const { user } = context;
    const code =
      key === undefined
        ? engine.externalSets.set(pid, value, user)
        : engine.externalSets.setCell(pid, key, value, user);
    return { code, done: undefined };
  }

  chooseMenuItem(menu: number, choice: readonly string[], { user }: ChainContext): MaybePromise<number> {
    return this.#run.engine.externalSets.choose(menu, choice, user);
  }

  afterRun(work: () => void): void {
    queueMicrotask(() => {
      void this.#run.engine.failures.contain(work, () => ({ what: "Work after a script", details: {} }));
    });
  }

  forgetSaved(pid: number): void {
    this.#parts.saved.forget(pid);
  }

  setElementState(state: number): void {
    this.#parts.life.wish(state);
  }

  scriptFailed(failure: ScriptFailure<ChainContext>): void {
    const { given, hub } = this.#parts;
    try {
      given.scriptFailed?.(failure);
    } catch (error) {
      hub.callbackFailed("The function scriptFailed", error);
    }
  }
}
