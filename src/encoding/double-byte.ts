/** Double-byte code pages: tables built at their first use, and the loops over text and bytes. */
import { isAscii } from "node:buffer";
import { asBuffer } from "./byte-stream.ts";
import { bestFitOf } from "./best-fit.ts";
import { pairTablePages, pairTables } from "./pair-tables.ts";
import type { PairTables } from "./pair-tables.ts";
import { scratchSize, scratchUnits, textOfScratch, unitsIntoScratch } from "./scratch.ts";

const questionMark = 0x3f;
const replacement = 0xfffd;

/** The tables of one page; the encoders are built when they are first needed. */
export interface DoubleBytePage extends PairTables {
  readonly codePage: number;
  /** The bytes 00 to 7F are ASCII. */
  readonly ascii: boolean;
  /** The tables in which a unit replaces what has no character, by that unit. */
  readonly filled: Map<number, FilledTables>;
  /** Unit to pair or lone byte; `?` when the page lacks it. */
  strict: Uint16Array | undefined;
  /** Unit to pair or lone byte; the look-alike when the page lacks it. */
  bestFit: Uint16Array | undefined;
}

type FilledTables = Pick<PairTables, "alone" | "pairs">;

const built = new Map<number, DoubleBytePage>();

/** Pages with the table of another one. */
const sameAs: Readonly<Record<number, number>> = {
  20936: 10008,
  20949: 10003,
  50227: 936,
  51936: 936,
  51949: 10003,
};

/** The double-byte pages of the kit. */
export const doubleByteCodePages: readonly number[] = [
  ...pairTablePages,
  ...Object.keys(sameAs).map(Number),
].sort((a, b) => a - b);

/** Code pages whose tables have been built; tests use it to check that nothing is built before its first use. */
export function builtDoubleBytePages(): number[] {
  return [...built.keys()];
}

/** The tables of a page of {@link doubleByteCodePages}. */
export function doubleBytePage(asked: number): DoubleBytePage {
  const codePage = sameAs[asked] ?? asked;
  const known = built.get(codePage);
  if (known !== undefined) return known;
  const tables = pairTables(codePage);
  const ascii = tables.alone
    .subarray(0, 0x80)
    .every((unit, byte) => unit === byte && !tables.holes.has(byte));
  const page = { ...tables, codePage, ascii, filled: new Map(), strict: undefined, bestFit: undefined };
  built.set(codePage, page);
  return page;
}

/**
 * The text of the bytes. A lead byte always takes the next byte with it; a pair without a character, and a lead byte at the
 * end, become one `unknown` each (the default character of the page when absent). With U+FFFD for it the one-way pairs count as
 * unknown, as in .NET.
 */
export function doubleByteToText(bytes: Uint8Array, page: DoubleBytePage, unknown?: number): string {
  if (page.ascii && isAscii(bytes)) return asBuffer(bytes).toString("latin1");
  const { alone, pairs } = filledTables(page, unknown);
  const scratch = scratchUnits();
  const parts: string[] = [];
  const last = bytes.length - 1;
  let index = 0;
  while (index <= last) {
    const limit = Math.min(last, index + scratchSize - 1);
    let length = 0;
    while (index < limit) {
      const byte = bytes[index++] ?? 0;
      const unit = alone[byte] ?? 0;
      scratch[length++] = unit >= 0 ? unit : (pairs[(byte << 8) | (bytes[index++] ?? 0)] ?? 0);
    }
    if (index === last) {
      const unit = alone[bytes[index++] ?? 0] ?? 0;
      scratch[length++] = unit >= 0 ? unit : (unknown ?? page.defaultUnit);
    }
    parts.push(textOfScratch(length));
  }
  return parts.length === 1 ? (parts[0] ?? "") : parts.join("");
}

/** The tables with `unknown` in the places that have none, and when that is U+FFFD, in those that the encoder never writes too. */
function filledTables(page: DoubleBytePage, unknown?: number): FilledTables {
  const unit = unknown ?? -1;
  const known = page.filled.get(unit);
  if (known !== undefined) return known;
  const { holes, oneWay, defaultUnit } = page;
  const pairs = page.pairs.map((own) => (own === 0 ? (unknown ?? defaultUnit) : own));
  if (unknown === replacement) for (const pair of oneWay) pairs[pair] = unknown;
  const alone =
    unknown === undefined ? page.alone : page.alone.map((own, byte) => (holes.has(byte) ? unknown : own));
  const filled = { alone, pairs };
  page.filled.set(unit, filled);
  return filled;
}

/** Offset and length of the first byte or pair that has no character or is one-way; undefined when there is none. */
export function firstUnknownPair(
  bytes: Uint8Array,
  page: DoubleBytePage,
): { offset: number; length: number } | undefined {
  for (let offset = 0; offset < bytes.length; offset++) {
    const lead = bytes[offset] ?? 0;
    if (page.alone[lead] !== -1) {
      if (page.holes.has(lead)) return { offset, length: 1 };
      continue;
    }
    const trail = bytes[offset + 1];
    if (trail === undefined) return { offset, length: 1 };
    const pair = (lead << 8) | trail;
    if (page.pairs[pair] === 0 || page.oneWay.has(pair)) return { offset, length: 2 };
    offset++;
  }
  return undefined;
}

/** 1 when the last byte is a lead byte that waits for its second byte, else 0. */
export function unfinishedPair(bytes: Uint8Array, page: DoubleBytePage): number {
  let first = bytes.length;
  while (first > 0 && page.alone[bytes[first - 1] ?? 0] === -1) first--;
  return (bytes.length - first) % 2;
}

/** Unit to pair or lone byte without look-alikes. */
export function strictPairTable(page: DoubleBytePage): Uint16Array {
  return (page.strict ??= encodeTable(page));
}

/** Unit to pair or lone byte with the look-alikes of the page. */
export function bestFitPairTable(page: DoubleBytePage): Uint16Array {
  if (page.bestFit === undefined) {
    const own = strictPairTable(page);
    const table = own.slice();
    // EUC-JP (51932) is page 932 in other places.
    for (const [unit, lookAlike] of lookAlikesOf(page.codePage === 51932 ? 932 : page.codePage))
      if (own[unit] === questionMark) table[unit] = own[lookAlike] ?? questionMark;
    page.bestFit = table;
  }
  return page.bestFit;
}

/** The look-alikes of a page, for those that are made from it too: unit asked for, unit written instead. */
export function lookAlikesOf(codePage: number): Map<number, number> {
  const own = strictPairTable(doubleBytePage(codePage));
  return new Map(bestFitOf(codePage, (unit) => unit === questionMark || own[unit] !== questionMark));
}

function encodeTable({ alone, holes, pairs, oneWay }: DoubleBytePage): Uint16Array {
  const table = new Uint16Array(65536).fill(questionMark);
  for (let pair = 0x8000; pair < 0x10000; pair++) {
    const unit = pairs[pair] ?? 0;
    if (unit !== 0 && !oneWay.has(pair)) table[unit] = pair;
  }
  for (let byte = 0; byte < 256; byte++) {
    const unit = alone[byte] ?? -1;
    if (unit >= 0 && !holes.has(byte)) table[unit] = byte;
  }
  return table;
}

/** The bytes of the text, one or two for each UTF-16 unit. */
export function textToDoubleByte(text: string, table: Uint16Array): Buffer {
  const bytes = Buffer.allocUnsafe(text.length * 2);
  const scratch = scratchUnits();
  let length = 0;
  for (let start = 0; start < text.length; start += scratchSize) {
    const piece = text.length <= scratchSize ? text : text.slice(start, start + scratchSize);
    unitsIntoScratch(piece);
    const end = piece.length;
    for (let index = 0; index < end; index++) {
      const code = table[scratch[index] ?? 0] ?? 0;
      if (code > 0xff) bytes[length++] = code >> 8;
      bytes[length++] = code;
    }
  }
  return bytes.subarray(0, length);
}
