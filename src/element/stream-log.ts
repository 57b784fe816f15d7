/** The stream log: what went out and came in, in a ring of the newest entries. */
import { hexDump } from "./hex-dump.ts";

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
  readonly group?: number;
  readonly pair?: number;
  readonly command?: number;
  /** HTTP session. */
  readonly session?: number;
  /** Response that the message matched. */
  readonly response?: number;
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

/** Writes times as the stream viewer does: hours to milliseconds, UTC. */
function timeOf(at: number): string {
  return new Date(at).toISOString().slice(11, 23);
}

/** One entry in the classic layout: `<<` or `>>`, time, name, and the dump below (`Debugging_connectors_...`). */
export function formatEntry(entry: StreamEntry, name: string): string {
  const arrow = entry.direction === "out" ? "<<" : entry.direction === "in" ? ">>" : "--";
  const note = entry.note === undefined ? "" : ` ${entry.note}`;
  const head = `${arrow} ${timeOf(entry.at)} [${String(entry.connection)}] ${name}${note}`.trimEnd();
  return entry.bytes === undefined || entry.bytes.length === 0 ? head : `${head}\n${hexDump(entry.bytes)}`;
}

/** An entry whose response may still be found. */
type Linkable = Omit<StreamEntry, "response"> & { response?: number };

/** The newest entries of one element. */
export class StreamLog {
  readonly #mostEntries: number;
  readonly #mostBytes: number;
  /** Objects of the log's own, so that a response can be added later. */
  #entries: Linkable[] = [];
  /** Index of the oldest kept entry in `#entries`. */
  #start = 0;
  #bytes = 0;
  #count = 0;

  constructor({ entries = 1000, bytes = 4 * 1024 * 1024 }: StreamLimits = {}) {
    this.#mostEntries = Math.max(1, entries);
    this.#mostBytes = bytes;
  }

  /** Entries kept now, oldest first. */
  get entries(): readonly StreamEntry[] {
    return this.#entries.slice(this.#start);
  }

  /** Entries ever added. */
  get total(): number {
    return this.#count;
  }

  /** Adds an entry and lets the oldest go when a limit is passed. */
  add(entry: NewStreamEntry): StreamEntry {
    const added: Linkable = { number: ++this.#count, ...entry };
    this.#entries.push(added);
    this.#bytes += added.bytes?.length ?? 0;
    while (this.#entries.length - this.#start > 1) {
      if (this.#entries.length - this.#start <= this.#mostEntries && this.#bytes <= this.#mostBytes) break;
      this.#bytes -= this.#entries[this.#start]?.bytes?.length ?? 0;
      this.#start++;
    }
    if (this.#start > 1024 && this.#start * 2 > this.#entries.length) {
      this.#entries = this.#entries.slice(this.#start);
      this.#start = 0;
    }
    return added;
  }

  /** Links an entry that is still kept to the response its message matched. */
  link(number: number, response: number): void {
    const index = this.#entries.length - 1 - (this.#count - number);
    const entry = this.#entries[index];
    if (index >= this.#start && entry?.number === number) entry.response = response;
  }
}
