/** UTF-8 in an array of numbers, as a binary input parameter gives it: to text without bytes in between. */
import { latin1OfScratch, scratchBytes, scratchUnits, textOfScratch } from "./scratch.ts";

/** Above this many elements two steps by way of bytes, the second of them native, can take less time. */
const longArray = 256;

/** A continuation byte (80 to BF); false for whatever else an array may hold. */
function continues(value: number | undefined): value is number {
  return value !== undefined && (value & 0xbf) === value && value >= 0x80;
}

/**
 * The text of an array that is UTF-8 from its first element to its last (RFC 3629 section 4). `undefined` for any other and
 * for a long one: how it is to be read, or what is wrong with it, others say.
 */
export function textOfUtf8Array(stream: readonly number[]): string | undefined {
  if (stream.length > longArray) return undefined;
  try {
    return decode(stream);
  } catch (error) {
    // A bigint or a symbol cannot even be compared with a byte.
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

function decode(stream: readonly number[]): string | undefined {
  const { length } = stream;
  const bytes = scratchBytes();
  const ascii = copyAscii(stream, 0, bytes, 0);
  if (ascii === length) return latin1OfScratch(length);
  const units = scratchUnits();
  for (let index = 0; index < ascii; index++) units[index] = bytes[index] ?? 0;
  let at = ascii;
  let out = ascii;
  while (at < length) {
    const copied = copyAscii(stream, at, units, out);
    at += copied;
    out += copied;
    const first = stream[at];
    if (first === undefined) break;
    if ((first & 255) !== first || first < 0xc2 || first > 0xf4) return undefined;
    const second = stream[at + 1];
    if (!continues(second)) return undefined;
    if (first < 0xe0) {
      units[out++] = ((first & 0x1f) << 6) | (second & 0x3f);
      at += 2;
      continue;
    }
    const third = stream[at + 2];
    if (!continues(third)) return undefined;
    if (first < 0xf0) {
      if ((first === 0xe0 && second < 0xa0) || (first === 0xed && second > 0x9f)) return undefined;
      units[out++] = ((first & 0x0f) << 12) | ((second & 0x3f) << 6) | (third & 0x3f);
      at += 3;
      continue;
    }
    const fourth = stream[at + 3];
    if (!continues(fourth)) return undefined;
    if ((first === 0xf0 && second < 0x90) || (first === 0xf4 && second > 0x8f)) return undefined;
    const low = ((second & 0x3f) << 12) | ((third & 0x3f) << 6) | (fourth & 0x3f);
    const point = ((first & 0x07) << 18) | low;
    units[out++] = 0xd7c0 + (point >> 10);
    units[out++] = 0xdc00 | (point & 0x3ff);
    at += 4;
  }
  return at < length ? undefined : textOfScratch(out);
}

/** Copies the ASCII that stands at `from`, four elements a turn; gives how much there was. */
function copyAscii(
  stream: readonly number[],
  from: number,
  target: Uint8Array | Uint16Array,
  to: number,
): number {
  const { length } = stream;
  let at = from;
  let out = to;
  for (; at + 3 < length; at += 4, out += 4) {
    const a = stream[at] ?? -1;
    const b = stream[at + 1] ?? -1;
    const c = stream[at + 2] ?? -1;
    const d = stream[at + 3] ?? -1;
    if ((a & 127) !== a || (b & 127) !== b || (c & 127) !== c || (d & 127) !== d) break;
    target[out] = a;
    target[out + 1] = b;
    target[out + 2] = c;
    target[out + 3] = d;
  }
  for (; at < length; at++, out++) {
    const value = stream[at] ?? -1;
    if ((value & 127) !== value) break;
    target[out] = value;
  }
  return at - from;
}
