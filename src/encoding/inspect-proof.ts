/** What the bytes prove by themselves: byte order marks, ASCII, UTF-8 of several sequences, UTF-16 of Latin text. */
import type { Proof } from "./inspect-judgement.ts";
import type { Utf8Scan } from "./inspect-utf8.ts";
import { utf16Units } from "./utf16.ts";

/** Zeros by position, counted from 0. */
export interface Zeros {
  readonly even: number;
  readonly odd: number;
}

/** Counts the zeros. */
export function zerosIn(bytes: Uint8Array): Zeros {
  const zeros = { even: 0, odd: 0 };
  for (let at = bytes.indexOf(0); at >= 0; at = bytes.indexOf(0, at + 1)) {
    if (at % 2 === 0) zeros.even++;
    else zeros.odd++;
  }
  return zeros;
}

/** Several sequences, or a single one of three bytes and more. */
function isUtf8({ sequences, longest, broken, surrogatePairs, loneSurrogates }: Utf8Scan): boolean {
  return broken === 0 && loneSurrogates === 0 && (sequences >= 2 || longest >= 3 || surrogatePairs > 0);
}

/** ASCII as text has it: no control but tabs, line ends, and the escapes, bells and page ends of terminals and printers. */
function isAscii(bytes: Uint8Array): boolean {
  return bytes.every(
    (byte) => byte < 0x7f && (byte >= 0x20 || (byte >= 0x07 && byte <= 0x0d) || byte === 0x1b),
  );
}

/** Controls, tabs and line ends aside, and what is no character. */
const notInText = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]|\p{Cn}|\p{Co}|\p{Cs}/u;

/** UTF-16 that shows it: two zeros at least, only in the high bytes, in two characters of five, and nothing that is no text. */
function utf16ByZeros(bytes: Uint8Array, { even, odd }: Zeros): number | undefined {
  if (bytes.length % 2 === 1 || even + odd < 2 || Math.min(even, odd) > 0) return undefined;
  if ((even + odd) * 5 < bytes.length) return undefined;
  const bigEndian = even > 0;
  return notInText.test(utf16Units(bytes, bigEndian)) ? undefined : bigEndian ? 1201 : 1200;
}

/**
 * The encoding that the bytes prove.
 * @param bytes The bytes without a byte order mark.
 */
export function proofOf(bytes: Uint8Array, utf8: Utf8Scan, zeros: Zeros): Proof | undefined {
  if (isAscii(bytes)) return { codePage: 65001, reason: "all bytes are ASCII" };
  if (isUtf8(utf8)) {
    const high = bytes.reduce((sum, byte) => sum + (byte > 0x7f ? 1 : 0), 0);
    const cut = utf8.cutStart > 0 || utf8.cutEnd > 0;
    const valid = cut ? "cut inside a character, but otherwise valid UTF-8" : "valid UTF-8";
    const pairs = utf8.surrogatePairs > 0 ? " but for its pairs of surrogates," : "";
    return {
      codePage: 65001,
      reason: `${valid}${pairs} with ${String(high)} bytes in sequences, which other text hardly ever is`,
    };
  }
  const wide = utf16ByZeros(bytes, zeros);
  return wide === undefined ? undefined : { codePage: wide, reason: "every second byte is zero" };
}
