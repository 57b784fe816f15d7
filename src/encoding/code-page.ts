/** Code pages in one shape: bytes to text and text to bytes for every page of the kit but the Unicode ones. */
import { QActionKitError } from "../errors.ts";
import {
  bestFitPairTable,
  builtDoubleBytePages,
  doubleByteCodePages,
  doubleBytePage,
  doubleByteToText,
  firstUnknownPair,
  strictPairTable,
  textToDoubleByte,
} from "./double-byte.ts";
import { characterAt, DecoderFallbackException, EncoderFallbackException } from "./fallback.ts";
import {
  bestFitTable,
  builtSingleBytePages,
  singleByteCodePages,
  singleBytePage,
  singleByteToText,
  strictTable,
  textToSingleByte,
} from "./single-byte.ts";

/** All code pages with tables: single-byte and double-byte, 20127 and 28591 among them, the Unicode ones (1200, 65001, ...) not. */
export const codePages: readonly number[] = [...singleByteCodePages, ...doubleByteCodePages].sort(
  (a, b) => a - b,
);

/** `strict`: only what is in the table. `bestFit`: else the look-alike that Windows has for it. Then `?`. */
export type Fit = "strict" | "bestFit";

const single = new Set(singleByteCodePages);
const double = new Set(doubleByteCodePages);

/** True for one byte a character, false for one or two. */
export function isSingleByte(codePage: number): boolean {
  return single.has(codePage);
}

/** True for a code page of {@link codePages}. */
export function isCodePage(codePage: number): boolean {
  return single.has(codePage) || double.has(codePage);
}

/** Code pages whose tables exist by now; for tests that nothing is built before its first use. */
export function builtCodePages(): number[] {
  return [...builtSingleBytePages(), ...builtDoubleBytePages()];
}

function unknownCodePage(codePage: number): QActionKitError {
  const message = `There is no table for code page ${String(codePage)}. The kit has ${codePages.join(", ")}.`;
  return new QActionKitError("ERR_ENCODING", message, { details: { codePage } });
}

/**
 * The text of bytes in a code page, as Windows and .NET read them by default: a byte without a character gives the C1 control
 * or private-use character of the page, an unknown pair the default character of the page.
 * @param unknown What an unknown pair gives instead, a UTF-16 unit.
 * @throws QActionKitError `ERR_ENCODING` for a page that the kit does not have.
 */
export function decodeCodePage(bytes: Uint8Array, codePage: number, unknown?: number): string {
  if (single.has(codePage)) {
    const text = singleByteToText(bytes, singleBytePage(codePage));
    return unknown === undefined || codePage !== 20127 ? text : replaceUpper(text, bytes, unknown);
  }
  if (double.has(codePage)) return doubleByteToText(bytes, doubleBytePage(codePage), unknown);
  throw unknownCodePage(codePage);
}

/** ASCII has no character for the bytes from 80 up. */
function replaceUpper(text: string, bytes: Uint8Array, unknown: number): string {
  const substitute = String.fromCharCode(unknown);
  return text.replaceAll("?", (mark, offset: number) => ((bytes[offset] ?? 0) > 0x7f ? substitute : mark));
}

/**
 * As {@link decodeCodePage}.
 * @throws DecoderFallbackException at the first pair without a character, or one that decodes one way only (and in 20127 at the first byte from 80 up).
 */
export function decodeCodePageStrict(bytes: Uint8Array, codePage: number): string {
  if (codePage === 20127) {
    const offset = bytes.findIndex((byte) => byte > 0x7f);
    if (offset >= 0) throw new DecoderFallbackException(bytes.subarray(offset, offset + 1), offset, offset);
  } else if (double.has(codePage)) {
    const unknown = firstUnknownPair(bytes, doubleBytePage(codePage));
    if (unknown !== undefined) {
      const { offset, length } = unknown;
      throw new DecoderFallbackException(bytes.subarray(offset, offset + length), offset, offset);
    }
  }
  return decodeCodePage(bytes, codePage);
}

/**
 * The bytes of text in a code page; `?` for each UTF-16 unit that it does not have.
 * @throws QActionKitError `ERR_ENCODING` for a page that the kit does not have.
 */
export function encodeCodePage(text: string, codePage: number, fit: Fit): Buffer {
  if (single.has(codePage)) {
    const page = singleBytePage(codePage);
    return textToSingleByte(text, fit === "strict" ? strictTable(page) : bestFitTable(page));
  }
  if (double.has(codePage)) {
    const page = doubleBytePage(codePage);
    return textToDoubleByte(text, fit === "strict" ? strictPairTable(page) : bestFitPairTable(page));
  }
  throw unknownCodePage(codePage);
}

/** True when the page has bytes for the UTF-16 unit, look-alikes aside. */
export function hasUnit(unit: number, codePage: number): boolean {
  if (unit === 0x3f) return true;
  if (single.has(codePage)) return strictTable(singleBytePage(codePage))[unit] !== 0x3f;
  if (double.has(codePage)) return strictPairTable(doubleBytePage(codePage))[unit] !== 0x3f;
  throw unknownCodePage(codePage);
}

/** Position of the first UTF-16 unit, at or after `from`, that the page does not have; -1 when it has them all. */
export function firstUnmappable(text: string, codePage: number, from = 0): number {
  for (let index = from; index < text.length; index++)
    if (!hasUnit(text.charCodeAt(index), codePage)) return index;
  return -1;
}

/**
 * As {@link encodeCodePage} with `strict`.
 * @throws EncoderFallbackException at the first character that the page does not have.
 */
export function encodeCodePageStrict(text: string, codePage: number): Buffer {
  const bytes = encodeCodePage(text, codePage, "strict");
  if (bytes.includes(0x3f)) {
    const index = firstUnmappable(text, codePage);
    if (index >= 0) throw new EncoderFallbackException(characterAt(text, index), index);
  }
  return bytes;
}
