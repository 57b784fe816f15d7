/** The line of a connection in a replay: it opens, speaks and ends as the recording says. */
import { QActionKitError } from "../base/errors.ts";
import type { Clock } from "../base/clock.ts";
import { closeCodeName, endText } from "../connection/close-codes.ts";
import { Report } from "../connection/connection-report.ts";
import type {
  Answer,
  ClosedBy,
  Connection,
  ConnectionEvents,
  ConnectionState,
  OutgoingMessage,
  StreamLink,
} from "../connection/connection.ts";
import { Inbox } from "../connection/inbox.ts";
import { Outbox, type WritableLine } from "../connection/outbox.ts";
import type { ConnectionOptions } from "../options/register.ts";
import type { KindRow } from "../protocol/connection-kinds.ts";
import { ShownHeaders } from "../protocol/secrets.ts";
import type { RecordedEntry, RecordedHandshake } from "../recording/recorded-entry.ts";
import { headerIn, headParts } from "../recording/shown-head.ts";

/** Address of a line whose recording does not say it. */
const unknownAddress = "recording:";
/** Close code of a line that ended without a close frame (RFC 6455 section 7.4.1). */
const abnormal = 1006;
const handshakeDone = "HTTP/1.1 101 Switching Protocols";
const enders: ReadonlySet<string> = new Set<ClosedBy>(["peer", "line", "fault", "keepAlive"]);

/** A head as connections hand it on. */
function answerFrom(handshake: RecordedHandshake | undefined): Answer | undefined {
  const head = handshake && headParts(handshake.text);
  if (head === undefined || handshake === undefined) return undefined;
  const body = Buffer.from(handshake.text.slice(head.length), "latin1");
  return {
    statusLine: head.firstLine,
    status: Number(head.firstLine.split(" ")[1]),
    headers: head.headers.map(([key, value]) => ({ key, value })),
    ...(body.length === 0 ? {} : { body }),
  };
}

/** Why an opening failed, out of the note of its entry: `failed ws://... (attempt 1 of 2): why`. */
function failureText(note: string): string {
  return note.replace(/^failed \S+ \((attempt \d+ of \d+)\): /, "$1: ");
}

/** A line whose other side is a recording. */
export class ReplayLine implements Connection {
  readonly id: number;
  readonly unsentBytes = 0;
  /** Commands that the element has sent. */
  sent = 0;
  readonly #kind: KindRow;
  readonly #framed: boolean;
  readonly #clock: Clock;
  readonly #events: ConnectionEvents;
  readonly #report: Report;
  readonly #inbox: Inbox;
  readonly #outbox: Outbox;
  readonly #queues: boolean;
  readonly #writable: WritableLine;
  #state: ConnectionState = "idle";
  #url = unknownAddress;
  #attempt = 0;

  /**
   * @param framed it is a WebSocket: messages are text or binary frames, and it has an opening handshake
   * @param told receives every command that is sent
   */
  constructor(
    id: number,
    kind: KindRow,
    framed: boolean,
    clock: Clock,
    options: ConnectionOptions,
    events: ConnectionEvents,
    told: (connection: number, bytes: Uint8Array, opcode: 1 | 2 | undefined) => void,
  ) {
    this.id = id;
    this.#kind = kind;
    this.#clock = clock;
    this.#events = events;
    this.#report = new Report(id, clock, events, new ShownHeaders(options));
    this.#inbox = new Inbox(this.#report, options, events);
    this.#outbox = new Outbox(this.#report, options, Infinity);
    this.#queues = options.sendWhileConnecting === "queue";
    this.#framed = framed;
    this.#writable = {
      unsentBytes: 0,
      framed,
      send: (bytes, text) => {
        this.sent++;
        told(id, bytes, framed ? (text ? 1 : 2) : undefined);
      },
    };
  }

  get state(): ConnectionState {
    return this.#state;
  }

  open(): void {
    if (this.#state !== "idle" && this.#state !== "closed") return;
    this.#attempt = 0;
    this.#state = "connecting";
  }

  send(message: OutgoingMessage, about: StreamLink = {}): boolean {
    // A serial line opens with the command.
    if (this.#kind.opensOnCommand && this.#state !== "open") this.#state = "open";
    if (this.#state === "open") return this.#outbox.send(this.#writable, message, about);
    if (this.#state === "connecting" && (this.#queues || this.#kind.openingsPerCommand > 0))
      return this.#outbox.keep(message, about);
    return this.#outbox.refuse(message, about, `it is ${this.#state}`);
  }

  /** Leaves the line for another address, which the recording opens when its time has come. */
  retarget(value: string): void {
    if (this.#state === "open") this.#end("retarget", 1000, "", true);
    if (value.trim() !== "") this.#state = "connecting";
  }

  reopen(): void {
    this.retarget("again");
  }

  pause(): void {
    // Messages come by the clock: there is nothing to hold back.
  }

  resume(): void {
    // Nothing was held back.
  }

  close(): Promise<void> {
    if (this.#state === "open") this.#end("stop", 1000, "", true);
    this.#state = "closed";
    this.#outbox.drop("the connection did not open");
    return Promise.resolve();
  }

  /** True while the element waits for the line to open. */
  get opening(): boolean {
    return this.#state === "connecting";
  }

  /** Hands on what the recording says of the line itself. */
  changed(entry: RecordedEntry): void {
    const { phase } = entry.change ?? {};
    if (phase === "open") this.#opened(entry);
    else if (phase === "failed") this.#failed(entry);
    else if (phase === "closed" && this.#state === "open" && enders.has(entry.change?.by ?? "line")) {
      const by = (entry.change?.by ?? "line") as ClosedBy;
      this.#end(by, entry.code ?? abnormal, entry.reason ?? "", entry.change?.clean ?? false);
    }
  }

  /** Hands on a message; the line opens for it when the recording does not say when it did. */
  message({ bytes = new Uint8Array(0), opcode, at, connection }: RecordedEntry): void {
    this.ready(at, connection);
    if (this.#state !== "open") return;
    const now = this.#clock.now();
    if (opcode === undefined) this.#inbox.message(bytes, now);
    else this.#inbox.frame(bytes, opcode === 2, now);
  }

  /** Opens the line without an opening of its own. */
  ready(at: number, connection: number): void {
    if (this.#state === "open") return;
    if (this.#state === "connecting" || this.#kind.opensOnCommand)
      this.#opened({ at, connection, direction: "state", change: { phase: "open" } });
  }

  #opened({ change, note }: RecordedEntry): void {
    if (this.#state === "open") {
      // A second line to the same address: the first one ended, and the recording does not say how.
      this.#end("line", abnormal, "", false);
      this.#state = "connecting";
    }
    if (!this.opening && !this.#kind.opensOnCommand) return;
    this.#state = "open";
    const { url = unknownAddress, answer } = change ?? {};
    this.#url = url;
    this.#report.stream({ direction: "state", note: note ?? `open ${url}`, ...(change && { change }) });
    this.#outbox.sendKept(this.#writable);
    const head = answer && headParts(answer.text);
    this.#events.opened({
      at: this.#clock.now(),
      url,
      attempt: ++this.#attempt,
      answer:
        answerFrom(answer) ??
        (this.#framed
          ? { statusLine: handshakeDone, status: 101, headers: [] }
          : { statusLine: "", status: 0, headers: [] }),
      subprotocol: (head && headerIn(head, "Sec-WebSocket-Protocol")) ?? "",
      extensions: "",
    });
  }

  #failed({ change, note = "", reason = failureText(note) }: RecordedEntry): void {
    if (!this.opening) return;
    const { url, final = true, answer } = change ?? {};
    const given = answerFrom(answer);
    const code = given === undefined ? "ERR_CONNECTION_UNREACHABLE" : "ERR_CONNECTION_REFUSED";
    const error = new QActionKitError(code, reason);
    this.#attempt++;
    this.#report.notice("CONNECTION_FAILED", "warning", reason, { cause: code });
    this.#report.stream({ direction: "state", note, ...(change && { change }) });
    if (final) {
      this.#state = "closed";
      this.#outbox.drop("the connection did not open");
    }
    this.#events.failed({
      ...{ at: this.#clock.now(), attempt: this.#attempt, attempts: this.#attempt, final, error },
      ...(url === undefined ? {} : { url }),
      ...(given === undefined ? {} : { answer: given }),
    });
    if (final && this.#kind.reopens) this.#state = "connecting";
  }

  #end(by: ClosedBy, code: number, reason: string, clean: boolean): void {
    const url = this.#url;
    this.#state = "closed";
    const kind = by === "retarget" || by === "stop" ? "information" : "warning";
    this.#report.notice("CONNECTION_CLOSED", kind, `${url} ${endText(by, code, reason)}.`, { by, code });
    this.#report.stream({
      ...{ direction: "state", code, reason, note: by },
      change: { phase: "closed", url, by, clean },
    });
    const name = closeCodeName(code);
    this.#events.closed({ at: this.#clock.now(), url, by, code, name, reason, clean });
    if (this.#kind.reopens && by !== "stop") this.#state = "connecting";
  }
}
