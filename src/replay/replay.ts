/** A replay: an element runs on recorded traffic, on a clock that moves with it. */
import { QActionKitError } from "../base/errors.ts";
import { isPending } from "../base/maybe-promise.ts";
import type { ConnectionEvents, SentRequest } from "../connection/connection.ts";
import { Element } from "../element/element.ts";
import type { ElementOptions } from "../element/element-settings.ts";
import type { ElementEvent } from "../element/events.ts";
import { ShownValues } from "../element/shown-values.ts";
import { kindOf } from "../protocol/connection-kinds.ts";
import type { Protocol } from "../protocol/model.ts";
import { ShownHeaders } from "../protocol/secrets.ts";
import type { RecordedEntry, RemarkSink } from "../recording/recorded-entry.ts";
import { shownHead, shownMessage } from "../recording/shown-head.ts";
import { ListCollector, sentCommand, type Observed, type SentCommand } from "./expectation.ts";
import { jobsDone, ReplayClock, turnsDone } from "./replay-clock.ts";
import { ReplayLine } from "./replay-line.ts";
import { ReplayRequests } from "./replay-requests.ts";

/** Options of a replay: those of the element but what the recording takes the place of. */
export type ReplayElementOptions = Omit<ElementOptions, "clock" | "makeConnection" | "answerHttp">;

/** ms that an entry waits for the command that came before it in the recording. */
const patienceMs = 2000;
/** ms for which the clock goes on behind the last entry, so that what it has set off is done. */
const tailMs = 1000;
/** Timers that may fire at one instant. */
const mostAtOnce = 100_000;

/** What one connection of the recording has had so far. */
interface Counts {
  /** Commands in the recording. */
  commands: number;
  /** Commands that were waited for in vain. */
  missed: number;
}

/** One replay. Give it the entries in order with {@link take}, then {@link finish}. */
export class Replay {
  readonly element: Element;
  readonly clock: ReplayClock;
  readonly #protocol: Protocol;
  readonly #remark: RemarkSink;
  readonly #lines = new Map<number, ReplayLine>();
  readonly #requests = new Map<number, ReplayRequests>();
  readonly #counts = new Map<number, Counts>();
  readonly #sent = new ListCollector<SentCommand>();
  readonly #log = new ListCollector<string>();
  readonly #shown: ShownHeaders;
  /** Messages whose chains are not done. */
  #pending = 0;
  #atOnce = 0;
  /** Connections of the recording that the protocol does not have. */
  readonly #strange = new Set<number>();

  /** @param start time at which the clock begins, ms since 1970 */
  constructor(protocol: Protocol, options: ReplayElementOptions, start: number, remark: RemarkSink) {
    this.#protocol = protocol;
    this.#remark = remark;
    this.clock = new ReplayClock(start);
    this.element = new Element(protocol, {
      ...options,
      clock: this.clock,
      answerHttp: (request) => this.#asked(request),
      makeConnection: (definition, events) => {
        const kind = kindOf(definition);
        if (kind.carries !== "messages") return undefined;
        const line = new ReplayLine(
          definition.id,
          kind,
          definition.webSocket,
          this.clock,
          this.element.options,
          this.#watched(events),
          (connection, bytes, opcode) => {
            this.#sent.add(sentCommand(connection, bytes, opcode));
          },
        );
        this.#lines.set(definition.id, line);
        return line;
      },
    });
    this.#shown = new ShownHeaders(this.element.options);
    for (const { id, ...definition } of protocol.connections)
      if (kindOf(definition).carries === "requests" && !definition.webSocket)
        this.#requests.set(id, new ReplayRequests());
    // Only lines of the log count: no other event is made for it.
    this.element.overhear((event) => {
      this.#logged(event);
    });
  }

  /** Starts the element. */
  async start(): Promise<void> {
    await this.element.start();
    await this.#rest();
  }

  /** Moves the clock to an entry, and hands it on. Resolves when everything is done that needs no time. */
  async take(entry: RecordedEntry): Promise<void> {
    const { connection, direction, at } = entry;
    const line = this.#lines.get(connection);
    const requests = this.#requests.get(connection);
    if (line === undefined && requests === undefined) {
      this.#stranger(entry);
      return;
    }
    if (this.clock.due <= at) await this.runTo(at);
    else this.clock.moveTo(at);
    if (direction === "out") {
      this.#recordedCommand(entry, line, requests);
      return;
    }
    if (line === undefined) await this.#answer(entry, requests);
    else if (direction === "state") await this.#change(entry, line);
    else if (entry.bytes !== undefined) {
      if (this.#behind(connection, line)) await this.#waitFor(entry, () => !this.#behind(connection, line));
      line.message(entry);
    }
    await this.#rest();
  }

  /** Lets the clock run to a time, ms since 1970. */
  async runTo(time: number, enough: () => boolean = () => false): Promise<void> {
    while (this.clock.due <= time && !enough()) {
      this.#fire();
      await jobsDone();
      if (this.#pending > 0) await turnsDone();
    }
    if (!enough()) this.clock.moveTo(time);
  }

  /** Lets everything end that the last entry has set off, and stops the element. @returns what it has shown before it stopped */
  async finish(): Promise<Observed> {
    await this.runTo(this.clock.now() + tailMs);
    await turnsDone();
    const observed = this.observed();
    const stopped = this.element.stop();
    await this.runTo(this.clock.now() + this.element.options.stopGraceMs);
    await stopped;
    return observed;
  }

  /** What the element shows now. */
  observed(): Observed {
    const { parameters, tables } = new ShownValues(this.#protocol, this.element.options).values(
      this.element.values(),
    );
    return { parameters, tables, sent: this.#sent.list(), log: this.#log.list() };
  }

  #fire(): void {
    const before = this.clock.now();
    this.clock.fire();
    this.#atOnce = this.clock.now() === before ? this.#atOnce + 1 : 0;
    if (this.#atOnce <= mostAtOnce) return;
    throw new QActionKitError(
      "ERR_REPLAY",
      `The clock cannot move on from ${new Date(before).toISOString()}: more than ${String(mostAtOnce)} timers fire at that instant. ` +
        "Something sets itself off again without any time between.",
    );
  }

  /** Everything is done that needs no time. */
  async #rest(): Promise<void> {
    await jobsDone();
    if (this.#pending > 0) await turnsDone();
    // Timers that are due now, such as those of 0 ms.
    if (this.clock.due <= this.clock.now()) await this.runTo(this.clock.now());
  }

  /** The events of a connection, with the messages counted whose chains take time. */
  #watched(events: ConnectionEvents): ConnectionEvents {
    const over = (): void => {
      this.#pending--;
    };
    return {
      ...events,
      get listening() {
        return events.listening ?? true;
      },
      message: (bytes, info) => {
        const done = events.message(bytes, info);
        if (!isPending(done)) return;
        this.#pending++;
        done.then(over, over);
        return done;
      },
    };
  }

  #asked(request: SentRequest): ReturnType<ReplayRequests["ask"]> {
    const { connection, method, url, headers, body } = request;
    const { pathname, search } = new URL(url);
    const head = shownHead(`${method} ${pathname}${search} HTTP/1.1`, headers, this.#shown);
    this.#sent.add(sentCommand(connection, shownMessage(head, body).bytes, undefined));
    const requests = this.#requests.get(connection);
    if (requests === undefined) throw new Error(`the recording has no connection ${String(connection)}`);
    return requests.ask(request);
  }

  #logged(event: ElementEvent): void {
    if (event.type !== "log" || event.written === false) return;
    // Further lines are a stack, with the folders of this machine.
    const [first = ""] = event.message.split("\n");
    this.#log.add(`${event.kind}: ${first}`);
  }

  #stranger({ connection, place }: RecordedEntry): void {
    if (this.#strange.has(connection)) return;
    this.#strange.add(connection);
    const known = this.#protocol.connections.map(({ id }) => String(id)).join(", ") || "none";
    this.#remark({
      message: `The recording has a connection ${String(connection)} that this protocol cannot replay; its connections are: ${known}. Its entries are left out.`,
      ...(place === undefined ? {} : { place }),
    });
  }

  #countsOf(connection: number): Counts {
    const known = this.#counts.get(connection);
    if (known !== undefined) return known;
    const counts = { commands: 0, missed: 0 };
    this.#counts.set(connection, counts);
    return counts;
  }

  #recordedCommand(
    entry: RecordedEntry,
    line: ReplayLine | undefined,
    requests: ReplayRequests | undefined,
  ): void {
    if (entry.bytes === undefined) return;
    this.#countsOf(entry.connection).commands++;
    requests?.recorded(entry);
    line?.ready(entry.at, entry.connection);
  }

  /** True while the element has not sent a command that comes before this place of the recording. */
  #behind(connection: number, line: ReplayLine): boolean {
    const counts = this.#counts.get(connection);
    return counts !== undefined && line.sent + counts.missed < counts.commands;
  }

  /** Gives the element time to do what it did in the recording. */
  async #waitFor(entry: RecordedEntry, happened: () => boolean): Promise<boolean> {
    await this.runTo(entry.at + patienceMs, happened);
    if (happened()) return true;
    const counts = this.#countsOf(entry.connection);
    const sent = this.#lines.get(entry.connection)?.sent ?? this.#requests.get(entry.connection)?.sent ?? 0;
    counts.missed = Math.max(0, counts.commands - sent);
    return false;
  }

  async #change(entry: RecordedEntry, line: ReplayLine): Promise<void> {
    const opens = entry.change?.phase === "open" || entry.change?.phase === "failed";
    if (opens && !line.opening && line.state !== "open")
      await this.#waitFor(entry, () => line.opening || line.state === "open");
    if (opens && !line.opening && line.state !== "open")
      this.#remark({
        message: `The recording opens connection ${String(entry.connection)}, and the element does not.`,
        ...(entry.place === undefined ? {} : { place: entry.place }),
      });
    line.changed(entry);
  }

  async #answer(entry: RecordedEntry, requests: ReplayRequests | undefined): Promise<void> {
    if (entry.direction !== "in" || requests === undefined) return;
    if (!requests.waits) await this.#waitFor(entry, () => requests.waits);
    if (requests.answer(entry)) return;
    this.#remark({
      message: `The recording has an answer on connection ${String(entry.connection)} that the element has not asked for.`,
      ...(entry.place === undefined ? {} : { place: entry.place }),
    });
  }
}
