/** What the bytes prove by themselves: byte order marks, ASCII, UTF-8 of several sequences, UTF-16 of Latin text. */
import type { Proof } from "./inspect-judgement.ts";
import { tellingBytes } from "./inspect-sample.ts";
import type { Utf8Scan } from "./inspect-utf8.ts";
import { languageFit } from "./language/fit.ts";
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

/** Fewer sequences than this, all of three bytes, may be small letters of page 866 or 874: `р` or `เ` with two others. */
const fewSequences = 12;
/** Cost of a letter, in nats, above which a few sequences prove nothing. */
const highCost = 12;

/** Whether a few sequences of three bytes each make letters that are hardly ever written. */
function isChance(bytes: Uint8Array, { sequences, shortest }: Utf8Scan): boolean {
  if (shortest < 3 || sequences >= fewSequences) return false;
  const text = Buffer.from(tellingBytes(bytes)).toString("utf8");
  const letters = text.replaceAll(/[\p{Script=Common}\p{ASCII}\ufffd]+/gu, " ").trim();
  return letters !== "" && languageFit(letters).cost >= highCost * letters.length;
}

/** Several sequences, or a single one of three bytes and more. */
function isUtf8(bytes: Uint8Array, utf8: Utf8Scan): boolean {
  const { sequences, longest, broken, surrogatePairs, loneSurrogates } = utf8;
  if (broken > 0 || loneSurrogates > 0) return false;
  return surrogatePairs > 0 || ((sequences >= 2 || longest >= 3) && !isChance(bytes, utf8));
}

/** Offset of the escape sequence with which ISO-2022-JP begins Japanese, -1 without one: `ESC $ B`, `ESC $ @`, `ESC ( I`. */
export function japaneseEscapeAt(bytes: Uint8Array): number {
  for (let at = bytes.indexOf(0x1b); at >= 0; at = bytes.indexOf(0x1b, at + 1)) {
    const sequence = String.fromCharCode(bytes[at + 1] ?? 0, bytes[at + 2] ?? 0);
    if (sequence === "$B" || sequence === "$@" || sequence === "(I") return at;
  }
  return -1;
}

/** ASCII as text has it: no control but tabs, line ends, and the escapes, bells and page ends of terminals and printers. */
function isAscii(bytes: Uint8Array): boolean {
  return (
    bytes.every((byte) => byte < 0x7f && (byte >= 0x20 || (byte >= 0x07 && byte <= 0x0d) || byte === 0x1b)) &&
    japaneseEscapeAt(bytes) < 0
  );
}

/** True for controls, tabs and line ends aside, private characters, lone surrogates and what is no character. */
function isNoText(character: string): boolean {
  return !"\t\n\r".includes(character) && /\p{C}/u.test(character) && !/\p{Cf}/u.test(character);
}

/** Bytes of long UTF-16 that are searched for units that are not text. */
const checkedBytes = 4096;

/** Evident UTF-16: at least two zeros, all of them in high bytes, in two of five characters, and nothing that is not text. */
function utf16ByZeros(bytes: Uint8Array, { even, odd }: Zeros): number | undefined {
  if (bytes.length % 2 === 1 || even + odd < 2 || Math.min(even, odd) > 0) return undefined;
  if ((even + odd) * 5 < bytes.length) return undefined;
  const bigEndian = even > 0;
  const text = utf16Units(bytes.subarray(0, checkedBytes), bigEndian);
  if (Array.from(text).some(isNoText)) return undefined;
  return bigEndian ? 1201 : 1200;
}

/**
 * The encoding that the bytes prove.
 * @param bytes The bytes without a byte order mark.
 */
export function proofOf(bytes: Uint8Array, utf8: Utf8Scan, zeros: Zeros): Proof | undefined {
  if (isAscii(bytes)) return { codePage: 65001, reason: "all bytes are ASCII", ascii: true };
  if (isUtf8(bytes, utf8)) {
    const high = utf8.sequenceBytes + utf8.surrogatePairs * 6;
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
