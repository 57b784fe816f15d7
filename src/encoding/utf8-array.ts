/** UTF-8 in an array of numbers, as a binary input parameter has it: to text without bytes in between. */

/** Above this many elements two steps by way of bytes, the second of them native, can take less time. */
const longArray = 256;

// Memory that never moves: the engine writes to it without looking up its address, which takes a fifth less time.
const bytes = Buffer.allocUnsafeSlow(longArray);
const text = Buffer.allocUnsafeSlow(2 * longArray);
const units = new Uint16Array(text.buffer);

/** A continuation byte (80 to BF); false for whatever else an array may hold. */
function continues(value: number): boolean {
  return (value & 0xbf) === value && value >= 0x80;
}

/**
 * The text of an array that is UTF-8 from its first element to its last (RFC 3629 section 4). `undefined` for any other and
 * for a long one: the caller decides how to read those, or what is wrong with them.
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
  const ascii = copyAscii(stream);
  if (ascii === length) return bytes.toString("latin1", 0, length);
  for (let index = 0; index < ascii; index++) units[index] = bytes[index] ?? 0;
  let at = ascii;
  let out = ascii;
  while (at < length) {
    const first = stream[at++] ?? -1;
    if ((first & 127) === first) {
      units[out++] = first;
      continue;
    }
    if ((first & 255) !== first || first < 0xc2 || first > 0xf4) return undefined;
    const second = stream[at++] ?? -1;
    if (!continues(second)) return undefined;
    if (first < 0xe0) {
      units[out++] = ((first & 0x1f) << 6) | (second & 0x3f);
      continue;
    }
    const third = stream[at++] ?? -1;
    if (!continues(third)) return undefined;
    if (first < 0xf0) {
      if ((first === 0xe0 && second < 0xa0) || (first === 0xed && second > 0x9f)) return undefined;
      units[out++] = ((first & 0x0f) << 12) | ((second & 0x3f) << 6) | (third & 0x3f);
      continue;
    }
    const fourth = stream[at++] ?? -1;
    if (!continues(fourth)) return undefined;
    if ((first === 0xf0 && second < 0x90) || (first === 0xf4 && second > 0x8f)) return undefined;
    const low = ((second & 0x3f) << 12) | ((third & 0x3f) << 6) | (fourth & 0x3f);
    const point = ((first & 0x07) << 18) | low;
    units[out++] = 0xd7c0 + (point >> 10);
    units[out++] = 0xdc00 | (point & 0x3ff);
  }
  return text.toString("utf16le", 0, 2 * out);
}

/** Copies the ASCII that the array begins with to {@link bytes}, four elements at a time. @returns how many there were */
function copyAscii(stream: readonly number[]): number {
  const { length } = stream;
  let at = 0;
  for (; at + 3 < length; at += 4) {
    const a = stream[at] ?? -1;
    const b = stream[at + 1] ?? -1;
    const c = stream[at + 2] ?? -1;
    const d = stream[at + 3] ?? -1;
    if ((a & 127) !== a || (b & 127) !== b || (c & 127) !== c || (d & 127) !== d) break;
    bytes[at] = a;
    bytes[at + 1] = b;
    bytes[at + 2] = c;
    bytes[at + 3] = d;
  }
  for (; at < length; at++) {
    const value = stream[at] ?? -1;
    if ((value & 127) !== value) break;
    bytes[at] = value;
  }
  return at;
}
