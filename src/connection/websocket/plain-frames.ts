/** Finds messages in what a server sends: those that are one whole frame each. The library reads everything else. */

/** Where the parts of a read go, in their order. */
export interface FrameTarget {
  /** A message: the payload of a frame. */
  message(bytes: Buffer, binary: boolean): void;
  /** Bytes for the library. */
  other(bytes: Buffer): void;
}

/** First bytes of the frames whose end is certain: FIN set, no reserved bit, an opcode that is known (RFC 6455 section 5.2). */
const first = { text: 0x81, binary: 0x82, ping: 0x89, pong: 0x8a } as const;
/** Set in the second byte of a frame that is masked, which no server may send (RFC 6455 section 5.1). */
const masked = 0x80;
/** Longest payload of a control frame (RFC 6455 section 5.5). */
const longestControl = 125;
/** Bytes of the longest header without a mask. */
const longestHeader = 10;

/** Buffer's own class of views: a tenth of the time of `subarray`, which asks for the memory behind the bytes each time. */
const { [Symbol.species]: View } = Buffer as unknown as {
  readonly [Symbol.species]: new (memory: ArrayBufferLike, offset: number, length: number) => Buffer;
};

const nobody: FrameTarget = { message: () => undefined, other: () => undefined };

/**
 * The frames of one socket. Why the kit reads frames itself at all: a device that speaks fast puts hundreds of short messages into one read; the
 * library makes six views of memory for each, where one does (`npm run bench route`). The option `frameReader` = `ws` leaves all to
 * the library; a test compares both, byte by byte, and `npm run fuzz` does so for as long as one likes. `ws` is pinned to a minor
 * version, because what may be taken out of its hands is known of that one. What is no message in one frame that lies in one read goes to the
 * library as it came. From the first frame that is fragmented, closes the socket or breaks a rule, everything does: what may
 * follow such a frame is for the library to judge.
 */
export class PlainFrames {
  readonly #maxBytes: number;
  /** Bytes that the library still has to get: the rest of a frame under way, or everything. */
  #owed = 0;
  #held: Buffer | undefined;

  /** Messages longer than `maxBytes` are for the library to refuse. */
  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** The begin of a header of which the rest has not come; nobody has been given it. */
  get held(): Buffer | undefined {
    return this.#held;
  }

  /** Bytes that the library has been given already. */
  skip(bytes: Buffer): void {
    this.read(bytes, nobody);
    if (this.#held === undefined) return;
    this.#held = undefined;
    this.#owed = Infinity;
  }

  /** Takes the bytes of one read apart. */
  read(bytes: Buffer, target: FrameTarget): void {
    const all = this.#held === undefined ? bytes : Buffer.concat([this.#held, bytes]);
    this.#held = undefined;
    const { buffer, byteOffset, length } = all;
    let at = Math.min(this.#owed, length);
    this.#owed -= at;
    if (at > 0) target.other(at === length ? all : all.subarray(0, at));
    while (at < length) {
      const kind = all[at];
      const data = kind === first.binary || kind === first.text;
      // A header is judged byte by byte as it comes: what breaks a rule is the library's at once, not when the rest has come.
      const second = all[at + 1] ?? 0;
      const begins = data
        ? second < masked
        : (kind === first.ping || kind === first.pong) && second <= longestControl;
      if (!begins) {
        this.#owed = Infinity;
        target.other(all.subarray(at));
        return;
      }
      let size = second;
      let start = at + 2;
      if (second === 126) {
        size = ((all[at + 2] ?? 0) << 8) | (all[at + 3] ?? 0);
        start = at + 4;
      } else if (second === 127) {
        start = at + longestHeader;
        size = start > length ? 0 : Number(all.readBigUInt64BE(at + 2));
      }
      if (start > length) {
        this.#held = all.subarray(at);
        return;
      }
      const end = start + size;
      const certain = !data || size <= this.#maxBytes;
      if (!certain || end > length) {
        this.#owed = certain ? end - length : Infinity;
        target.other(all.subarray(at));
        return;
      }
      if (data) target.message(new View(buffer, byteOffset + start, size), kind === first.binary);
      else target.other(all.subarray(at, end));
      at = end;
    }
  }
}
