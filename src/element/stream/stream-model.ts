/** The types of the stream log: entries, limits, filters, listeners. */
import type { ConnectionStreamEntry } from "../../connection/connection.ts";

/** One entry of the stream: what a connection reports, and what is linked to it. Fields that do not apply are missing. */
export interface StreamEntry extends ConnectionStreamEntry {
  /** Counts from 1 within one element. */
  readonly number: number;
  /** Response that the message matched; `group` and `pair` are those which waited for it. */
  readonly response?: number;
  /** Parameters that a command is made of, or that the matched response fills, in the order of its content. */
  readonly params?: readonly number[];
  /** QActions that the message has set off, in the order in which they started. */
  readonly qactions?: readonly number[];
  /** ms from the arrival of a message, which it shares with those of the same read, to the end of everything it set off. */
  readonly durationMs?: number;
}

/** An entry before the log has numbered it. */
export type NewStreamEntry = Omit<StreamEntry, "number">;

/** Limits of a {@link StreamLog}. */
export interface StreamLimits {
  /** Entries kept, default 1000. */
  readonly entries?: number;
  /**
   * Payload bytes kept, default 256 KiB. The newest entry is kept whatever its size. Kept payloads outlive the young
   * generation of the collector: with 1 MiB a message of 10 KB costs 6 % more, with 4 MiB a fifth more.
   */
  readonly bytes?: number;
}

/** Filter: an entry must match every given field. */
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

/** What a match adds to the entry of a message. */
export interface StreamMatch {
  readonly response: number;
  /** Content of the response. */
  readonly params: readonly number[];
  /** The pair that waited for it. */
  readonly pair?: number | undefined;
  readonly group?: number | undefined;
}
