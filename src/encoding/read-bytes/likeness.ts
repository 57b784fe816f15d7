/** How much bytes look like text, in whatever encoding: what decides between two ways to read the same digits. */
import { isUtf8 } from "node:buffer";

/**
 * 0 (noise) to 1 (valid UTF-8 with characters beyond ASCII). Control characters speak against text, unless every second byte is
 * zero as in UTF-16.
 */
export function textLikeness(bytes: Uint8Array): number {
  if (bytes.length === 0) return 0;
  let controls = 0;
  let zeros = 0;
  let high = 0;
  for (const byte of bytes) {
    if (byte === 0) zeros++;
    else if ((byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 13) || byte === 0x7f) controls++;
    else if (byte >= 0x80) high++;
  }
  if (zeros + controls > 0) return controls === 0 && zeros >= bytes.length * 0.4 ? 0.7 : 0.1;
  if (isUtf8(bytes)) return high > 0 ? 1 : 0.9;
  return high * 2 <= bytes.length ? 0.6 : 0.4;
}

/** True when bytes are beyond doubt a text of some length: UTF-8 with characters beyond ASCII, or mostly small letters and spaces. */
export function isPlainlyText(bytes: Uint8Array): boolean {
  const likeness = textLikeness(bytes);
  if (bytes.length < 4 || likeness < 0.9) return false;
  if (likeness === 1) return true;
  const common = bytes.reduce(
    (sum, byte) => sum + (byte === 0x20 || (byte >= 0x61 && byte <= 0x7a) ? 1 : 0),
    0,
  );
  return bytes.length >= 6 && common >= bytes.length * 0.6;
}

/** One line of a length that was copied from somewhere: a longer one is a file of a program, which has escapes of its own. */
export function isOneLine(input: string): boolean {
  return input.length <= 4096 && !input.trim().includes("\n");
}

/** Whether a text has nothing but ASCII. */
export function isAscii(text: string): boolean {
  return !/\P{ASCII}/u.test(text);
}
