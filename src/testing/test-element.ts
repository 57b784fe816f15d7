/** An element for unit tests: loaded in milliseconds, no socket opened unless asked, and time under the control of the test. */
import { types } from "node:util";
import type { SentRequest } from "../connection/connection.ts";
import { QActionKitError } from "../base/errors.ts";
import { checkOptionKeys } from "../base/option-keys.ts";
import type { User } from "../base/user.ts";
import { optionRegister } from "../options/register.ts";
import { Element } from "../element/element.ts";
import type { ElementEvent } from "../element/events.ts";
import type { UserMenuChoice } from "../element/element-run.ts";
import type { SetSource } from "../parameter/store.ts";
import type { Value } from "../parameter/value.ts";
import type { SLProtocol } from "../qaction/slprotocol/slprotocol.ts";
import { kindOf } from "../protocol/connection-kinds.ts";
import type { Protocol } from "../protocol/model.ts";
import { ManualClock } from "./manual-clock.ts";
import { Expectations } from "./expectations.ts";
import { Leftovers } from "./leftovers.ts";
import { withOwnFrames } from "./own-frames.ts";
import { testElementKeys, type TestElementOptions } from "./test-element-options.ts";
import { TestLine, type SentMessage } from "./test-line.ts";
import { TestServer } from "./test-server.ts";
import { loadSource, type TestSource } from "./test-source.ts";
import { changesOf, happened, troubles } from "./what-happened.ts";

/** A value that was set. */
export interface ParameterChange {
  readonly pid: number;
  readonly value: Value;
  readonly source: SetSource;
  /** False if the value was equal and its change event fired anyway. */
  readonly changed: boolean;
}

/** Options of {@link TestElement.run}. */
export interface RunOptions {
  /** What `GetTriggerParameter` gives; default: the first trigger of the QAction. */
  readonly trigger?: number;
  /** Primary key of the row, for a QAction with `row="true"`. */
  readonly row?: string;
}

/** A C# QAction that does not return blocks the test runner too, so that the runner's own time limits cannot act. */
const csharpTimeoutMs = 10_000;

/** Real time for what a test expects: less than the limit of mocha, 2000 ms, whose message would not say what is missing. */
const expectTimeoutMs = 1500;

/** Errors that an element survives and that must fail a test. */
const failureCodes: ReadonlySet<string> = new Set(["CHAIN_FAILED", "LISTENER_FAILED"]);

/**
 * An element in a test. If a script or listener throws, the call that triggered it rejects with that same error.
 * `await using` disposes it.
 */
export class TestElement implements AsyncDisposable {
  /** The element itself. */
  readonly element: Element;
  readonly clock: ManualClock;
  readonly #events: ElementEvent[] = [];
  readonly #lines = new Map<number, TestLine>();
  readonly #leftovers: Leftovers;
  readonly #expectations: Expectations;
  readonly #server: TestServer;
  readonly #collects: boolean;
  readonly #collected: unknown[] = [];
  #failures: unknown[] = [];

  private constructor(protocol: Protocol, options: TestElementOptions) {
    const { connect = false, clock = new ManualClock(), answer, csharp, ...rest } = options;
    const { scriptFailures, logSink, expectTimeoutMs: limitMs = expectTimeoutMs, ...given } = rest;
    this.clock = clock;
    this.#collects = scriptFailures === "collect";
    this.#expectations = new Expectations(limitMs);
    this.#server = new TestServer(answer);
    this.#leftovers = new Leftovers(clock);
    this.element = new Element(protocol, {
      ...given,
      ...(csharp === undefined ? {} : { csharp: csharp === true ? { timeoutMs: csharpTimeoutMs } : csharp }),
      clock: this.#leftovers.clock,
      scriptFailed: ({ error }) => (this.#collects ? this.#collected : this.#failures).push(error),
      ...(connect ? {} : { answerHttp: (request) => this.#server.answer(request) }),
      makeConnection: (definition, events) => {
        if (connect || kindOf(definition).carries !== "messages") return undefined;
        // After a restart the line is another one, and what was sent before still counts.
        const line = new TestLine(definition.id, events, clock, this.#lines.get(definition.id)?.sent);
        this.#lines.set(definition.id, line);
        return line;
      },
    });
    if (logSink !== undefined) this.element.log.addSink(logSink);
    this.element.subscribe((event) => {
      this.#events.push(event);
      if (event.type === "group" && event.phase === "started") clock.step(`group ${String(event.id)}`);
      if (event.type === "log" && event.cause !== undefined && failureCodes.has(event.code ?? ""))
        this.#failures.push(event.cause);
      this.#expectations.see(event);
    });
  }

  /**
   * Loads and starts an element.
   * @param source path of a `protocol.xml`, its text (beginning with `<`), a loaded protocol, or a connector in code
   */
  static async start(source: TestSource, options: TestElementOptions = {}): Promise<TestElement> {
    checkOptionKeys("TestElement", options, testElementKeys, { options: Object.keys(optionRegister) });
    const { protocol, ...rest } = await loadSource(source, options);
    const test = new TestElement(protocol, { ...options, ...rest });
    await test.#do(() => test.element.start());
    return test;
  }

  /** What `GetParameter` gives; `undefined` when there is no such parameter. */
  get(pid: number): Value | undefined {
    return this.element.get(pid);
  }

  /**
   * An `SLProtocol` of the element, for functions that are tested directly. It also has the members of `SLProtocolExt`:
   * `element.slProtocol as SLProtocolExt`.
   */
  get slProtocol(): SLProtocol {
    return this.element.slProtocol;
  }

  /** Stored bytes of a parameter. */
  bytes(pid: number): Uint8Array | undefined {
    return this.element.bytes(pid);
  }

  /** True while the element is in timeout. */
  get inTimeout(): boolean {
    return this.element.inTimeout;
  }

  /**
   * Sets a parameter as a user does. Resolves when everything it causes has run, including queued groups as far as
   * they need no time. @returns HRESULT, 0 when done
   */
  async set(pid: number, value: string | number, user?: Partial<User>): Promise<number> {
    return this.#do(() => this.element.set(pid, value, user));
  }

  /**
   * Sets a cell as a user does who edits a field of a row or presses a button in it.
   * @param column id of the write parameter of a column, or of a column
   * @param key primary key of the row
   * @returns HRESULT, 0 when done; 0x80040221 without such a row or column
   */
  async setCell(column: number, key: string, value: string | number, user?: Partial<User>): Promise<number> {
    return this.#do(() => this.element.setCell(column, key, value, user));
  }

  /** Chooses an item of a table's context menu, see {@link Element.chooseMenuItem}. @returns HRESULT, 0 when done */
  async chooseMenuItem(menu: number, item: string, choice: UserMenuChoice = {}): Promise<number> {
    return this.#do(() => this.element.chooseMenuItem(menu, item, choice));
  }

  /** Runs a QAction as if one of its parameters had triggered it; its condition is not evaluated. */
  async run(qaction: number, { trigger, row }: RunOptions = {}): Promise<void> {
    await this.#do(() => this.element.runQAction(qaction, trigger, row));
  }

  /** Fires a trigger, see {@link Element.trigger}. */
  async trigger(id: number): Promise<void> {
    await this.#do(() => this.element.trigger(id));
  }

  /** Stops the element and starts it again, as DataMiner restarts it: saved values stay, scripts begin anew. */
  async restart(): Promise<void> {
    await this.#stop();
    await this.#do(() => this.element.start());
  }

  /** Primary keys of a table, in order. @throws QActionKitError `ERR_ELEMENT_OPTION` without such a table */
  keys(table: number): readonly string[] {
    return this.element.keys(table) ?? this.#refuse(`The protocol has no table ${String(table)}.`);
  }

  /** Rows of a table, each its cells by idx. @throws QActionKitError `ERR_ELEMENT_OPTION` without such a table */
  rows(table: number): readonly (readonly Value[])[] {
    return this.element.rows(table) ?? this.#refuse(`The protocol has no table ${String(table)}.`);
  }

  /** Cells of one row by idx; `undefined` without such a row. */
  row(table: number, key: string): readonly Value[] | undefined {
    return this.element.row(table, key);
  }

  /** One cell, by the idx or the parameter id of its column; `undefined` without such a row or column. */
  cell(table: number, key: string, column: number): Value | undefined {
    const row = this.row(table, key);
    const columns = this.element.protocol.params.get(table)?.table?.columns ?? [];
    const idx =
      row !== undefined && column < row.length ? column : columns.find(({ pid }) => pid === column)?.idx;
    return idx === undefined || row === undefined ? undefined : (row[idx] ?? null);
  }

  /**
   * The next event that matches, for things that take real time: a socket, a request. It rejects with what happened instead
   * after `expectTimeoutMs`; a test that ends before fails.
   * @param what Half a sentence for that failure: `the socket to open`.
   */
  expectEvent(what: string, fits: (event: ElementEvent) => boolean): Promise<ElementEvent> {
    const since = this.#events.length;
    return this.#expectations.next(what, fits, () => {
      const { protocol } = this.element;
      return happened(this.#events.slice(since), protocol) + troubles(this.#events, protocol);
    });
  }

  /**
   * The next time a parameter is set, to any value or to this one; see {@link expectEvent}.
   * @throws QActionKitError `ERR_ELEMENT_OPTION` without such a parameter
   */
  expectChange(pid: number, value?: Value): Promise<ElementEvent> {
    const { protocol } = this.element;
    if (!protocol.params.has(pid)) this.#refuse(`The protocol has no parameter ${String(pid)}.`);
    const since = this.#events.length;
    return this.#expectations.next(
      `parameter ${String(pid)} to be set${value === undefined ? "" : ` to ${JSON.stringify(value)}`}`,
      (event) =>
        event.type === "parameter" && event.pid === pid && (value === undefined || event.value === value),
      () => changesOf(this.#events.slice(since), pid, this.get(pid)) + troubles(this.#events, protocol),
    );
  }

  /** Requests of HTTP sessions, oldest first; empty with real connections. */
  get requests(): readonly SentRequest[] {
    return this.#server.requests;
  }

  /**
   * Receives a message on a simulated connection: text (a text frame, UTF-8) or bytes (a binary frame). The connection,
   * default 0, may come before or after the message.
   */
  async receive(message: string | Uint8Array, connection?: number): Promise<void>;
  async receive(connection: number, message: string | Uint8Array): Promise<void>;
  async receive(
    first: string | Uint8Array | number,
    second: string | Uint8Array | number = 0,
  ): Promise<void> {
    const [message, connection] = typeof first === "number" ? [second, first] : [first, second];
    if (typeof message === "number" || typeof connection !== "number")
      throw new TypeError("receive takes one message, text or bytes, and one connection, a number.");
    const text = typeof message === "string";
    const bytes = text ? Buffer.from(message, "utf8") : message;
    await this.#do(() => this.#line(connection).receive(bytes, text ? 1 : 2));
  }

  /** Opens a simulated connection: the status parameter becomes 1. */
  async open(connection = 0): Promise<void> {
    await this.#do(() => this.#line(connection).connect());
  }

  /** Closes a simulated connection as the device does: the status parameter becomes 0. */
  async close(connection = 0, code = 1000, reason = ""): Promise<void> {
    await this.#do(() => this.#line(connection).disconnect(code, reason));
  }

  /** Lets so many milliseconds pass. */
  async advance(ms: number): Promise<void> {
    await this.#leftovers.within(() => this.clock.advance(ms));
    this.#throwFailures();
  }

  /** Does something and whatever follows from it without time passing, and tracks what it opens. */
  async #do<T>(work: () => T | Promise<T>): Promise<T> {
    try {
      const result = await this.#leftovers.within(work);
      await this.advance(0);
      return result;
    } catch (error) {
      throw withOwnFrames(error);
    }
  }

  /** Stops the element; a script that is still running gets `stopGraceMs` of the clock. */
  async #stop(): Promise<void> {
    const stopped = this.#leftovers.within(() => this.element.stop());
    await this.clock.advance(0);
    if (this.element.state !== "stopped") await this.clock.advance(this.element.options.stopGraceMs);
    await stopped;
  }

  /** Commands sent on simulated connections, oldest first within each connection. */
  get sent(): readonly SentMessage[] {
    return [...this.#lines.values()].flatMap(({ sent }) => sent);
  }

  /** Every value that was set so far, in order. */
  get changes(): readonly ParameterChange[] {
    return this.#events.flatMap((event) => {
      if (event.type !== "parameter") return [];
      const { pid, value, source, changed } = event;
      return [{ pid, value, source, changed }];
    });
  }

  /** Every line logged so far, by scripts and by the runtime. */
  get log(): readonly string[] {
    return this.#events.flatMap((event) => (event.type === "log" ? [event.message] : []));
  }

  /** What scripts threw so far, with `scriptFailures: "collect"`. */
  get failures(): readonly unknown[] {
    return this.#collected;
  }

  /** All events so far. */
  get events(): readonly ElementEvent[] {
    return this.#events;
  }

  /**
   * Stops the element; a script that is still running gets `stopGraceMs` of the clock.
   * @throws QActionKitError `ERR_TEST_LEFTOVERS` with a list, if an expected event has not happened, or if the
   * element or one of its scripts leaves a socket open or a timer running
   */
  async dispose(): Promise<void> {
    await this.#stop();
    await this.clock.advance(0);
    this.#leftovers.close();
    const list = [...this.#expectations.pending.map((what) => `expected ${what}`), ...this.#leftovers.list()];
    const error = new QActionKitError(
      "ERR_TEST_LEFTOVERS",
      `The test ended and left behind:\n${list.map((line) => `  ${line}`).join("\n")}`,
    );
    this.#expectations.giveUp(error);
    this.#throwFailures();
    if (list.length > 0) throw error;
  }

  /** {@link dispose}. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.dispose();
  }

  #line(connection: number): TestLine {
    const line = this.#lines.get(connection);
    if (line !== undefined) return line;
    const definition = this.element.protocol.connections.find(({ id }) => id === connection);
    const { carries, name } =
      definition === undefined ? { carries: "nothing", name: "" } : kindOf(definition);
    const known = [...this.#lines.keys()].join(", ") || "none";
    if (carries === "requests")
      this.#refuse(
        `Connection ${String(connection)} is ${name}: it gets answers, not messages. Give them by the option 'answer' of TestElement.start.`,
      );
    this.#refuse(`Connection ${String(connection)} has no simulated line. Connections with one: ${known}.`);
  }

  #refuse(message: string): never {
    throw withOwnFrames(new QActionKitError("ERR_ELEMENT_OPTION", message));
  }

  #throwFailures(): void {
    const [first] = this.#failures;
    this.#failures = [];
    if (first === undefined) return;
    throw first instanceof Error || types.isNativeError(first)
      ? withOwnFrames(first)
      : new Error("A script threw something that is no Error.", { cause: first });
  }
}
