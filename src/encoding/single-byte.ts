/** Single-byte code pages: tables built at their first use, and the loops that run over text and bytes. */
import { isAscii } from "node:buffer";
import { asBuffer } from "./byte-stream.ts";
import { bestFitOf } from "./best-fit.ts";
import { scratchSize, scratchUnits, textOfScratch, unitsIntoScratch } from "./scratch.ts";
import { otherSingleBytePages } from "./tables/other-pages.ts";
import { windowsPages } from "./tables/windows-pages.ts";

const questionMark = 0x3f;
const longInput = 512;

/** The tables of one page; each is built when it is first needed. */
export interface SingleBytePage {
  readonly codePage: number;
  /** The 256 characters, as UTF-16 units. */
  readonly units: Uint16Array;
  /** Every byte stands for the Latin-1 character of its number, but for 80 to 9F. */
  readonly nearLatin1: boolean;
  /** Two characters at once: index = second byte * 256 + first byte. */
  pairs: Uint32Array | undefined;
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
  if (bytes.length <= scratchSize)
    return page.nearLatin1 ? nearLatin1Text(bytes, page) : tableText(bytes, page);
  const parts: string[] = [];
  for (let start = 0; start < bytes.length; start += scratchSize) {
    parts.push(singleByteToText(bytes.subarray(start, start + scratchSize), page));
  }
  return parts.join("");
}

/** Latin-1 all at once, then the characters of 80 to 9F put into their places. */
function nearLatin1Text(bytes: Uint8Array, { units }: SingleBytePage): string {
  const text = asBuffer(bytes).toString("latin1");
  const length = bytes.length;
  let index = 0;
  while (index < length && ((bytes[index] as number) & 0xe0) !== 0x80) index++;
  if (index === length) return text;
  const scratch = scratchUnits();
  unitsIntoScratch(text);
  for (; index < length; index++) {
    const byte = bytes[index] as number;
    if ((byte & 0xe0) === 0x80) scratch[index] = units[byte] as number;
  }
  return textOfScratch(length);
}

function tableText(bytes: Uint8Array, page: SingleBytePage): string {
  const { units } = page;
  const scratch = scratchUnits();
  const length = bytes.length;
  let index = 0;
  if (length >= longInput) {
    const pairs = (page.pairs ??= pairTable(units));
    const twice = new Uint32Array(scratch.buffer, 0, length >> 1);
    for (let pair = 0; pair < twice.length; pair++, index += 2) {
      twice[pair] = pairs[(bytes[index] as number) | ((bytes[index + 1] as number) << 8)] as number;
    }
  }
  for (; index < length; index++) scratch[index] = units[bytes[index] as number] as number;
  return textOfScratch(length);
}

function pairTable(units: Uint16Array): Uint32Array {
  const pairs = new Uint32Array(65536);
  for (let index = 0; index < 65536; index++) {
    pairs[index] = (units[index & 255] as number) | ((units[index >> 8] as number) << 16);
  }
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
      table[unit] = table[lookAlike] as number;
    }
    page.bestFit = table;
  }
  return page.bestFit;
}

function encodeTable({ units }: SingleBytePage): Uint8Array {
  const table = new Uint8Array(65536).fill(questionMark);
  for (let byte = 255; byte >= 0; byte--) table[units[byte] as number] = byte;
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
    for (let index = 0; index < length; index++) bytes[index] = table[text.charCodeAt(index)] as number;
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

function tableBytes(text: string, table: Uint8Array): Buffer {
  const length = text.length;
  const scratch = scratchUnits();
  unitsIntoScratch(text);
  const bytes = Buffer.allocUnsafe(length);
  let index = 0;
  if (bytes.byteOffset % 4 === 0) {
    const words = new Uint32Array(bytes.buffer, bytes.byteOffset, length >> 2);
    for (let word = 0; word < words.length; word++, index += 4) {
      words[word] =
        (table[scratch[index] as number] as number) |
        ((table[scratch[index + 1] as number] as number) << 8) |
        ((table[scratch[index + 2] as number] as number) << 16) |
        ((table[scratch[index + 3] as number] as number) << 24);
    }
  }
  for (; index < length; index++) bytes[index] = table[scratch[index] as number] as number;
  return bytes;
}
