/** ISO-2022-JP (50220, 50221, 50222) and ISO-2022-KR (50225) as .NET has them: escape sequences and shifts between tables. */
import { CharacterEncoder, textOfUnits, unknownBytes } from "./chunked.ts";
import type { CharacterWriter, ChunkDecoder, ChunkedPage, Unknown } from "./chunked.ts";
import type { Fallback } from "./fallback.ts";
import { dialectOf, katakana } from "./iso-2022-dialects.ts";
import type { Dialect, Mode } from "./iso-2022-dialects.ts";

const escape = 0x1b;
const shiftOut = 0x0e;
const shiftIn = 0x0f;

class EscapeDecoder implements ChunkDecoder {
  readonly #dialect: Dialect;
  readonly #unknown: Unknown;
  #mode: Mode = "ascii";
  /** Mode after the next shift in. */
  #unshifted: Mode = "ascii";
  /** Bytes of an escape sequence, or the first byte of a pair. */
  #waiting: number[] = [];

  constructor(dialect: Dialect, fallback: Fallback | undefined) {
    this.#dialect = dialect;
    this.#unknown = unknownBytes(fallback, (bytes) => {
      const [first = 0, second] = bytes;
      const code = second === undefined ? first : (first << 8) | second;
      return dialect.oneWay.get(code) ?? dialect.defaultUnit;
    });
  }

  decode(bytes: Uint8Array, flush: boolean): string {
    const units: number[] = [];
    let at = 0;
    while (at < bytes.length || this.#waiting.length > 0) {
      let byte: number;
      if (this.#waiting.length > 0) {
        if (this.#waiting[0] === escape) {
          const next = bytes[at];
          if (next === undefined) {
            if (!flush) break;
          } else {
            at++;
            if (this.#takesEscape(next)) continue;
          }
        }
        byte = this.#waiting.shift() ?? 0;
      } else {
        byte = bytes[at++] ?? 0;
        if (byte === escape) {
          this.#waiting = [byte];
          continue;
        }
      }
      if (this.#shifts(byte)) continue;
      let second: number | undefined;
      if (this.#mode === "double" && !this.#dialect.passes.includes(byte)) {
        if (this.#waiting.length > 0)
          second = this.#waiting[0] === escape ? undefined : this.#waiting.shift();
        else if (at < bytes.length) second = bytes[at++];
        else if (!flush) {
          this.#waiting = [byte];
          break;
        } else {
          push(units, this.#unknown([byte], at));
          break;
        }
      }
      push(units, this.#unitOf(byte, second, at));
    }
    if (flush) this.#reset();
    return textOfUnits(units);
  }

  /** True when the byte belongs to an escape sequence; else all of its bytes are read as text. */
  #takesEscape(byte: number): boolean {
    this.#waiting.push(byte);
    const mode = this.#dialect.modeOf(this.#waiting);
    if (mode === undefined) return false;
    if (mode === "incomplete") return true;
    this.#waiting = [];
    if (mode !== "same") this.#mode = this.#unshifted = mode;
    return true;
  }

  #shifts(byte: number): boolean {
    if (byte === shiftOut) {
      this.#unshifted = this.#dialect.shifted === "double" ? "ascii" : this.#mode;
      this.#mode = this.#dialect.shifted;
      return true;
    }
    if (byte === shiftIn) {
      this.#mode = this.#unshifted;
      return true;
    }
    return false;
  }

  #unitOf(byte: number, second: number | undefined, read: number): number | undefined {
    const { units, shifted } = this.#dialect;
    let code = second === undefined ? byte : (byte << 8) | second;
    if (shifted === "katakana") {
      // In JIS X 0208, row 0A holds the half-width katakana; in one-byte text they have the bytes of Shift-JIS.
      if (second !== undefined && byte === 0x2a) code = katakana | second;
      else if (this.#mode !== "double" && byte >= 0xa1 && byte <= 0xdf) code = katakana | (byte & 0x7f);
      else if (this.#mode === "katakana") code = katakana | byte;
    }
    const unit = units[code] ?? 0;
    if (unit !== 0 || code === 0) return unit;
    return this.#unknown(
      second === undefined ? [byte] : [code >> 8, code & 0xff],
      read,
      this.#waiting.length,
    );
  }

  #reset(): void {
    this.#mode = this.#unshifted = "ascii";
    this.#waiting = [];
  }
}

function push(units: number[], unit: number | undefined): void {
  if (unit !== undefined) units.push(unit);
}

const toAscii = [escape, 0x28, 0x42];
const toDouble = [escape, 0x24, 0x42];
const toKatakana = [escape, 0x28, 0x49];
const koreanDesignator = [escape, 0x24, 0x29, 0x43];

/** ISO-2022-JP: 50220 makes katakana wide, 50221 escapes to half-width ones, 50222 shifts out to them. */
function japaneseWriter({ codes }: Dialect, codePage: number): CharacterWriter {
  let mode: Mode = "ascii";
  let unshifted: Mode = "ascii";
  const unshift = (bytes: number[]): void => {
    if (codePage !== 50222 || mode !== "katakana") return;
    bytes.push(shiftIn);
    mode = unshifted;
  };
  const select = (wanted: Mode, sequence: readonly number[], bytes: number[]): void => {
    if (mode !== wanted) bytes.push(...sequence);
    mode = wanted;
  };
  return {
    codeOf: (codePoint) => {
      const code = codes.get(codePoint);
      return codePage === 50220 && code !== undefined && code >> 8 === katakana >> 8
        ? codes.get(wideKatakana(codePoint))
        : code;
    },
    write: (code, bytes) => {
      if (code >> 8 === katakana >> 8) {
        if (codePage === 50222 && mode !== "katakana") unshifted = mode;
        select("katakana", codePage === 50222 ? [shiftOut] : toKatakana, bytes);
        bytes.push(code & 0x7f);
        return;
      }
      unshift(bytes);
      if (code < 0x100) select("ascii", toAscii, bytes);
      else {
        select("double", toDouble, bytes);
        bytes.push(code >> 8);
      }
      bytes.push(code & 0xff);
    },
    finish: (bytes) => {
      unshift(bytes);
      select("ascii", toAscii, bytes);
      unshifted = "ascii";
    },
  };
}

/** The full-width form; the sound marks are characters of their own there, not combining ones. */
function wideKatakana(unit: number): number {
  if (unit === 0xff9e || unit === 0xff9f) return 0x309b + unit - 0xff9e;
  return String.fromCharCode(unit).normalize("NFKC").charCodeAt(0);
}

/** ISO-2022-KR: the designator once, before the first Korean character, then shifts. */
function koreanWriter({ codes }: Dialect): CharacterWriter {
  let announced = false;
  let shifted = false;
  return {
    codeOf: (codePoint) => codes.get(codePoint),
    write: (code, bytes) => {
      const double = code >= 0x100;
      if (double && !announced) bytes.push(...koreanDesignator);
      announced ||= double;
      if (double !== shifted) bytes.push(double ? shiftOut : shiftIn);
      shifted = double;
      if (double) bytes.push(code >> 8);
      bytes.push(code & 0xff);
    },
    finish: (bytes) => {
      if (shifted) bytes.push(shiftIn);
      announced = shifted = false;
    },
  };
}

/** One of 50220, 50221, 50222 and 50225. */
export function iso2022Page(codePage: number): ChunkedPage {
  const writer = (): CharacterWriter => {
    const dialect = dialectOf(codePage);
    return codePage === 50225 ? koreanWriter(dialect) : japaneseWriter(dialect, codePage);
  };
  return {
    decoder: (fallback) => new EscapeDecoder(dialectOf(codePage), fallback),
    encoder: (fallback) => new CharacterEncoder(writer(), fallback, dialectOf(codePage).lookAlikes),
    has: (unit) => writer().codeOf(unit) !== undefined,
  };
}
