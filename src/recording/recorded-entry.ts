/** What a recording consists of: its head, its entries, and remarks about what could not be recorded or read. */
import type { MaskedPart } from "../protocol/secrets.ts";

/** Version of the format; it changes when a field changes its meaning or is removed. */
export const recordingVersion = 1;

/** The first line of a recording. */
export interface RecordingHead {
  readonly version: number;
  /** Time of the start, ms since 1970. */
  readonly at: number;
  /** What was recorded: `qaction run`, `qaction record`, the name of an imported file. */
  readonly source: string;
}

/** Request or answer of an opening handshake: first line, headers and, of a refusal, the body; a character is a byte. */
export interface RecordedHandshake {
  readonly text: string;
  readonly masked?: readonly MaskedPart[];
}

/** What happened to the line of a connection. */
export interface LineChange {
  readonly phase: "open" | "failed" | "closed";
  /** Without credentials. */
  readonly url?: string;
  readonly request?: RecordedHandshake;
  readonly answer?: RecordedHandshake;
  /** An opening that failed: no further attempt follows. */
  readonly final?: boolean;
  /** Who ended it, see `ClosedBy`. */
  readonly by?: string;
  /** Both sides exchanged close frames. */
  readonly clean?: boolean;
}

/** One entry: a message, or what happened to a line. Stream entries of an element are entries, too. */
export interface RecordedEntry {
  /** ms since 1970. */
  readonly at: number;
  /** 0-based id of the connection. */
  readonly connection: number;
  /** `out` is to the device. */
  readonly direction: "out" | "in" | "state";
  /** Payload as recorded, with `***` for each secret. */
  readonly bytes?: Uint8Array;
  /** Where secrets stood in the payload. */
  readonly masked?: readonly MaskedPart[];
  /** WebSocket: 1 text, 2 binary (RFC 6455 section 5.2). */
  readonly opcode?: 1 | 2;
  /** Close code (RFC 6455 section 7.4). */
  readonly code?: number;
  readonly reason?: string;
  readonly note?: string;
  readonly change?: LineChange;
  /** HTTP session that a request or an answer belongs to. */
  readonly session?: number;
  /** Line of the file, or packet of the capture, from 1. */
  readonly place?: number;
}

/** Something about a recording that its reader or importer could not use, or had to leave out. */
export interface RecordingRemark {
  /** A sentence: what, where. */
  readonly message: string;
  /** Line of the file, or packet of the capture, from 1. */
  readonly place?: number;
}

/** Receives remarks as they are found. */
export type RemarkSink = (remark: RecordingRemark) => void;
