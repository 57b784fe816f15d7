/** Cuts a stream of bytes into JSON values that follow each other, without an end mark between them. */
import { ByteQueue } from "../stream/byte-queue.ts";

const quote = 0x22;
const backslash = 0x5c;
/** Brackets and braces. They differ in one bit, and which of the two it is does not matter here. */
const [opening, closing] = [0x5b, 0x5d];
const braceBit = 0x20;
/** A space; below it only control characters, among them NUL and the record separator of RFC 7464. */
const blank = 0x20;
/** A byte order mark in UTF-8. */
const byteOrderMark: ReadonlySet<number> = new Set([0xef, 0xbb, 0xbf]);

function isSeparator(byte: number): boolean {
  return byte <= blank || byteOrderMark.has(byte);
}

function opens(byte: number): boolean {
  return (byte & ~braceBit) === opening;
}

/**
 * Looks at bytes only: a bracket, a quote or a backslash is never part of another character in UTF-8 and in code pages with
 * one byte a character. Each byte is looked at once. What cannot begin a value becomes a message of its own, up to the next
 * blank or value, so that nothing is lost and whoever parses the message is told.
 */
export class JsonCutter {
  readonly #queue = new ByteQueue();
  /** Bytes of the value under way that have been looked at. */
  #seen = 0;
  #depth = 0;
  #inText = false;
  #escaped = false;

  get waiting(): number {
    return this.#queue.length;
  }

  push(bytes: Uint8Array): void {
    this.#queue.push(bytes);
  }

  /** The next whole value; undefined: not yet. */
  take(): Buffer | undefined {
    if (this.#seen === 0) this.#skipSeparators();
    const { bytes } = this.#queue;
    while (this.#seen < bytes.length) {
      const end = this.#endAt(bytes[this.#seen] ?? 0);
      if (end === undefined) this.#seen++;
      else return this.#cut(end);
    }
    return undefined;
  }

  /** Bytes of the value when this byte ends it. */
  #endAt(byte: number): number | undefined {
    const after = this.#seen + 1;
    if (this.#inText) {
      if (this.#escaped) this.#escaped = false;
      else if (byte === backslash) this.#escaped = true;
      else if (byte === quote) {
        this.#inText = false;
        if (this.#depth === 0) return after;
      }
      return undefined;
    }
    // A number or a word ends before what cannot belong to it.
    const ofWord = this.#depth === 0 && this.#seen > 0;
    if (ofWord) return byte <= blank || byte === quote || opens(byte) ? this.#seen : undefined;
    if (byte === quote) this.#inText = true;
    else if (opens(byte)) this.#depth++;
    else if ((byte & ~braceBit) === closing && this.#depth > 0 && --this.#depth === 0) return after;
    return undefined;
  }

  #skipSeparators(): void {
    const { bytes } = this.#queue;
    let blanks = 0;
    while (blanks < bytes.length && isSeparator(bytes[blanks] ?? 0)) blanks++;
    this.#queue.drop(blanks);
  }

  #cut(end: number): Buffer {
    this.#seen = 0;
    this.#depth = 0;
    return this.#queue.take(end);
  }
}
