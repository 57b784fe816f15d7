/** The stream log: what went out and came in, in a ring of the newest entries. */
import { ReceivedEntry } from "../../connection/received-entry.ts";
import { Listeners, warnOfProcess, type ListenerFailed } from "../../base/listeners.ts";
import type {
  NewStreamEntry,
  StreamEntry,
  StreamFilter,
  StreamLimits,
  StreamListener,
  StreamMatch,
} from "./stream-model.ts";

export type * from "./stream-model.ts";

const directions = ["state", "in", "out"] as const;
type Opcode = NonNullable<StreamEntry["opcode"]>;

// Entries lie flat in two lists that are overwritten again and again: objects that live long and change often would be
// expensive for the garbage collector, and each message would touch new memory.

/** Offsets of the fields of an entry in the list of numbers; a missing field is {@link none}. */
const place = {
  at: 0,
  connection: 1,
  kind: 2,
  group: 3,
  pair: 4,
  response: 5,
  qaction: 6,
  duration: 7,
} as const;
const places = 8;
/** No id; -1 is a valid one, of a group (`Protocol.Groups.Group-id`). */
const none = -Infinity;

/** Offsets of the fields of an entry in the list of references; `given` is the entry itself when it has rare fields. */
const reference = { bytes: 0, params: 1, given: 2, further: 3 } as const;
const references = 4;

/** Direction and opcode in one number. */
function kindOf(direction: StreamEntry["direction"], opcode: Opcode | undefined): number {
  const number = direction === "in" ? 1 : direction === "out" ? 2 : 0;
  return 3 * number + (opcode ?? 0);
}

/** Fields that must be equal. */
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
  /** Mask for positions in the ring, whose size is a power of two. */
  readonly #mask: number;
  readonly #listeners: Listeners<StreamEntry>;
  readonly #numbers: number[] = [];
  readonly #references: unknown[] = [];
  /** Payload bytes of each entry, in a list of their own, so that dropping an old entry does not touch the others. */
  readonly #sizes: number[] = [];
  /** Number of the oldest kept entry. */
  #oldest = 1;
  #bytes = 0;
  #count = 0;

  /** @param listenerFailed called once for each listener that throws; by default its error is a warning of the process */
  constructor(
    { entries = 1000, bytes = 256 * 1024 }: StreamLimits = {},
    listenerFailed: ListenerFailed = warnOfProcess,
  ) {
    this.#listeners = new Listeners(listenerFailed);
    this.#mostEntries = Math.max(1, entries);
    this.#mask = 2 ** Math.min(31, Math.ceil(Math.log2(this.#mostEntries))) - 1;
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

  /** The entry of that number; undefined when it is not kept any more. */
  entry(number: number): StreamEntry | undefined {
    return number < this.#oldest || number > this.#count ? undefined : this.#shown(number);
  }

  /** Entries kept now that came after that number, oldest first; of more than `most` the newest. */
  after(number: number, most = Infinity): readonly StreamEntry[] {
    const first = Math.max(this.#oldest, number + 1, this.#count - most + 1);
    return Array.from({ length: Math.max(0, this.#count - first + 1) }, (_, index) =>
      this.#shown(first + index),
    );
  }

  /** Calls `listener` for every entry from now on. @returns a function that stops it */
  subscribe(listener: StreamListener): () => void {
    return this.#listeners.add(listener);
  }

  /** Adds an entry, and drops the oldest when a limit is passed. @returns its number */
  add(entry: NewStreamEntry): number {
    if (this.#count - this.#oldest + 1 >= this.#mostEntries) this.#forget();
    const index = this.#count & this.#mask;
    this.#count++;
    const bytes = entry instanceof ReceivedEntry ? this.#putReceived(entry, index) : this.#put(entry, index);
    this.#sizes[index] = bytes;
    this.#bytes += bytes;
    while (this.#bytes > this.#mostBytes && this.#oldest < this.#count) this.#forget();
    const number = this.#count;
    if (this.#listeners.any) this.#listeners.tell(this.#shown(number));
    return number;
  }

  /** Writes an entry. @returns the size of its payload */
  #put(entry: NewStreamEntry, index: number): number {
    const { bytes, params, command, session, code, reason, note, masked, change } = entry;
    const rare = command ?? session ?? code ?? reason ?? note ?? masked ?? change;
    const numbers = this.#numbers;
    const from = index * places;
    // In order, so that a growing list has no holes.
    numbers[from + place.at] = entry.at;
    numbers[from + place.connection] = entry.connection;
    numbers[from + place.kind] = kindOf(entry.direction, entry.opcode);
    numbers[from + place.group] = entry.group ?? none;
    numbers[from + place.pair] = entry.pair ?? none;
    numbers[from + place.response] = entry.response ?? none;
    numbers[from + place.qaction] = none;
    numbers[from + place.duration] = entry.durationMs ?? none;
    const kept = this.#references;
    const first = index * references;
    kept[first + reference.bytes] = bytes;
    kept[first + reference.params] = params;
    kept[first + reference.given] = rare === undefined ? undefined : entry;
    kept[first + reference.further] = undefined;
    return bytes?.length ?? 0;
  }

  /** As {@link StreamLog.#put} for an incoming message, the most frequent entry: it has no other fields. */
  #putReceived({ at, connection, bytes, opcode }: ReceivedEntry, index: number): number {
    const numbers = this.#numbers;
    const from = index * places;
    numbers[from + place.at] = at;
    numbers[from + place.connection] = connection;
    numbers[from + place.kind] = kindOf("in", opcode);
    numbers[from + place.group] = none;
    numbers[from + place.pair] = none;
    numbers[from + place.response] = none;
    numbers[from + place.qaction] = none;
    numbers[from + place.duration] = none;
    const kept = this.#references;
    const first = index * references;
    kept[first + reference.bytes] = bytes;
    kept[first + reference.params] = undefined;
    kept[first + reference.given] = undefined;
    kept[first + reference.further] = undefined;
    return bytes.length;
  }

  /** A response matched a message. The first match counts: the rest of a message is a message of its own. */
  match(number: number, { response, params, pair, group }: StreamMatch): void {
    if (number < this.#oldest) return;
    const numbers = this.#numbers;
    const index = (number - 1) & this.#mask;
    const from = index * places;
    if (numbers[from + place.response] !== none) return;
    numbers[from + place.response] = response;
    numbers[from + place.pair] = pair ?? none;
    numbers[from + place.group] = group ?? none;
    this.#references[index * references + reference.params] = params;
  }

  /** A QAction started in the chain of a message. */
  ran(number: number, qaction: number): void {
    if (number < this.#oldest) return;
    const index = (number - 1) & this.#mask;
    const from = index * places + place.qaction;
    if (this.#numbers[from] === none) {
      this.#numbers[from] = qaction;
      return;
    }
    const at = index * references + reference.further;
    const further = this.#references[at] as readonly number[] | undefined;
    this.#references[at] = [...(further ?? []), qaction];
  }

  /** Everything that a message set off is done. */
  done(number: number, at: number): void {
    if (number < this.#oldest) return;
    const from = ((number - 1) & this.#mask) * places;
    this.#numbers[from + place.duration] = Math.max(0, at - (this.#numbers[from + place.at] ?? at));
  }

  /** The entry of that number, without the fields that do not apply. */
  #shown(number: number): StreamEntry {
    const index = (number - 1) & this.#mask;
    const numbers = this.#numbers.slice(index * places, (index + 1) * places);
    const [at = 0, connection = 0, kind = 0, group, pair, response, qaction = none, durationMs] = numbers;
    const [bytes, params, given, further] = this.#references.slice(
      index * references,
      (index + 1) * references,
    ) as [
      Uint8Array | undefined,
      readonly number[] | undefined,
      NewStreamEntry | undefined,
      readonly number[] | undefined,
    ];
    const { command, session, code, reason, note, masked, change } = given ?? {};
    const opcode = kind % 3;
    const fields = {
      ...{ bytes, opcode: opcode === 0 ? undefined : opcode, group, pair, command, session, response },
      ...{ params, durationMs, code, reason, note, masked, change },
    };
    const known = Object.entries(fields).filter(([, value]) => value !== undefined && value !== none);
    const started = qaction === none ? {} : { qactions: [qaction, ...(further ?? [])] };
    const direction = directions[Math.floor(kind / 3)] ?? "state";
    return { number, at, connection, direction, ...Object.fromEntries(known), ...started };
  }

  /** Drops the oldest entry and its payload. */
  #forget(): void {
    const index = (this.#oldest - 1) & this.#mask;
    this.#oldest++;
    this.#bytes -= this.#sizes[index] ?? 0;
    this.#references[index * references + reference.bytes] = undefined;
    this.#references[index * references + reference.given] = undefined;
  }
}
