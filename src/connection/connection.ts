/** What every connection of an element offers, and what it reports; whatever carries the bytes. */
import type { MaybePromise } from "../base/maybe-promise.ts";
import type { NoticeSink } from "../base/notices.ts";
import type { QActionKitError } from "../base/errors.ts";
import type { OutgoingMessage } from "../wire/command/finish-command.ts";
import type { CollectedAnswer } from "../wire/response/collected-answer.ts";

export type { CollectedAnswer, OutgoingMessage };

/** Where a connection stands in its life. `connecting` lasts over all attempts of one opening. */
export type ConnectionState = "idle" | "connecting" | "open" | "closing" | "closed";

/** What a message belongs to; copied into its stream entry. */
export interface StreamLink {
  readonly group?: number;
  readonly pair?: number;
  readonly command?: number;
  /** HTTP session. */
  readonly session?: number;
}

/** One line of the stream of a connection. Fields that do not apply are missing. */
export interface ConnectionStreamEntry extends StreamLink {
  /** ms since 1970. */
  readonly at: number;
  readonly connection: number;
  readonly direction: "out" | "in" | "state";
  /** Payload; missing for a command that was not sent, and for what happened to the line. */
  readonly bytes?: Uint8Array;
  /** WebSocket: 1 text, 2 binary (RFC 6455 section 5.2). */
  readonly opcode?: 1 | 2;
  /** Close code (RFC 6455 section 7.4). */
  readonly code?: number;
  readonly reason?: string;
  /** What happened: `not sent`, `open ws://...`, `closed by the other side`. */
  readonly note?: string;
}

/** One header of an answer as it came; a character is a byte (Latin-1). */
export interface AnswerHeader {
  readonly key: string;
  readonly value: string;
}

/** The answer to a request or to an opening handshake. */
export interface Answer {
  /** For example `HTTP/1.1 101 Switching Protocols`, without line end. */
  readonly statusLine: string;
  readonly status: number;
  /** In the order of the answer, keys as written. */
  readonly headers: readonly AnswerHeader[];
  /** Body; for a handshake only that of a refused one. */
  readonly body?: Uint8Array;
}

/** An HTTP request as it goes out. */
export interface SentRequest {
  /** 0-based id of the connection. */
  readonly connection: number;
  /** Absolute, without credentials. */
  readonly url: string;
  /** For example `GET`. */
  readonly method: string;
  /** In the order they go out; a character is a byte. */
  readonly headers: readonly (readonly [key: string, value: string])[];
  readonly body: Uint8Array;
}

/** An answer as a function gives it in place of a server: only the status has to be there. */
export type GivenAnswer = Pick<Answer, "status"> & Partial<Answer>;

/** Answers requests in place of a server; what it throws counts as a server that cannot be reached. */
export type HttpAnswerer = (request: SentRequest) => GivenAnswer | Promise<GivenAnswer>;

/** The connection is open. */
export interface OpenedInfo {
  /** ms since 1970. */
  readonly at: number;
  /** Where it is connected to, without credentials. */
  readonly url: string;
  /** Attempt of this opening that succeeded, from 1. */
  readonly attempt: number;
  /** Answer to the opening handshake. */
  readonly answer: Answer;
  /** Subprotocol picked by the server, `""` when none. */
  readonly subprotocol: string;
  /** Extensions in use, `""` when none. */
  readonly extensions: string;
}

/** One attempt to open failed. Nothing was open before it. */
export interface FailedInfo {
  readonly at: number;
  /** Where it was to connect to; missing when the address cannot be read. */
  readonly url?: string;
  /** From 1. */
  readonly attempt: number;
  /** Attempts of this opening in all. */
  readonly attempts: number;
  /** True: no further attempt follows. */
  readonly final: boolean;
  /** An `ERR_CONNECTION_...` code and a sentence. */
  readonly error: QActionKitError;
  /** What the server answered, if it did. */
  readonly answer?: Answer;
}

/**
 * Who ended an open connection: `peer` sent a close frame; `line` broke without one; `fault` is a rule of the
 * protocol that the peer broke (closed by us); `keepAlive` got no pong; `retarget` and `stop` are our own will.
 */
export type ClosedBy = "peer" | "line" | "fault" | "keepAlive" | "retarget" | "stop";

/** An open connection ended. */
export interface ClosedInfo {
  readonly at: number;
  readonly url: string;
  readonly by: ClosedBy;
  /** Close code; 1005 and 1006 are never on the wire (RFC 6455 section 7.4.1). */
  readonly code: number;
  /** Name of the code, for example `normal closure`. */
  readonly name: string;
  /** Text of the close frame. */
  readonly reason: string;
  /** Both sides exchanged close frames. */
  readonly clean: boolean;
}

/** About a message that arrived. */
export interface MessageInfo {
  /** It came in a binary frame. */
  readonly binary: boolean;
  /** Arrival, ms since 1970. */
  readonly at: number;
  /** Number of its stream entry, by which what it sets off is linked to it. */
  readonly entry?: number | undefined;
}

/** Where a connection reports to. Calls come in the order of what happened, never from inside `open` or `retarget`. */
export interface ConnectionEvents {
  opened(info: OpenedInfo): void;
  failed(info: FailedInfo): void;
  closed(info: ClosedInfo): void;
  /**
   * One message, bytes unchanged. As long as a returned promise is pending the message counts as waiting: the
   * connection stops reading beyond `backlogLimits`, so nothing is lost and memory stays bounded.
   */
  message(bytes: Uint8Array, info: MessageInfo): MaybePromise;
  /** A sign of life that is no message: ping or pong. */
  alive?(at: number): void;
  /** One line of the stream; gives its number. Left out, none is made. */
  stream?(entry: ConnectionStreamEntry): number | undefined;
  readonly notice: NoticeSink;
  /** False while nobody reads notices: what is looked for only to tell of it is not looked for. */
  readonly listening?: boolean;
}

/** One connection of an element. */
export interface Connection {
  /** 0-based id of the protocol's connection. */
  readonly id: number;
  readonly state: ConnectionState;
  /** Bytes that the other side has not taken yet. */
  readonly unsentBytes: number;
  /** Begins to open and returns at once; nothing happens unless idle or closed. */
  open(): void;
  /** Hands a message to the line; false (with a stream entry) when it is not open. Nothing is kept for later. */
  send(message: OutgoingMessage, about?: StreamLink): boolean;
  /** A `dynamic ip` parameter got a value: leaves the present address and opens the new one. Returns at once. */
  retarget(value: string): void;
  /** Stops reading until {@link resume}: what arrives stays with the operating system. */
  pause(): void;
  resume(): void;
  /** Ends the connection (close code 1000 for a WebSocket); settled when no socket and no timer is left. */
  close(): Promise<void>;
  /** The action *open* on an open line: closes it and opens another one (RN 31512). Left out: the line stays. */
  reopen?(): void;
  /** Of a kind that only answers: what has come of the answer whose time is over, once; undefined when nothing has. */
  collected?(): CollectedAnswer | undefined;
  /** A server disconnects one client, `ip:port`. False when there is none of that name. */
  closeClient?(name: string): boolean;
}

/** What a connection may know of a parameter: its text as GetParameter gives it, and its stored bytes. */
export interface ParameterContent {
  readonly text?: string;
  readonly bytes: Uint8Array;
}

/** Reads a parameter; undefined when it does not exist or was never set. */
export type ReadParameter = (pid: number) => ParameterContent | undefined;
