/** Which bytes are read and which of them are scored: the work is bounded, however long the data is. */
import { codecFor } from "./codec.ts";

/** Bytes that are scored at most. */
export const scoredBytes = 768;

/** Lowest byte that a double-byte page may have second: what is below it ends a word in every page. */
const lowestTrail = 0x30;

function joined(parts: readonly Uint8Array[]): Uint8Array {
  return parts.length === 1 ? (parts[0] ?? new Uint8Array()) : Buffer.concat(parts);
}

/**
 * The most informative bytes, 768 at most: words with bytes from 80 up, each with the words before and after it. Words end at
 * bytes below 30, so that no character of two bytes is cut.
 */
export function tellingBytes(bytes: Uint8Array): Uint8Array {
  if (bytes.length <= scoredBytes) return bytes;
  const parts: Uint8Array[] = [];
  let size = 0;
  let taken = 0;
  let wordBefore = 0;
  let word = 0;
  let telling = false;
  let neighbour = false;
  const take = (from: number, to: number): void => {
    const part = bytes.subarray(
      Math.max(from, taken),
      Math.min(to, Math.max(from, taken) + scoredBytes - size),
    );
    parts.push(part);
    size += part.length;
    taken = to;
  };
  for (let at = 0; at <= bytes.length && size < scoredBytes; at++) {
    const byte = bytes[at] ?? 0;
    if (byte >= 0x80) telling = true;
    if (byte >= lowestTrail && at - word < scoredBytes) continue;
    // Of several spaces and symbols in a row the first ends the word.
    if (at === word) {
      word = at + 1;
      continue;
    }
    if (telling) take(wordBefore, at + 1);
    else if (neighbour) take(word, at + 1);
    neighbour = telling;
    telling = false;
    wordBefore = word;
    word = at + 1;
  }
  return size === 0 ? bytes.subarray(0, scoredBytes) : joined(parts);
}

/** The start of longer data, without the character that the end of the sample cuts in one encoding. */
export function wholeCharacters(bytes: Uint8Array, codePage: number, goesOn: boolean): Uint8Array {
  if (!goesOn) return bytes;
  const unfinished = codecFor(codePage, undefined, "core")?.unfinished(bytes) ?? 0;
  return bytes.subarray(0, bytes.length - unfinished);
}
