/** The characters of the pairs of the double-byte pages, from iconv-lite's tables and from what they lack. */
import { createRequire } from "node:module";
import type * as IconvLite from "iconv-lite";
import { jisOfPair } from "./jis.ts";
import { doubleByteFacts } from "./tables/double-byte-facts.ts";
import type { DoubleByteFacts, PairRun } from "./tables/double-byte-facts.ts";
import { pairRunPages, pairRuns } from "./tables/pair-runs.ts";
import type { PairRuns } from "./tables/pair-runs.ts";

/** The decoding side of one page. */
export interface PairTables {
  /** Unit of each single byte, -1 for a lead byte, which takes the next one with it. */
  readonly alone: Int32Array;
  /** Single bytes without a character. */
  readonly holes: ReadonlySet<number>;
  /** Unit of each pair, index = lead byte * 256 + trail byte; 0 when there is none. */
  readonly pairs: Uint16Array;
  /** The pairs that decode, but that the encoder never writes. */
  readonly oneWay: ReadonlySet<number>;
  /** What an unknown pair reads as by default. */
  readonly defaultUnit: number;
}

/** The pages of which there are tables. */
export const pairTablePages: readonly number[] = [
  ...Object.keys(doubleByteFacts).map(Number),
  ...pairRunPages,
  51932,
];

/** Makes the tables of a page of {@link pairTablePages}. */
export function pairTables(codePage: number): PairTables {
  const facts = doubleByteFacts[codePage];
  if (facts !== undefined) return tablesOfFacts(codePage, facts);
  const runs = pairRuns()[codePage];
  if (runs !== undefined) return tablesOfRuns(runs);
  if (codePage === 51932) return eucJp();
  throw new RangeError(`${String(codePage)} is no double-byte code page of the kit`);
}

function tablesOfFacts(codePage: number, facts: DoubleByteFacts): PairTables {
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
  return { alone, holes: new Set(), pairs, oneWay, defaultUnit: facts.defaultUnit };
}

/** Loaded only here, so that a program without double-byte pages never loads it. */
function iconvLite(): typeof IconvLite {
  return createRequire(import.meta.url)("iconv-lite") as typeof IconvLite;
}

/** All pairs that iconv-lite knows. */
function iconvPairs(table: string, alone: Int32Array): Uint16Array {
  const iconv = iconvLite();
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

function tablesOfRuns({
  leads,
  trails,
  lone,
  holes = {},
  pairs: runs,
  oneWay,
  defaultUnit,
}: PairRuns): PairTables {
  const alone = Int32Array.from({ length: 256 }, (_, byte) => holes[byte] ?? byte);
  const bytes = Array.from({ length: 256 }, (_, byte) => byte);
  for (const [byte, unit] of unitsOfRuns(lone, bytes)) alone[byte] = unit;
  const places: number[] = [];
  for (const lead of numbersIn(leads)) {
    alone[lead] = -1;
    for (const trail of numbersIn(trails)) places.push((lead << 8) | trail);
  }
  const pairs = new Uint16Array(65536);
  for (const [pair, unit] of unitsOfRuns(runs, places)) pairs[pair] = unit;
  const readOnly = new Set<number>();
  for (const [pair, unit] of unitsOfRuns(oneWay ?? "", places)) {
    pairs[pair] = unit;
    readOnly.add(pair);
  }
  return { alone, holes: new Set(Object.keys(holes).map(Number)), pairs, oneWay: readOnly, defaultUnit };
}

function* numbersIn(ranges: readonly (readonly [first: number, last: number])[]): Generator<number> {
  for (const [first, last] of ranges) for (let at = first; at <= last; at++) yield at;
}

/** The units that a text in the notation of `pairRuns` assigns to the places. */
function* unitsOfRuns(
  text: string,
  places: readonly number[],
): Generator<readonly [place: number, unit: number]> {
  let at = 0;
  let unit = 0;
  for (const [token, letter, digits] of text.matchAll(/([.cjsktx])(\d+)|[^]/g)) {
    const count = digits === undefined ? 1 : Number(digits);
    if (letter === ".") {
      at += count;
      continue;
    }
    const order = letter === undefined || letter === "c" ? undefined : orderOf(letter);
    let place = order?.indexOf(unit) ?? 0;
    for (let turn = 0; turn < count; turn++) {
      unit = letter === undefined ? token.charCodeAt(0) : (order?.[++place] ?? unit + 1);
      yield [places[at++] ?? 0, unit];
    }
  }
}

const pageOfLetter: Readonly<Record<string, number>> = { j: 932, s: 936, k: 949, t: 950 };
const orders = new Map<string, Uint16Array>();

/** The characters that a letter of `pairRuns` counts along, each once. */
function orderOf(letter: string): Uint16Array {
  let order = orders.get(letter);
  if (order === undefined) {
    const codePage = pageOfLetter[letter];
    order = codePage === undefined ? jis0212() : unitsInOrder(pairTables(codePage));
    orders.set(letter, order);
  }
  return order;
}

function unitsInOrder({ pairs, oneWay }: PairTables): Uint16Array {
  return pairs.filter((unit, pair) => unit !== 0 && !oneWay.has(pair));
}

/** JIS X 0212 as iconv-lite has it, after 8F in EUC-JP. */
function jis0212(): Uint16Array {
  const iconv = iconvLite();
  const units: number[] = [];
  for (let row = 0xa1; row < 0xff; row++) {
    for (let cell = 0xa1; cell < 0xff; cell++) {
      const text = iconv.decode(Buffer.of(0x8f, row, cell), "eucjp");
      if (text.length === 1 && text !== "\ufffd") units.push(text.charCodeAt(0));
    }
  }
  return Uint16Array.from(units);
}

/** EUC-JP as .NET has it: page 932 in the places of JIS X 0208, half-width katakana after 8E, nothing of JIS X 0212. */
function eucJp(): PairTables {
  const shiftJis = pairTables(932);
  const alone = shiftJis.alone.map((unit, byte) => (byte > 0x80 ? -1 : unit));
  const holes = new Set<number>();
  for (const byte of numbersIn([
    [0x81, 0x8d],
    [0x8f, 0x9f],
  ])) {
    alone[byte] = shiftJis.defaultUnit;
    holes.add(byte);
  }
  for (const byte of [0xa0, 0xff]) alone[byte] = shiftJis.alone[byte] ?? 0;
  const pairs = new Uint16Array(65536);
  const oneWay = new Set<number>();
  for (let cell = 0xa1; cell <= 0xdf; cell++) pairs[0x8e00 | cell] = shiftJis.alone[cell] ?? 0;
  for (const { pair, unit, readOnly } of jisPairs(shiftJis)) {
    if (pair > 0x7e7e || (pair & 0xff) > 0x7e) continue;
    pairs[pair | 0x8080] = unit;
    if (readOnly) oneWay.add(pair | 0x8080);
  }
  return { alone, holes, pairs, oneWay, defaultUnit: shiftJis.defaultUnit };
}

/** The pairs of page 932 in their places of JIS X 0208; those that are only read, where another pair has not the place. */
export function* jisPairs({
  pairs,
  oneWay,
}: PairTables): Generator<{ readonly pair: number; readonly unit: number; readonly readOnly: boolean }> {
  const taken = new Set<number>();
  for (const readOnly of [false, true]) {
    for (let pair = 0x8100; pair < 0x10000; pair++) {
      const unit = pairs[pair] ?? 0;
      if (unit === 0 || oneWay.has(pair) !== readOnly) continue;
      const target = jisOfPair(pair);
      if (taken.has(target)) continue;
      if (!readOnly) taken.add(target);
      yield { pair: target, unit, readOnly };
    }
  }
}
