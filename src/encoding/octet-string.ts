/** Octet strings: how trap bindings show bytes as text, and the way back. */
import { asBuffer, toBytes } from "./byte-stream.ts";
import type { ByteStream } from "./byte-stream.ts";
import { bytesToHex, hexToBytes } from "./hex.ts";
import { unitsToUtf16 } from "./utf16.ts";

/**
 * How a trap binding collected with `allBindingInfo` shows an octet string since 10.6.4 (RN 44527): each byte as the character
 * of its number when all are printable ASCII (20 to 7E), else all of them as lower-case hex without separators.
 */
export function octetStringToText(stream: ByteStream): string {
  const bytes = toBytes(stream);
  const printable = bytes.every((byte) => byte >= 0x20 && byte <= 0x7e);
  return printable ? asBuffer(bytes).toString("latin1") : bytesToHex(bytes, { upperCase: false });
}

/**
 * The octets of a text in which each character is one byte: the even positions of its UTF-16LE form. No code page takes
 * part, so 8C stays 8C, where a 1252 encoder would lose it.
 */
export function textToOctets(text: string): Uint8Array;
/**
 * The octets of a text from {@link octetStringToText}, when their number is known (6 for a MAC address): that many characters
 * are the bytes themselves, twice as many are hex. Undefined when it is neither.
 */
export function textToOctets(text: string, count: number): Uint8Array | undefined;
export function textToOctets(text: string, count = text.length): Uint8Array | undefined {
  if (text.length === count) return unitsToUtf16(text, false).filter((_, position) => position % 2 === 0);
  return text.length === count * 2 && /^[0-9a-f]*$/i.test(text) ? hexToBytes(text) : undefined;
}
