/** Decoders and encoders with a state of their own, which escape sequences, shifts and characters of four bytes need. */
import { characterAt, DecoderFallbackException, EncoderFallbackException } from "./fallback.ts";
import type { Fallback } from "./fallback.ts";

/** Bytes in chunks to text. */
export interface ChunkDecoder {
  /** The text that is known after this chunk; with `flush` what waits counts as cut, and the state is as at the start. */
  decode(bytes: Uint8Array, flush: boolean): string;
}

/** Text in chunks to bytes. */
export interface ChunkEncoder {
  /** The bytes of what is known after this chunk; with `flush` the state is as at the start. */
  encode(text: string, flush: boolean): Buffer;
}

/** An encoding whose bytes mean nothing without what came before. */
export interface ChunkedPage {
  decoder(fallback: Fallback | undefined): ChunkDecoder;
  encoder(fallback: Fallback | undefined): ChunkEncoder;
  /** True when it has bytes for the UTF-16 unit, look-alikes aside. */
  has(unit: number): boolean;
}

/**
 * The UTF-16 unit that replaces bytes without a character; undefined: nothing does.
 * @param read How many bytes of the chunk were read by then.
 * @param waiting How many bytes after `bytes` were read ahead.
 */
export type Unknown = (bytes: readonly number[], read: number, waiting?: number) => number | undefined;

/** Applies a fallback; `byDefault` is what the encoding does without one. */
export function unknownBytes(
  fallback: Fallback | undefined,
  byDefault: (bytes: readonly number[]) => number | undefined,
): Unknown {
  if (fallback === "replacement") return () => 0xfffd;
  if (fallback !== "exception") return byDefault;
  return (bytes, read, waiting = 0) => {
    const offset = Math.max(0, read - waiting - bytes.length);
    throw new DecoderFallbackException(Uint8Array.from(bytes), read - bytes.length, offset);
  };
}

/** The text of UTF-16 units. */
export function textOfUnits(units: readonly number[]): string {
  return Buffer.from(Uint16Array.from(units).buffer).toString("utf16le");
}

/** Writes the characters of one encoding, with the state between them. */
export interface CharacterWriter {
  /** The number by which {@link write} knows the character; undefined when the encoding lacks it. */
  codeOf(codePoint: number): number | undefined;
  write(code: number, bytes: number[]): void;
  /** Writes the bytes that restore the initial state. */
  finish(bytes: number[]): void;
}

/** Writes text with a {@link CharacterWriter}; a high surrogate at the end of a chunk waits for its other half. */
export class CharacterEncoder implements ChunkEncoder {
  readonly #writer: CharacterWriter;
  readonly #fallback: Fallback | undefined;
  readonly #lookAlikes: ReadonlyMap<number, number>;
  #waiting = "";

  /** @param lookAlikes Units to write for units that the encoding does not have, unless the fallback forbids it. */
  constructor(
    writer: CharacterWriter,
    fallback: Fallback | undefined,
    lookAlikes: ReadonlyMap<number, number> = new Map(),
  ) {
    this.#writer = writer;
    this.#fallback = fallback;
    this.#lookAlikes = lookAlikes;
  }

  encode(text: string, flush: boolean): Buffer {
    let whole = this.#waiting + text;
    this.#waiting = "";
    const last = whole.charCodeAt(whole.length - 1);
    if (!flush && last >= 0xd800 && last <= 0xdbff) {
      this.#waiting = whole.slice(-1);
      whole = whole.slice(0, -1);
    }
    const bytes: number[] = [];
    for (let index = 0; index < whole.length; index++) {
      const codePoint = whole.codePointAt(index) ?? 0;
      const code = this.#writer.codeOf(codePoint);
      if (code === undefined) this.#writeInstead(whole, index, bytes);
      else this.#writer.write(code, bytes);
      if (codePoint > 0xffff) index++;
    }
    if (flush) this.#writer.finish(bytes);
    return Buffer.from(bytes);
  }

  /** A look-alike, or `?` for each unit of the character. */
  #writeInstead(text: string, index: number, bytes: number[]): void {
    const character = characterAt(text, index);
    if (this.#fallback === "exception") throw new EncoderFallbackException(character, index);
    for (let at = 0; at < character.length; at++) {
      const lookAlike =
        this.#fallback === "replacement" ? undefined : this.#lookAlikes.get(character.charCodeAt(at));
      const code = lookAlike === undefined ? undefined : this.#writer.codeOf(lookAlike);
      this.#writer.write(code ?? 0x3f, bytes);
    }
  }
}
