/** UTF-32, little and big endian, as `Encoding.UTF32` (code page 12000) and code page 12001 have it. */
import { asBuffer } from "./byte-stream.ts";
import { DecoderFallbackException, refuseLoneSurrogate } from "./fallback.ts";

const slice = 4096;

function isScalar(code: number): boolean {
  return code < 0xd800 || (code > 0xdfff && code <= 0x10ffff);
}

/** The text of the bytes: one U+FFFD for each value that is not a character, and one for one to three bytes left over. */
export function utf32ToText(bytes: Uint8Array, bigEndian: boolean): string {
  return convert(bytes, bigEndian, () => 0xfffd);
}

/**
 * The text of the bytes.
 * @throws DecoderFallbackException at the first value that is not a character, or the bytes left over.
 */
export function utf32ToTextStrict(bytes: Uint8Array, bigEndian: boolean): string {
  return convert(bytes, bigEndian, (offset) => {
    throw new DecoderFallbackException(bytes.subarray(offset, offset + 4), offset, offset);
  });
}

function convert(bytes: Uint8Array, bigEndian: boolean, broken: (offset: number) => number): string {
  const buffer = asBuffer(bytes);
  const parts: string[] = [];
  let codes: number[] = [];
  for (let offset = 0; offset < buffer.length; offset += 4) {
    const whole = offset + 4 <= buffer.length;
    const code = whole ? (bigEndian ? buffer.readUInt32BE(offset) : buffer.readUInt32LE(offset)) : -1;
    codes.push(whole && isScalar(code) ? code : broken(offset));
    if (codes.length === slice) {
      parts.push(String.fromCodePoint(...codes));
      codes = [];
    }
  }
  parts.push(String.fromCodePoint(...codes));
  return parts.join("");
}

/** The bytes of the text; each lone surrogate becomes U+FFFD. */
export function textToUtf32(text: string, bigEndian: boolean): Buffer {
  const bytes = Buffer.allocUnsafe(text.length * 4);
  let length = 0;
  for (const character of text.toWellFormed()) {
    const code = character.codePointAt(0) ?? 0;
    length = bigEndian ? bytes.writeUInt32BE(code, length) : bytes.writeUInt32LE(code, length);
  }
  return bytes.subarray(0, length);
}

/**
 * The bytes of the text.
 * @throws EncoderFallbackException at the first lone surrogate.
 */
export function textToUtf32Strict(text: string, bigEndian: boolean): Buffer {
  refuseLoneSurrogate(text);
  return textToUtf32(text, bigEndian);
}
