/** GB18030 (54936) as .NET has it: page 936 with changes, and four bytes for every other character. */
import { CharacterEncoder, textOfUnits, unknownBytes } from "./chunked.ts";
import type { CharacterWriter, ChunkDecoder, ChunkedPage, Unknown } from "./chunked.ts";
import { doubleBytePage } from "./double-byte.ts";
import type { Fallback } from "./fallback.ts";
import { gb18030Changes } from "./tables/gb18030-changes.ts";

interface Tables {
  /** Unit of each pair. */
  readonly pairs: Uint16Array;
  /** Pair of each unit; 0 when it has four bytes. */
  readonly pairOf: Uint16Array;
  /** The units of the basic plane that have four bytes, in their order. */
  readonly fours: Uint16Array;
  /** Place of each unit in {@link fours}. */
  readonly fourOf: Uint16Array;
}

/** Place of U+10000 among the characters of four bytes (90308130), and of the one after the last. */
const firstAstral = 189000;
const behindAstral = firstAstral + 0x100000;

let made: Tables | undefined;

function tables(): Tables {
  if (made !== undefined) return made;
  const pairs = doubleBytePage(936).pairs.slice();
  for (const [first, characters] of gb18030Changes) {
    let pair = first;
    for (const character of characters) {
      pairs[pair++] = character.charCodeAt(0);
      if ((pair & 0xff) === 0x7f) pair++;
    }
  }
  const pairOf = new Uint16Array(65536);
  for (const [pair, unit] of pairs.entries()) if (unit !== 0) pairOf[unit] = pair;
  const fours: number[] = [];
  const fourOf = new Uint16Array(65536);
  for (let unit = 0x80; unit < 0x10000; unit++) {
    if (pairOf[unit] !== 0 || (unit >= 0xd800 && unit <= 0xdfff)) continue;
    fourOf[unit] = fours.length;
    fours.push(unit);
  }
  made = { pairs, pairOf, fours: Uint16Array.from(fours), fourOf };
  return made;
}

const isLead = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x81 && byte <= 0xfe;
const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x30 && byte <= 0x39;
const isTrail = (byte: number | undefined): boolean =>
  byte !== undefined && byte >= 0x40 && byte <= 0xfe && byte !== 0x7f;

class Gb18030Decoder implements ChunkDecoder {
  readonly #unknown: Unknown;
  /** Up to three bytes of a character. */
  #waiting: number[] = [];

  constructor(fallback: Fallback | undefined) {
    this.#unknown = unknownBytes(fallback, () => 0x3f);
  }

  decode(bytes: Uint8Array, flush: boolean): string {
    const units: number[] = [];
    const add = (...more: (number | undefined)[]): void => {
      for (const unit of more) if (unit !== undefined) units.push(unit);
    };
    let at = 0;
    // Bytes kept from the last chunk are read one by one until none is left.
    while (this.#waiting.length > 0) {
      const held = this.#waiting;
      if (isLead(held[0])) {
        while (at < bytes.length && (held.length < 2 || (isDigit(held[1]) && held.length < 4)))
          held.push(bytes[at++] ?? 0);
        const isCut = held.length < 2 || (isDigit(held[1]) && held.length < 4);
        if (isCut && !flush) return textOfUnits(units);
      }
      const taken = this.#character(held, 0, at, add) || 1;
      if (taken === 1) add(this.#single(held[0] ?? 0, at, held.length - 1));
      held.splice(0, taken);
    }
    while (at < bytes.length) {
      const byte = bytes[at] ?? 0;
      const left = bytes.length - at;
      const isCut = isLead(byte) && (left < 2 || (isDigit(bytes[at + 1]) && left < 4));
      if (isCut && !flush) {
        this.#waiting = [...bytes.subarray(at)];
        break;
      }
      const taken = isCut ? 0 : this.#character(bytes, at, at, add);
      if (taken > 0) at += taken;
      else if (isCut && left > 1) {
        at += 2;
        add(this.#unknown([byte, bytes[at - 1] ?? 0], at));
      } else add(this.#single(byte, ++at, 0));
    }
    return textOfUnits(units);
  }

  /** Reads a character of two or four bytes at `at`. @returns its length in bytes, 0 when there is none */
  #character(
    bytes: ArrayLike<number>,
    at: number,
    read: number,
    add: (...units: (number | undefined)[]) => void,
  ): number {
    const [first = -1, second = -1, third = -1, fourth = -1] = [
      bytes[at],
      bytes[at + 1],
      bytes[at + 2],
      bytes[at + 3],
    ];
    if (!isLead(first)) return 0;
    if (isTrail(second)) {
      add(tables().pairs[(first << 8) | second]);
      return 2;
    }
    if (!isDigit(second) || !isLead(third) || !isDigit(fourth)) return 0;
    const place = (((first - 0x81) * 10 + second - 0x30) * 126 + third - 0x81) * 10 + fourth - 0x30;
    const { fours } = tables();
    if (place < fours.length) add(fours[place]);
    else if (place >= firstAstral && place < behindAstral) {
      const offset = place - firstAstral;
      add(0xd800 + (offset >> 10), 0xdc00 + (offset & 0x3ff));
    } else add(this.#unknown([first, second, third, fourth], at === read ? read + 4 : read));
    return 4;
  }

  #single(byte: number, read: number, waiting: number): number | undefined {
    return byte < 0x80 ? byte : this.#unknown([byte], read, waiting);
  }
}

const writer: CharacterWriter = {
  codeOf: (codePoint) => (codePoint >= 0xd800 && codePoint <= 0xdfff ? undefined : codePoint),
  write: (codePoint, bytes) => {
    const { pairOf, fourOf } = tables();
    const pair = pairOf[codePoint] ?? 0;
    if (codePoint < 0x80) bytes.push(codePoint);
    else if (pair !== 0) bytes.push(pair >> 8, pair & 0xff);
    else {
      let place = codePoint > 0xffff ? firstAstral + codePoint - 0x10000 : (fourOf[codePoint] ?? 0);
      const digits: number[] = [];
      for (const [base, first] of [
        [10, 0x30],
        [126, 0x81],
        [10, 0x30],
        [126, 0x81],
      ] as const) {
        digits.unshift((place % base) + first);
        place = Math.floor(place / base);
      }
      bytes.push(...digits);
    }
  },
  finish: () => undefined,
};

/** Page 54936. */
export const gb18030Page: ChunkedPage = {
  decoder: (fallback) => new Gb18030Decoder(fallback),
  encoder: (fallback) => new CharacterEncoder(writer, fallback),
  has: (unit) => writer.codeOf(unit) !== undefined,
};
