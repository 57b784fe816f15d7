/** An element for unit tests: loaded in milliseconds, no socket opened unless asked, time in the test's hand. */
import { QActionKitError } from "../errors.ts";
import { Element } from "../element/element.ts";
import type { ElementEvent } from "../element/events.ts";
import type { ElementOptions } from "../element/settings.ts";
import type { User } from "../logic/ports.ts";
import type { SetSource, Value } from "../parameter/store.ts";
import { loadProtocol, parseProtocol } from "../protocol/load.ts";
import type { Protocol } from "../protocol/model.ts";
import { ManualClock } from "./manual-clock.ts";
import { TestLine, type SentMessage } from "./test-line.ts";

/** What a {@link TestElement} may be told, beside everything an element can. */
export interface TestElementOptions extends Omit<
  ElementOptions,
  "clock" | "makeConnection" | "scriptFailed"
> {
  /** Open the real connections, default false: then every connection is a simulated line that is ready to send. */
  readonly connect?: boolean;
  /** Default: a clock of its own. */
  readonly clock?: ManualClock;
}

/** A value that was set. */
export interface ParameterChange {
  readonly pid: number;
  readonly value: Value;
  readonly source: SetSource;
  /** False: an equal value that fired all the same. */
  readonly changed: boolean;
}

/**
 * An element in a test. A script that throws rejects the call that set it off, with the error as it was thrown.
 * `await using` disposes it.
 */
export class TestElement implements AsyncDisposable {
  /** The element itself. */
  readonly element: Element;
  readonly clock: ManualClock;
  readonly #events: ElementEvent[] = [];
  readonly #lines = new Map<number, TestLine>();
  #failures: unknown[] = [];

  private constructor(protocol: Protocol, options: TestElementOptions) {
    const { connect = false, clock = new ManualClock(), ...given } = options;
    this.clock = clock;
    this.element = new Element(protocol, {
      ...given,
      clock,
      scriptFailed: ({ error }) => this.#failures.push(error),
      makeConnection: (definition, events) => {
        if (connect || definition.kind === "virtual") return undefined;
        const line = new TestLine(definition.id, events, clock);
        this.#lines.set(definition.id, line);
        return line;
      },
    });
    this.element.subscribe((event) => this.#events.push(event));
  }

  /**
   * Loads and starts an element.
   * @param source path of a `protocol.xml`, its text (beginning with `<`), or a loaded protocol
   */
  static async start(source: string | Protocol, options: TestElementOptions = {}): Promise<TestElement> {
    const test = new TestElement(await load(source), options);
    await test.element.start();
    await test.advance(0);
    return test;
  }

  /** What `GetParameter` gives; `undefined` when there is no such parameter. */
  get(pid: number): Value | undefined {
    return this.element.get(pid);
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
   * Sets a parameter as a user does; settled when everything linked to it has run, queued groups included as far as
   * they need no time. @returns HRESULT, 0 when done
   */
  async set(pid: number, value: string | number, user?: Partial<User>): Promise<number> {
    const code = await this.element.set(pid, value, user);
    await this.advance(0);
    return code;
  }

  /** A message comes in by a simulated line: text (a text frame, UTF-8), or bytes (a binary frame). */
  async receive(message: string | Uint8Array, connection = 0): Promise<void> {
    const text = typeof message === "string";
    await this.#line(connection).receive(text ? Buffer.from(message, "utf8") : message, text ? 1 : 2);
    await this.advance(0);
  }

  /** A simulated line opens: the status parameter becomes 1. */
  async open(connection = 0): Promise<void> {
    this.#line(connection).connect();
    await this.advance(0);
  }

  /** The device closes a simulated line: the status parameter becomes 0. */
  async close(connection = 0, code = 1000, reason = ""): Promise<void> {
    this.#line(connection).disconnect(code, reason);
    await this.advance(0);
  }

  /** Lets time pass, ms. */
  async advance(ms: number): Promise<void> {
    await this.clock.advance(ms);
    this.#throwFailures();
  }

  /** Commands that went out by simulated lines, oldest first within each connection. */
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

  /** All events so far. */
  get events(): readonly ElementEvent[] {
    return this.#events;
  }

  /** Stops the element; a script that still runs has `stopGraceMs` of the clock. */
  async dispose(): Promise<void> {
    const stopped = this.element.stop();
    await this.clock.advance(this.element.options.stopGraceMs);
    await stopped;
    this.#throwFailures();
  }

  /** {@link dispose}. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.dispose();
  }

  #line(connection: number): TestLine {
    const line = this.#lines.get(connection);
    if (line !== undefined) return line;
    const known = [...this.#lines.keys()].join(", ") || "none";
    throw new QActionKitError(
      "ERR_ELEMENT_OPTION",
      `Connection ${String(connection)} has no simulated line. Connections with one: ${known}.`,
    );
  }

  #throwFailures(): void {
    const [first] = this.#failures;
    this.#failures = [];
    if (first === undefined) return;
    throw first instanceof Error
      ? first
      : new Error("A script threw something that is no Error.", { cause: first });
  }
}

async function load(source: string | Protocol): Promise<Protocol> {
  if (typeof source !== "string") return source;
  const { protocol } = source.trimStart().startsWith("<")
    ? parseProtocol(source)
    : await loadProtocol(source);
  return protocol;
}
