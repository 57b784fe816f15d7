/** The tables and escape sequences of ISO-2022-JP and ISO-2022-KR. */
import { doubleBytePage, lookAlikesOf } from "./double-byte.ts";
import { jisPairs } from "./pair-tables.ts";

/** Half-width katakana are in the table after this lead byte. */
export const katakana = 0x1000;

/** How bytes are read: one a character, two, or one a half-width katakana. */
export type Mode = "ascii" | "double" | "katakana";

/** How the two families differ when they are read. */
export interface Dialect {
  /** Unit by code: a single byte, or two of seven bits; 0 when there is none. */
  readonly units: Uint16Array;
  /** Codes that are read only, with their units. */
  readonly oneWay: ReadonlyMap<number, number>;
  /** Code by unit. */
  readonly codes: ReadonlyMap<number, number>;
  readonly defaultUnit: number;
  /** Unit to write for a unit that has no code. */
  readonly lookAlikes: ReadonlyMap<number, number>;
  /** Mode that an escape sequence selects, `incomplete`, or undefined when it is no escape sequence. `same`: it selects nothing. */
  modeOf(sequence: readonly number[]): Mode | "incomplete" | "same" | undefined;
  /** Mode after the shift out. */
  readonly shifted: Mode;
  /** Bytes that are themselves between double bytes. */
  readonly passes: readonly number[];
}

const dialects = new Map<string, Dialect>();

function japanese(): Dialect {
  const { alone, pairs, oneWay, ...rest } = doubleBytePage(932);
  const units = new Uint16Array(65536);
  const readOnly = new Map<number, number>();
  for (const [byte, unit] of alone.entries()) {
    if (unit < 0) continue;
    units[byte >= 0xa1 && byte <= 0xdf ? katakana + byte - 0x80 : byte] = unit;
  }
  for (const jis of jisPairs({ ...rest, alone, pairs, oneWay })) {
    if (jis.readOnly) readOnly.set(jis.pair, jis.unit);
    else units[jis.pair] = jis.unit;
  }
  return {
    units,
    oneWay: readOnly,
    ...codesOf(units, 932),
    defaultUnit: 0x30fb,
    modeOf: japaneseMode,
    shifted: "katakana",
    passes: [],
  };
}

function korean(): Dialect {
  const { pairs } = doubleBytePage(949);
  const units = new Uint16Array(65536);
  for (let byte = 0; byte < 0x80; byte++) units[byte] = byte;
  for (let lead = 0xa1; lead < 0xff; lead++) {
    for (let trail = 0xa1; trail < 0xff; trail++)
      units[((lead << 8) | trail) & 0x7f7f] = pairs[(lead << 8) | trail] ?? 0;
  }
  return {
    units,
    oneWay: new Map(),
    ...codesOf(units, 949),
    defaultUnit: 0x3f,
    modeOf: koreanMode,
    shifted: "double",
    passes: [0x20, 0x09, 0x0a],
  };
}

/** The encoding side, with the look-alikes of the page that the tables are made from. */
function codesOf(units: Uint16Array, codePage: number): Pick<Dialect, "codes" | "lookAlikes"> {
  const codes = new Map<number, number>([[0, 0]]);
  for (const [code, unit] of units.entries()) if (unit !== 0) codes.set(unit, code);
  return { codes, lookAlikes: lookAlikesOf(codePage) };
}

/** The tables of 50225, or those that 50220, 50221 and 50222 share. */
export function dialectOf(codePage: number): Dialect {
  const name = codePage === 50225 ? "korean" : "japanese";
  let dialect = dialects.get(name);
  if (dialect === undefined) {
    dialect = name === "korean" ? korean() : japanese();
    dialects.set(name, dialect);
  }
  return dialect;
}

/** ESC ( B, H, J: one byte a character. ESC ( I: katakana. ESC $ @, ESC $ B and ESC $ ( D: JIS X 0208. ESC & @: as ESC ( B. */
function japaneseMode(sequence: readonly number[]): Mode | "incomplete" | undefined {
  if (sequence.length < 3) return "incomplete";
  const text = String.fromCharCode(...sequence.slice(1));
  if (["(B", "(H", "(J", "&@"].includes(text)) return "ascii";
  if (text === "(I") return "katakana";
  if (text === "$@" || text === "$B" || text === "$(D") return "double";
  return text.startsWith("$") && sequence.length < 4 ? "incomplete" : undefined;
}

/** ESC $ ) C announces the Korean table, which is in use without it too. */
function koreanMode(sequence: readonly number[]): "incomplete" | "same" | undefined {
  if (sequence.length < 4) return "incomplete";
  return String.fromCharCode(...sequence.slice(1)) === "$)C" ? "same" : undefined;
}
