/** Code pages in one shape: bytes to text and text to bytes for every page of the kit but UTF-8, UTF-16 and UTF-32. */
import { QActionKitError } from "../base/errors.ts";
import { chunkedPage } from "./chunked-pages.ts";
import type { ChunkedPage } from "./chunked.ts";
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
  withUnknown,
} from "./single-byte.ts";

/** All code pages with tables: single-byte and double-byte, 20127 and 28591 among them. */
export const tablePages: readonly number[] = [...singleByteCodePages, ...doubleByteCodePages].sort(
  (a, b) => a - b,
);

/** `strict`: characters of the table only. `bestFit`: also the look-alikes of Windows. Everything else becomes `?`. */
export type Fit = "strict" | "bestFit";

const single = new Set(singleByteCodePages);
const double = new Set(doubleByteCodePages);

/** True for one byte a character, false for one or two. */
export function isSingleByte(codePage: number): boolean {
  return single.has(codePage);
}

/** True for a single-byte page in which every byte has a character: no bytes are invalid in it. */
export function hasEveryByte(codePage: number): boolean {
  return single.has(codePage) && singleBytePage(codePage).holes.size === 0;
}

/** True for a code page of {@link tablePages}, and for those with a state: ISO-2022, HZ, GB18030, ISCII, UTF-7. */
export function isCodePage(codePage: number): boolean {
  return single.has(codePage) || double.has(codePage) || chunkedPage(codePage) !== undefined;
}

/** Code pages whose tables have been built; tests use it to check that nothing is built before its first use. */
export function builtCodePages(): number[] {
  return [...builtSingleBytePages(), ...builtDoubleBytePages()];
}

/** The page, when it is one with a state. */
function stateOf(codePage: number): ChunkedPage {
  const page = chunkedPage(codePage);
  if (page === undefined) throw unknownCodePage(codePage);
  return page;
}

function unknownCodePage(codePage: number): QActionKitError {
  const message = `There is no table for code page ${String(codePage)}. \`codePages\` of qaction-kit/encoding lists those there are.`;
  return new QActionKitError("ERR_ENCODING", message, { details: { codePage } });
}

/**
 * The text of bytes in a code page, as Windows and .NET read them by default: a byte without a character becomes the C1 control
 * or private-use character of the page, an unknown pair the default character of the page.
 * @param unknown What an unknown byte or pair becomes instead, a UTF-16 unit; a page with a state uses U+FFFD.
 * @throws QActionKitError `ERR_ENCODING` for a page that the kit does not have.
 */
export function decodeCodePage(bytes: Uint8Array, codePage: number, unknown?: number): string {
  if (single.has(codePage)) {
    const page = singleBytePage(codePage);
    return singleByteToText(bytes, unknown === undefined ? page : withUnknown(page, unknown));
  }
  if (double.has(codePage)) return doubleByteToText(bytes, doubleBytePage(codePage), unknown);
  return stateOf(codePage)
    .decoder(unknown === undefined ? undefined : "replacement")
    .decode(bytes, true);
}

/**
 * As {@link decodeCodePage}.
 * @throws DecoderFallbackException at the first byte or pair without a character, or one that decodes one way only.
 */
export function decodeCodePageStrict(bytes: Uint8Array, codePage: number): string {
  if (single.has(codePage)) {
    const { holes } = singleBytePage(codePage);
    const offset = holes.size === 0 ? -1 : bytes.findIndex((byte) => holes.has(byte));
    if (offset >= 0) throw new DecoderFallbackException(bytes.subarray(offset, offset + 1), offset, offset);
  } else if (double.has(codePage)) {
    const unknown = firstUnknownPair(bytes, doubleBytePage(codePage));
    if (unknown !== undefined) {
      const { offset, length } = unknown;
      throw new DecoderFallbackException(bytes.subarray(offset, offset + length), offset, offset);
    }
  } else return stateOf(codePage).decoder("exception").decode(bytes, true);
  return decodeCodePage(bytes, codePage);
}

/**
 * The bytes of text in a code page; `?` for each UTF-16 unit that it does not have.
 * @throws QActionKitError `ERR_ENCODING` for a page that the kit does not have.
 */
export function encodeCodePage(text: string, codePage: number, fit: Fit): Buffer {
  if (single.has(codePage)) {
    const page = singleBytePage(codePage);
    return textToSingleByte(text, fit === "strict" ? strictTable(page) : bestFitTable(page), page.ascii);
  }
  if (double.has(codePage)) {
    const page = doubleBytePage(codePage);
    return textToDoubleByte(text, fit === "strict" ? strictPairTable(page) : bestFitPairTable(page));
  }
  return stateOf(codePage)
    .encoder(fit === "strict" ? "replacement" : undefined)
    .encode(text, true);
}

/** The byte of `?`: 6F in the EBCDIC pages. */
function questionMarkOf(codePage: number): number {
  return (single.has(codePage) ? strictTable(singleBytePage(codePage))[0x3f] : undefined) ?? 0x3f;
}

/** True when the page has bytes for the UTF-16 unit, look-alikes aside. */
export function hasUnit(unit: number, codePage: number): boolean {
  if (unit === 0x3f) return true;
  if (single.has(codePage)) return strictTable(singleBytePage(codePage))[unit] !== questionMarkOf(codePage);
  if (double.has(codePage)) return strictPairTable(doubleBytePage(codePage))[unit] !== 0x3f;
  return stateOf(codePage).has(unit);
}

/** Position of the first UTF-16 unit, at or after `from`, that the page does not have; -1 when it has them all. */
export function firstUnmappable(text: string, codePage: number, from = 0): number {
  if (!single.has(codePage)) {
    for (let index = from; index < text.length; index++)
      if (!hasUnit(text.charCodeAt(index), codePage)) return index;
    return -1;
  }
  const table = strictTable(singleBytePage(codePage));
  const mark = questionMarkOf(codePage);
  for (let index = from; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (table[unit] === mark && unit !== 0x3f) return index;
  }
  return -1;
}

/**
 * As {@link encodeCodePage} with `strict`.
 * @throws EncoderFallbackException at the first character that the page does not have.
 */
export function encodeCodePageStrict(text: string, codePage: number): Buffer {
  const state = chunkedPage(codePage);
  if (state !== undefined) return state.encoder("exception").encode(text, true);
  const bytes = encodeCodePage(text, codePage, "strict");
  if (bytes.includes(questionMarkOf(codePage))) {
    const index = firstUnmappable(text, codePage);
    if (index >= 0) throw new EncoderFallbackException(characterAt(text, index), index);
  }
  return bytes;
}
