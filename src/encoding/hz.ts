/** HZ-GB-2312 (52936), RFC 1843, as .NET has it: `~{` and `~}` around pairs of seven-bit bytes. */
import { CharacterEncoder, textOfUnits, unknownBytes } from "./chunked.ts";
import type { CharacterWriter, ChunkDecoder, ChunkedPage, Unknown } from "./chunked.ts";
import { doubleBytePage, lookAlikesOf, strictPairTable } from "./double-byte.ts";
import type { Fallback } from "./fallback.ts";

const tilde = 0x7e;
const opens = 0x7b;
const closes = 0x7d;
const lineFeed = 0x0a;
const space = 0x20;

class HzDecoder implements ChunkDecoder {
  readonly #unknown: Unknown;
  #double = false;
  /** The byte that needs the next one. */
  #waiting: number | undefined;

  constructor(fallback: Fallback | undefined) {
    this.#unknown = unknownBytes(fallback, () => 0x3f);
  }

  decode(bytes: Uint8Array, flush: boolean): string {
    const units: number[] = [];
    let at = 0;
    let byte = this.#waiting ?? bytes[at++];
    this.#waiting = undefined;
    for (; byte !== undefined; byte = bytes[at++]) {
      const next = bytes[at];
      if (byte === tilde && next !== undefined && this.#switches(next, units)) {
        at++;
        continue;
      }
      // Controls are themselves between pairs too.
      const alone = byte !== tilde && (!this.#double || byte < space);
      if (next === undefined && !alone) {
        if (flush) push(units, this.#unknown([byte], at));
        else this.#waiting = byte;
        break;
      }
      if (alone || !this.#double) push(units, this.#unitOfByte(byte, at));
      else {
        at++;
        push(units, this.#unitOfPair(byte, next ?? 0, at));
      }
    }
    if (flush) this.#double = false;
    return textOfUnits(units);
  }

  /** True when the byte after a tilde makes a switch, a tilde or a line that continues. */
  #switches(next: number, units: number[]): boolean {
    if (next === tilde && !this.#double) units.push(tilde);
    else if (next === opens || next === closes) this.#double = next === opens;
    else if (next !== lineFeed) return false;
    return true;
  }

  #unitOfByte(byte: number, read: number): number | undefined {
    const unit = doubleBytePage(936).alone[byte] ?? -1;
    return unit < 0 ? this.#unknown([byte], read) : unit;
  }

  #unitOfPair(lead: number, trail: number, read: number): number | undefined {
    // A space lets the next byte through, whatever it is.
    if (lead === space && trail !== 0) return trail;
    let code = (lead << 8) | trail;
    if (!isPair(lead, trail) && !(isPair(lead ^ 0x80, trail ^ 0x80) && lead > 0x80)) {
      if (trail !== space || lead < 0x21 || lead > 0x7d) return this.#unknown([lead, trail], read);
      code = 0x2121;
    }
    code |= 0x8080;
    const unit = doubleBytePage(936).pairs[code] ?? 0;
    return unit === 0 ? this.#unknown([code >> 8, code & 0xff], read) : unit;
  }
}

function push(units: number[], unit: number | undefined): void {
  if (unit !== undefined) units.push(unit);
}

/** Row and cell of GB 2312; .NET accepts rows up to 77. */
function isPair(lead: number, trail: number): boolean {
  return lead >= 0x21 && lead <= 0x77 && trail >= 0x21 && trail <= 0x7e;
}

function writer(): CharacterWriter {
  const codes = strictPairTable(doubleBytePage(936));
  let double = false;
  const select = (wanted: boolean, bytes: number[]): void => {
    if (double !== wanted) bytes.push(tilde, wanted ? opens : closes);
    double = wanted;
  };
  return {
    codeOf: (codePoint) => {
      const code = codes[codePoint] ?? 0x3f;
      if (code === 0x3f && codePoint !== 0x3f) return undefined;
      return code < 0x100 || isPair((code >> 8) ^ 0x80, (code & 0xff) ^ 0x80) ? code : undefined;
    },
    write: (code, bytes) => {
      select(code >= 0x100, bytes);
      if (code >= 0x100) bytes.push((code >> 8) & 0x7f, code & 0x7f);
      else if (code === tilde) bytes.push(tilde, tilde);
      else bytes.push(code);
    },
    finish: (bytes) => {
      select(false, bytes);
    },
  };
}

let lookAlikes: ReadonlyMap<number, number> | undefined;

/** Page 52936. */
export const hzPage: ChunkedPage = {
  decoder: (fallback) => new HzDecoder(fallback),
  encoder: (fallback) => {
    lookAlikes ??= lookAlikesOf(936);
    return new CharacterEncoder(writer(), fallback, lookAlikes);
  },
  has: (unit) => writer().codeOf(unit) !== undefined,
};
