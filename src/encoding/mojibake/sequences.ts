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
  /** A byte of it was lost: U+FFFD or `?` stands in its place, or a blank in place of A0. */
  readonly lossy?: true;
}

/** Roles of the bytes in UTF-8: a lead of two, three or four bytes, or a byte behind a lead. */
const role = { continuation: 0, lead2: 1, lead3: 2, lead4: 3 } as const;

const unknown = 0xfffd;
const questionMark = 0x3f;
const blank = 0x20;
/** Leads with which the byte A0 makes a common character: nbsp, à, Š, Π, Р, ٠, and those of three and four bytes. */
const leadsOfA0 = new Set([0xc2, 0xc3, 0xc5, 0xce, 0xd0, 0xd9, 0xe0, 0xe1, 0xe2, 0xe3, 0xf0]);
const most = 31;

function roleOf(byte: number): number | undefined {
  if (byte < 0xc0) return role.continuation;
  if (byte >= 0xc2 && byte < 0xe0) return role.lead2;
  if (byte >= 0xe0 && byte < 0xf0) return role.lead3;
  return byte >= 0xf0 && byte < 0xf5 ? role.lead4 : undefined;
}

/** What may stand for a lost byte is among the three characters behind a place. */
function hasGap(text: string, at: number): boolean {
  for (let next = at + 1; next <= at + 3; next++) {
    const code = text.charCodeAt(next);
    if (code === unknown || code === questionMark || code === blank) return true;
  }
  return false;
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
    this.#roles = [0, 1, 2, 3].map(() => new Uint32Array(count + 1));
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
      const own = byte === 0 ? undefined : roleOf(byte);
      const roles = own === undefined ? undefined : this.#roles[own];
      if (roles !== undefined) roles[number] = (roles[number] ?? 0) | (1 << page);
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
   * Sequences of which one byte was lost: U+FFFD stands for it, or `?` where two bytes are left or the lead is C2 or C3, or a blank
   * for A0 behind the leads with which that is a common character.
   */
  findLossy(text: string): Sequence[] {
    const found: Sequence[] = [];
    for (let at = 0; at + 1 < text.length; at++) {
      const first = this.#numberAt(text, at);
      const leads =
        this.#pagesWith(role.lead2, first) |
        this.#pagesWith(role.lead3, first) |
        this.#pagesWith(role.lead4, first);
      if (first === 0 || leads === 0 || !hasGap(text, at)) continue;
      for (let length = 2; length <= 4; length++) {
        let pages = 0;
        for (let page = 0; page < this.pages.length; page++) {
          if ((leads & (1 << page)) !== 0 && this.#isLossy(text, at, length, page)) pages |= 1 << page;
        }
        if (pages !== 0) found.push({ start: at, length, pages, lossy: true });
      }
    }
    return found;
  }

  #isLossy(text: string, at: number, length: number, page: number): boolean {
    const lead = this.byteOf(text.charCodeAt(at), page);
    if (lead < 0xc2 || lead >= 0xf5 || length !== (lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4)) return false;
    let gone = 0;
    let gap = 0;
    for (let next = at + 1; next < at + length; next++) {
      const code = text.charCodeAt(next);
      if (code === unknown || code === questionMark || code === blank) {
        gone++;
        gap = code;
      } else if (this.byteOf(code, page) >> 6 !== 2) return false;
    }
    if (gone !== 1) return gone === length - 1 && length > 2 && gap === unknown;
    if (gap === unknown) return true;
    if (gap === questionMark) return length > 2 || lead <= 0xc3;
    return leadsOfA0.has(lead) && (length !== 3 || lead > 0xe1 || text.charCodeAt(at + 1) !== blank);
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
    let pairs = 0;
    for (let page = 0; page < this.pages.length; page++) {
      if ((pages & (1 << page)) !== 0 && this.codePointAt(text, at, 6, page) >= 0x10000) pairs |= 1 << page;
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
