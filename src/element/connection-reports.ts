/** What one connection of an element reports, on its way to the engine, the stream and the timeout state. */
import { headerOf } from "../connection/answer-head.ts";
import { bodyText } from "../connection/http/http-body.ts";
import type {
  Answer,
  ClosedInfo,
  ConnectionEvents,
  FailedInfo,
  MessageInfo,
  OpenedInfo,
} from "../connection/connection.ts";
import { ReceivedEntry } from "../connection/received-entry.ts";
import { isPending, type MaybePromise } from "../base/maybe-promise.ts";
import type { NoticeSink } from "../base/notices.ts";
import type { Engine } from "../logic/engine.ts";
import type { HandshakeAnswer } from "../logic/exchange/connection-status.ts";
import type { Options } from "../options/register.ts";
import type { Clock } from "../base/clock.ts";
import { kindOf } from "../protocol/connection-kinds.ts";
import type { ConnectionDefinition } from "../protocol/model.ts";
import type { CommunicationState } from "./communication.ts";
import type { EventHub } from "./event-hub.ts";
import type { NewStreamEntry, StreamLog } from "./stream/stream-log.ts";

/** What reports need. */
export interface ReportParts {
  readonly options: Options;
  readonly clock: Clock;
  readonly hub: EventHub;
  readonly stream: StreamLog;
  readonly run: { readonly communication: CommunicationState; readonly engine: Engine };
}

/** All connections of the run. */
export interface Reporters {
  /** The element stops: what ends is no event of the device. */
  readonly stopped: boolean;
  record(entry: NewStreamEntry): number;
}

/** {@link ConnectionEvents} of one connection. */
export class ConnectionReports implements ConnectionEvents {
  readonly #definition: ConnectionDefinition;
  readonly #all: Reporters;
  readonly #parts: ReportParts;

  constructor(definition: ConnectionDefinition, all: Reporters, parts: ReportParts) {
    this.#definition = definition;
    this.#all = all;
    this.#parts = parts;
  }

  get notice(): NoticeSink {
    return this.#parts.hub.notice;
  }

  get listening(): boolean {
    return this.#parts.hub.listening;
  }

  stream(entry: NewStreamEntry): number {
    return this.#all.record(entry);
  }

  opened({ url, answer }: OpenedInfo): void {
    const { id } = this.#definition;
    const { hub, run } = this.#parts;
    hub.emit({ type: "connection", connection: id, phase: "open", url });
    run.communication.line(id, true);
    void run.engine.status.opened(id, answer);
  }

  failed({ url, error, answer }: FailedInfo): void {
    const { id } = this.#definition;
    const { hub, run, options } = this.#parts;
    const reason = error.message;
    hub.emit({ type: "connection", connection: id, phase: "failed", reason, ...(url && { url }) });
    run.communication.line(id, false);
    const refused = answer === undefined ? undefined : refusal(answer, options.httpBody);
    if (!options.statusFirstClosed && refused === undefined) return;
    void run.engine.status.closed(id, refused, options.statusFirstClosed);
  }

  closed({ url, code, reason, by }: ClosedInfo): void {
    const { id } = this.#definition;
    const { hub, run } = this.#parts;
    const kind = kindOf(this.#definition);
    hub.emit({ type: "connection", connection: id, phase: "closed", url, code, reason });
    // The status is not written when the element stops, and leaving an address on purpose is no failure.
    if (by === "stop" && (this.#all.stopped || kind.openAndClose !== "act")) return;
    const passing = by === "retarget" || by === "stop" || kind.closesBetweenCommands;
    run.communication.line(id, false, !passing);
    void run.engine.status.closed(id);
  }

  message(bytes: Uint8Array, info: MessageInfo): MaybePromise {
    const { id } = this.#definition;
    const { run, options, stream, clock } = this.#parts;
    const { at, entry } = info;
    if (options.anyMessageIsLife) run.communication.report(id, true);
    // What a socket hands over has all the fields; it is not copied.
    const done = run.engine.deliveries.message(
      info instanceof ReceivedEntry ? info : { connection: id, bytes, at, entry },
    );
    if (entry === undefined) return done;
    if (isPending(done)) {
      return done.then(() => {
        stream.done(entry, clock.now());
      });
    }
    stream.done(entry, clock.now());
  }

  alive(): void {
    if (this.#parts.options.anyMessageIsLife) this.#parts.run.communication.report(this.#definition.id, true);
  }
}

/** A refused handshake with its body as the body of any HTTP answer; with status 101 there is none. */
function refusal(answer: Answer, httpBody: Options["httpBody"]): HandshakeAnswer {
  if (answer.status === 101) return answer;
  const { body = new Uint8Array(0) } = answer;
  const content = httpBody === "raw" ? body : bodyText(body, headerOf(answer, "Content-Type")).text;
  return { ...answer, content };
}

/** The same for a connection of a program's own, which may take the functions apart, or put others in place of some. */
export function takenApart(reports: ConnectionReports): Required<ConnectionEvents> {
  return {
    notice: reports.notice,
    get listening() {
      return reports.listening;
    },
    stream: (entry) => reports.stream(entry),
    opened: (info) => {
      reports.opened(info);
    },
    failed: (info) => {
      reports.failed(info);
    },
    closed: (info) => {
      reports.closed(info);
    },
    message: (bytes, info) => reports.message(bytes, info),
    alive: () => {
      reports.alive();
    },
  };
}
