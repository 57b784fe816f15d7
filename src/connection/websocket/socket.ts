/** One WebSocket from its opening handshake to its end: the client of the library `ws`, on the kit's clock. */
import type { ClientRequest, IncomingMessage } from "node:http";
import type { createConnection } from "node:net";
import { WebSocket, type ClientOptions, type RawData } from "ws";
import type { Clock, Timer } from "../../base/clock.ts";
import { soon } from "../../base/turns.ts";
import { QActionKitError } from "../../base/errors.ts";
import { answerOf, bodyLimit } from "../answer-head.ts";
import { closeCode } from "../close-codes.ts";
import { withoutCredentials } from "../address.ts";
import type { Answer } from "../connection.ts";
import { dial } from "../dial.ts";
import { connectionError, systemCode } from "../failure.ts";
import { FrameReader, type MessageReceiver } from "./frames.ts";
import { sentHead, type SentHead } from "./handshake-entry.ts";
import type { SocketRequest } from "./socket-request.ts";

/** Fragments and network packets that one message may consist of. */
const maxParts = 1 << 20;

/** What came of an opening handshake. */
export interface OpenedSocket {
  /** The request; missing when it could not be read. */
  readonly request?: SentHead;
  readonly answer: Answer;
  /** Subprotocols that were offered. */
  readonly offered: readonly string[];
  /** Subprotocol picked by the server, `""` when none. */
  readonly subprotocol: string;
  /** Extensions in use, `""` when none. */
  readonly extensions: string;
}

/** A handshake that failed. */
export interface FailedSocket {
  readonly opened: false;
  readonly error: QActionKitError;
  /** The request, when it was sent. */
  readonly request?: SentHead;
  readonly answer?: Answer;
}

/** The end of a socket that was open. */
export interface ClosedSocket {
  readonly opened: true;
  readonly code: number;
  readonly reason: string;
  /** A close frame came. */
  readonly frame: boolean;
  /** The rule the other side broke. */
  readonly fault?: Error;
}

/** What a socket reports, never from inside its constructor. */
export interface SocketEvents extends MessageReceiver<ClientSocket> {
  opened(socket: ClientSocket, opened: OpenedSocket): void;
  /** A ping or pong came. */
  alive(socket: ClientSocket): void;
  /** From now on nothing is sent: a close frame went out, for whatever reason. */
  closing(socket: ClientSocket): void;
  /** The last call: the socket is gone. */
  ended(socket: ClientSocket, end: FailedSocket | ClosedSocket): void;
}

/** What a socket needs until it is open, and then releases. */
interface Handshake {
  readonly request: SocketRequest;
  readonly dialling: AbortController;
  timer?: Timer;
  sent?: SentHead;
  answer?: Answer;
  /** Body of a refusal, as far as it has arrived. */
  body?: readonly Buffer[];
  refusal?: QActionKitError;
  pickedNone?: true;
}

/** The library's socket with its owner, which is told when the library closes it because of a close frame or a fault. */
class WatchedWebSocket extends WebSocket {
  readonly owner: ClientSocket;

  constructor(owner: ClientSocket, address: string, subprotocols: readonly string[], options: ClientOptions) {
    super(address, [...subprotocols], options);
    this.owner = owner;
  }

  override close(code?: number, data?: string | Buffer): void {
    const before = this.readyState;
    super.close(code, data);
    if (before === WebSocket.OPEN) this.owner.closing(code);
  }
}

/** The library calls listeners with the socket as `this`. */
function ownerOf(socket: WebSocket): ClientSocket {
  if (socket instanceof WatchedWebSocket) return socket.owner;
  throw new TypeError("The listener belongs to another kind of socket.");
}

/** A client socket. It starts connecting when it is made, and in any case ends with {@link SocketEvents.ended}. */
export class ClientSocket {
  /** Address of the server, without credentials. */
  readonly url: string;
  /** Port it connects to; a proxy has its own. */
  readonly port: number;
  /** Bytes go out in text or binary frames. */
  readonly framed = true;
  readonly #closeGraceMs: number;
  readonly #clock: Clock;
  readonly #events: SocketEvents;
  readonly #reader: FrameReader<ClientSocket>;
  #socket?: WatchedWebSocket;
  /** Missing once the socket is open. */
  #handshake: Handshake | undefined;
  #failure?: QActionKitError;
  #fault?: Error;
  #faultCode?: number | undefined;
  #closeTimer?: Timer;

  constructor(request: SocketRequest, clock: Clock, events: SocketEvents) {
    this.url = request.url;
    this.port = request.line.port;
    this.#closeGraceMs = request.closeGraceMs;
    this.#clock = clock;
    this.#events = events;
    this.#reader = new FrameReader(clock, this, events);
    const handshake: Handshake = { request, dialling: new AbortController() };
    this.#handshake = handshake;
    try {
      this.#socket = this.#connect(handshake);
    } catch (error) {
      const failed = connectionError(request.url, error);
      soon(() => {
        events.ended(this, { opened: false, error: failed });
      });
      return;
    }
    handshake.timer = clock.after(request.timeoutMs, () => {
      const within = `within ${String(request.timeoutMs)} ms`;
      const message = `${request.url}: no complete answer to the opening handshake ${within}.`;
      this.#abort(handshake.refusal ?? new QActionKitError("ERR_CONNECTION_TIMEOUT", message));
    });
  }

  /** Bytes that the other side has not taken yet. */
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

  /** Sends a close frame, or aborts an opening. */
  close(code: number = closeCode.normal): void {
    if (this.#handshake === undefined) this.#socket?.close(code);
    else this.#abort(new QActionKitError("ERR_CONNECTION_ABORTED", `${this.url}: the opening was given up.`));
  }

  /** Closes the connection without a close frame. */
  cut(): void {
    this.#socket?.terminate();
  }

  /** A close frame went out, with this code. */
  closing(code: number | undefined): void {
    this.#faultCode = code;
    this.#closeTimer = this.#clock.after(this.#closeGraceMs, () => this.#socket?.terminate());
    this.#events.closing(this);
  }

  #connect(handshake: Handshake): WatchedWebSocket {
    const { request, dialling } = handshake;
    const { line, path, url, headers, subprotocols, deflate, maxBytes, checkUtf8, leavesFrames } = request;
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
        dial(
          line,
          dialling.signal,
          done,
          leavesFrames ? undefined : this.#reader,
        )) as unknown as typeof createConnection,
      finishRequest: (request: ClientRequest) => {
        request.path = path;
        handshake.sent = sentHead(request);
        // Runs after the library's own listener: by now the socket is open, or never will be.
        request.once("upgrade", (_answer, _line, head) => {
          if (this.#handshake === undefined && !checkUtf8) this.#reader.begin(maxBytes, head);
        });
        request.end();
      },
    };
    const socket = new WatchedWebSocket(this, `${origin}/`, subprotocols, options);
    socket.on("upgrade", ClientSocket.#onUpgrade);
    socket.on("unexpected-response", ClientSocket.#onRefusal);
    socket.on("open", ClientSocket.#onOpen);
    socket.on("error", ClientSocket.#onError);
    socket.on("close", ClientSocket.#onClose);
    return socket;
  }

  // Shared by all sockets, because a program may have thousands of them.

  static #onUpgrade(this: WebSocket, answer: IncomingMessage): void {
    ownerOf(this).#upgraded(answer);
  }

  static #onRefusal(this: WebSocket, _request: ClientRequest, answer: IncomingMessage): void {
    ownerOf(this).#refused(answer);
  }

  static #onOpen(this: WebSocket): void {
    ownerOf(this).#open(this);
  }

  static #onError(this: WebSocket, error: Error): void {
    ownerOf(this).#error(error);
  }

  static #onClose(this: WebSocket, code: number, reason: Buffer): void {
    ownerOf(this).#end(code, reason);
  }

  static #onMessage(this: WebSocket, data: RawData, binary: boolean): void {
    ownerOf(this).#reader.message(data as Buffer, binary);
  }

  static #onAlive(this: WebSocket): void {
    const owner = ownerOf(this);
    owner.#events.alive(owner);
  }

  /** Accepts a server that picks none of the offered subprotocols, which the library would reject. */
  #upgraded(answer: IncomingMessage): void {
    const handshake = this.#handshake;
    if (handshake === undefined) return;
    handshake.answer = answerOf(answer);
    const { subprotocols } = handshake.request;
    const picked = answer.headers["sec-websocket-protocol"];
    if (picked === undefined && subprotocols[0] !== undefined) {
      handshake.pickedNone = true;
      answer.headers["sec-websocket-protocol"] = subprotocols[0];
    } else if (picked !== undefined && !subprotocols.includes(picked)) {
      // The library refuses it too, and says less.
      this.#failure ??= new QActionKitError(
        "ERR_CONNECTION_HANDSHAKE",
        `${this.url}: the server picked a subprotocol that was not offered. Check the header Sec-WebSocket-Protocol of the handshake session.`,
      );
    }
  }

  #refused(answer: IncomingMessage): void {
    const handshake = this.#handshake;
    if (handshake === undefined) return;
    const head = answerOf(answer);
    handshake.answer = head;
    const chunks: Buffer[] = [];
    handshake.body = chunks;
    let size = 0;
    const refusal = new QActionKitError(
      "ERR_CONNECTION_REFUSED",
      `${this.url}: the server answered '${head.statusLine}'. ${refusalAdvice(head)}`,
      { details: { status: head.status } },
    );
    handshake.refusal = refusal;
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

  /** Releases everything that belongs to the handshake. */
  #open(socket: WebSocket): void {
    const handshake = this.#handshake;
    this.#handshake = undefined;
    handshake?.timer?.cancel();
    socket.off("upgrade", ClientSocket.#onUpgrade);
    socket.off("unexpected-response", ClientSocket.#onRefusal);
    socket.off("open", ClientSocket.#onOpen);
    socket.on("message", ClientSocket.#onMessage);
    socket.on("ping", ClientSocket.#onAlive);
    socket.on("pong", ClientSocket.#onAlive);
    if (handshake?.answer === undefined) return;
    const { answer, request, sent, pickedNone } = handshake;
    const subprotocol = pickedNone === true ? "" : socket.protocol;
    const { extensions } = socket;
    const heads = sent === undefined ? { answer } : { answer, request: sent };
    this.#events.opened(this, { ...heads, offered: request.subprotocols, subprotocol, extensions });
  }

  /** Before the opening: the reason it failed. After it: a rule the other side broke, with the code that was sent. */
  #error(error: Error): void {
    if (this.#handshake === undefined) this.#fault = error;
    else this.#failure ??= this.#explain(error, this.#handshake);
  }

  #explain(error: Error, { answer }: Handshake): QActionKitError {
    const known = connectionError(this.url, error);
    const answered = answer !== undefined && systemCode(error) === "";
    return answered
      ? new QActionKitError("ERR_CONNECTION_HANDSHAKE", known.message, { cause: error })
      : known;
  }

  #abort(error: QActionKitError): void {
    if (this.#handshake === undefined || this.#failure !== undefined) return;
    this.#failure = error;
    this.#handshake.dialling.abort();
    this.#socket?.terminate();
  }

  #end(code: number, reason: Buffer): void {
    this.#closeTimer?.cancel();
    if (this.#handshake === undefined) {
      const fault = this.#fault;
      const sent = fault === undefined ? code : (this.#faultCode ?? closeCode.protocolError);
      this.#events.ended(this, {
        opened: true,
        code: sent,
        reason: reason.toString("utf8"),
        frame: fault === undefined && code !== closeCode.abnormal,
        ...(fault === undefined ? {} : { fault }),
      });
      return;
    }
    const { dialling, answer, body = [], timer, sent } = this.#handshake;
    timer?.cancel();
    dialling.abort();
    const error =
      this.#failure ??
      new QActionKitError("ERR_CONNECTION_LOST", `${this.url}: the line broke while opening.`);
    const whole = body.length === 0 ? {} : { body: Buffer.concat(body) };
    this.#events.ended(this, {
      ...{ opened: false, error },
      ...(sent && { request: sent }),
      ...(answer && { answer: { ...answer, ...whole } }),
    });
  }
}

/** What to do about an answer that is no 101. */
function refusalAdvice({ status, headers }: Answer): string {
  const place = headers.find(({ key }) => key.toLowerCase() === "location")?.value;
  if (status === 401 || status === 403)
    return "It asks for a login: write it into the address (ws://user:password@host), or send a header of it with the handshake.";
  if (status === 404) return "Check the path of the address.";
  if (status >= 300 && status < 400 && place !== undefined)
    return `It redirects to ${withoutCredentials(place)}: use that address.`;
  if (status === 426 || status === 400)
    return "Check the subprotocol, the headers and the path of the handshake.";
  return "Check the path and the port: a WebSocket is answered by status 101.";
}
