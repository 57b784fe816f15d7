/** What describes a device: its state, its faces, how it answers, what it says by itself. */
import type { Clock } from "../base/clock.ts";
import type { MessageRule } from "../wire/messages/messages.ts";
import type { DeviceValues } from "./device-state.ts";
import type { FaultSettings } from "./faults.ts";

/** What a device says: a text in the encoding of its face, bytes, or an object or array that goes out as JSON. */
export type Content = string | Uint8Array | object;

/** How one message goes out. */
export interface SendOptions {
  /** WebSocket: in a binary frame, or in a text frame. Default: `frames` of the face. */
  readonly binary?: boolean;
}

/** Whom a message is for. */
export interface PushOptions extends SendOptions {
  /** Only lines of this face. */
  readonly face?: string;
  /** Only lines that carry this tag. */
  readonly tag?: string;
}

/** One connection to a device. Over UDP: one sender; over HTTP: one request. */
export interface ScriptLine {
  /** Counts the lines of the face from 1. */
  readonly number: number;
  /** Name of the face. */
  readonly face: string;
  /** Marks of the script, for example what the other side has subscribed to. */
  readonly tags: Set<string>;
  /** Path and query of the opening handshake or the request; empty over TCP and UDP. */
  readonly url: string;
  /** Sends a message; over HTTP it is the body of the answer. */
  send(content: Content, options?: SendOptions): void;
  /** Closes the line. WebSocket: with any code, default 1000, also one that the standard does not allow. */
  close(code?: number, reason?: string): void;
  /** Breaks the line: the other side sees a reset. */
  reset(): void;
}

/** What a script may use of its device. */
export interface ScriptDevice {
  readonly name: string;
  readonly clock: Clock;
  /** A value of the state. @throws QActionKitError `ERR_DEVICE` without such a value */
  get<T = unknown>(name: string): T;
  /** Sets a value of the state. @throws QActionKitError `ERR_DEVICE` without such a value */
  set(name: string, value: unknown): void;
  /** Sends to every line, or to those that are meant. @returns the number of lines */
  push(content: Content, options?: PushOptions): number;
  /** Resolves after so many ms of the device's clock; never once the device has stopped. */
  wait(ms: number): Promise<void>;
  /** Open lines, of all faces or of one. */
  lines(face?: string): readonly ScriptLine[];
}

/** A message that a device has received. */
export interface DeviceMessage {
  readonly device: ScriptDevice;
  readonly line: ScriptLine;
  /** Over HTTP: the body. */
  readonly bytes: Buffer;
  /** The bytes in the encoding of the face; over HTTP method, path and query: `GET /api/state?all`. */
  readonly text: string;
  /** What the regular expression of the rule has found: the whole, then its groups. */
  readonly match: readonly string[];
  /** WebSocket: 1 text frame, 2 binary frame. */
  readonly opcode: 1 | 2;
  /** HTTP: the headers, names in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The message as JSON, over HTTP its body. @throws SyntaxError when it is none */
  readonly json: <T = unknown>() => T;
}

/** An answer over HTTP. */
export interface HttpContent {
  /** Default 200. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Default empty. */
  readonly body?: Content;
}

/** Makes an answer; `undefined` sends nothing. */
export type Answering<A> = (message: DeviceMessage) => A | undefined | Promise<A | undefined>;

/**
 * What a message has to be:
 * - a text: equal to it; over HTTP `GET /path`, compared without the query
 * - a regular expression that finds something in the text
 * - bytes: equal to them
 * - an object or array: JSON with at least these members; `String`, `Number`, `Boolean`, `Array` and `Object` stand for any value of
 *   that kind, a regular expression for a text, `undefined` for a member that is not there
 */
export type Pattern = string | RegExp | Uint8Array | object;

/** A pattern and the answer to what fits it; a function alone takes every message. The first rule that fits answers. */
export type Rule<A> = readonly [pattern: Pattern, answer: A | Answering<A>] | Answering<A>;

/** What every face has. */
interface FaceBase<A> {
  /** Default: the port of {@link DeviceOptions}, else chosen by the system. */
  readonly port?: number;
  /** Encoding of texts, by name or code page; default: that of the device. */
  readonly encoding?: string | number;
  readonly on?: readonly Rule<A>[];
}

/** A face whose lines stay open. */
interface LineFace extends FaceBase<Content> {
  /** Called for each new line; what it returns is sent. */
  readonly connect?: (line: ScriptLine, device: ScriptDevice) => Content | undefined;
  /** Called when a line has ended. */
  readonly closed?: (line: ScriptLine, device: ScriptDevice) => void;
}

/** Answers over WebSocket. Faces of this kind and of HTTP without a port, or with the same, share one. */
export interface WebSocketFace extends LineFace {
  readonly kind: "websocket";
  /** Path that it answers on; others are refused with 404. Default: any. */
  readonly path?: string;
  /** It selects the first of these that the client offers, and none when the client offers none of them. */
  readonly subprotocols?: readonly string[];
  /** Frames of texts and JSON; default text. Bytes go out in binary frames. */
  readonly frames?: "text" | "binary";
}

/** Answers requests over HTTP; without a rule that fits, 404. */
export interface HttpFace extends FaceBase<string | Uint8Array | HttpContent> {
  readonly kind: "http";
  /** What `Content-Type` calls the encoding of texts; default: what it is. A device may lie. */
  readonly charset?: string;
}

/** Talks over TCP. */
export interface TcpFace extends LineFace {
  readonly kind: "tcp";
  /**
   * Where messages end, in both directions: texts and JSON go out with the end (`"line"`: CR LF). Default: what one read gives is one
   * message, and nothing is added.
   */
  readonly messages?: MessageRule;
}

/** Talks over UDP: a datagram is a message. Datagrams are pushed to everybody who has sent one. */
export interface UdpFace extends LineFace {
  readonly kind: "udp";
}

/** One way to talk to a device. */
export type FaceScript = WebSocketFace | HttpFace | TcpFace | UdpFace;

/** What a device says by itself, again and again. */
export interface PushScript extends PushOptions {
  /** ms between two messages, of the device's clock. */
  readonly everyMs: number;
  /** The message, or what makes it; `undefined` sends nothing. */
  readonly send: Content | ((device: ScriptDevice) => Content | undefined);
}

/** A device. */
export interface DeviceScript {
  /** Default `device`. */
  readonly name?: string;
  /** Values that can be read and set while it runs; a generator gives another value each time it is read. */
  readonly state?: DeviceValues;
  /** By name. */
  readonly faces: Readonly<Record<string, FaceScript>>;
  readonly pushes?: readonly PushScript[];
  /** Encoding of texts, by name or code page; default `utf-8`. */
  readonly encoding?: string | number;
  /** Faults that are on from the start. */
  readonly faults?: FaultSettings;
}
