/** Cuts a stream, received in pieces of any size, into packets. */
import { ByteQueue, SequenceFinder } from "./byte-queue.ts";
import type { FixedPacket, FrameRules, Trailer } from "./frame-rules.ts";
import { holdsAt } from "../segments.ts";
import { unstuffBytes, type Stuffing } from "../stuffing.ts";

/**
 * A pull parser over a stream. What {@link take} returns depends on the bytes alone, not on the pieces they came in, and
 * takes time proportional to them. Nothing throws, whatever the bytes.
 */
export interface FrameCutter {
  push(chunk: Uint8Array): void;
  /** The next whole packet; undefined: not yet. */
  take(): Uint8Array | undefined;
  /**
   * Returns what waits, for connections without rules, which pass on everything after a pause (15 ms) or a datagram.
   * Undefined when nothing waits, or when only a whole packet may be passed on.
   */
  flush(): Uint8Array | undefined;
  /** Number of bytes that wait. */
  readonly waiting: number;
}

/**
 * A cutter for one connection; after a close it is replaced, and half a packet is dropped with it.
 * @param noise receives dropped bytes outside of every packet: a view that is valid during the call
 */
export function createFrameCutter(
  rules: FrameRules,
  noise: (bytes: Uint8Array) => void = () => undefined,
): FrameCutter {
  const queue = new ByteQueue();
  const parser = parserOf(rules, queue, noise);
  return {
    push: (chunk) => {
      queue.push(chunk);
    },
    take: () => parser.take(),
    flush: () =>
      queue.length === 0 || parser.flush === undefined ? undefined : parser.flush(queue.take(queue.length)),
    get waiting() {
      return queue.length;
    },
  };
}

interface Parser {
  take(): Uint8Array | undefined;
  /** Missing: only whole packets are passed on. */
  flush?(bytes: Uint8Array): Uint8Array;
}

function parserOf(rules: FrameRules, queue: ByteQueue, noise: (bytes: Uint8Array) => void): Parser {
  switch (rules.kind) {
    case "packetInfo":
      return byLength(rules, queue);
    case "delimiters":
      return byDelimiters(rules, queue, noise);
    case "stuffing":
      return rules.trailer === undefined
        ? { take: () => undefined, flush: (bytes) => unstuffBytes(bytes, rules.stuffing) }
        : byStuffedTrailer(rules.stuffing, rules.trailer, queue);
    case "none": {
      const most = rules.maxReceiveBuffer ?? Infinity;
      return { take: () => (queue.length >= most ? queue.take(most) : undefined), flush: (bytes) => bytes };
    }
  }
}

/** Packets with a length field; one that is shorter than its own length field ends after that field. */
function byLength(rules: FrameRules & { kind: "packetInfo" }, queue: ByteQueue): Parser {
  const head = rules.before + rules.size;
  return {
    take: () => {
      if (queue.length < head) return undefined;
      const field = queue.bytes;
      const told = rules.littleEndian
        ? field.readUIntLE(rules.before, rules.size)
        : field.readUIntBE(rules.before, rules.size);
      const total = rules.whole ? Math.max(told, head) : head + told;
      return queue.length >= total ? queue.take(total) : undefined;
    },
  };
}

/** Finds the occurrence of a trailer that ends a packet; each occurrence has a finder, so that none goes back. */
class TrailerFinder {
  readonly #trailer: Trailer;
  readonly #finders: SequenceFinder[] = [];

  constructor(trailer: Trailer) {
    this.#trailer = trailer;
  }

  /** Offset after the trailer of a packet whose content begins at `from`; undefined: not yet. */
  end(queue: ByteQueue, from: number): number | undefined {
    let end = from;
    for (let occurrence = 0; occurrence < this.#trailer.times; occurrence++) {
      const finder = (this.#finders[occurrence] ??= new SequenceFinder(this.#trailer.bytes));
      const at = finder.next(queue, end);
      if (at < 0) return undefined;
      end = at + this.#trailer.bytes.length;
    }
    return end;
  }
}

/** What may come next between two packets: a header, the end of a packet without one, or a fixed packet. */
interface Mark {
  /** The header, the trailer of a pair without one, or the first bytes of a fixed packet. */
  readonly first: SequenceFinder;
  /** False: everything before it belongs to the packet. */
  readonly header: boolean;
  /** False: further bytes may rule it out. */
  readonly settled?: false;
  /** Its offset; -1: not found yet. */
  at(): number;
  /** Offset after the packet that begins at `at`; undefined: not yet. */
  end(at: number): number | undefined;
}

function pairMark({ header, trailer }: DelimiterRules["pairs"][number], queue: ByteQueue): Mark {
  const first = new SequenceFinder(header ?? trailer.bytes);
  const finder = new TrailerFinder(trailer);
  const { length } = first.sequence;
  if (header === undefined) {
    const at = (): number => (finder.end(queue, queue.offset) ?? length - 1) - length;
    return { first, header: false, at, end: (found) => found + length };
  }
  return {
    first,
    header: true,
    at: () => first.next(queue, queue.offset),
    end: (found) => finder.end(queue, found + length),
  };
}

function fixedMark({ length, marks }: FixedPacket, queue: ByteQueue): Mark {
  const first = new SequenceFinder(marks[0]?.bytes ?? new Uint8Array());
  /** Before it there is no such packet. */
  let from = 0;
  /** False when bytes differ from the fixed ones of the packet; missing bytes are not compared. */
  const fits = (packet: Uint8Array): boolean =>
    marks.every(({ at, bytes }) => {
      const come = Math.max(0, Math.min(bytes.length, packet.length - at));
      return come === 0 || holdsAt(packet, bytes.subarray(0, come), at);
    });
  return {
    first,
    header: true,
    settled: false,
    at: () => {
      for (;;) {
        const at = first.next(queue, Math.max(from, queue.offset));
        if (at < 0 || fits(queue.bytes.subarray(at - queue.offset))) return at;
        from = at + 1;
      }
    },
    end: (at) => (queue.offset + queue.length >= at + length ? at + length : undefined),
  };
}

type DelimiterRules = FrameRules & { kind: "delimiters" };

/**
 * Packets from a header to its trailer, and fixed packets; bytes before either are dropped. A pair without a header takes
 * everything up to its trailer. Of several marks the one that begins first decides, and of two that begin together the
 * longer one; a mark that may be incomplete is waited for.
 */
function byDelimiters(
  { pairs, fixed = [] }: DelimiterRules,
  queue: ByteQueue,
  noise: (bytes: Uint8Array) => void,
): Parser {
  const marks = [
    ...pairs.map((pair) => pairMark(pair, queue)),
    ...fixed.map((packet) => fixedMark(packet, queue)),
  ];
  const keepsAll = marks.some(({ header }) => !header);
  /** The pair whose header was found, and its offset. */
  let open: { readonly mark: Mark; readonly at: number } | undefined;

  const firstMark = (): { readonly mark: Mark; readonly at: number } | undefined => {
    let best: { mark: Mark; at: number } | undefined;
    for (const mark of marks) {
      const { length } = mark.first.sequence;
      const at = mark.at();
      const better =
        best === undefined || at < best.at || (at === best.at && length > best.mark.first.sequence.length);
      if (at >= 0 && better) best = { mark, at };
    }
    return best !== undefined && !marks.some((mark) => mayComeFirst(mark.first, best.at)) ? best : undefined;
  };

  /** True when a mark at the end of the data may be incomplete, at `at` or before it. */
  const mayComeFirst = (mark: SequenceFinder, at: number): boolean =>
    at > queue.offset + queue.length - mark.sequence.length && mark.begun(queue, queue.offset) <= at;

  const drop = (count: number): void => {
    if (count > 0) noise(queue.bytes.subarray(0, count));
    queue.drop(count);
  };

  return {
    take: () => {
      open ??= firstMark();
      if (open === undefined) {
        if (!keepsAll) drop(noiseLength(queue, marks));
        return undefined;
      }
      const { mark, at } = open;
      if (mark.header) drop(at - queue.offset);
      const end = mark.end(at);
      // Only a complete packet can be recognised as a fixed one: it is tried again with more data.
      if (end !== undefined || mark.settled === false) open = undefined;
      return end === undefined ? undefined : queue.take(end - queue.offset);
    },
  };
}

/** Bytes that can no longer be part of a header. */
function noiseLength(queue: ByteQueue, headers: readonly Mark[]): number {
  const begun = headers.map(({ first }) => first.begun(queue, queue.offset));
  return Math.min(...begun, queue.offset + queue.length) - queue.offset;
}

/**
 * Packets up to a trailer that is not stuffed data: an escape and the sequence after it are skipped. The packet is passed
 * on without its stuffing.
 */
function byStuffedTrailer(stuffing: Stuffing, trailer: Trailer, queue: ByteQueue): Parser {
  const pair = new SequenceFinder(Buffer.concat([stuffing.escape, stuffing.sequence]));
  const end = new SequenceFinder(trailer.bytes);
  let from = stuffing.startOffset;
  let seen = 0;
  return {
    take: () => {
      for (;;) {
        const at = end.next(queue, from);
        const stuffed = pair.next(queue, from);
        if (stuffed >= 0 && (at < 0 || stuffed <= at)) {
          if (at < 0 && end.begun(queue, from) < stuffed) return undefined;
          from = stuffed + pair.sequence.length;
          continue;
        }
        if (at < 0 || pair.begun(queue, from) <= at) return undefined;
        from = at + trailer.bytes.length;
        if (++seen < trailer.times) continue;
        const packet = unstuffBytes(queue.take(from - queue.offset), stuffing);
        from = queue.offset + stuffing.startOffset;
        seen = 0;
        return packet;
      }
    },
  };
}
