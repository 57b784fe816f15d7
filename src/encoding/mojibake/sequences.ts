/** UTF-8 sequences behind the characters of single-byte pages, for many pages in one look at each character. */
import { upperHalfOf } from "./bytes.ts";

/** Characters that were one character of UTF-8 before they were read as one of the pages. */
export interface Sequence {
  /** Position of the first character. */
  readonly start: number;
  /** Number of characters, which is that of bytes: 2 to 4, or 6 for a surrogate pair as CESU-8 writes it. */
  readonly length: number;
  /** The pages that read the bytes so, a bit for each in the order of {@link SequenceFinder.pages}. */
  readonly pages: number;
  /** A byte of it was lost: U+FFFD or `?` stands in its place, or a space in place of A0. */
  readonly lossy?: true;
}

/** Roles of the bytes in UTF-8: a lead of two, three or four bytes, a byte after a lead; and leads of which more is known. */
const role = {
  continuation: 0,
  lead2: 1,
  lead3: 2,
  lead4: 3,
  /** C2 and C3: of Latin-1. */
  leadOfLatin1: 4,
  /** See {@link leadsOfA0}. */
  leadOfA0: 5,
  /** E0 and E1. */
  leadOfLowA0: 6,
  /** ED: of half a surrogate pair, if anything. */
  leadOfHalf: 7,
} as const;

const unknown = 0xfffd;
const questionMark = 0x3f;
const blank = 0x20;
/** Leads with which the byte A0 makes a common character: nbsp, à, Š, Π, Р, ٠, and those of three and four bytes. */
const leadsOfA0 = new Set([0xc2, 0xc3, 0xc5, 0xce, 0xd0, 0xd9, 0xe0, 0xe1, 0xe2, 0xe3, 0xf0]);
const most = 31;

function rolesOf(byte: number): number[] {
  if (byte < 0x80) return [];
  if (byte < 0xc0) return [role.continuation];
  if (byte < 0xc2 || byte >= 0xf5) return [];
  const roles: number[] = [byte < 0xe0 ? role.lead2 : byte < 0xf0 ? role.lead3 : role.lead4];
  if (byte <= 0xc3) roles.push(role.leadOfLatin1);
  if (leadsOfA0.has(byte)) roles.push(role.leadOfA0);
  if (byte === 0xe0 || byte === 0xe1) roles.push(role.leadOfLowA0);
  if (byte === 0xed) roles.push(role.leadOfHalf);
  return roles;
}

/** Finds the sequences of a set of pages. */
export class SequenceFinder {
  /** The pages, at most 31, the likeliest first. */
  readonly pages: readonly number[];
  /** Number of each character that is in a page above 7F; 0 for all others. */
  readonly #numbers = new Uint16Array(65536);
  readonly #roles: readonly Uint32Array[];
  readonly #bytes: readonly Uint8Array[];

  constructor(pages: readonly number[]) {
    this.pages = pages.slice(0, most);
    const tables = this.pages.map((page) => upperHalfOf(page));
    let count = 0;
    for (const table of tables) {
      for (let index = 0; index < 128; index++) {
        const unit = table.charCodeAt(index);
        if (unit >= 0x80 && this.#numbers[unit] === 0) this.#numbers[unit] = ++count;
      }
    }
    this.#roles = Object.values(role).map(() => new Uint32Array(count + 1));
    this.#bytes = tables.map((table, page) => this.#fill(table, page, count + 1));
  }

  #fill(table: string, page: number, size: number): Uint8Array {
    const bytes = new Uint8Array(size);
    for (let index = 127; index >= 0; index--) {
      const number = this.#numbers[table.charCodeAt(index)] ?? 0;
      if (number !== 0) bytes[number] = index + 128;
    }
    for (let number = 1; number < size; number++) {
      const byte = bytes[number] ?? 0;
      for (const own of rolesOf(byte)) {
        const roles = this.#roles[own];
        if (roles !== undefined) roles[number] = (roles[number] ?? 0) | (1 << page);
      }
    }
    return bytes;
  }

  #pagesWith(role: number, number: number): number {
    return this.#roles[role]?.[number] ?? 0;
  }

  #numberAt(text: string, at: number): number {
    return this.#numbers[text.charCodeAt(at)] ?? 0;
  }

  /** The byte of a character above 7F in a page; 0 when the page does not have it. */
  byteOf(unit: number, page: number): number {
    return this.#bytes[page]?.[this.#numbers[unit] ?? 0] ?? 0;
  }

  /** Of some pages those that have other bytes for the sequences of a text than the pages before them. */
  differing(text: string, sequences: readonly Sequence[], pages: readonly number[]): number[] {
    const units = new Set<number>();
    for (const { start, length } of sequences)
      for (let at = start; at < start + length; at++) units.add(text.charCodeAt(at));
    const distinct = [...units];
    const kept: number[] = [];
    for (const page of pages) {
      const same = (other: number): boolean =>
        distinct.every((unit) => this.byteOf(unit, page) === this.byteOf(unit, other));
      if (!kept.some(same)) kept.push(page);
    }
    return kept;
  }

  /** All sequences of a text, in the order of their places; those of one page do not overlap. */
  find(text: string): Sequence[] {
    const found: Sequence[] = [];
    const length = text.length;
    for (let at = 0; at + 1 < length; at++) {
      const first = this.#numberAt(text, at);
      if (first === 0) continue;
      const second = this.#numberAt(text, at + 1);
      const two = this.#pagesWith(role.continuation, second);
      if (two === 0) continue;
      const pages2 = this.#pagesWith(role.lead2, first) & two;
      if (pages2 !== 0) found.push({ start: at, length: 2, pages: pages2 });
      const lead3 = this.#pagesWith(role.lead3, first) & two;
      const lead4 = this.#pagesWith(role.lead4, first) & two;
      if ((lead3 | lead4) === 0) continue;
      const three = this.#pagesWith(role.continuation, this.#numberAt(text, at + 2));
      if ((lead3 & three) !== 0) this.#longer(text, at, lead3 & three, found);
      const pages4 = lead4 & three & this.#pagesWith(role.continuation, this.#numberAt(text, at + 3));
      if (pages4 !== 0) this.#checked(text, at, 4, pages4, found);
    }
    return found;
  }

  /**
   * Sequences of which one byte was lost: U+FFFD stands for it, or `?` where two bytes are left or the lead is C2 or C3, or a space
   * for A0 after the leads with which that is a common character.
   */
  findLossy(text: string): Sequence[] {
    const found: Sequence[] = [];
    for (let at = 0; at + 1 < text.length; at++) {
      const first = this.#numberAt(text, at);
      if (first === 0) continue;
      for (let length = 2; length <= 4; length++) {
        const pages = this.#pagesOfLossy(text, at, length, first);
        if (pages !== 0) found.push({ start: at, length, pages, lossy: true });
      }
    }
    return found;
  }

  /** The pages that have the lead of such a sequence at a place, and what follows it. */
  #pagesOfLossy(text: string, at: number, length: number, first: number): number {
    let pages = this.#pagesWith(length === 2 ? role.lead2 : length === 3 ? role.lead3 : role.lead4, first);
    let gone = 0;
    let gap = 0;
    for (let next = at + 1; pages !== 0 && next < at + length; next++) {
      const code = text.charCodeAt(next);
      if (code === unknown || code === questionMark || code === blank) {
        gone++;
        gap = code;
      } else pages &= this.#pagesWith(role.continuation, this.#numberAt(text, next));
    }
    if (gone !== 1) return gone === length - 1 && length > 2 && gap === unknown ? pages : 0;
    if (gap === unknown) return pages;
    if (gap === questionMark) return length > 2 ? pages : pages & this.#pagesWith(role.leadOfLatin1, first);
    const low = length === 3 && text.charCodeAt(at + 1) === blank;
    return (
      pages & this.#pagesWith(role.leadOfA0, first) & (low ? ~this.#pagesWith(role.leadOfLowA0, first) : ~0)
    );
  }

  /** The code point behind a sequence of {@link findLossy}; U+FFFD when a byte is gone for good. */
  codePointOfLossy(text: string, at: number, length: number, page: number): number {
    const part = text.slice(at, at + length);
    if (!part.includes(" ")) return unknown;
    let code = this.byteOf(text.charCodeAt(at), page) & (0x7f >> length);
    for (let next = 1; next < length; next++) {
      const unit = text.charCodeAt(at + next);
      code = (code << 6) | (unit === blank ? 0x20 : this.byteOf(unit, page) & 0x3f);
    }
    return code;
  }

  /** A sequence of three bytes, or of six: a surrogate pair, each half of it written as three bytes. */
  #longer(text: string, at: number, pages: number, found: Sequence[]): void {
    this.#checked(text, at, 3, pages, found);
    const halves = pages & this.#pagesWith(role.leadOfHalf, this.#numberAt(text, at));
    let pairs = 0;
    for (let page = 0; halves !== 0 && page < this.pages.length; page++) {
      if ((halves & (1 << page)) !== 0 && this.codePointAt(text, at, 6, page) >= 0x10000) pairs |= 1 << page;
    }
    if (pairs !== 0) found.push({ start: at, length: 6, pages: pairs });
  }

  #checked(text: string, at: number, length: number, pages: number, found: Sequence[]): void {
    let valid = 0;
    for (let page = 0; page < this.pages.length; page++) {
      if ((pages & (1 << page)) !== 0 && this.codePointAt(text, at, length, page) >= 0) valid |= 1 << page;
    }
    if (valid !== 0) found.push({ start: at, length, pages: valid });
  }

  /** The code point behind a sequence as one page reads it; -1 when it is overlong, too large or half a surrogate pair. */
  codePointAt(text: string, at: number, length: number, page: number): number {
    if (length === 6) {
      const first = this.#unitOf(text, at, page);
      const second = this.#unitOf(text, at + 3, page);
      const pair = first >= 0xd800 && first < 0xdc00 && second >= 0xdc00 && second < 0xe000;
      return pair ? 0x10000 + (first - 0xd800) * 0x400 + (second - 0xdc00) : -1;
    }
    const lead = this.byteOf(text.charCodeAt(at), page);
    let code = lead & (0x7f >> length);
    for (let next = 1; next < length; next++) {
      code = (code << 6) | (this.byteOf(text.charCodeAt(at + next), page) & 0x3f);
    }
    if (length === 3 && (code < 0x800 || (code >= 0xd800 && code < 0xe000))) return -1;
    if (length === 4 && (code < 0x10000 || code > 0x10ffff)) return -1;
    return code;
  }

  #unitOf(text: string, at: number, page: number): number {
    const lead = this.byteOf(text.charCodeAt(at), page);
    const second = this.byteOf(text.charCodeAt(at + 1), page);
    const third = this.byteOf(text.charCodeAt(at + 2), page);
    if (lead !== 0xed || second >> 6 !== 2 || third >> 6 !== 2) return -1;
    return 0xd000 | ((second & 0x3f) << 6) | (third & 0x3f);
  }
}
