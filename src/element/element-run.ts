/** One life of an element from start to stop: makes its parts anew, and is the host of its engine. */
import type { Clock } from "../base/clock.ts";
import { QActionKitError } from "../base/errors.ts";
import type { MaybePromise } from "../base/maybe-promise.ts";
import type { NoticeSink } from "../base/notices.ts";
import type { User } from "../base/user.ts";
import { chainStart, type ChainContext } from "../logic/chain/context.ts";
import { Engine } from "../logic/engine.ts";
import type { LogicEvent } from "../logic/logic-events.ts";
import type { LogicHost } from "../logic/logic-host.ts";
import type { Options } from "../options/register.ts";
import { hresults } from "../parameter/hresult.ts";
import type { SavedValues } from "../parameter/saved/saved-values.ts";
import { ParameterStore } from "../parameter/store.ts";
import type { Protocol } from "../protocol/model.ts";
import { ScriptEnvironment } from "../qaction/environment.ts";
import type { ElementLog } from "../qaction/log.ts";
import type { ElementAnswer, ElementFacts, ForeignCall } from "../qaction/qaction-host.ts";
import { QActionRunner } from "../qaction/runner.ts";
import { menuArguments, menuOf, tableOfMenu, type MenuChoice } from "../qaction/table/context-menu.ts";
import { CommunicationParameters } from "./communication-parameters.ts";
import { CommunicationState } from "./communication.ts";
import { Connections } from "./connections.ts";
import type { ElementOptions } from "./element-settings.ts";
import { CSharpQActions } from "./csharp-qactions.ts";
import type { EventHub } from "./event-hub.ts";
import type { ElementLife } from "./life.ts";
import { parseReference } from "./other-elements.ts";
import { ElementScriptHost } from "./script-host.ts";
import { SlowPollGuard } from "./slow-poll-guard.ts";
import { fillPlatformParameters, restoreValues, saveRows } from "./start-values.ts";
import type { StreamLog } from "./stream/stream-log.ts";
import { StreamRecorder } from "./stream/stream-recorder.ts";

/** A choice, and who makes it. */
export interface UserMenuChoice extends MenuChoice {
  readonly user?: Partial<User>;
}

/** An element that runs. */
export class ElementRun implements LogicHost {
  readonly parameters: ParameterStore<ChainContext>;
  readonly engine: Engine;
  readonly communication: CommunicationState;
  readonly connections: Connections;
  readonly scripts: QActionRunner<ChainContext>;
  readonly stream: StreamRecorder;
  readonly aggregateRemote?: NonNullable<LogicHost["aggregateRemote"]>;
  readonly #protocol: Protocol;
  readonly #options: Options;
  readonly #saved: SavedValues;
  readonly #hub: EventHub;
  readonly #slowPoll: SlowPollGuard;
  readonly #scriptHost: ElementScriptHost;

  constructor(
    protocol: Protocol,
    given: ElementOptions,
    options: Options,
    clock: Clock,
    saved: SavedValues,
    facts: ElementFacts,
    log: ElementLog,
    hub: EventHub,
    stream: StreamLog,
    life: ElementLife,
  ) {
    this.#protocol = protocol;
    this.#options = options;
    this.#saved = saved;
    this.#hub = hub;
    this.stream = new StreamRecorder(protocol, clock, hub, stream);
    const { elements } = given;
    if (elements?.aggregate !== undefined) {
      this.aggregateRemote = (element, trigger) => {
        const reference = parseReference(element);
        return reference && elements.aggregate?.(reference, trigger);
      };
    }
    const parameters = (this.parameters = new ParameterStore(protocol, options, hub.notice));
    restoreValues(parameters, protocol, saved, given.values ?? {}, options);
    saveRows(parameters, protocol, saved);
    // The engine asks its host for connections, communication and scripts once it is started.
    const engine = (this.engine = new Engine(protocol, options, parameters, clock, this));
    this.#slowPoll = new SlowPollGuard(protocol.settings, clock, engine);
    const elementTimeoutMs =
      given.elementTimeoutMs ?? protocol.settings.elementTimeoutMs ?? options.elementTimeoutMs;
    const communication = new CommunicationState(
      clock,
      elementTimeoutMs,
      given,
      engine.redundancy,
      this.#slowPoll,
      new CommunicationParameters(protocol, parameters, engine.changes),
      life,
    );
    this.communication = communication;
    this.connections = new Connections(
      protocol,
      given,
      options,
      clock,
      hub,
      this.stream,
      parameters,
      communication,
      engine,
    );
    fillPlatformParameters(parameters, protocol, facts, this.connections.allSettings);
    this.#scriptHost = new ElementScriptHost(
      given,
      facts,
      clock,
      log,
      hub,
      life,
      saved,
      communication,
      engine,
    );
    this.scripts = new QActionRunner(
      new ScriptEnvironment(protocol, parameters, this.#scriptHost, options),
      given.scripts ?? {},
      this.#csharp(given, facts),
    );
    for (const table of parameters.tables()) table.watch(engine.changes.linkedColumns(table));
  }

  #csharp({ csharp = false, scripts }: ElementOptions, facts: ElementFacts): CSharpQActions | undefined {
    if (csharp === false) return undefined;
    return new CSharpQActions(
      csharp === true ? {} : csharp,
      this.#protocol,
      scripts,
      this.#options,
      facts,
      this.#hub.notice,
      () => this.#scriptHost.active,
    );
  }

  /** The order of `LogicUseCase2`: triggers, then sockets, then timers, then threads; nobody waits for a socket. */
  async start(): Promise<void> {
    // Meanwhile somebody may stop it.
    const stopped = (): boolean => !this.#scriptHost.active;
    await this.scripts.load();
    if (stopped()) return;
    await this.engine.startup(() => {
      this.connections.openAll();
    });
    if (stopped()) return;
    this.engine.activateTimers();
    this.engine.startThreads();
  }

  /** Ends timers and queues, then sockets, then script objects. A step that fails is reported, and the next one follows. */
  async stop(): Promise<void> {
    this.#scriptHost.active = false;
    await this.#ended("queues and timers", () => this.engine.stop(this.#options.stopGraceMs));
    await this.#ended("connections", () => this.connections.closeAll());
    this.communication.stop();
    this.#slowPoll.stop();
    await this.#ended("objects of scripts", () => this.scripts.dispose());
    await this.#closeSaved();
  }

  async #ended(what: string, step: () => MaybePromise): Promise<void> {
    await this.engine.failures.contain(step, () => ({
      what: `Stopping the element (${what})`,
      details: { step: what },
    }));
  }

  /** When the element has stopped, everything saved is on disk, or a notice says why it is not. */
  async #closeSaved(): Promise<void> {
    try {
      await this.#saved.close?.();
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      const message = `Saved values are lost. ${why}`;
      this.#hub.notice({ code: "SAVED_NOT_WRITTEN", kind: "error", message });
    }
  }

  /** Resolves when everything saved so far is safe. */
  async flush(): Promise<void> {
    await this.#saved.flush?.();
  }

  /** Answers a `NotifyDataMiner` call of another element, one level deeper than the chain that made it. */
  notified(call: ForeignCall): ElementAnswer {
    const context = chainStart({ user: call.user, steps: call.steps });
    context.depth = call.depth + 1;
    return this.scripts.notified(call, context);
  }

  /** Chooses an item of a context menu, given by its own id or by that of its table. */
  chooseMenuItem(id: number, item: string, choice: MenuChoice, user: User): MaybePromise<number> {
    const menu = menuOf(this.#protocol, id);
    const table = this.parameters.table(tableOfMenu(this.#protocol, menu) ?? 0);
    return this.engine.externalSets.choose(menu.id, menuArguments(menu, table, item, choice), user);
  }

  /** Runs one QAction as if `triggerId` had triggered it, for the row of `key` when one is given. */
  runQAction(id: number, given?: number, key?: string): MaybePromise {
    const qaction = this.#protocol.qactions.get(id);
    if (qaction === undefined) throw cannotRun(id, "the protocol does not have it");
    const triggerId = given ?? qaction.triggers[0] ?? 0;
    const index = Math.max(0, qaction.triggers.indexOf(triggerId));
    if (!this.scripts.canRun(qaction, index)) throw cannotRun(id, "it has no script that was loaded");
    if (key === undefined) return this.engine.runQAction(qaction, triggerId);
    const place = this.parameters.columnPlace(triggerId);
    const table = place?.table ?? this.parameters.table(triggerId);
    const cells = table?.row(key);
    if (table === undefined || cells === undefined)
      throw cannotRun(id, `there is no row '${key}' in the table of parameter ${String(triggerId)}`);
    const change = {
      key,
      position: table.position(key),
      oldRow: cells,
      newRow: cells,
      columns: place === undefined ? [] : [place.idx],
    };
    return this.engine.runQAction(qaction, triggerId, { table: table.pid, column: triggerId, change });
  }

  // What the engine asks of its host.

  get notice(): NoticeSink {
    return this.#hub.notice;
  }

  get listening(): boolean {
    return this.#hub.listening;
  }

  get reporting(): boolean {
    return this.#hub.reporting;
  }

  event(event: LogicEvent): void {
    this.#hub.emit(event);
  }

  save(pid: number): void {
    const value = this.parameters.stored(pid);
    if (value === undefined) this.#saved.forget(pid);
    else this.#saved.save(pid, value);
  }

  clearDisplay(pid: number): void {
    this.#hub.emit({ type: "display", pid, cleared: true });
  }

  normalize(pid: number, nominal: string | number): void {
    this.#hub.emit({ type: "normalized", pid, nominal });
  }
}

function cannotRun(id: number, why: string): QActionKitError {
  return new QActionKitError("ERR_ELEMENT_OPTION", `QAction ${String(id)} cannot be run: ${why}.`);
}

/** What an element that may have stopped answers to a call of another one. */
export function answerOf(run: ElementRun | undefined, call: ForeignCall): ElementAnswer {
  if (run !== undefined) return run.notified(call);
  call.failed(hresults.notActive);
  return { result: null, done: undefined };
}
