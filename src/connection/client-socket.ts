/** One WebSocket from its opening handshake to its end: the library's client, on the kit's clock. */
import type { ClientRequest, IncomingMessage } from "node:http";
import type { createConnection } from "node:net";
import { WebSocket, type ClientOptions } from "ws";
import type { Clock, Timer } from "../clock.ts";
import { QActionKitError } from "../errors.ts";
import { answerOf, bodyLimit } from "./answer.ts";
import { closeCode } from "./close-codes.ts";
import type { Answer } from "./connection.ts";
import { dial, type Line } from "./dial.ts";
import { connectionError, systemCode } from "./failure.ts";
import type { Deflate } from "./offers.ts";

/** What one opening handshake asks for. */
export interface SocketRequest {
  readonly line: Line;
  /** Request target, as it goes on the wire. */
  readonly path: string;
  /** For messages, without credentials. */
  readonly url: string;
  /** Values one byte a character. */
  readonly headers: Readonly<Record<string, string>>;
  readonly subprotocols: readonly string[];
  readonly deflate?: Deflate;
  /** ms for the whole opening. */
  readonly timeoutMs: number;
  /** ms to wait for the other side's close frame. */
  readonly closeGraceMs: number;
  /** Bytes of a message, unpacked, beyond which the socket is closed with 1009. */
  readonly maxBytes: number;
  /** Close with 1007 at a text that is not UTF-8. */
  readonly checkUtf8: boolean;
}

/** How a socket ended. */
export type SocketEnd =
  | { readonly opened: false; readonly error: QActionKitError; readonly answer?: Answer }
  | {
      readonly opened: true;
      readonly code: number;
      readonly reason: string;
      /** A close frame came. */
      readonly frame: boolean;
      /** The rule the other side broke. */
      readonly fault?: Error;
    };

/** What a socket reports. */
export interface SocketEvents {
  open(answer: Answer, subprotocol: string, extensions: string): void;
  message(bytes: Buffer, binary: boolean): void;
  alive(): void;
  /** From now on nothing is sent: a close frame went out, for whatever reason. */
  closing(): void;
  /** The last call: the socket is gone. */
  end(end: SocketEnd): void;
}

/** Fragments and network packets that one message may consist of. */
const maxParts = 1 << 20;

/** The library closes by itself when a close frame or a fault arrives; this tells when and with which code. */
class WatchedWebSocket extends WebSocket {
  onClosing?: (code: number | undefined) => void;

  override close(code?: number, data?: string | Buffer): void {
    const before = this.readyState;
    super.close(code, data);
    if (before === WebSocket.OPEN) this.onClosing?.(code);
  }
}

/** A client socket. It begins to connect when it is made; every way it can go ends in {@link SocketEvents.end}. */
export class ClientSocket {
  readonly #request: SocketRequest;
  readonly #clock: Clock;
  readonly #events: SocketEvents;
  readonly #dialling = new AbortController();
  #socket?: WatchedWebSocket;
  #timer?: Timer | undefined;
  #answer?: Answer;
  /** Body of a refusal, as far as it has come. */
  #body: readonly Buffer[] = [];
  #failure?: QActionKitError;
  #refusal?: QActionKitError;
  #fault?: Error;
  #faultCode?: number | undefined;
  #opened = false;
  #pickedNone = false;

  constructor(request: SocketRequest, clock: Clock, events: SocketEvents) {
    this.#request = request;
    this.#clock = clock;
    this.#events = events;
    try {
      this.#socket = this.#connect();
    } catch (error) {
      const failed = connectionError(request.url, error);
      queueMicrotask(() => {
        events.end({ opened: false, error: failed });
      });
      return;
    }
    this.#timer = clock.after(request.timeoutMs, () => {
      const within = `within ${String(request.timeoutMs)} ms`;
      const message = `${request.url}: no complete answer to the opening handshake ${within}.`;
      this.#abort(this.#refusal ?? new QActionKitError("ERR_CONNECTION_TIMEOUT", message));
    });
  }

  /** Bytes not taken by the other side yet. */
  get unsentBytes(): number {
    return this.#socket?.bufferedAmount ?? 0;
  }

  send(bytes: Uint8Array, text: boolean): void {
    this.#socket?.send(bytes, { binary: !text, mask: true });
  }

  ping(): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.ping();
  }

  pause(): void {
    this.#socket?.pause();
  }

  resume(): void {
    this.#socket?.resume();
  }

  /** Sends a close frame, or gives an opening up. */
  close(code: number = closeCode.normal): void {
    if (this.#opened) this.#socket?.close(code);
    else
      this.#abort(
        new QActionKitError("ERR_CONNECTION_ABORTED", `${this.#request.url}: the opening was given up.`),
      );
  }

  /** Cuts the line without a close frame. */
  cut(): void {
    this.#socket?.terminate();
  }

  #connect(): WatchedWebSocket {
    const { line, path, url, headers, subprotocols, deflate, maxBytes, checkUtf8 } = this.#request;
    const origin = new URL(url).origin;
    const options: ClientOptions & { closeTimeout: number } = {
      headers: { ...headers },
      perMessageDeflate: deflate ?? false,
      maxPayload: maxBytes,
      maxFragments: maxParts,
      maxBufferedChunks: maxParts,
      skipUTF8Validation: !checkUtf8,
      // The wait for the other side's close frame runs on our clock; the library's own never ends first.
      closeTimeout: 0x7fffffff,
      createConnection: ((_: unknown, done: (error: Error | null) => void) =>
        dial(line, this.#dialling.signal, done)) as unknown as typeof createConnection,
      finishRequest: (request: ClientRequest) => {
        request.path = path;
        request.end();
      },
    };
    const socket = new WatchedWebSocket(`${origin}/`, [...subprotocols], options);
    socket.on("upgrade", (answer) => {
      this.#upgraded(answer);
    });
    socket.on("unexpected-response", (_request, answer) => {
      this.#refused(answer);
    });
    socket.on("open", () => {
      this.#open(socket);
    });
    socket.on("error", (error) => {
      this.#error(error);
    });
    socket.on("close", (code, reason) => {
      this.#end(code, reason);
    });
    socket.onClosing = (code) => {
      this.#closing(code);
    };
    return socket;
  }

  /** A server that picks none of the offered subprotocols is accepted, which the library would not do by itself. */
  #upgraded(answer: IncomingMessage): void {
    this.#answer = answerOf(answer);
    const [first] = this.#request.subprotocols;
    if (first !== undefined && answer.headers["sec-websocket-protocol"] === undefined) {
      this.#pickedNone = true;
      answer.headers["sec-websocket-protocol"] = first;
    }
  }

  #refused(answer: IncomingMessage): void {
    const head = answerOf(answer);
    this.#answer = head;
    const chunks: Buffer[] = (this.#body = []);
    let size = 0;
    const refusal = new QActionKitError(
      "ERR_CONNECTION_REFUSED",
      `${this.#request.url}: the server answered '${head.statusLine}'.`,
      { details: { status: head.status } },
    );
    this.#refusal = refusal;
    const refuse = (): void => {
      this.#abort(refusal);
    };
    answer.on("data", (chunk: Buffer) => {
      chunks.push(chunk.subarray(0, bodyLimit - size));
      size += chunk.length;
      if (size >= bodyLimit) refuse();
    });
    answer.once("end", refuse);
    answer.once("error", refuse);
    answer.once("close", refuse);
  }

  #open(socket: WatchedWebSocket): void {
    this.#timer?.cancel();
    this.#opened = true;
    socket.on("message", (data, binary) => {
      this.#events.message(data as Buffer, binary);
    });
    const alive = (): void => {
      this.#events.alive();
    };
    socket.on("ping", alive);
    socket.on("pong", alive);
    const subprotocol = this.#pickedNone ? "" : socket.protocol;
    if (this.#answer !== undefined) this.#events.open(this.#answer, subprotocol, socket.extensions);
  }

  /** Before the opening: the reason it failed. After it: a rule the other side broke, with the code that was sent. */
  #error(error: Error): void {
    if (this.#opened) this.#fault = error;
    else this.#failure ??= this.#explain(error);
  }

  #explain(error: Error): QActionKitError {
    const known = connectionError(this.#request.url, error);
    const answered = this.#answer !== undefined && systemCode(error) === "";
    return answered
      ? new QActionKitError("ERR_CONNECTION_HANDSHAKE", known.message, { cause: error })
      : known;
  }

  #closing(code: number | undefined): void {
    this.#faultCode = code;
    this.#timer?.cancel();
    this.#timer = this.#clock.after(this.#request.closeGraceMs, () => this.#socket?.terminate());
    this.#events.closing();
  }

  #abort(error: QActionKitError): void {
    if (this.#opened || this.#failure !== undefined) return;
    this.#failure = error;
    this.#dialling.abort();
    this.#socket?.terminate();
  }

  #end(code: number, reason: Buffer): void {
    this.#timer?.cancel();
    if (this.#opened) {
      const fault = this.#fault;
      const sent = fault === undefined ? code : (this.#faultCode ?? closeCode.protocolError);
      this.#events.end({
        opened: true,
        code: sent,
        reason: reason.toString("utf8"),
        frame: fault === undefined && code !== closeCode.abnormal,
        ...(fault === undefined ? {} : { fault }),
      });
      return;
    }
    this.#dialling.abort();
    const error =
      this.#failure ??
      new QActionKitError("ERR_CONNECTION_LOST", `${this.#request.url}: the line broke while opening.`);
    const body = this.#body.length === 0 ? {} : { body: Buffer.concat(this.#body) };
    this.#events.end({
      opened: false,
      error,
      ...(this.#answer === undefined ? {} : { answer: { ...this.#answer, ...body } }),
    });
  }
}
