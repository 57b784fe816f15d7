/** Single-byte code pages: tables built at their first use, and the loops that run over text and bytes. */
import { isAscii } from "node:buffer";
import { asBuffer } from "./byte-stream.ts";
import { bestFitOf } from "./best-fit.ts";
import {
  bytesOfWords,
  scratchSize,
  scratchUnitPairs,
  scratchUnits,
  scratchWords,
  textOfScratch,
  unitsIntoScratch,
  wordsOf,
} from "./scratch.ts";
import { otherSingleBytePages } from "./tables/other-pages.ts";
import { windowsPages } from "./tables/windows-pages.ts";

const questionMark = 0x3f;
/** From this many bytes on the table of pairs, 256 KB, is worth its making. */
const longInput = 2048;

/** The tables of one page; each is built when it is first needed. */
export interface SingleBytePage {
  readonly codePage: number;
  /** The 256 characters, as UTF-16 units. */
  readonly units: Uint16Array;
  /** Every byte stands for the Latin-1 character of its number, but for 80 to 9F. */
  readonly nearLatin1: boolean;
  /** Two characters at once: index = second byte * 256 + first byte. */
  pairs: Int32Array | undefined;
  /** Unit to byte, `?` when the page has it not. */
  strict: Uint8Array | undefined;
  /** Unit to byte, the look-alike when the page has it not. */
  bestFit: Uint8Array | undefined;
}

const rowsOf: Readonly<Record<number, readonly string[]>> = { ...windowsPages, ...otherSingleBytePages };
const built = new Map<number, SingleBytePage>();

/** All single-byte pages; 28591 (Latin-1) and 20127 (ASCII) need no table of their own. */
export const singleByteCodePages: readonly number[] = [...Object.keys(rowsOf).map(Number), 20127, 28591].sort(
  (a, b) => a - b,
);

/** Code pages whose tables exist by now; for tests that nothing is built before its first use. */
export function builtSingleBytePages(): number[] {
  return [...built.keys()];
}

/** The tables of a page of {@link singleByteCodePages}. */
export function singleBytePage(codePage: number): SingleBytePage {
  const known = built.get(codePage);
  if (known !== undefined) return known;
  const units = Uint16Array.from({ length: 256 }, (_, byte) => byte);
  if (codePage === 20127) units.fill(questionMark, 0x80);
  const upper = rowsOf[codePage]?.join("") ?? "";
  for (let at = 0; at < upper.length; at++) units[0x80 + at] = upper.charCodeAt(at);
  const nearLatin1 = units.every((unit, byte) => unit === byte || (byte >= 0x80 && byte <= 0x9f));
  const page = { codePage, units, nearLatin1, pairs: undefined, strict: undefined, bestFit: undefined };
  built.set(codePage, page);
  return page;
}

/** The text of the bytes; never fails, since every byte has a character (in 20127 the bytes from 80 up all have `?`). */
export function singleByteToText(bytes: Uint8Array, page: SingleBytePage): string {
  if (page.codePage === 28591 || isAscii(bytes)) return asBuffer(bytes).toString("latin1");
  if (bytes.length < longInput) return shortText(bytes, page);
  if (bytes.length <= scratchSize) return longText(bytes, page);
  const parts: string[] = [];
  for (let start = 0; start < bytes.length; start += scratchSize) {
    parts.push(singleByteToText(bytes.subarray(start, start + scratchSize), page));
  }
  return parts.join("");
}

function shortText(bytes: Uint8Array, { units }: SingleBytePage): string {
  const scratch = scratchUnits();
  for (let index = 0; index < bytes.length; index++) scratch[index] = units[bytes[index] ?? 0] ?? 0;
  return textOfScratch(bytes.length);
}

/** Eight bytes a turn: two reads of four bytes, four look-ups of two characters each. */
function longText(bytes: Uint8Array, page: SingleBytePage): string {
  const words = wordsOf(bytes);
  const length = bytes.length;
  const wordCount = (length + 3) >> 2;
  if (page.nearLatin1 && !hasC1Bytes(words, length)) return asBuffer(bytes).toString("latin1");
  const pairs = (page.pairs ??= pairTable(page.units));
  const target = scratchUnitPairs();
  for (let word = 0, at = 0; word < wordCount; word += 2, at += 4) {
    const first = words[word] ?? 0;
    const second = words[word + 1] ?? 0;
    target[at] = pairs[first & 0xffff] ?? 0;
    target[at + 1] = pairs[first >>> 16] ?? 0;
    target[at + 2] = pairs[second & 0xffff] ?? 0;
    target[at + 3] = pairs[second >>> 16] ?? 0;
  }
  return textOfScratch(length);
}

/** True when a byte from 80 to 9F is among the first `length` bytes: bit 7 set, bits 6 and 5 not. */
function hasC1Bytes(words: Int32Array, length: number): boolean {
  const whole = length >> 2;
  for (let word = 0; word < whole; word++) {
    const four = words[word] ?? 0;
    if ((four & 0x80808080 & ~(four << 1) & ~(four << 2)) !== 0) return true;
  }
  return (
    length % 4 !== 0 && hasC1Bytes(Int32Array.of((words[whole] ?? 0) & ((1 << ((length % 4) * 8)) - 1)), 4)
  );
}

function pairTable(units: Uint16Array): Int32Array {
  const pairs = new Int32Array(65536);
  for (let index = 0; index < 65536; index++)
    pairs[index] = (units[index & 255] ?? 0) | ((units[index >> 8] ?? 0) << 16);
  return pairs;
}

/** Unit to byte without look-alikes. */
export function strictTable(page: SingleBytePage): Uint8Array {
  return (page.strict ??= encodeTable(page));
}

/** Unit to byte with the look-alikes of the page. */
export function bestFitTable(page: SingleBytePage): Uint8Array {
  if (page.bestFit === undefined) {
    const table = encodeTable(page);
    const own = new Set(page.units);
    for (const [unit, lookAlike] of bestFitOf(page.codePage, (candidate) => own.has(candidate))) {
      table[unit] = table[lookAlike] ?? 0;
    }
    page.bestFit = table;
  }
  return page.bestFit;
}

function encodeTable({ units }: SingleBytePage): Uint8Array {
  const table = new Uint8Array(65536).fill(questionMark);
  for (let byte = 255; byte >= 0; byte--) table[units[byte] ?? 0] = byte;
  return table;
}

/** The bytes of the text, one for each UTF-16 unit. */
export function textToSingleByte(text: string, table: Uint8Array): Buffer {
  const length = text.length;
  if (length > scratchSize) {
    const parts: Buffer[] = [];
    for (let start = 0; start < length; start += scratchSize) {
      parts.push(textToSingleByte(text.slice(start, start + scratchSize), table));
    }
    return Buffer.concat(parts);
  }
  if (length < 64) {
    const bytes = Buffer.allocUnsafe(length);
    for (let index = 0; index < length; index++) bytes[index] = table[text.charCodeAt(index)] ?? 0;
    return bytes;
  }
  if (beginsAscii(text)) {
    const bytes = Buffer.from(text, "utf8");
    if (bytes.length === length) return bytes;
  }
  return tableBytes(text, table);
}

/** A look at the first characters, to see whether the text may be ASCII altogether. */
function beginsAscii(text: string): boolean {
  for (let index = 0; index < 64; index++) if (text.charCodeAt(index) > 0x7f) return false;
  return true;
}

/** Four characters a turn, read as two numbers and written as one. */
function tableBytes(text: string, table: Uint8Array): Buffer {
  const length = text.length;
  unitsIntoScratch(text);
  const source = scratchUnitPairs();
  const words = scratchWords();
  const wordCount = (length + 3) >> 2;
  for (let word = 0, at = 0; word < wordCount; word++, at += 2) {
    const first = source[at] ?? 0;
    const second = source[at + 1] ?? 0;
    words[word] =
      (table[first & 0xffff] ?? 0) |
      ((table[first >>> 16] ?? 0) << 8) |
      ((table[second & 0xffff] ?? 0) << 16) |
      ((table[second >>> 16] ?? 0) << 24);
  }
  return bytesOfWords(length);
}
