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
import { dosPages } from "./tables/dos-pages.ts";
import { ebcdicPages } from "./tables/ebcdic-pages.ts";
import { isoPages } from "./tables/iso-pages.ts";
import { macPages } from "./tables/mac-pages.ts";
import { otherSingleBytePages } from "./tables/other-pages.ts";
import type { SingleByteTable } from "./tables/single-byte-table.ts";
import { windowsPages } from "./tables/windows-pages.ts";

const questionMark = 0x3f;
/** In a table: the byte has no character. */
const noCharacter = 0xfffd;
/** From this many bytes on, building the table of pairs (256 KB) pays off. */
const longInput = 2048;

/** The tables of one page; each is built when it is first needed. */
export interface SingleBytePage {
  readonly codePage: number;
  /** The 256 characters, as UTF-16 units; for a byte without one, what it reads as. */
  readonly units: Uint16Array;
  /** Bytes without a character. */
  readonly holes: ReadonlySet<number>;
  /** The page with other units for {@link holes}, by that unit. */
  readonly filled: Map<number, SingleBytePage>;
  /** The bytes 00 to 7F are ASCII. */
  readonly ascii: boolean;
  /** Every byte is the Latin-1 character of its number, except for 80 to 9F. */
  readonly nearLatin1: boolean;
  /** Two characters at once: index = second byte * 256 + first byte. */
  pairs: Int32Array | undefined;
  /** Unit to byte; that of `?` when the page lacks it. */
  strict: Uint8Array | undefined;
  /** Unit to byte; the look-alike when the page lacks it. */
  bestFit: Uint8Array | undefined;
}

const rowsOf: Readonly<Record<number, readonly string[]>> = { ...windowsPages, ...otherSingleBytePages };
const tableOf: Readonly<Record<number, SingleByteTable>> = {
  ...dosPages,
  ...macPages,
  ...isoPages,
  ...ebcdicPages,
};
/** ISO 8859-8 in logical and in visual order: the bytes are the same. */
const sameAs: Readonly<Record<number, number>> = { 38598: 28598 };
const built = new Map<number, SingleBytePage>();

/** All single-byte pages; 28591 (Latin-1) and 20127 (ASCII) need no table of their own. */
export const singleByteCodePages: readonly number[] = [
  ...Object.keys({ ...rowsOf, ...tableOf, ...sameAs }).map(Number),
  20127,
  28591,
].sort((a, b) => a - b);

/** Code pages whose tables have been built; tests use it to check that nothing is built before its first use. */
export function builtSingleBytePages(): number[] {
  return [...built.keys()];
}

/** The tables of a page of {@link singleByteCodePages}. */
export function singleBytePage(asked: number): SingleBytePage {
  const codePage = sameAs[asked] ?? asked;
  const known = built.get(codePage);
  if (known !== undefined) return known;
  const units = unitsOf(codePage);
  const holes = new Set<number>();
  for (const [byte, unit] of units.entries()) {
    if (unit !== noCharacter) continue;
    holes.add(byte);
    units[byte] = questionMark;
  }
  for (const [byte, unit] of changesIn(tableOf[codePage]?.loose)) units[byte] = unit;
  const page = pageOf(codePage, units, holes);
  built.set(codePage, page);
  return page;
}

function pageOf(codePage: number, units: Uint16Array, holes: ReadonlySet<number>): SingleBytePage {
  return {
    codePage,
    units,
    holes,
    filled: new Map(),
    ascii: units.subarray(0, 0x80).every((unit, byte) => unit === byte && !holes.has(byte)),
    nearLatin1: units.every((unit, byte) => unit === byte || (byte >= 0x80 && byte <= 0x9f)),
    pairs: undefined,
    strict: undefined,
    bestFit: undefined,
  };
}

/** The characters of the bytes, {@link noCharacter} where there is none. */
function unitsOf(codePage: number): Uint16Array {
  const { base, rows = rowsOf[codePage] ?? [], changes }: SingleByteTable = tableOf[codePage] ?? {};
  const units = base === undefined ? Uint16Array.from({ length: 256 }, (_, byte) => byte) : unitsOf(base);
  if (codePage === 20127) units.fill(noCharacter, 0x80);
  const characters = rows.join("");
  for (let at = 0; at < characters.length; at++)
    units[256 - characters.length + at] = characters.charCodeAt(at);
  for (const [byte, unit] of changesIn(changes)) units[byte] = unit;
  return units;
}

/** Bytes and units of `SingleByteTable.changes`. */
function* changesIn(changes = ""): Generator<readonly [byte: number, unit: number]> {
  for (let at = 0; at < changes.length; at += 3)
    yield [parseInt(changes.slice(at, at + 2), 16), changes.charCodeAt(at + 2)];
}

/** The page with `unknown` for every byte that has no character. */
export function withUnknown(page: SingleBytePage, unknown: number): SingleBytePage {
  if (page.holes.size === 0) return page;
  const known = page.filled.get(unknown);
  if (known !== undefined) return known;
  const units = page.units.map((unit, byte) => (page.holes.has(byte) ? unknown : unit));
  const filled = pageOf(page.codePage, units, page.holes);
  page.filled.set(unknown, filled);
  return filled;
}

/** The text of the bytes; never fails: a byte without a character becomes what the page defines. */
export function singleByteToText(bytes: Uint8Array, page: SingleBytePage): string {
  if (page.codePage === 28591 || (page.ascii && isAscii(bytes))) return asBuffer(bytes).toString("latin1");
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

/** Eight bytes at a time: two reads of four bytes, four look-ups of two characters each. */
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
    const own = new Set(page.units.filter((_, byte) => !page.holes.has(byte)));
    for (const [unit, lookAlike] of bestFitOf(page.codePage, (candidate) => own.has(candidate))) {
      table[unit] = table[lookAlike] ?? 0;
    }
    page.bestFit = table;
  }
  return page.bestFit;
}

function encodeTable({ units, holes }: SingleBytePage): Uint8Array {
  const mark = units.findIndex((unit, byte) => unit === questionMark && !holes.has(byte));
  const table = new Uint8Array(65536).fill(mark);
  for (let byte = 255; byte >= 0; byte--) if (!holes.has(byte)) table[units[byte] ?? 0] = byte;
  return table;
}

/**
 * The bytes of the text, one for each UTF-16 unit.
 * @param ascii True when the table has ASCII as ASCII.
 */
export function textToSingleByte(text: string, table: Uint8Array, ascii: boolean): Buffer {
  const length = text.length;
  if (length > scratchSize) {
    const parts: Buffer[] = [];
    for (let start = 0; start < length; start += scratchSize) {
      parts.push(textToSingleByte(text.slice(start, start + scratchSize), table, ascii));
    }
    return Buffer.concat(parts);
  }
  if (length < 64) {
    const bytes = Buffer.allocUnsafe(length);
    for (let index = 0; index < length; index++) bytes[index] = table[text.charCodeAt(index)] ?? 0;
    return bytes;
  }
  if (ascii && beginsAscii(text)) {
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

/** Four characters at a time, read as two numbers and written as one. */
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
