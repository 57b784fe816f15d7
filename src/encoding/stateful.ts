/** Decoders and encoders that keep what is unfinished between two chunks. */
import { toBytes } from "./byte-stream.ts";
import type { ByteStream } from "./byte-stream.ts";
import type { ChunkDecoder, ChunkEncoder } from "./chunked.ts";
import type { Codec } from "./codec.ts";

const nothing = new Uint8Array(0);

/** Bytes that come in chunks, to text: an unfinished character waits for the next chunk. */
export class Decoder {
  readonly #codec: Codec;
  /** For an encoding with a state of its own. */
  #state: ChunkDecoder | undefined;
  #waiting: Uint8Array = nothing;

  constructor(codec: Codec) {
    this.#codec = codec;
    this.#state = codec.state?.decoder();
  }

  /**
   * The text that is known after this chunk. All calls joined equal `GetString` of all chunks joined (but for a character of
   * GB18030 that the end cuts: as in .NET, it becomes more characters when part of it came in an earlier chunk).
   * @param flush True with the last chunk: what is unfinished then counts as broken.
   * @throws DecoderFallbackException when the encoding was asked to throw; its offset counts from the first byte not yet decoded.
   */
  GetChars(chunk: ByteStream, flush = false): string {
    const given = toBytes(chunk);
    if (this.#state !== undefined) return this.#state.decode(given, flush);
    const bytes = this.#waiting.length === 0 ? given : Buffer.concat([this.#waiting, given]);
    this.#waiting = nothing;
    const end = flush ? bytes.length : bytes.length - this.#codec.unfinished(bytes);
    const text = this.#codec.toText(bytes.subarray(0, end));
    if (end < bytes.length) this.#waiting = Uint8Array.from(bytes.subarray(end));
    return text;
  }

  /** Forgets what is unfinished, and the state. */
  Reset(): void {
    this.#state = this.#codec.state?.decoder();
    this.#waiting = nothing;
  }
}

/** Text that comes in chunks, to bytes: a high surrogate at the end of a chunk waits for its other half. */
export class Encoder {
  readonly #codec: Codec;
  /** For an encoding with a state of its own. */
  #state: ChunkEncoder | undefined;
  #waiting = "";

  constructor(codec: Codec) {
    this.#codec = codec;
    this.#state = codec.state?.encoder();
  }

  /**
   * The bytes of what is known after this chunk. All calls joined equal `GetBytes` of all chunks joined.
   * @param flush True with the last chunk.
   * @throws EncoderFallbackException when the encoding was asked to throw.
   */
  GetBytes(text: string, flush = false): Uint8Array {
    if (this.#state !== undefined) return this.#state.encode(text, flush);
    let whole = this.#waiting + text;
    this.#waiting = "";
    let held = "";
    const last = whole.charCodeAt(whole.length - 1);
    if (!flush && last >= 0xd800 && last <= 0xdbff) {
      held = whole.slice(-1);
      whole = whole.slice(0, -1);
    }
    const bytes = this.#codec.toBytes(whole);
    this.#waiting = held;
    return bytes;
  }

  /** Forgets a high surrogate that waits, and the state. */
  Reset(): void {
    this.#state = this.#codec.state?.encoder();
    this.#waiting = "";
  }
}
