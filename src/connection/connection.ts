/** The interface of every connection of an element, and the events it reports. */
import type { MaybePromise } from "../base/maybe-promise.ts";
import type { NoticeSink } from "../base/notices.ts";
import type { QActionKitError } from "../base/errors.ts";
import type { MaskedPart } from "../protocol/secrets.ts";
import type { LineChange } from "../recording/recorded-entry.ts";
import type { OutgoingMessage } from "../wire/command/finish-command.ts";
import type { CollectedAnswer } from "../wire/response/collected-answer.ts";

export type { CollectedAnswer, OutgoingMessage };

/** State of a connection. `connecting` covers all attempts of one opening. */
export type ConnectionState = "idle" | "connecting" | "open" | "closing" | "closed";

/** The objects that a message belongs to; copied into its stream entry. */
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
  /** Where secrets stood in the payload, which shows `***` in their place. */
  readonly masked?: readonly MaskedPart[];
  /** What happened to the line, for programs. */
  readonly change?: LineChange;
}

/** One header of an answer, as received; each character is a byte (Latin-1). */
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

/** An HTTP request as it is sent. */
export interface SentRequest {
  /** 0-based id of the connection. */
  readonly connection: number;
  /** Absolute, without credentials. */
  readonly url: string;
  /** For example `GET`. */
  readonly method: string;
  /** In the order in which they are sent; each character is a byte. */
  readonly headers: readonly (readonly [key: string, value: string])[];
  readonly body: Uint8Array;
}

/** An answer that a function returns in place of a server: only the status is required. */
export type GivenAnswer = Pick<Answer, "status"> & Partial<Answer>;

/** Answers requests in place of a server; what it throws counts as a server that cannot be reached. */
export type HttpAnswerer = (request: SentRequest) => GivenAnswer | Promise<GivenAnswer>;

/** The connection is open. */
export interface OpenedInfo {
  /** ms since 1970. */
  readonly at: number;
  /** Address of the other side, without credentials. */
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

/** An attempt to open has failed. */
export interface FailedInfo {
  readonly at: number;
  /** Address that was tried; missing when it cannot be read. */
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
  /** True for a binary frame. */
  readonly binary: boolean;
  /** Arrival, ms since 1970. */
  readonly at: number;
  /** Number of its stream entry, to which everything that the message causes is linked. */
  readonly entry?: number | undefined;
}

/** Receives the events of a connection, in the order in which they happen and never from inside `open` or `retarget`. */
export interface ConnectionEvents {
  opened(info: OpenedInfo): void;
  failed(info: FailedInfo): void;
  closed(info: ClosedInfo): void;
  /**
   * One message, bytes unchanged. As long as a returned promise is pending the message counts as waiting: the
   * connection stops reading beyond `backlogLimits`, so nothing is lost and memory stays bounded.
   */
  message(bytes: Uint8Array, info: MessageInfo): MaybePromise;
  /** A ping or pong: a sign of life other than a message. */
  alive?(at: number): void;
  /** One line of the stream. Without this function none is made. @returns its number */
  stream?(entry: ConnectionStreamEntry): number | undefined;
  readonly notice: NoticeSink;
  /** When false, nobody reads notices, and checks that only lead to one are skipped. */
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
  /** Sends a message. @returns false, with a stream entry, when it cannot be sent; it is not kept for later */
  send(message: OutgoingMessage, about?: StreamLink): boolean;
  /** A `dynamic ip` parameter has a new value: leaves the present address and opens the new one. Returns at once. */
  retarget(value: string): void;
  /** Stops reading until {@link resume}: what arrives stays with the operating system. */
  pause(): void;
  resume(): void;
  /** Closes the connection (code 1000 for a WebSocket); settles when no socket and no timer is left. */
  close(): Promise<void>;
  /** The action *open* on an open line: closes it and opens a new one (RN 31512). Without this method the line stays open. */
  reopen?(): void;
  /** Serial: takes what has arrived of an answer that timed out; undefined when nothing has. */
  collected?(): CollectedAnswer | undefined;
  /** A server disconnects one client, `ip:port`. False when there is none of that name. */
  closeClient?(name: string): boolean;
}

/** Content of a parameter as a connection may read it: the text that GetParameter returns, and the stored bytes. */
export interface ParameterContent {
  readonly text?: string;
  readonly bytes: Uint8Array;
}

/** Reads a parameter; undefined when it does not exist or was never set. */
export type ReadParameter = (pid: number) => ParameterContent | undefined;
