/** What one connection of an element reports, on its way to the engine, the stream and the timeout state. */
import { isPending, type MaybePromise } from "../base/maybe-promise.ts";
import type { NoticeSink } from "../base/notices.ts";
import { headerOf } from "../connection/answer-head.ts";
import type {
  Answer,
  ClosedInfo,
  ConnectionEvents,
  FailedInfo,
  MessageInfo,
  OpenedInfo,
} from "../connection/connection.ts";
import { bodyText } from "../connection/http/http-body.ts";
import { ReceivedEntry } from "../connection/received-entry.ts";
import type { Engine } from "../logic/engine.ts";
import type { HandshakeAnswer } from "../logic/exchange/connection-status.ts";
import type { Options } from "../options/register.ts";
import { kindOf } from "../protocol/connection-kinds.ts";
import type { ConnectionDefinition } from "../protocol/model.ts";
import type { CommunicationState } from "./communication.ts";
import type { EventHub } from "./event-hub.ts";
import type { NewStreamEntry } from "./stream/stream-log.ts";
import type { StreamRecorder } from "./stream/stream-recorder.ts";

/** {@link ConnectionEvents} of one connection. */
export class ConnectionReports implements ConnectionEvents {
  /** The element stops: what ends from now on is no event of the device. */
  stopped = false;
  readonly #definition: ConnectionDefinition;
  readonly #options: Options;
  readonly #hub: EventHub;
  readonly #recorder: StreamRecorder;
  readonly #communication: CommunicationState;
  readonly #engine: Engine;

  constructor(
    definition: ConnectionDefinition,
    options: Options,
    hub: EventHub,
    recorder: StreamRecorder,
    communication: CommunicationState,
    engine: Engine,
  ) {
    this.#definition = definition;
    this.#options = options;
    this.#hub = hub;
    this.#recorder = recorder;
    this.#communication = communication;
    this.#engine = engine;
  }

  get notice(): NoticeSink {
    return this.#hub.notice;
  }

  get listening(): boolean {
    return this.#hub.reporting;
  }

  stream(entry: NewStreamEntry): number {
    return this.#recorder.record(entry);
  }

  opened({ url, answer }: OpenedInfo): void {
    const { id } = this.#definition;
    this.#hub.emit({ type: "connection", connection: id, phase: "open", url });
    this.#communication.line(id, true);
    void this.#engine.status.opened(id, answer);
  }

  failed({ url, error, answer }: FailedInfo): void {
    const { id } = this.#definition;
    const { httpBody, statusFirstClosed } = this.#options;
    const reason = error.message;
    this.#hub.emit({ type: "connection", connection: id, phase: "failed", reason, ...(url && { url }) });
    this.#communication.line(id, false);
    const refused = answer === undefined ? undefined : refusal(answer, httpBody);
    if (!statusFirstClosed && refused === undefined) return;
    void this.#engine.status.closed(id, refused, statusFirstClosed);
  }

  closed({ url, code, reason, by }: ClosedInfo): void {
    const { id } = this.#definition;
    const kind = kindOf(this.#definition);
    this.#hub.emit({ type: "connection", connection: id, phase: "closed", url, code, reason });
    // The status is not written when the element stops, and leaving an address on purpose is no failure.
    if (by === "stop" && (this.stopped || kind.openAndClose !== "act")) return;
    const passing = by === "retarget" || by === "stop" || kind.closesBetweenCommands;
    this.#communication.line(id, false, !passing);
    void this.#engine.status.closed(id);
  }

  message(bytes: Uint8Array, info: MessageInfo): MaybePromise {
    const { id } = this.#definition;
    const { at, entry } = info;
    if (this.#options.anyMessageIsLife) this.#communication.report(id, true);
    // A message from a socket has all the fields: it is not copied.
    const done = this.#engine.deliveries.message(
      info instanceof ReceivedEntry ? info : { connection: id, bytes, at, entry },
    );
    if (entry === undefined) return done;
    if (isPending(done)) {
      return done.then(() => {
        this.#recorder.done(entry);
      });
    }
    this.#recorder.done(entry);
  }

  alive(): void {
    if (this.#options.anyMessageIsLife) this.#communication.report(this.#definition.id, true);
  }
}

/** A refused handshake with its body as the body of any HTTP answer; with status 101 there is none. */
function refusal(answer: Answer, httpBody: Options["httpBody"]): HandshakeAnswer {
  if (answer.status === 101) return answer;
  const { body = new Uint8Array(0) } = answer;
  const content = httpBody === "raw" ? body : bodyText(body, headerOf(answer, "Content-Type")).text;
  return { ...answer, content };
}

/** Events bound to their reports, for a connection of a program's own: it may pass the functions on, or replace some. */
export function boundEvents(reports: ConnectionReports): Required<ConnectionEvents> {
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
