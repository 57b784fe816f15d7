/** One TCP connection of a capture, taken apart: HTTP requests and answers, and the WebSocket that may follow. */
import type { ShownHeaders } from "../../protocol/secrets.ts";
import type { LineChange, RecordedEntry } from "../recorded-entry.ts";
import { headerIn, shownHead, shownMessage, type HeadParts } from "../shown-head.ts";
import type { ConnectionNumbers } from "./connection-numbers.ts";
import {
  answerFraming,
  HttpError,
  HttpMessages,
  requestFraming,
  statusOf,
  unpackedBody,
  type HttpMessage,
} from "./http-messages.ts";
import { TcpDirection } from "./tcp-direction.ts";
import type { Segment } from "./tcp-segments.ts";
import { compressions, FrameError, WebSocketMessages } from "./web-socket-messages.ts";

/** What a conversation tells. */
export interface ConversationEvents {
  entry(entry: RecordedEntry): void;
  remark(message: string, place: number): void;
}

type Side = "client" | "server";

/** A request that waits for its answer. */
interface OpenRequest {
  readonly head: HeadParts;
  readonly method: string;
  readonly upgrade: boolean;
}

const methods = /^(?:GET|HEAD|POST|PUT|DELETE|CONNECT|OPTIONS|TRACE|PATCH) /;
/** A TLS record with a handshake (RFC 8446 section 5.1). */
const isTls = (bytes: Buffer): boolean => bytes[0] === 0x16 && bytes[1] === 0x03;
const unknownProtocol = "it is neither HTTP nor a WebSocket, and is left out";
/** Close code of a line that ended without a close frame (RFC 6455 section 7.4.1). */
const abnormal = 1006;

/** A conversation between a client and a server. */
export class Conversation {
  readonly #client: string;
  readonly #server: string;
  readonly #shown: ShownHeaders;
  readonly #wanted: (url: string) => boolean;
  readonly #numbers: ConnectionNumbers;
  readonly #events: ConversationEvents;
  readonly #directions = { client: new TcpDirection(), server: new TcpDirection() };
  readonly #requests = new HttpMessages(requestFraming);
  readonly #answers = new HttpMessages((head) => answerFraming(head, this.#open[0]?.method ?? "GET"));
  readonly #open: OpenRequest[] = [];
  /** Nothing more is read: encrypted, unknown, damaged, not wanted, or over. */
  #over = false;
  #known = false;
  /** Sides of which bytes are missing. */
  readonly #gaps = new Set<Side>();
  #socket: Record<Side, WebSocketMessages> | undefined;
  #connection = 0;
  #url = "";
  #closed = false;
  #at = 0;
  #place = 0;

  constructor(
    client: string,
    server: string,
    shown: ShownHeaders,
    wanted: (url: string) => boolean,
    numbers: ConnectionNumbers,
    events: ConversationEvents,
  ) {
    this.#client = client;
    this.#server = server;
    this.#shown = shown;
    this.#wanted = wanted;
    this.#numbers = numbers;
    this.#events = events;
  }

  /** True when nothing of it is of interest any more. */
  get over(): boolean {
    return this.#over;
  }

  take(segment: Segment): void {
    this.#at = segment.at;
    this.#place = segment.number;
    const side: Side = segment.from === this.#client ? "client" : "server";
    const direction = this.#directions[side];
    for (const bytes of direction.take(segment)) this.#read(side, bytes);
    if (direction.gap !== undefined) this.#gap(side);
    if (segment.rst || segment.fin) this.#ended(side);
  }

  /** The capture has no more of it. */
  finish(): void {
    for (const side of ["client", "server"] as const) {
      this.#directions[side].end();
      if (this.#directions[side].gap !== undefined) this.#gap(side);
    }
    if (this.#over || this.#gaps.size > 0) return;
    const left = this.#socket?.client.unfinished ?? this.#requests.rest.length;
    const more = this.#socket?.server.unfinished ?? this.#answers.rest.length;
    if (!this.#known && more > 0) this.#stop(unknownProtocol);
    else if (left + more > 0)
      this.#stop(`its last message is not whole: ${String(left + more)} bytes are left out`);
  }

  #name(): string {
    return this.#url === "" ? `The TCP connection ${this.#client} to ${this.#server}` : this.#url;
  }

  /** Says why nothing more is read. */
  #stop(why: string): void {
    if (!this.#over) this.#events.remark(`${this.#name()}: ${why}.`, this.#place);
    this.#over = true;
  }

  #gap(side: Side): void {
    if (this.#over || this.#gaps.has(side)) return;
    this.#gaps.add(side);
    const place = this.#directions[side].gap ?? 0;
    this.#events.remark(
      `${this.#name()}: bytes of the ${side} are missing behind packet ${String(place)}. What came before is imported, and nothing that the ${side} sent later.`,
      place,
    );
  }

  #read(side: Side, bytes: Buffer): void {
    if (this.#over || !this.#recognised(side, bytes)) return;
    try {
      if (this.#socket !== undefined) this.#frames(side, bytes);
      else {
        (side === "client" ? this.#requests : this.#answers).add(bytes);
        this.#http(false);
      }
    } catch (error) {
      if (!(error instanceof FrameError || error instanceof HttpError)) throw error;
      this.#stop(`${error.message}. What came before is imported, and nothing of what follows`);
    }
  }

  /** True for HTTP. The first bytes say what it is. */
  #recognised(side: Side, bytes: Buffer): boolean {
    if (this.#known) return true;
    const begun = this.#directions[side].begun;
    // An answer that was captured before its request.
    if (side === "server" && begun && !isTls(bytes)) return true;
    this.#known = true;
    if (isTls(bytes))
      this.#stop(
        "it is encrypted (TLS), and nothing of it can be read. Record it with qaction record, which sits in between",
      );
    else if (!begun)
      this.#stop(
        "the capture does not have its beginning. Without the opening handshake it is left out: start the capture first",
      );
    else if (!methods.test(bytes.toString("latin1", 0, 16))) this.#stop(unknownProtocol);
    return !this.#over;
  }

  /** Requests and answers, as far as they are whole; a WebSocket begins with the answer 101. */
  #http(ended: boolean): void {
    for (let moved = true; moved && !this.#over;) {
      moved = false;
      // What follows a request for a WebSocket is HTTP or frames: its answer says which.
      const request = this.#open.some(({ upgrade }) => upgrade) ? undefined : this.#requests.next();
      if (request !== undefined) {
        this.#asked(request);
        moved = true;
      }
      const answer = this.#open.length === 0 ? undefined : this.#answers.next(ended);
      if (answer !== undefined) {
        this.#answered(answer);
        moved = true;
      }
      if (this.#socket !== undefined) {
        this.#frames("client", this.#requests.rest);
        this.#frames("server", this.#answers.rest);
        return;
      }
    }
  }

  #asked(message: HttpMessage): void {
    const [method = ""] = message.firstLine.split(" ");
    const upgrade = /\bwebsocket\b/i.test(headerIn(message, "Upgrade") ?? "");
    this.#open.push({ head: message, method, upgrade });
    if (!upgrade) this.#httpEntry("out", message);
  }

  #answered(message: HttpMessage): void {
    const status = statusOf(message);
    const [request] = this.#open;
    // An answer such as 100 Continue is followed by the real one.
    if (request === undefined || (status < 200 && status !== 101)) return;
    this.#open.shift();
    if (request.upgrade) this.#handshake(request.head, message, status);
    else this.#httpEntry("in", message);
  }

  #httpEntry(direction: "out" | "in", message: HttpMessage): void {
    const url = `http://${this.#hostOf(message)}`;
    if (direction === "out") this.#url = url;
    if (!this.#wanted(this.#url)) return;
    const body = unpackedBody(message);
    if (body === undefined)
      this.#events.remark(
        `${this.#url}: the body of an answer cannot be unpacked and stays packed.`,
        this.#place,
      );
    const head = shownHead(message.firstLine, message.headers, this.#shown);
    this.#entry({
      connection: this.#numbers.shared(this.#url),
      direction,
      ...shownMessage(head, body ?? message.body),
    });
  }

  /** Host of a request; an answer belongs to the last one. */
  #hostOf(message: HeadParts): string {
    return headerIn(message, "Host") ?? this.#server;
  }

  #handshake(request: HeadParts, message: HttpMessage, status: number): void {
    const target = request.firstLine.split(" ")[1] ?? "/";
    this.#url = this.#shown.text(`ws://${this.#hostOf(request)}${target}`);
    if (!this.#wanted(this.#url)) {
      this.#over = true;
      return;
    }
    const answer = shownHead(message.firstLine, message.headers, this.#shown);
    const heads = {
      url: this.#url,
      request: shownHead(request.firstLine, request.headers, this.#shown),
      answer: { ...answer, text: answer.text + message.body.toString("latin1") },
    };
    this.#connection = this.#numbers.opened(this.#url, this.#at);
    if (status !== 101) {
      this.#numbers.closed(this.#connection, this.#at);
      this.#state({ phase: "failed", final: true, ...heads }, `failed ${this.#url}: ${message.firstLine}`);
      return;
    }
    this.#state({ phase: "open", ...heads }, `open ${this.#url}`);
    const { client, server } = compressions(headerIn(message, "Sec-WebSocket-Extensions") ?? "");
    this.#socket = { client: new WebSocketMessages(client), server: new WebSocketMessages(server) };
  }

  #frames(side: Side, bytes: Buffer): void {
    const direction = side === "client" ? "out" : "in";
    for (const part of this.#socket?.[side].take(bytes) ?? []) {
      if (part.type === "close") this.#close(side === "client" ? "stop" : "peer", part.code, part.reason);
      else this.#entry({ connection: this.#connection, direction, opcode: part.opcode, bytes: part.bytes });
    }
  }

  #close(by: "stop" | "peer" | "line", code: number, reason: string): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#numbers.closed(this.#connection, this.#at);
    const note = by === "stop" ? "closed on this side" : by === "peer" ? "closed by the other side" : "lost";
    this.#state({ phase: "closed", url: this.#url, by, clean: by !== "line" }, note, { code, reason });
  }

  /** A side sends no more. */
  #ended(side: Side): void {
    this.#directions[side].end();
    if (this.#directions[side].gap !== undefined) this.#gap(side);
    if (this.#over) return;
    if (this.#socket !== undefined) this.#close("line", abnormal, "");
    else if (side === "server") this.#http(true);
  }

  #state(change: LineChange, note: string, more: Pick<RecordedEntry, "code" | "reason"> = {}): void {
    this.#entry({ connection: this.#connection, direction: "state", note, ...more, change });
  }

  #entry(entry: Omit<RecordedEntry, "at" | "place">): void {
    this.#events.entry({ at: Math.round(this.#at), place: this.#place, ...entry });
  }
}
