/** Double-byte code pages 932, 936, 949 and 950: tables built at their first use, and the loops over text and bytes. */
import { isAscii } from "node:buffer";
import { createRequire } from "node:module";
import type * as IconvLite from "iconv-lite";
import { asBuffer } from "./byte-stream.ts";
import { bestFitOf } from "./best-fit.ts";
import { scratchSize, scratchUnits, textOfScratch, unitsIntoScratch } from "./scratch.ts";
import { doubleByteFacts } from "./tables/double-byte.ts";
import type { PairRun } from "./tables/double-byte.ts";

const questionMark = 0x3f;
const replacement = 0xfffd;

/** The tables of one page; the encoders are built when they are first needed. */
export interface DoubleBytePage {
  readonly codePage: number;
  /** Unit of each byte that stands alone, -1 for a lead byte, which takes the next one with it. */
  readonly alone: Int32Array;
  /** Unit of each pair, index = lead byte * 256 + trail byte; 0 when there is none. */
  readonly pairs: Uint16Array;
  /** The pairs that decode, but that the encoder never writes. */
  readonly oneWay: ReadonlySet<number>;
  /** {@link pairs} with a unit for those that have none, by that unit. */
  readonly filled: Map<number, Uint16Array>;
  /** What an unknown pair reads as by default. */
  readonly defaultUnit: number;
  /** Unit to pair or lone byte, `?` when the page has it not. */
  strict: Uint16Array | undefined;
  /** Unit to pair or lone byte, the look-alike when the page has it not. */
  bestFit: Uint16Array | undefined;
}

const built = new Map<number, DoubleBytePage>();

/** The double-byte pages of the kit. */
export const doubleByteCodePages: readonly number[] = Object.keys(doubleByteFacts).map(Number);

/** Code pages whose tables exist by now; for tests that nothing is built before its first use. */
export function builtDoubleBytePages(): number[] {
  return [...built.keys()];
}

/** The tables of a page of {@link doubleByteCodePages}. */
export function doubleBytePage(codePage: number): DoubleBytePage {
  const known = built.get(codePage);
  if (known !== undefined) return known;
  const facts = doubleByteFacts[codePage];
  if (facts === undefined) throw new RangeError(`${String(codePage)} is no double-byte code page of the kit`);
  const alone = Int32Array.from({ length: 256 }, (_, byte) => facts.lone[byte] ?? byte);
  if (codePage === 932) for (let byte = 0xa1; byte <= 0xdf; byte++) alone[byte] = 0xff61 + byte - 0xa1;
  for (const [first, last] of facts.leads) alone.fill(-1, first, last + 1);
  const pairs = iconvPairs(facts.table, alone);
  for (const run of facts.runs) layRun(pairs, run);
  const oneWay = new Set<number>();
  const firstPair = new Map<number, number>();
  for (let pair = 0x8000; pair < 0x10000; pair++) {
    const unit = pairs[pair] ?? 0;
    if (unit === 0) continue;
    const other = firstPair.get(unit);
    if (other === undefined) firstPair.set(unit, pair);
    else if (facts.isOneWay(pair, other)) oneWay.add(pair);
    else {
      oneWay.add(other);
      firstPair.set(unit, pair);
    }
  }
  const { defaultUnit } = facts;
  const filled = new Map<number, Uint16Array>();
  const page = { codePage, alone, pairs, filled, oneWay, defaultUnit, strict: undefined, bestFit: undefined };
  built.set(codePage, page);
  return page;
}

/** All pairs that iconv-lite knows. It is loaded here and nowhere else, so that a program without these pages never loads it. */
function iconvPairs(table: string, alone: Int32Array): Uint16Array {
  const iconv = createRequire(import.meta.url)("iconv-lite") as typeof IconvLite;
  const pairs = new Uint16Array(65536);
  const line = Buffer.alloc(256 * 4, "\n");
  for (let lead = 0x81; lead < 0xff; lead++) {
    if (alone[lead] !== -1) continue;
    for (let trail = 0x20; trail < 0x100; trail++) {
      line[trail * 4] = lead;
      line[trail * 4 + 1] = trail;
    }
    const units = iconv.decode(line.subarray(0x20 * 4), table).split("\n\n");
    for (let trail = 0x20; trail < 0x100; trail++) {
      const unit = units[trail - 0x20] ?? "";
      if (unit.length === 1 && unit !== "\ufffd") pairs[(lead << 8) | trail] = unit.charCodeAt(0);
    }
  }
  return pairs;
}

function layRun(pairs: Uint16Array, { leads, trails, unit }: PairRun): void {
  let next = unit;
  for (let lead = leads[0]; lead <= leads[1]; lead++) {
    for (const [first, last] of trails) {
      for (let trail = first; trail <= last; trail++) pairs[(lead << 8) | trail] = next++;
    }
  }
}

/**
 * The text of the bytes. A lead byte always takes the next byte with it; a pair without a character, and a lead byte at the
 * end, give one `unknown` each (the default character of the page when absent). With U+FFFD for it the one-way pairs count as
 * unknown, as in .NET.
 */
export function doubleByteToText(
  bytes: Uint8Array,
  page: DoubleBytePage,
  unknown: number = page.defaultUnit,
): string {
  if (isAscii(bytes)) return asBuffer(bytes).toString("latin1");
  const { alone } = page;
  const pairs = filledPairs(page, unknown);
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
      scratch[length++] = unit >= 0 ? unit : unknown;
    }
    parts.push(textOfScratch(length));
  }
  return parts.length === 1 ? (parts[0] ?? "") : parts.join("");
}

/** The pairs with `unknown` in the places that have none, and when that is U+FFFD, in those that the encoder never writes too. */
function filledPairs(page: DoubleBytePage, unknown: number): Uint16Array {
  const known = page.filled.get(unknown);
  if (known !== undefined) return known;
  const pairs = page.pairs.map((unit) => (unit === 0 ? unknown : unit));
  if (unknown === replacement) for (const pair of page.oneWay) pairs[pair] = unknown;
  page.filled.set(unknown, pairs);
  return pairs;
}

/** Offset and length of the first pair that stands for no character or is one-way; undefined when there is none. */
export function firstUnknownPair(
  bytes: Uint8Array,
  page: DoubleBytePage,
): { offset: number; length: number } | undefined {
  for (let offset = 0; offset < bytes.length; offset++) {
    const lead = bytes[offset] ?? 0;
    if (page.alone[lead] !== -1) continue;
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
    const has = (unit: number): boolean => unit === questionMark || own[unit] !== questionMark;
    for (const [unit, lookAlike] of bestFitOf(page.codePage, has)) table[unit] = own[lookAlike] ?? 0;
    page.bestFit = table;
  }
  return page.bestFit;
}

function encodeTable({ alone, pairs, oneWay }: DoubleBytePage): Uint16Array {
  const table = new Uint16Array(65536).fill(questionMark);
  for (let pair = 0x8000; pair < 0x10000; pair++) {
    const unit = pairs[pair] ?? 0;
    if (unit !== 0 && !oneWay.has(pair)) table[unit] = pair;
  }
  for (let byte = 0; byte < 256; byte++) {
    const unit = alone[byte] ?? -1;
    if (unit >= 0) table[unit] = byte;
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
