/** An element: one running connector, from start to stop, with an event for everything that happens in it. */
import { systemClock, type Clock } from "../base/clock.ts";
import type { Connection, ConnectionState } from "../connection/connection.ts";
import { QActionKitError } from "../base/errors.ts";
import type { AggregateResult } from "../logic/actions/merge-results.ts";
import { chainStart } from "../logic/chain/context.ts";
import type { User } from "../base/user.ts";
import { resolveOptions, type Options } from "../options/register.ts";
import { hresults } from "../parameter/hresult.ts";
import type { Value } from "../parameter/value.ts";
import { savedInMemory, type SavedStore, type SavedValues } from "../parameter/saved/saved-values.ts";
import { kindOf } from "../protocol/connection-kinds.ts";
import type { Protocol } from "../protocol/model.ts";
import type { MatchResult } from "../wire/response/match-model.ts";
import { ElementLog, type LogLine } from "../qaction/log.ts";
import type { SLProtocol } from "../qaction/slprotocol/slprotocol.ts";
import type { ElementAnswer, ElementFacts, ForeignCall } from "../qaction/qaction-host.ts";
import { valuesOf, type ElementValues } from "./element-values.ts";
import { EventHub } from "./event-hub.ts";
import type { ElementEvent, ElementListener, ElementState } from "./events.ts";
import { ElementLife } from "./life.ts";
import { logLineEvent } from "./log-events.ts";
import { openSaved } from "./saved-events.ts";
import { answerOf, ElementRun, type UserMenuChoice } from "./element-run.ts";
import { checkKeys } from "./element-option-keys.ts";
import {
  checkValues,
  connectionInputs,
  factsOf,
  noConnection,
  type ElementOptions,
} from "./element-settings.ts";
import { StreamLog } from "./stream/stream-log.ts";

/**
 * A connector that runs. Make one, listen with {@link subscribe}, then {@link start}; or `await Element.start(...)`.
 * `await using` stops it at the end of the block.
 */
export class Element implements AsyncDisposable {
  readonly protocol: Protocol;
  /** Named options in use. */
  readonly options: Options;
  /** What went out and came in. */
  readonly stream: StreamLog;
  /** The element log: levels, and sinks for its lines. */
  readonly log: ElementLog;
  /** Name, ids and version, as scripts see them. */
  readonly facts: ElementFacts;
  readonly #given: ElementOptions;
  readonly #clock: Clock;
  readonly #saved: SavedValues | SavedStore;
  readonly #hub: EventHub;
  readonly #life: ElementLife;
  #run: ElementRun | undefined;
  /** The saved values are being opened. */
  #opening: Promise<void> | undefined;
  /** Settles when a stop under way is over. */
  #stopping: Promise<void> | undefined;

  /**
   * @throws QActionKitError `ERR_ELEMENT_OPTION` or `ERR_OPTION` for an invalid field
   */
  constructor(protocol: Protocol, given: ElementOptions = {}) {
    this.protocol = protocol;
    checkKeys(given);
    this.options = resolveOptions(given.options);
    this.#given = given;
    connectionInputs(protocol, given);
    checkValues(protocol, given.values ?? {});
    this.#clock = given.clock ?? systemClock;
    this.#saved = given.savedValues ?? savedInMemory();
    this.#hub = new EventHub(this.#clock);
    this.#life = new ElementLife(this.#hub, this);
    const failed =
      (what: string) =>
      (error: unknown): void => {
        this.#hub.callbackFailed(what, error);
      };
    this.stream = new StreamLog(given.stream, failed("A listener of the stream"));
    const toEvents = (line: LogLine): void => {
      this.#hub.emit(logLineEvent(line));
    };
    this.log = new ElementLog(this.#clock, [toEvents], given.logLevels, failed("A sink of the element log"));
    this.facts = factsOf(given, protocol.version);
  }

  /** Makes an element and starts it. */
  static async start(protocol: Protocol, options: ElementOptions = {}): Promise<Element> {
    const element = new Element(protocol, options);
    await element.start();
    return element;
  }

  /** Its state (`Element_states`). */
  get state(): ElementState {
    return this.#life.state;
  }

  /** True while the element is in timeout. */
  get inTimeout(): boolean {
    return this.#life.inTimeout;
  }

  /**
   * Starts a stopped element; the sockets open by themselves and nobody waits for them.
   * @throws QActionKitError `ERR_ELEMENT_STATE` when it is not stopped; `ERR_SAVED_...` when its saved values cannot be used
   */
  async start(): Promise<void> {
    if (this.state !== "stopped") {
      throw new QActionKitError(
        "ERR_ELEMENT_STATE",
        `The element is ${this.state}. Stop it before starting it.`,
      );
    }
    this.#life.enter("starting");
    this.#run = undefined;
    try {
      await this.#begin();
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  async #begin(): Promise<void> {
    const { protocol, facts, log, stream } = this;
    const [given, options, clock] = [this.#given, this.options, this.#clock];
    const [hub, life] = [this.#hub, this.#life];
    const make = (saved: SavedValues): void => {
      this.#run = new ElementRun(protocol, given, options, clock, saved, facts, log, hub, stream, life);
    };
    const saved = this.#saved;
    if ("open" in saved) await (this.#opening = openSaved(saved, facts, protocol.name, hub, make));
    else make(saved);
    this.#opening = undefined;
    await this.#run?.start();
    if (this.state === "starting") life.enter("active");
  }

  /**
   * Resolves when everything saved so far is safe on disk (`savedOnDisk`); a stop waits for that anyway.
   * @throws QActionKitError `ERR_SAVED_WRITE` when the disk does not take it
   */
  async flush(): Promise<void> {
    await this.#run?.flush();
  }

  /**
   * Stops it: timers, queues, sockets (close code 1000), script objects. Nothing of it is left running. Resolves even
   * when a step fails, which is reported; also when the element is already stopping.
   */
  stop(): Promise<void> {
    if (this.state === "stopped") return Promise.resolve();
    return (this.#stopping ??= this.#end());
  }

  async #end(): Promise<void> {
    this.#life.enter("stopping");
    // A failure rejects the call of start.
    if (this.#opening !== undefined) await this.#opening.catch(() => undefined);
    await this.#run?.stop();
    this.#stopping = undefined;
    this.#life.enter("stopped");
  }

  /** {@link stop} and {@link start}; saved values survive. */
  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  /** Queues and timers stand still, sockets stay open, messages are dropped, sets are refused (`Element_states`). */
  pause(): void {
    if (this.state !== "active") return;
    this.#run?.engine.pause();
    this.#life.enter("paused");
  }

  /** Ends a pause. */
  resume(): void {
    if (this.state !== "paused") return;
    this.#run?.engine.resume();
    this.#life.enter("active");
  }

  /** What `GetParameter` gives; `undefined` when there is no such standalone parameter. */
  get(pid: number): Value | undefined {
    return this.#run?.parameters.get(pid);
  }

  /** The stored bytes of a parameter, not to be written to; `undefined` when there is no such parameter. */
  bytes(pid: number): Uint8Array | undefined {
    return this.#run?.parameters.bytes(pid);
  }

  /**
   * Sets a parameter from outside, as a user does. Settled when everything linked to it has run.
   * @returns HRESULT: 0, 0x80040239 unknown or without RTDisplay, 0x80040222 unsuitable value, 0x800402E0 not active
   */
  async set(pid: number, value: string | number, user: Partial<User> = {}): Promise<number> {
    const { name = "", cookie = "" } = user;
    return (await this.#run?.engine.externalSets.set(pid, value, { name, cookie })) ?? hresults.notActive;
  }

  /**
   * Sets a cell from outside, by its column parameter or by the write parameter of a column, as a user does who fills
   * in a field or presses a button of a row. Settled when everything linked to it has run.
   * @param key Primary key of the row.
   * @returns HRESULT as {@link set}; 0x80040221 without such a row or column
   */
  async setCell(
    column: number,
    key: string,
    value: string | number,
    user: Partial<User> = {},
  ): Promise<number> {
    const { name = "", cookie = "" } = user;
    return (
      (await this.#run?.engine.externalSets.setCell(column, key, value, { name, cookie })) ??
      hresults.notActive
    );
  }

  /**
   * Chooses an item (by value, or as displayed) of a table's context menu (by its id, or that of the table), as a user
   * does: its QActions run, told the choice, and no value is set (`UIComponentsCustomTableContextMenu`).
   * @returns HRESULT as {@link set}, when everything is done that they caused
   * @throws QActionKitError `ERR_ELEMENT_OPTION` for a choice that no client could make, saying why
   */
  async chooseMenuItem(menu: number, item: string, choice: UserMenuChoice = {}): Promise<number> {
    const { name = "", cookie = "" } = choice.user ?? {};
    return (await this.#run?.chooseMenuItem(menu, item, choice, { name, cookie })) ?? hresults.notActive;
  }

  /** Answers a `NotifyDataMiner` call of another element's script, see `createElementDirectory`; 0x800402E0 when stopped. */
  notified(call: ForeignCall): ElementAnswer {
    return answerOf(this.state === "stopped" ? undefined : this.#run, call);
  }

  /**
   * Runs a QAction now, as if a parameter had triggered it; its condition does not count. Settled when everything is
   * done that it caused.
   * @param triggerId What `GetTriggerParameter` gives; default: its first trigger.
   * @param key Row of a `row="true"` QAction, in the table of the trigger.
   * @throws QActionKitError `ERR_ELEMENT_OPTION` without such a QAction, script or row
   */
  async runQAction(id: number, triggerId?: number, key?: string): Promise<void> {
    await this.#run?.runQAction(id, triggerId, key);
  }

  /**
   * Compiles the C# of its QActions again, in a new host (or in the `host` that it was given), while the old ones run. Runs that
   * begin afterwards use the new ones; then `Dispose` of the old objects is called. Statics and instances are new.
   * @returns false when the old ones stay, because one does not compile that did, which is reported, or because there are none
   */
  async reloadCSharp(): Promise<boolean> {
    return (await this.#run?.scripts.reload()) ?? false;
  }

  /**
   * An `SLProtocol` outside of every QAction, for a program or test that calls the functions of scripts itself. What it
   * sets runs what is linked to it.
   * @throws QActionKitError `ERR_ELEMENT_STATE` before the start
   */
  get slProtocol(): SLProtocol {
    const object = this.#run?.scripts.object(chainStart());
    if (object !== undefined) return object;
    throw new QActionKitError("ERR_ELEMENT_STATE", "The element has no SLProtocol yet. Start it first.");
  }

  /** Rows of a table now, each its cells by idx; `undefined` when there is no such table. */
  rows(table: number): readonly (readonly Value[])[] | undefined {
    const found = this.#run?.parameters.table(table);
    return found?.keys().map((key) => found.row(key) ?? []);
  }

  /** Primary keys of a table now; `undefined` when there is no such table. */
  keys(table: number): readonly string[] | undefined {
    return this.#run?.parameters.table(table)?.keys();
  }

  /** Cells of one row by idx; `undefined` when there is no such row. */
  row(table: number, key: string): readonly Value[] | undefined {
    return this.#run?.parameters.table(table)?.row(key);
  }

  /** How a message splits over each response of a connection, by the values of now; nothing is stored, no trigger runs. Empty before the start. */
  split(connection: number, message: Uint8Array): readonly MatchResult[] {
    return this.#run?.engine.deliveries.split(connection, message) ?? [];
  }

  /** Hands a message to the logic as if it had come in by a connection. Settled when everything linked to it has run. */
  async receive(connection: number, bytes: Uint8Array): Promise<void> {
    await this.#run?.engine.deliveries.message({ connection, bytes, at: this.#clock.now() });
  }

  /**
   * Fires a trigger, whatever its On and Time; its condition counts. Settled when everything is done that it caused.
   * @throws QActionKitError `ERR_ELEMENT_OPTION` without such a trigger
   */
  async trigger(id: number): Promise<void> {
    const { triggers } = this.protocol;
    if (!triggers.has(id)) {
      const known = [...triggers.keys()].join(", ") || "none";
      throw new QActionKitError(
        "ERR_ELEMENT_OPTION",
        `The protocol has no trigger ${String(id)}. Its triggers are: ${known}.`,
      );
    }
    await this.#run?.engine.fireTrigger(id);
  }

  /**
   * Sends a message on a connection as it is, without a command: a text becomes a text frame in UTF-8, bytes a binary frame.
   * @returns false, with a stream entry, when the connection is not open
   * @throws QActionKitError `ERR_ELEMENT_OPTION` for a connection that keeps no line open, for example HTTP
   */
  send(connection: number, message: string | Uint8Array): boolean {
    this.#line(connection);
    const text = typeof message === "string";
    const bytes = text ? Buffer.from(message, "utf8") : Uint8Array.from(message);
    return this.#run?.connections.send(connection, { bytes, text }, {}) ?? false;
  }

  /**
   * Begins to open a connection, as the action *open* does. Returns at once.
   * @throws QActionKitError `ERR_ELEMENT_OPTION` as {@link send}
   */
  openConnection(id: number): void {
    this.#line(id);
    this.#run?.connections.open(id);
  }

  /**
   * Closes a connection, as the action *close* does; nothing opens it again but {@link openConnection}, the protocol or a restart.
   * @throws QActionKitError `ERR_ELEMENT_OPTION` as {@link send}
   */
  async closeConnection(id: number): Promise<void> {
    await this.#line(id)?.close();
  }

  /** A connection that keeps a line open; `undefined` before the start. */
  #line(id: number): Connection | undefined {
    const definition = this.protocol.connections.find((connection) => connection.id === id);
    if (definition === undefined) throw noConnection(this.protocol, String(id));
    if (this.#run === undefined) return undefined;
    const line = this.#run.connections.get(id);
    if (line !== undefined) return line;
    throw new QActionKitError(
      "ERR_ELEMENT_OPTION",
      `Connection ${String(id)} is ${kindOf(definition).name} and keeps no line open: it cannot be opened, closed or sent on.`,
    );
  }

  /** State of a connection; `undefined` when it is not one that the kit opens. */
  connectionState(id: number): ConnectionState | undefined {
    return this.#run?.connections.get(id)?.state;
  }

  /** All values now. */
  values(): ElementValues {
    return valuesOf(this.protocol, this.#run?.parameters);
  }

  /**
   * Fires a trigger, whatever its On and Time, and gives what its *aggregate* actions gave: what *merge* of another
   * element asks for (`LogicActionMerge`).
   */
  async aggregated(trigger: number): Promise<readonly AggregateResult[]> {
    return (await this.#run?.engine.aggregated(trigger)) ?? [];
  }

  /** Calls `listener` for every event from now on. @returns a function that stops it */
  subscribe(listener: ElementListener): () => void {
    return this.#hub.subscribe(listener);
  }

  /** Calls `listener` for lines of the log, and events that are made anyway (states, what scripts show). @returns as {@link subscribe} */
  overhear(listener: ElementListener): () => void {
    return this.#hub.overhear(listener);
  }

  /**
   * The first event from now on that `fits` accepts.
   * @throws QActionKitError `ERR_ELEMENT_WAIT` when `timeoutMs` (default 10000) of the element's clock pass first
   */
  when(fits: (event: ElementEvent) => boolean, timeoutMs = 10_000): Promise<ElementEvent> {
    return this.#hub.when(fits, timeoutMs);
  }

  /** Stops it. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }
}
