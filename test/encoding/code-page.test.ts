import { expect } from "chai";
import fc from "fast-check";
import {
  decodeCodePage,
  decodeCodePageStrict,
  encodeCodePage,
  encodeCodePageStrict,
  firstUnmappable,
  hasUnit,
  isCodePage,
  isSingleByte,
  tablePages,
} from "../../src/encoding/code-page.ts";
import { DecoderFallbackException, EncoderFallbackException } from "../../src/encoding/fallback.ts";
import { judgedPages } from "../../src/encoding/judged-pages.ts";
import { singleBytePage } from "../../src/encoding/single-byte.ts";
import { bytes, digestBytes, digestTexts, hex, shown, vectors } from "../support/encoding/vectors.ts";
import type { Rows, Thrown } from "../support/encoding/vectors.ts";

interface DecodePage {
  readonly bytes: Readonly<Record<string, string>>;
  readonly pairs?: string;
  readonly strictThrows: string;
  readonly strictThrowsPairs?: string;
  readonly defaultChar?: string;
  readonly digestSingle: string;
  readonly digestPairs?: string;
}
interface BestFitPage {
  readonly roundTrip: number;
  readonly bestFit: number;
  readonly questionMark: number;
  readonly digestDefault: string;
  readonly digestNoBestFit: string;
  readonly bestFitMap: string;
  readonly duplicates?: string;
}

const decodePages = Object.entries(vectors<{ pages: Record<string, DecodePage> }>("codepage-decode").pages);
const bestFitPages = Object.entries(
  vectors<{ pages: Record<string, BestFitPage> }>("codepage-bestfit").pages,
);
const sequences = vectors<Rows<readonly [number, string | readonly string[], string, string, Thrown]>>(
  "codepage-dbcs-seq",
).cases.filter(([, data]) => typeof data === "string") as readonly (readonly [
  number,
  string,
  string,
  string,
  Thrown,
])[];
const texts =
  vectors<Rows<readonly [number, string, string, string | null, Thrown]>>("codepage-encode").cases;

const units = Array.from({ length: 0x10000 }, (_, unit) => String.fromCharCode(unit));

function throwsAt(work: () => unknown): Thrown {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof DecoderFallbackException) return [error.Index, hex(error.BytesUnknown)];
    if (error instanceof EncoderFallbackException) return [error.Index, error.CharUnknown];
    throw error;
  }
}

const inPages = fc.constantFrom(...tablePages.filter((page) => page !== 20127));

describe("encoding/code-page", () => {
  it("has the pages of the vectors, and knows its own from others", () => {
    expect(tablePages.map(String)).to.include.members(decodePages.map(([page]) => page));
    const kinds = [1252, 932, 50220, 65000, 65001, 1200, 4711].map(isCodePage);
    expect(kinds).to.deep.equal([true, true, true, true, false, false, false]);
    expect([1252, 37, 932, 50220].map(isSingleByte)).to.deep.equal([true, true, false, false]);
  });

  for (const [name, page] of decodePages) {
    const codePage = Number(name);
    const known = Object.entries(page.bytes);
    it(`decodes every byte of ${name}: ${String(known.length)} of codepage-decode one by one, all 256 by digest`, () => {
      for (const [data, text] of known)
        expect(shown(decodeCodePage(bytes(data), codePage)), data).to.equal(shown(text));
      const all = Array.from({ length: 256 }, (_, byte) => decodeCodePage(Uint8Array.of(byte), codePage));
      expect(digestTexts(all)).to.equal(page.digestSingle);
    });

    it(`throws for the bytes of ${name} that .NET throws for, alone`, () => {
      const throwing = Array.from({ length: 256 }, (_, byte) => byte)
        .filter((byte) => throwsAt(() => decodeCodePageStrict(Uint8Array.of(byte), codePage)) !== null)
        .map((byte) => hex(Uint8Array.of(byte)));
      expect(throwing.join(" ")).to.equal(page.strictThrows);
    });

    if (page.pairs === undefined) continue;
    const pairs = page.pairs.match(/.{8}/g) ?? page.pairs.split(" ");
    it(`decodes every pair of ${name}: ${String(pairs.length)} of codepage-decode one by one, all 32768 by digest`, () => {
      for (const pair of pairs) {
        expect(shown(decodeCodePage(bytes(pair.slice(0, 4)), codePage)), pair).to.equal(
          pair.slice(4).toLowerCase(),
        );
      }
      const all = Array.from({ length: 0x8000 }, (_, at) =>
        decodeCodePage(Uint8Array.of(0x80 + (at >> 8), at & 255), codePage),
      );
      expect(digestTexts(all)).to.equal(page.digestPairs);
    });

    it(`reads a lone lead byte of ${name} as its default character, and refuses its one-way pairs when strict`, () => {
      expect(decodeCodePage(Uint8Array.of(0x81), codePage)).to.equal(page.defaultChar);
      for (const pair of (page.strictThrowsPairs ?? "").split(" ").filter((text) => text !== "")) {
        expect(
          throwsAt(() => decodeCodePageStrict(bytes(pair), codePage)),
          pair,
        ).to.deep.equal([0, pair]);
        expect(decodeCodePage(bytes(pair), codePage, 0xfffd)).to.equal("\ufffd");
        expect(decodeCodePage(bytes(pair), codePage)).to.not.equal(page.defaultChar);
      }
    });
  }

  for (const [name, page] of bestFitPages) {
    const codePage = Number(name);
    const listed = page.bestFitMap.split(" ").filter((entry) => entry !== "");
    it(`encodes every unit to ${name}: ${String(listed.length)} look-alikes of codepage-bestfit, all 65536 units by digest, both ways`, () => {
      for (const entry of listed) {
        const [unit = "", data = ""] = entry.split(":");
        const text = String.fromCharCode(parseInt(unit, 16));
        expect(hex(encodeCodePage(text, codePage, "bestFit")), entry).to.equal(data);
        expect(hex(encodeCodePage(text, codePage, "strict")), entry).to.equal("3F");
      }
      expect(digestBytes(units.map((unit) => encodeCodePage(unit, codePage, "bestFit")))).to.equal(
        page.digestDefault,
      );
      expect(digestBytes(units.map((unit) => encodeCodePage(unit, codePage, "strict")))).to.equal(
        page.digestNoBestFit,
      );
    });

    it(`counts ${String(page.roundTrip)} own characters and ${String(page.bestFit)} look-alikes in ${name}`, () => {
      const own = units.filter((unit) => hasUnit(unit.charCodeAt(0), codePage));
      expect(own).to.have.lengthOf(page.roundTrip);
      const alike = units.filter((unit) => {
        const data = encodeCodePage(unit, codePage, "bestFit");
        return !hasUnit(unit.charCodeAt(0), codePage) && (data.length > 1 || data[0] !== 0x3f);
      });
      expect(alike).to.have.lengthOf(page.bestFit);
    });
  }

  it(`decodes double-byte text, whole and broken, three ways: ${String(sequences.length)} cases of codepage-dbcs-seq`, () => {
    for (const [page, data, byDefault, replaced, throws] of sequences) {
      const where = `${String(page)} ${data}`;
      expect(shown(decodeCodePage(bytes(data), page)), where).to.equal(shown(byDefault));
      expect(shown(decodeCodePage(bytes(data), page, 0xfffd)), where).to.equal(shown(replaced));
      expect(
        throwsAt(() => decodeCodePageStrict(bytes(data), page)),
        where,
      ).to.deep.equal(throws);
    }
  });

  it(`encodes short texts three ways: ${String(texts.length)} cases of codepage-encode`, () => {
    for (const [page, text, byDefault, replaced, throws] of texts) {
      const where = `${String(page)} ${shown(text)}`;
      expect(hex(encodeCodePage(text, page, "bestFit")), where).to.equal(byDefault);
      expect(hex(encodeCodePage(text, page, "strict")), where).to.equal(replaced ?? byDefault);
      expect(
        throwsAt(() => encodeCodePageStrict(text, page)),
        where,
      ).to.deep.equal(throws);
    }
  });

  it("ENC-10 every byte of every single-byte page comes back as itself", () => {
    const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    for (const page of tablePages) {
      if (!isSingleByte(page)) continue;
      // ASCII, and a few pages beyond those of Windows, have bytes without a character.
      const { holes } = singleBytePage(page);
      const whole = all.filter((byte) => !holes.has(byte));
      expect(hex(encodeCodePage(decodeCodePage(whole, page), page, "strict")), String(page)).to.equal(
        hex(whole),
      );
    }
    for (const page of judgedPages.filter(isSingleByte))
      expect(singleBytePage(page).holes.size, String(page)).to.equal(0);
  });

  it("gives back any text whose characters the page has, in short and in long texts", () => {
    const has = new Map(
      tablePages.map((page) => [page, units.filter((unit) => hasUnit(unit.charCodeAt(0), page)).join("")]),
    );
    const anyText = (page: number): fc.Arbitrary<string> => {
      const own = has.get(page) ?? "";
      const unit = fc.nat(own.length - 1).map((at) => own.charAt(at));
      return fc.oneof(
        fc.string({ unit, maxLength: 40 }),
        fc.string({ unit, minLength: 60, maxLength: 200 }).map((text) => text.repeat(40)),
      );
    };
    fc.assert(
      fc.property(
        inPages.chain((page) => fc.tuple(fc.constant(page), anyText(page))),
        ([page, text]) => {
          for (const fit of ["strict", "bestFit"] as const) {
            expect(decodeCodePage(encodeCodePage(text, page, fit), page) === text, String(page)).to.equal(
              true,
            );
          }
          expect(hex(encodeCodePageStrict(text, page))).to.equal(hex(encodeCodePage(text, page, "strict")));
        },
      ),
      { numRuns: 200 },
    );
  });

  it("treats long data as it treats its pieces", () => {
    // 70 000 characters do not fit the working memory of 32 768, and take the way of the pair tables.
    for (const page of tablePages) {
      const text =
        Array.from({ length: 300 }, (_, at) => units[0x20 + ((at * 37) % 0x500)] ?? "").join("") +
        "日本語テキスト한글";
      const whole = text.repeat(250);
      const once = encodeCodePage(text, page, "bestFit");
      const long = encodeCodePage(whole, page, "bestFit");
      expect(
        long.equals(Buffer.concat(Array.from({ length: 250 }, () => once))),
        `encode ${String(page)}`,
      ).to.equal(true);
      expect(
        decodeCodePage(long, page) === decodeCodePage(once, page).repeat(250),
        `decode ${String(page)}`,
      ).to.equal(true);
    }
  });

  it("reads data at any offset in memory", () => {
    const text = "Größe – 21 °C, température à l’entrée; ".repeat(80);
    const data = encodeCodePage(text, 1252, "strict");
    for (let shift = 0; shift < 4; shift++) {
      const memory = new Uint8Array(data.length + shift);
      memory.set(data, shift);
      expect(decodeCodePage(memory.subarray(shift), 1252)).to.equal(text);
    }
  });

  it("reads long Latin-1 text of 1252 with and without a byte from 80 to 9F, wherever it stands", () => {
    const plain = encodeCodePage("Größe ".repeat(400), 1252, "strict");
    expect(decodeCodePage(plain, 1252)).to.equal("Größe ".repeat(400));
    for (const at of [0, 1, 2, 3, plain.length - 5, plain.length - 1]) {
      const data = Buffer.from(plain);
      data[at] = 0x80;
      const expected = "Größe ".repeat(400);
      expect(decodeCodePage(data, 1252)).to.equal(`${expected.slice(0, at)}€${expected.slice(at + 1)}`);
      const odd = data.subarray(0, at + 1);
      expect(decodeCodePage(odd, 1252)).to.equal(`${expected.slice(0, at)}€`);
    }
  });

  it("finds the first unit that a page lacks", () => {
    expect(firstUnmappable("abc?é", 1251)).to.equal(4);
    expect(firstUnmappable("é?abc", 1251, 1)).to.equal(-1);
  });

  it("ENC-44 reads byte 80 as the euro sign under 1252, whatever this Node's own decoder does", () => {
    expect(decodeCodePage(Uint8Array.of(0x80), 1252)).to.equal("€");
    expect(decodeCodePage(Buffer.alloc(5000, 0x80), 1252)).to.equal("€".repeat(5000));
  });

  it("refuses a page that it does not have, with the list of those it has", () => {
    for (const work of [
      () => decodeCodePage(Buffer.of(65), 4711),
      () => encodeCodePage("A", 4711, "strict"),
      () => hasUnit(65, 4711),
    ]) {
      expect(work)
        .to.throw(/code page 4711.*`codePages`/)
        .with.property("code", "ERR_ENCODING");
    }
  });
});
