/** The stream log: what went out and came in, in a ring of the newest entries. */

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

/** A place of the ring. It is filled again and again: what lives long and changes often would cost the collector dear. */
class Slot {
  at = 0.5;
  connection = 0;
  direction: StreamEntry["direction"] = "state";
  bytes: Uint8Array | undefined = undefined;
  opcode: 1 | 2 | undefined = undefined;
  group: number | undefined = undefined;
  pair: number | undefined = undefined;
  command: number | undefined = undefined;
  session: number | undefined = undefined;
  response: number | undefined = undefined;
  params: readonly number[] | undefined = undefined;
  /** The first QAction; further ones in `qactions`. */
  qaction: number | undefined = undefined;
  qactions: readonly number[] | undefined = undefined;
  durationMs: number | undefined = undefined;
  code: number | undefined = undefined;
  reason: string | undefined = undefined;
  note: string | undefined = undefined;
}

/** What the log learns of a message when a response matches it. */
export interface StreamMatch {
  readonly response: number;
  /** Content of the response. */
  readonly params: readonly number[];
  /** The pair that waited for it. */
  readonly pair?: number | undefined;
  readonly group?: number | undefined;
}

/** The entry for others: without the fields that do not apply. */
function shown(number: number, { at, connection, direction, qaction, qactions, ...rest }: Slot): StreamEntry {
  const known = Object.entries(rest).filter(([, value]) => value !== undefined);
  const started = qaction === undefined ? {} : { qactions: [qaction, ...(qactions ?? [])] };
  return { number, at, connection, direction, ...Object.fromEntries(known), ...started };
}

/** Fields that have to be the same. */
const sameFields = [
  "connection",
  "direction",
  "group",
  "pair",
  "command",
  "session",
  "response",
  "opcode",
  "code",
] as const;

function fits(entry: StreamEntry, filter: StreamFilter): boolean {
  const { param, qaction, from = -Infinity, to = Infinity } = filter;
  return (
    sameFields.every((name) => filter[name] === undefined || filter[name] === entry[name]) &&
    (param === undefined || entry.params?.includes(param) === true) &&
    (qaction === undefined || entry.qactions?.includes(qaction) === true) &&
    entry.at >= from &&
    entry.at <= to
  );
}

/** The newest entries of one element. Payloads are kept as they are, not copied; entries are made when they are asked for. */
export class StreamLog {
  readonly #mostEntries: number;
  readonly #mostBytes: number;
  #listeners: Set<StreamListener> | undefined;
  readonly #slots: Slot[] = [];
  /** Number of the oldest kept entry. */
  #oldest = 1;
  #bytes = 0;
  #count = 0;

  constructor({ entries = 1000, bytes = 4 * 1024 * 1024 }: StreamLimits = {}) {
    this.#mostEntries = Math.max(1, entries);
    this.#mostBytes = bytes;
  }

  /** Entries kept now, oldest first. */
  get entries(): readonly StreamEntry[] {
    return Array.from({ length: this.#count - this.#oldest + 1 }, (_, index) =>
      this.#shown(this.#oldest + index),
    );
  }

  /** The newest entry; undefined before the first. */
  get newest(): StreamEntry | undefined {
    return this.#count === 0 ? undefined : this.#shown(this.#count);
  }

  /** Entries ever added. */
  get total(): number {
    return this.#count;
  }

  /** Entries kept now that fit, oldest first: `stream.find({ direction: "in", response: 31 })`. */
  find(filter: StreamFilter): readonly StreamEntry[] {
    return this.entries.filter((entry) => fits(entry, filter));
  }

  /** Calls `listener` for every entry from now on. @returns a function that ends it */
  subscribe(listener: StreamListener): () => void {
    const listeners = (this.#listeners ??= new Set());
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  }

  /** Adds an entry and lets the oldest go when a limit is passed. @returns its number */
  add(entry: NewStreamEntry): number {
    if (this.#count - this.#oldest + 1 >= this.#mostEntries) this.#forget();
    this.#count++;
    const slot = (this.#slots[(this.#count - 1) % this.#mostEntries] ??= new Slot());
    slot.at = entry.at;
    slot.connection = entry.connection;
    slot.direction = entry.direction;
    slot.bytes = entry.bytes;
    slot.opcode = entry.opcode;
    slot.group = entry.group;
    slot.pair = entry.pair;
    slot.command = entry.command;
    slot.session = entry.session;
    slot.response = entry.response;
    slot.params = entry.params;
    slot.qaction = undefined;
    slot.qactions = undefined;
    slot.durationMs = entry.durationMs;
    slot.code = entry.code;
    slot.reason = entry.reason;
    slot.note = entry.note;
    this.#bytes += entry.bytes?.length ?? 0;
    while (this.#bytes > this.#mostBytes && this.#oldest < this.#count) this.#forget();
    const number = this.#count;
    if (this.#listeners !== undefined) for (const listener of this.#listeners) listener(this.#shown(number));
    return number;
  }

  /** A response matched a message. The first match counts: what is left of a message is another one. */
  match(number: number, { response, params, pair, group }: StreamMatch): void {
    const slot = this.#kept(number);
    if (slot === undefined || slot.response !== undefined) return;
    slot.response = response;
    slot.params = params;
    slot.pair = pair;
    slot.group = group;
  }

  /** A QAction started in the chain of a message. */
  ran(number: number, qaction: number): void {
    const slot = this.#kept(number);
    if (slot === undefined) return;
    if (slot.qaction === undefined) slot.qaction = qaction;
    else slot.qactions = [...(slot.qactions ?? []), qaction];
  }

  /** Everything that a message set off is done. */
  done(number: number, at: number): void {
    const slot = this.#kept(number);
    if (slot !== undefined) slot.durationMs = at - slot.at;
  }

  /** The entry of that number, as long as it is kept. */
  #kept(number: number): Slot | undefined {
    return number < this.#oldest ? undefined : this.#at(number);
  }

  #at(number: number): Slot | undefined {
    return this.#slots[(number - 1) % this.#mostEntries];
  }

  #shown(number: number): StreamEntry {
    return shown(number, this.#at(number) ?? new Slot());
  }

  /** Lets the oldest entry go, its payload at once. */
  #forget(): void {
    const slot = this.#at(this.#oldest);
    this.#oldest++;
    if (slot?.bytes === undefined) return;
    this.#bytes -= slot.bytes.length;
    slot.bytes = undefined;
  }
}
