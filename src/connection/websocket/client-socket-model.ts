/** What a client socket is given, and what it reports. */
import type { Timer } from "../../base/clock.ts";
import type { QActionKitError } from "../../base/errors.ts";
import type { ClientSocket } from "./client-socket.ts";
import type { Answer } from "../connection.ts";
import type { Line } from "../dial.ts";
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
  /** All frames are read by the library. */
  readonly leavesFrames: boolean;
  /** Close with 1007 at a text that is not UTF-8. */
  readonly checkUtf8: boolean;
}

/** What a socket needs until it is open, and lets go then. */
export interface Handshake {
  readonly request: SocketRequest;
  readonly dialling: AbortController;
  timer?: Timer;
  answer?: Answer;
  /** Body of a refusal, as far as it has come. */
  body?: readonly Buffer[];
  refusal?: QActionKitError;
  pickedNone?: true;
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

/** What came of an opening handshake. */
export interface OpenedSocket {
  readonly answer: Answer;
  /** Subprotocols that were offered. */
  readonly offered: readonly string[];
  /** Subprotocol picked by the server, `""` when none. */
  readonly subprotocol: string;
  /** Extensions in use, `""` when none. */
  readonly extensions: string;
}

/** What a socket reports. */
export interface SocketEvents {
  open(socket: ClientSocket, opened: OpenedSocket): void;
  /** `at`: arrival of its last byte, ms since 1970. */
  message(socket: ClientSocket, bytes: Buffer, binary: boolean, at: number): void;
  alive(socket: ClientSocket): void;
  /** From now on nothing is sent: a close frame went out, for whatever reason. */
  closing(socket: ClientSocket): void;
  /** The last call: the socket is gone. */
  end(socket: ClientSocket, end: SocketEnd): void;
}
