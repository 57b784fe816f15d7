/** Every encoding against what .NET itself says of every byte, every pair and every UTF-16 unit (`tools/vectors`). */
import { createHash } from "node:crypto";
import { expect } from "chai";
import { codecFor } from "../../src/encoding/codec.ts";
import type { Codec } from "../../src/encoding/codec.ts";
import { hasUnit, isSingleByte } from "../../src/encoding/code-page.ts";
import { DecoderFallbackException, EncoderFallbackException } from "../../src/encoding/fallback.ts";
import type { Fallback } from "../../src/encoding/fallback.ts";
import { bytes, digestBytes, digestTexts, hex, vectors } from "../support/encoding/vectors.ts";

interface Units {
  readonly units: string;
  readonly unitsReplaced: string;
  readonly unitsThrow: string;
}
interface TablePage extends Units {
  readonly bytes: string;
  readonly bytesReplaced: string;
  readonly bytesThrow: string;
  readonly pairs?: string;
  readonly pairsReplaced?: string;
  readonly pairsThrow?: string;
}
interface StatePage extends Units {
  readonly pairs: readonly (readonly [prefix: string, byDefault: string, replaced: string])[];
}

const { pages, states } = vectors<{
  pages: Record<string, TablePage>;
  states: Record<string, StatePage>;
}>("net-pages");

const allBytes = Array.from({ length: 256 }, (_, byte) => Uint8Array.of(byte));
const allUnits = Array.from({ length: 0x10000 }, (_, unit) => String.fromCharCode(unit));
const allPairs = (prefix = ""): Buffer[] =>
  Array.from({ length: 0x10000 }, (_, pair) =>
    Buffer.concat([bytes(prefix), Buffer.of(pair >> 8, pair & 255)]),
  );

function codecOf(page: number, fallback?: Fallback): Codec {
  const codec = codecFor(page, fallback, "core");
  if (codec === undefined) throw new Error(`There is no codec for ${String(page)}.`);
  return codec;
}

const sha = (data: Uint8Array | string): string => createHash("sha256").update(data).digest("hex");
const textsOf = (inputs: readonly Uint8Array[], codec: Codec): string =>
  digestTexts(inputs.map((input) => codec.toText(input)));

function throws(work: () => unknown): boolean {
  try {
    work();
    return false;
  } catch (error) {
    if (error instanceof DecoderFallbackException || error instanceof EncoderFallbackException) return true;
    throw error;
  }
}

const marks = (all: readonly boolean[]): string => sha(Uint8Array.from(all, Number));

/** Units that throw: by the page's own table, since 65 536 exceptions a page take long; one in 97 for the exception itself. */
function unitsThrowing(page: number): string {
  const strict = codecOf(page, "exception");
  for (let unit = 0; unit < 0x10000; unit += 97)
    expect(
      throws(() => strict.toBytes(String.fromCharCode(unit))),
      `${String(page)} ${unit.toString(16)}`,
    ).to.equal(!hasUnit(unit, page));
  return marks(allUnits.map((unit) => !hasUnit(unit.charCodeAt(0), page)));
}

describe("encodings as .NET has them", () => {
  for (const [name, expected] of Object.entries(pages)) {
    const page = Number(name);
    it(`page ${name}: every byte${expected.pairs === undefined ? "" : ", every pair"} and every unit, by default, replaced and refused`, () => {
      const [own, replaced, strict] = [
        codecOf(page),
        codecOf(page, "replacement"),
        codecOf(page, "exception"),
      ];
      expect(isSingleByte(page)).to.equal(expected.pairs === undefined);
      expect(textsOf(allBytes, own), "bytes").to.equal(expected.bytes);
      expect(textsOf(allBytes, replaced), "bytes replaced").to.equal(expected.bytesReplaced);
      const throwing = allBytes.filter((data) => throws(() => strict.toText(data)));
      expect(hex(Buffer.concat(throwing)), "bytes that throw").to.equal(expected.bytesThrow);
      if (expected.pairs !== undefined) {
        const pairs = allPairs();
        expect(textsOf(pairs, own), "pairs").to.equal(expected.pairs);
        expect(textsOf(pairs, replaced), "pairs replaced").to.equal(expected.pairsReplaced);
      }
      const everything = allUnits.join("");
      expect(sha(own.toBytes(everything)), "units").to.equal(expected.units);
      expect(sha(replaced.toBytes(everything)), "units replaced").to.equal(expected.unitsReplaced);
      expect(unitsThrowing(page), "units that throw").to.equal(expected.unitsThrow);
    });
  }

  for (const [name, expected] of Object.entries(states)) {
    const page = Number(name);
    it(`page ${name}: every pair in ${String(expected.pairs.length)} states and every unit, by default, replaced and refused`, () => {
      const [own, replaced] = [codecOf(page), codecOf(page, "replacement")];
      for (const [prefix, byDefault, inPlace] of expected.pairs) {
        const inputs = allPairs(prefix);
        expect(textsOf(inputs, own), `behind '${prefix}'`).to.equal(byDefault);
        expect(textsOf(inputs, replaced), `behind '${prefix}', replaced`).to.equal(inPlace);
      }
      expect(digestBytes(allUnits.map((unit) => own.toBytes(unit))), "units").to.equal(expected.units);
      expect(digestBytes(allUnits.map((unit) => replaced.toBytes(unit))), "units replaced").to.equal(
        expected.unitsReplaced,
      );
      expect(unitsThrowing(page), "units that throw").to.equal(expected.unitsThrow);
    });
  }
});
