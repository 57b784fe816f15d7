/** UTF-7 (65000), RFC 2152, as .NET has it: runs of base64 between `+` and `-`. */
import { textOfUnits, unknownBytes } from "./chunked.ts";
import type { ChunkDecoder, ChunkedPage, ChunkEncoder, Unknown } from "./chunked.ts";
import type { Fallback } from "./fallback.ts";

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
/** Characters that are themselves; .NET leaves out the optional ones of the RFC. */
const direct = "\t\n\r '(),-./0123456789:?ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const plus = 0x2b;
const minus = 0x2d;

class Utf7Decoder implements ChunkDecoder {
  readonly #unknown: Unknown;
  #bits = 0;
  /** Number of bits in {@link #bits} that are not yet a character; -1 outside a run. */
  #count = -1;
  #justOpened = false;

  constructor(fallback: Fallback | undefined) {
    // By default .NET reads an impossible byte as the Latin-1 character, and drops a NUL that ends a run.
    this.#unknown = unknownBytes(fallback, ([byte]) => byte || undefined);
  }

  decode(bytes: Uint8Array, flush: boolean): string {
    const units: number[] = [];
    for (const [at, byte] of bytes.entries()) {
      const unit = this.#count >= 0 ? this.#unitInRun(byte, at + 1) : this.#unitOutside(byte, at + 1);
      if (unit !== undefined) units.push(unit);
    }
    if (flush) {
      this.#count = -1;
      this.#justOpened = false;
    }
    return textOfUnits(units);
  }

  #unitInRun(byte: number, read: number): number | undefined {
    const value = byte < 0x80 ? alphabet.indexOf(String.fromCharCode(byte)) : -1;
    if (value < 0) {
      this.#count = -1;
      if (byte !== minus) return this.#unknown([byte], read);
      return this.#justOpened ? plus : undefined;
    }
    this.#justOpened = false;
    this.#bits = (this.#bits << 6) | value;
    this.#count += 6;
    if (this.#count < 16) return undefined;
    this.#count -= 16;
    return (this.#bits >> this.#count) & 0xffff;
  }

  #unitOutside(byte: number, read: number): number | undefined {
    if (byte !== plus) return byte < 0x80 ? byte : this.#unknown([byte], read);
    this.#count = 0;
    this.#justOpened = true;
    return undefined;
  }
}

/** Surrogates are two units like any others: nothing is unknown, and only bits wait. */
class Utf7Encoder implements ChunkEncoder {
  #bits = 0;
  #count = -1;

  encode(text: string, flush: boolean): Buffer {
    const bytes: number[] = [];
    for (let index = 0; index < text.length; index++) {
      const unit = text.charCodeAt(index);
      if (direct.includes(text.charAt(index))) {
        this.#close(bytes);
        bytes.push(unit);
      } else if (this.#count < 0 && unit === plus) bytes.push(plus, minus);
      else {
        if (this.#count < 0) bytes.push(plus);
        this.#bits = (this.#bits << 16) | unit;
        this.#count = Math.max(0, this.#count) + 16;
        while (this.#count >= 6) {
          this.#count -= 6;
          bytes.push(alphabet.charCodeAt((this.#bits >> this.#count) & 0x3f));
        }
      }
    }
    if (flush) this.#close(bytes);
    return Buffer.from(bytes);
  }

  #close(bytes: number[]): void {
    if (this.#count < 0) return;
    if (this.#count > 0) bytes.push(alphabet.charCodeAt((this.#bits << (6 - this.#count)) & 0x3f));
    bytes.push(minus);
    this.#count = -1;
  }
}

/** Page 65000. */
export const utf7Page: ChunkedPage = {
  decoder: (fallback) => new Utf7Decoder(fallback),
  encoder: () => new Utf7Encoder(),
  has: () => true,
};
