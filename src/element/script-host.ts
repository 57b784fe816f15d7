/** What the scripts of an element reach: its engine, its connections, its log, other elements. */
import type { Clock } from "../base/clock.ts";
import { soon } from "../base/turns.ts";
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
  ScriptReport,
} from "../qaction/qaction-host.ts";
import type { CommunicationState } from "./communication.ts";
import type { OtherElements } from "./other-elements.ts";
import type { EventHub } from "./event-hub.ts";
import type { ElementLife } from "./life.ts";
import type { ElementOptions } from "./element-settings.ts";

/** The {@link ScriptHost} of one run. */
export class ElementScriptHost implements ScriptHost<ChainContext> {
  /** False from the first step of a stop on: a restart is another run. */
  active = true;
  readonly facts: ElementFacts;
  readonly clock: Clock;
  readonly log: ElementLog;
  readonly dataMiner: DataMinerHost | undefined;
  readonly elements: OtherElements | undefined;
  readonly #scriptFailed: ElementOptions["scriptFailed"];
  readonly #hub: EventHub;
  readonly #life: ElementLife;
  readonly #saved: Pick<SavedValues, "forget">;
  readonly #communication: CommunicationState;
  readonly #engine: Engine;

  constructor(
    given: Pick<ElementOptions, "dataMiner" | "elements" | "scriptFailed">,
    facts: ElementFacts,
    clock: Clock,
    log: ElementLog,
    hub: EventHub,
    life: ElementLife,
    saved: Pick<SavedValues, "forget">,
    communication: CommunicationState,
    engine: Engine,
  ) {
    this.facts = facts;
    this.clock = clock;
    this.log = log;
    this.dataMiner = given.dataMiner;
    this.elements = given.elements;
    this.#scriptFailed = given.scriptFailed;
    this.#hub = hub;
    this.#life = life;
    this.#saved = saved;
    this.#communication = communication;
    this.#engine = engine;
  }

  get notice(): NoticeSink {
    return this.#hub.notice;
  }

  get started(): boolean {
    const { state } = this.#life;
    return state === "active" || state === "paused";
  }

  user(context: ChainContext): User | undefined {
    return context.user;
  }

  /** A client's set is the first link of its chain; whatever a script or trigger causes has a link before it. */
  fromClient({ user, chain }: ChainContext): boolean {
    return user !== undefined && chain?.from === undefined;
  }

  refusesSet(pid: number, context: ChainContext): boolean {
    return this.#engine.limits.refuses(context, "parameter", pid);
  }

  checkTrigger(id: number, context: ChainContext): CallOutcome {
    return this.#engine.triggers.check(id, context);
  }

  runAction(id: number, context: ChainContext): CallOutcome {
    return this.#engine.actions.runById(id, context);
  }

  tableChanged(table: Table, changes: readonly RowChange[], context: ChainContext): MaybePromise {
    return this.#engine.changes.rowsChanged(table, changes, context);
  }

  communication(connection: number, responding: boolean): void {
    this.#communication.report(connection, responding);
    if (!responding) this.#engine.redundancy.leave(connection);
  }

  /** Undefined when the other elements do not take notify calls. */
  get notifyElement(): ScriptHost<ChainContext>["notifyElement"] {
    const { elements } = this;
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
    const { externalSets } = this.#engine;
    if (place === "now") return externalSets.inside(pid, key, value, context);
    const { user } = context;
    const code =
      key === undefined ? externalSets.set(pid, value, user) : externalSets.setCell(pid, key, value, user);
    return { code, done: undefined };
  }

  chooseMenuItem(menu: number, choice: readonly string[], { user }: ChainContext): MaybePromise<number> {
    return this.#engine.externalSets.choose(menu, choice, user);
  }

  afterRun(work: () => void): void {
    soon(() => {
      void this.#engine.failures.contain(work, () => ({ what: "Work after a script", details: {} }));
    });
  }

  forgetSaved(pid: number): void {
    this.#saved.forget(pid);
  }

  setElementState(state: number): void {
    this.#life.request(state);
  }

  report(report: ScriptReport): void {
    this.#hub.emit(report);
  }

  scriptFailed(failure: ScriptFailure<ChainContext>): void {
    try {
      this.#scriptFailed?.(failure);
    } catch (error) {
      this.#hub.callbackFailed("The function scriptFailed", error);
    }
  }
}
