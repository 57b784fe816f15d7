/** Bytes read as UTF-8: how many sequences are whole, where others are broken, whether the data was cut, and surrogates by themselves. */
import { sequenceAt, unfinishedUtf8 } from "./utf8.ts";

/** What {@link scanUtf8} finds. */
export interface Utf8Scan {
  /** Whole sequences of two bytes and more. */
  readonly sequences: number;
  /** Bytes in the longest of them; 1 when all is ASCII. */
  readonly longest: number;
  /** Bytes in the shortest of them; 4 without one. */
  readonly shortest: number;
  /** Bytes in all of them. */
  readonly sequenceBytes: number;
  /** Broken sequences; those that a cut explains are not counted. */
  readonly broken: number;
  /** Offset of the first broken sequence; -1 without one. */
  readonly firstBroken: number;
  /** Bytes at the start that belong to a character whose first bytes are missing. */
  readonly cutStart: number;
  /** Bytes at the end that begin a character whose last bytes are missing. */
  readonly cutEnd: number;
  /** Pairs of surrogates in three bytes each, as CESU-8 has them. */
  readonly surrogatePairs: number;
  /** Surrogates in three bytes without their other half, and `C0 80` for NUL as Java has it. */
  readonly loneSurrogates: number;
  /** Offset of the first of either; -1 without one. */
  readonly firstSurrogate: number;
}

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}

/** The surrogate in three bytes at the offset: 0 when there is none. */
function surrogateAt(bytes: Uint8Array, offset: number): number {
  const second = bytes[offset + 1] ?? 0;
  const third = bytes[offset + 2] ?? 0;
  const surrogate = bytes[offset] === 0xed && second >= 0xa0 && second <= 0xbf && isContinuation(third);
  return surrogate ? 0xd000 | ((second & 0x3f) << 6) | (third & 0x3f) : 0;
}

/** Bytes of a pair of surrogates, of one alone or of the two-byte NUL at the offset; 0 for anything else. */
function surrogatesAt(bytes: Uint8Array, offset: number): 0 | 2 | 3 | 6 {
  if (bytes[offset] === 0xc0 && bytes[offset + 1] === 0x80) return 2;
  const unit = surrogateAt(bytes, offset);
  if (unit === 0) return 0;
  return unit < 0xdc00 && surrogateAt(bytes, offset + 3) >= 0xdc00 ? 6 : 3;
}

/** The text of UTF-8 in which surrogates have three bytes each (CESU-8) and NUL two; U+FFFD for what is broken otherwise. */
export function cesuToText(bytes: Uint8Array): string {
  let text = "";
  let done = 0;
  for (let at = 0; at < bytes.length; at++) {
    const length = surrogatesAt(bytes, at);
    if (length === 0) continue;
    text += Buffer.from(bytes.subarray(done, at)).toString("utf8");
    text += length === 2 ? "\0" : String.fromCharCode(surrogateAt(bytes, at));
    done = at + Math.min(length, 3);
    at = done - 1;
  }
  return text + Buffer.from(bytes.subarray(done)).toString("utf8");
}

/** Scans bytes that may begin and end inside a character. */
export function scanUtf8(bytes: Uint8Array): Utf8Scan {
  const cutEnd = unfinishedUtf8(bytes);
  const end = bytes.length - cutEnd;
  let start = 0;
  while (start < 3 && isContinuation(bytes[start])) start++;
  // Continuation bytes alone are not a cut character: a whole sequence must follow.
  const cutStart = start < end ? start : 0;
  const found = {
    sequences: 0,
    longest: 1,
    shortest: 4,
    sequenceBytes: 0,
    broken: 0,
    firstBroken: -1,
    surrogatePairs: 0,
    loneSurrogates: 0,
    firstSurrogate: -1,
  };
  for (let at = cutStart; at < end;) {
    if ((bytes[at] ?? 0) < 0x80) {
      at++;
      continue;
    }
    const { length, state } = sequenceAt(bytes, at, "core");
    const surrogates = state === "broken" ? surrogatesAt(bytes, at) : 0;
    if (state === "whole") {
      found.sequences++;
      found.sequenceBytes += length;
      found.longest = Math.max(found.longest, length);
      found.shortest = Math.min(found.shortest, length);
    } else if (surrogates > 0) {
      if (found.firstSurrogate < 0) found.firstSurrogate = at;
      if (surrogates === 6) found.surrogatePairs++;
      else found.loneSurrogates++;
    } else {
      if (found.broken === 0) found.firstBroken = at;
      found.broken++;
    }
    at += surrogates > 0 ? surrogates : length;
  }
  return { ...found, cutStart, cutEnd };
}
