/** One life of an element from start to stop: everything made anew and wired together. */
import type { Clock } from "../base/clock.ts";
import { QActionKitError } from "../base/errors.ts";
import type { MaybePromise } from "../base/maybe-promise.ts";
import { chainStart } from "../logic/chain/context.ts";
import { Engine } from "../logic/engine.ts";
import type { User } from "../base/user.ts";
import type { ChainContext } from "../logic/chain/context.ts";
import type { Options } from "../options/register.ts";
import { COMMUNICATION_STATE } from "../parameter/general-parameters.ts";
import { hresults } from "../parameter/hresult.ts";
import { ParameterStore } from "../parameter/store.ts";
import type { SavedValues } from "../parameter/saved/saved-values.ts";
import type { Protocol } from "../protocol/model.ts";
import { menuArguments, menuOf, tableOfMenu, type MenuChoice } from "../qaction/table/context-menu.ts";
import { ScriptEnvironment } from "../qaction/environment.ts";
import type { ElementLog } from "../qaction/log.ts";
import { QActionRunner } from "../qaction/runner.ts";
import type { ElementAnswer, ElementFacts, ForeignCall } from "../qaction/qaction-host.ts";
import { CommunicationState, type CommunicationRun } from "./communication.ts";
import { CommunicationTable } from "./communication-updates.ts";
import { Connections } from "./connections.ts";
import type { EventHub } from "./event-hub.ts";
import type { ElementLife } from "./life.ts";
import { EngineHost, type PortsRun } from "./engine-host.ts";
import { ElementScriptHost, type HostRun } from "./script-host.ts";
import type { ElementOptions } from "./element-settings.ts";
import { SlowPollGuard, type SlowPollRun } from "./slow-poll-guard.ts";
import { fillPlatformParameters, restoreValues, saveRows } from "./start-values.ts";
import type { StreamLog } from "./stream/stream-log.ts";

/** What a run is made of. */
export interface RunParts {
  readonly protocol: Protocol;
  readonly given: ElementOptions;
  readonly options: Options;
  readonly clock: Clock;
  readonly saved: SavedValues;
  readonly facts: ElementFacts;
  readonly log: ElementLog;
  readonly hub: EventHub;
  readonly stream: StreamLog;
  readonly life: ElementLife;
}

/** A choice, and who makes it. */
export interface UserMenuChoice extends MenuChoice {
  readonly user?: Partial<User>;
}

/** The parts of a running element. */
export class ElementRun implements PortsRun, HostRun, CommunicationRun, SlowPollRun {
  readonly parameters: ParameterStore<ChainContext>;
  readonly communication: CommunicationState;
  readonly connections: Connections;
  readonly engine: Engine;
  readonly scripts: QActionRunner<ChainContext>;
  readonly slowPoll: SlowPollGuard;
  readonly #parts: RunParts;
  readonly #table: CommunicationTable;
  readonly #host: ElementScriptHost;

  constructor(parts: RunParts) {
    const { protocol, given, options, clock, facts, hub, stream, saved } = parts;
    this.#parts = parts;
    this.parameters = new ParameterStore(protocol, options, hub.notice);
    this.slowPoll = new SlowPollGuard(parts, this);
    const elementTimeoutMs =
      given.elementTimeoutMs ?? protocol.settings.elementTimeoutMs ?? options.elementTimeoutMs;
    this.communication = new CommunicationState({ clock, elementTimeoutMs, given, run: this });
    this.#table = new CommunicationTable(protocol, this);
    restoreValues(this.parameters, protocol, saved, given.values ?? {}, options);
    saveRows(this.parameters, protocol, saved);
    this.connections = new Connections({ protocol, given, options, clock, hub, stream, run: this });
    fillPlatformParameters(this.parameters, protocol, facts, this.connections.allSettings);
    this.#host = new ElementScriptHost(this, parts);
    this.scripts = new QActionRunner(
      new ScriptEnvironment(protocol, this.parameters, this.#host, options),
      given.scripts ?? {},
    );
    this.engine = new Engine(protocol, options, this.parameters, clock, new EngineHost(this, parts));
    for (const table of this.parameters.tables()) table.watch(this.engine.changes.linkedColumns(table));
  }

  /** The element enters or leaves the timeout state. */
  timeoutChanged(inTimeout: boolean): void {
    this.slowPoll.timeoutChanged(inTimeout);
    this.parameters.set(COMMUNICATION_STATE, inTimeout ? 1 : 0, "platform", chainStart());
    this.#parts.life.timeoutChanged(inTimeout);
  }

  /** Resolves when everything saved so far is safe. */
  async flush(): Promise<void> {
    await this.#parts.saved.flush?.();
  }

  connectionChanged(connection: number, well: boolean, what: "answer" | "line"): void {
    this.#table.changed(connection, well, what);
  }

  /** The order of `LogicUseCase2`: triggers, then sockets, then timers, then threads; nobody waits for a socket. */
  async start(): Promise<void> {
    // Meanwhile somebody may stop it.
    const stopped = (): boolean => !this.#host.active;
    await this.scripts.load();
    if (stopped()) return;
    await this.engine.startup(() => {
      this.connections.open();
    });
    if (stopped()) return;
    this.engine.activateTimers();
    this.engine.startThreads();
  }

  /** Ends timers and queues, then sockets, then script objects. A step that fails is reported, and the next one follows. */
  async stop(): Promise<void> {
    this.#host.active = false;
    const { options } = this.#parts;
    await this.#ended("queues and timers", () => this.engine.stop(options.stopGraceMs));
    await this.#ended("connections", () => this.connections.close());
    this.communication.stop();
    this.slowPoll.stop();
    await this.#ended("objects of scripts", () => this.scripts.dispose());
    await this.#closeSaved();
  }

  async #ended(what: string, step: () => MaybePromise): Promise<void> {
    await this.engine.failures.contain(step, () => ({
      what: `Stopping the element (${what})`,
      details: { step: what },
    }));
  }

  /** Everything saved is on disk when the element has stopped, or it is told why it is not. */
  async #closeSaved(): Promise<void> {
    const { saved, hub } = this.#parts;
    try {
      await saved.close?.();
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      hub.notice({ code: "SAVED_NOT_WRITTEN", kind: "error", message: `Saved values are lost. ${why}` });
    }
  }

  /** Answers a `NotifyDataMiner` call of another element, one level deeper than the chain that made it. */
  notified(call: ForeignCall): ElementAnswer {
    const context = chainStart({ user: call.user, steps: call.steps });
    context.depth = call.depth + 1;
    return this.scripts.notified(call, context);
  }

  /** Chooses an item of a context menu, given by its own id or by that of its table. */
  chooseMenuItem(id: number, item: string, choice: MenuChoice, user: User): MaybePromise<number> {
    const { protocol } = this.#parts;
    const menu = menuOf(protocol, id);
    const table = this.parameters.table(tableOfMenu(protocol, menu) ?? 0);
    return this.engine.externalSets.choose(menu.id, menuArguments(menu, table, item, choice), user);
  }

  /** Runs one QAction as if `triggerId` had triggered it, for the row of `key` when one is given. */
  runQAction(id: number, given?: number, key?: string): MaybePromise {
    const qaction = this.#parts.protocol.qactions.get(id);
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
