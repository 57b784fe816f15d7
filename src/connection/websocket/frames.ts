/** Reads WebSocket frames: messages of one whole frame go to the connection, all other bytes to the library `ws`. */
import type { Clock } from "../../base/clock.ts";

/** First bytes of the frames that are recognised here: FIN set, no reserved bit, a known opcode (RFC 6455 section 5.2). */
const first = { text: 0x81, binary: 0x82, ping: 0x89, pong: 0x8a } as const;
/** Set in the second byte of a masked frame, which no server may send (RFC 6455 section 5.1). */
const masked = 0x80;
/** Longest payload of a control frame (RFC 6455 section 5.5). */
const longestControl = 125;
/** Bytes of the longest header without a mask. */
const longestHeader = 10;

/** Buffer's own class of views: ten times as fast as `subarray`, which looks up the underlying memory each time. */
const { [Symbol.species]: View } = Buffer as unknown as {
  readonly [Symbol.species]: new (memory: ArrayBufferLike, offset: number, length: number) => Buffer;
};

/** A network connection whose `data` listeners belong to the library. */
export interface ReadLine {
  emit(event: "data", bytes: Buffer): boolean;
}

/** Takes the messages. Not a function: a closure made where a socket begins keeps the whole handshake alive. */
export interface MessageReceiver<S> {
  /** One message of a socket; `at`: arrival of its last byte, ms since 1970. */
  message(socket: S, bytes: Buffer, binary: boolean, at: number): void;
}

/**
 * Reads for one socket. The library does not read everything because a fast device puts hundreds of short messages into
 * one read, and for each the library makes six views of memory where one is enough (`npm run bench route`). The option
 * `frameReader` = `ws` leaves everything to it; a test compares both byte by byte, and so does `npm run fuzz`. `ws` is
 * pinned to a minor version because this class relies on how it reads.
 *
 * Only a message that arrives as one frame in one read is extracted. From the first frame that is fragmented, closes the
 * socket or breaks a rule, the library gets everything, because it has to judge what may follow such a frame.
 */
export class FrameReader<S = unknown> {
  readonly #clock: Pick<Clock, "now">;
  readonly #socket: S;
  readonly #receiver: MessageReceiver<S>;
  #line: ReadLine | undefined;
  /** Longest message extracted here; the library rejects longer ones. -1: the library gets everything. */
  #maxBytes = -1;
  /** Bytes that belong to the library: the rest of a frame, or everything. */
  #owed = 0;
  /** The beginning of an incomplete header, which the library has not been given. */
  #held: Buffer | undefined;
  /** Time of the current read. */
  #at: number | undefined;

  /** @param socket whose line is read */
  constructor(clock: Pick<Clock, "now">, socket: S, receiver: MessageReceiver<S>) {
    this.#clock = clock;
    this.#socket = socket;
    this.#receiver = receiver;
  }

  /** The reads are those of this line. */
  attach(line: ReadLine): void {
    this.#line = line;
  }

  /** The socket is open. `head` came with the answer to the handshake; the library has it. Does nothing without a line. */
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

  /** A read while the line is paused: the library gets it and everything after it. @returns the bytes that the line has to keep */
  wait(bytes: Buffer): Buffer {
    const held = this.#held;
    this.#held = undefined;
    this.#maxBytes = -1;
    return held === undefined ? bytes : Buffer.concat([held, bytes]);
  }

  /** A message that the library has read. */
  message(bytes: Buffer, binary: boolean): void {
    this.#receiver.message(this.#socket, bytes, binary, this.#at ?? this.#clock.now());
  }

  /** Splits the bytes of one read; `known`: the library has them already, and nothing is delivered. */
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
      // A header is judged by the bytes that have arrived: one that breaks a rule goes to the library at once.
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
