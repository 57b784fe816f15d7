/** What goes into the stream log, comes out of it, and finds its entries. */

/** One entry of the stream. Fields that do not apply are missing. */
export interface StreamEntry {
  /** Counts from 1 within one element. */
  readonly number: number;
  /** ms since 1970. */
  readonly at: number;
  readonly connection: number;
  readonly direction: "out" | "in" | "state";
  /** Payload as it was on the wire; missing for a command that could not be sent, and for state entries. */
  readonly bytes?: Uint8Array;
  /** WebSocket: 1 text, 2 binary (RFC 6455 section 5.2). */
  readonly opcode?: 1 | 2;
  /** Of an answer: that of the pair which waited for it. */
  readonly group?: number;
  readonly pair?: number;
  readonly command?: number;
  /** HTTP session. */
  readonly session?: number;
  /** Response that the message matched. */
  readonly response?: number;
  /** Parameters that a command is made of, or that the matched response fills, in the order of its content. */
  readonly params?: readonly number[];
  /** QActions that the message has set off, in the order in which they started. */
  readonly qactions?: readonly number[];
  /** ms from the arrival of a message to the end of everything it set off. */
  readonly durationMs?: number;
  /** Close code (RFC 6455 section 7.4). */
  readonly code?: number;
  readonly reason?: string;
  /** What happened, for entries without bytes: `not sent`, `open ws://...`, `closed by the other side`, `TIMEOUT`. */
  readonly note?: string;
}

/** An entry before the log has numbered it. */
export type NewStreamEntry = Omit<StreamEntry, "number">;

/** Limits of a {@link StreamLog}. */
export interface StreamLimits {
  /** Entries kept, default 1000. */
  readonly entries?: number;
  /** Payload bytes kept, default 4 MiB. The newest entry is kept whatever its size. */
  readonly bytes?: number;
}

/** What an entry has to have to be found; each field that is given has to fit. */
export interface StreamFilter {
  readonly connection?: number;
  readonly direction?: StreamEntry["direction"];
  readonly group?: number;
  readonly pair?: number;
  readonly command?: number;
  readonly session?: number;
  readonly response?: number;
  /** A parameter that the entry is made of or fills. */
  readonly param?: number;
  /** A QAction that it has set off. */
  readonly qaction?: number;
  readonly opcode?: 1 | 2;
  readonly code?: number;
  /** ms since 1970, both included. */
  readonly from?: number;
  readonly to?: number;
}

/** Called with each entry as it is added, before it is linked to what it sets off. */
export type StreamListener = (entry: StreamEntry) => void;

/** What the log learns of a message when a response matches it. */
export interface StreamMatch {
  readonly response: number;
  /** Content of the response. */
  readonly params: readonly number[];
  /** The pair that waited for it. */
  readonly pair?: number | undefined;
  readonly group?: number | undefined;
}
