/** ISCII (57002 to 57011) as .NET has it: nine Indic scripts in one set of bytes, switched by an attribute (EF and a byte). */
import { CharacterEncoder, textOfUnits, unknownBytes } from "./chunked.ts";
import type { CharacterWriter, ChunkDecoder, ChunkedPage, Unknown } from "./chunked.ts";
import type { Fallback } from "./fallback.ts";
import { isciiScripts } from "./tables/iscii-scripts.ts";

const virama = 0xe8;
const nukta = 0xe9;
const attribute = 0xef;
const extension = 0xf0;
const zeroWidthNonJoiner = 0x200c;
const zeroWidthJoiner = 0x200d;
const devanagari = 2;
const bengali = 3;
const assamese = 6;

/** What Devanagari has after the extension byte. */
const extended: Readonly<Record<number, number>> = { 0xb8: 0x0952, 0xbf: 0x0970 };

interface Script {
  /** Unit of each byte from A0 up, 0 when there is none. */
  readonly units: ReadonlyMap<number, number>;
  /** Unit of a byte followed by a nukta. */
  readonly withNukta: ReadonlyMap<number, number>;
}

const scripts = new Map<number, Script>();

function scriptOf(number: number): Script {
  const own = number === assamese ? bengali : number;
  let script = scripts.get(own);
  if (script === undefined) {
    const {
      block,
      letters,
      nukta: nuktas,
      others,
    } = isciiScripts[own] ?? { block: 0, letters: "", nukta: "", others: "" };
    const units = new Map<number, number>();
    for (let at = 0; at < letters.length; at += 2) {
      const place = letters.slice(at, at + 2);
      if (place !== "--") units.set(0xa0 + at / 2, block + parseInt(place, 16));
    }
    for (const [byte, unit] of changesIn(others)) units.set(byte, unit);
    script = { units, withNukta: new Map(changesIn(nuktas)) };
    scripts.set(own, script);
  }
  return script;
}

function* changesIn(text: string): Generator<[byte: number, unit: number]> {
  for (let at = 0; at < text.length; at += 3)
    yield [parseInt(text.slice(at, at + 2), 16), text.charCodeAt(at + 2)];
}

class IsciiDecoder implements ChunkDecoder {
  readonly #ownScript: number;
  readonly #unknown: Unknown;
  #script: number;
  /** The byte before, when what follows may change it: an attribute, a virama, an extension, or a letter that may take a nukta. */
  #before: number | undefined;

  constructor(script: number, fallback: Fallback | undefined) {
    this.#ownScript = script;
    this.#script = script;
    this.#unknown = unknownBytes(fallback, () => 0x3f);
  }

  decode(bytes: Uint8Array, flush: boolean): string {
    const units: number[] = [];
    const add = (unit: number | undefined): void => {
      if (unit !== undefined) units.push(unit);
    };
    for (const [at, byte] of bytes.entries()) {
      const before = this.#before;
      this.#before = undefined;
      if (before !== undefined && this.#joins(before, byte, add)) continue;
      if (before !== undefined) this.#standsAlone(before, at + 1, 1, add);
      this.#read(byte, at + 1, add);
    }
    if (flush) {
      if (this.#before !== undefined) this.#standsAlone(this.#before, bytes.length, 0, add);
      this.#before = undefined;
      this.#script = this.#ownScript;
    }
    return textOfUnits(units);
  }

  /** True when the byte belongs to the one before. */
  #joins(before: number, byte: number, add: (unit: number | undefined) => void): boolean {
    if (before === attribute) {
      // 40 selects the default, 41 Roman, which .NET reads as the default.
      if (byte === 0x40 || byte === 0x41) this.#script = this.#ownScript;
      else if (byte >= 0x42 && byte <= 0x4b) this.#script = byte & 0x0f;
      else return false;
    } else if (before === virama) {
      if (byte !== virama && byte !== nukta) return false;
      add(byte === virama ? zeroWidthNonJoiner : zeroWidthJoiner);
    } else if (before === extension) {
      if (extended[byte] === undefined) return false;
      add(extended[byte]);
    } else {
      if (byte !== nukta) return false;
      add(scriptOf(this.#script).withNukta.get(before));
    }
    return true;
  }

  /** The byte before was not joined: a virama was written already, the others are now. */
  #standsAlone(before: number, read: number, ahead: number, add: (unit: number | undefined) => void): void {
    if (before === attribute || before === extension) add(this.#unknown([before], read, ahead));
    else if (before !== virama) add(scriptOf(this.#script).units.get(before));
  }

  #read(byte: number, read: number, add: (unit: number | undefined) => void): void {
    if (byte < 0xa0) {
      add(byte);
      return;
    }
    const { units, withNukta } = scriptOf(this.#script);
    const waits =
      byte === attribute || withNukta.has(byte) || (byte === extension && this.#script === devanagari);
    if (byte === virama || waits) this.#before = byte;
    if (!waits) add(units.get(byte) ?? this.#unknown([byte], read));
  }
}

let codes: Map<number, number> | undefined;

/** Code of each unit: the number of the script, the byte, and E9 when a nukta follows, or the byte after an extension. */
function codesOfUnits(): Map<number, number> {
  if (codes !== undefined) return codes;
  codes = new Map();
  for (const [name, { block }] of Object.entries(isciiScripts)) {
    const number = Number(name);
    const { units, withNukta } = scriptOf(number);
    for (const [byte, unit] of units)
      if (unit >= block && !codes.has(unit)) codes.set(unit, codeOf(number, byte, 0));
    for (const [byte, unit] of withNukta) {
      // Oriya reads letters of Telugu, but writes its own, and has no byte for the vowel sign (0B44).
      const own = block | (unit & 0x7f);
      if (own !== 0x0b44) codes.set(own, codeOf(number, byte, nukta));
    }
  }
  for (const [byte, unit] of Object.entries(extended))
    codes.set(unit, codeOf(devanagari, extension, Number(byte)));
  return codes;
}

const codeOf = (script: number, byte: number, second: number): number =>
  (script << 16) | (byte << 8) | second;

function writer(ownScript: number): CharacterWriter {
  let script = ownScript;
  let afterVirama = false;
  return {
    codeOf: (codePoint) => {
      if (codePoint < 0xa0) return codePoint;
      if (codePoint !== zeroWidthNonJoiner && codePoint !== zeroWidthJoiner)
        return codesOfUnits().get(codePoint);
      if (!afterVirama) return undefined;
      return codePoint === zeroWidthJoiner ? nukta : virama;
    },
    write: (code, bytes) => {
      const wanted = code >> 16;
      const byte = wanted === 0 ? code : (code >> 8) & 0xff;
      if (wanted !== 0 && wanted !== script) bytes.push(attribute, 0x40 | wanted);
      if (wanted !== 0) script = wanted;
      bytes.push(byte);
      if (wanted !== 0 && (code & 0xff) !== 0) bytes.push(code & 0xff);
      afterVirama = wanted !== 0 && byte === virama;
    },
    finish: (bytes) => {
      if (script !== ownScript) bytes.push(attribute, 0x40 | ownScript);
      script = ownScript;
      afterVirama = false;
    },
  };
}

/** One of 57002 to 57011. */
export function isciiPage(codePage: number): ChunkedPage {
  const script = codePage - 57000;
  return {
    decoder: (fallback) => new IsciiDecoder(script, fallback),
    encoder: (fallback) => new CharacterEncoder(writer(script), fallback),
    has: (unit) => writer(script).codeOf(unit) !== undefined,
  };
}
