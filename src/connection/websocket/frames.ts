/** Reads WebSocket frames: messages of one whole frame go to their socket, everything else to the library `ws`. */
import type { Clock } from "../../base/clock.ts";

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

/** A network connection whose `data` listeners belong to the library. */
export interface ReadLine {
  emit(event: "data", bytes: Buffer): boolean;
}

/** Takes one message; `at` is the arrival of the read it came with, ms since 1970. */
export type MessageReceiver = (bytes: Buffer, binary: boolean, at: number) => void;

/**
 * Reads for one socket. Why not leave all reading to the library: a device that speaks fast puts hundreds of short
 * messages into one read, and the library makes six views of memory for each where one is enough (`npm run bench
 * route`). The option `frameReader` = `ws` does leave everything to it; a test compares both byte by byte, and `npm run
 * fuzz` goes on with that for as long as you like. `ws` is pinned to a minor version because this class relies on how that
 * one reads.
 *
 * Only a message that lies as one frame in one read is taken out. From the first frame that is fragmented, closes the
 * socket or breaks a rule, the library gets everything: what may follow such a frame is for it to judge.
 */
export class FrameReader {
  readonly #clock: Pick<Clock, "now">;
  readonly #receive: MessageReceiver;
  #line: ReadLine | undefined;
  /** Longest message taken here; longer ones are for the library to refuse. -1: the library gets everything. */
  #maxBytes = -1;
  /** Bytes that the library still has to get: the rest of a frame under way, or everything. */
  #owed = 0;
  /** The beginning of a header whose rest has not come; nobody has been given it. */
  #held: Buffer | undefined;
  /** Time of the read under way. */
  #at: number | undefined;

  constructor(clock: Pick<Clock, "now">, receive: MessageReceiver) {
    this.#clock = clock;
    this.#receive = receive;
  }

  /** The reads are those of this line. */
  attach(line: ReadLine): void {
    this.#line = line;
  }

  /** The socket is open. `head` came with the answer to the handshake, and the library has it. Without a line nothing changes. */
  begin(maxBytes: number, head: Buffer): void {
    if (this.#line === undefined) return;
    this.#maxBytes = maxBytes;
    this.#split(head, true);
    if (this.#held === undefined) return;
    this.#held = undefined;
    this.#owed = Infinity;
  }

  /** One read, while the line flows. */
  read(bytes: Buffer): void {
    if (this.#maxBytes < 0) {
      this.#line?.emit("data", bytes);
      return;
    }
    this.#at = this.#clock.now();
    try {
      this.#split(bytes, false);
    } finally {
      this.#at = undefined;
    }
  }

  /** A read that has to wait in the line: the library gets it, and all that follows. @returns what the line has to keep */
  wait(bytes: Buffer): Buffer {
    const held = this.#held;
    this.#held = undefined;
    this.#maxBytes = -1;
    return held === undefined ? bytes : Buffer.concat([held, bytes]);
  }

  /** A message that the library has read. */
  message(bytes: Buffer, binary: boolean): void {
    this.#receive(bytes, binary, this.#at ?? this.#clock.now());
  }

  /** Takes the bytes of one read apart; `known`: the library has them already, and nobody is told. */
  #split(bytes: Buffer, known: boolean): void {
    const all = this.#held === undefined ? bytes : Buffer.concat([this.#held, bytes]);
    this.#held = undefined;
    const { buffer, byteOffset, length } = all;
    let at = Math.min(this.#owed, length);
    this.#owed -= at;
    if (at > 0 && !known) this.#line?.emit("data", at === length ? all : all.subarray(0, at));
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
        if (!known) this.#line?.emit("data", all.subarray(at));
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
        if (!known) this.#line?.emit("data", all.subarray(at));
        return;
      }
      if (!known) {
        if (data) this.message(new View(buffer, byteOffset + start, size), kind === first.binary);
        else this.#line?.emit("data", all.subarray(at, end));
      }
      at = end;
    }
  }
}
