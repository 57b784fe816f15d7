/** UTF-16, little and big endian, as `Encoding.Unicode` and `Encoding.BigEndianUnicode` have it. */
import { asBuffer } from "./byte-stream.ts";
import { DecoderFallbackException, loneSurrogateAt, refuseLoneSurrogate } from "./fallback.ts";

/** The units as they are, lone surrogates included; an odd last byte is left out. */
export function utf16Units(bytes: Uint8Array, bigEndian: boolean): string {
  const even = asBuffer(bytes).subarray(0, bytes.length & ~1);
  return (bigEndian ? Buffer.from(even).swap16() : even).toString("utf16le");
}

/** The text of the bytes, U+FFFD for each lone surrogate and for an odd last byte; a byte order mark is kept. */
export function utf16ToText(bytes: Uint8Array, bigEndian: boolean): string {
  const text = utf16Units(bytes, bigEndian).toWellFormed();
  return bytes.length % 2 === 1 ? `${text}\ufffd` : text;
}

/**
 * The text of the bytes.
 * @throws DecoderFallbackException at the first lone surrogate or the odd last byte. For a high surrogate the
 * `Index` counts what was read after it to find that out, two bytes or an odd one, as in .NET.
 */
export function utf16ToTextStrict(bytes: Uint8Array, bigEndian: boolean): string {
  const text = utf16Units(bytes, bigEndian);
  const lone = loneSurrogateAt(text);
  const odd = bytes.length % 2 === 1;
  if (lone < 0 && !odd) return text;
  const offset = lone < 0 ? text.length * 2 : lone * 2;
  const unknown = bytes.subarray(offset, offset + 2);
  const isHigh = lone >= 0 && text.charCodeAt(lone) < 0xdc00;
  const readOn = isHigh ? Math.min(2, bytes.length - offset - 2) : 0;
  throw new DecoderFallbackException(unknown, offset + readOn, offset);
}

/** The units of the text as they are, lone surrogates included. */
export function unitsToUtf16(text: string, bigEndian: boolean): Buffer {
  const bytes = Buffer.from(text, "utf16le");
  return bigEndian ? bytes.swap16() : bytes;
}

/** The bytes of the text; each lone surrogate becomes U+FFFD. */
export function textToUtf16(text: string, bigEndian: boolean): Buffer {
  return unitsToUtf16(text.toWellFormed(), bigEndian);
}

/**
 * The bytes of the text.
 * @throws EncoderFallbackException at the first lone surrogate.
 */
export function textToUtf16Strict(text: string, bigEndian: boolean): Buffer {
  refuseLoneSurrogate(text);
  return unitsToUtf16(text, bigEndian);
}

/** How many bytes at the end wait for more: an odd byte, a high surrogate, or both. */
export function unfinishedUtf16(bytes: Uint8Array, bigEndian: boolean): number {
  const odd = bytes.length % 2;
  const high = bytes[bytes.length - odd - (bigEndian ? 2 : 1)];
  return high !== undefined && (high & 0xfc) === 0xd8 && bytes.length - odd >= 2 ? odd + 2 : odd;
}
