import { expect } from "chai";
import { DecoderFallbackException, EncoderFallbackException } from "../../src/encoding/fallback.ts";
import {
  textToUtf16,
  textToUtf16Strict,
  unfinishedUtf16,
  unitsToUtf16,
  utf16ToText,
  utf16ToTextStrict,
  utf16Units,
} from "../../src/encoding/utf16.ts";
import { bytes, hex, shown, vectors } from "../support/encoding/vectors.ts";
import type { Rows, Thrown } from "../support/encoding/vectors.ts";

type Order = "le" | "be";
type Row =
  | readonly ["decode", Order, string, string, Thrown]
  | readonly ["encode", Order, string, string, Thrown]
  | readonly ["decoder" | "encoder", Order, readonly string[], readonly string[]];

const { cases } = vectors<Rows<Row>>("utf16");
const decoding = cases.filter((row) => row[0] === "decode");
const encoding = cases.filter((row) => row[0] === "encode");

describe("encoding/utf16", () => {
  it(`decodes, with U+FFFD and with throwing: ${String(decoding.length)} cases of utf16`, () => {
    for (const [, order, data, text, throws] of decoding) {
      expect(shown(utf16ToText(bytes(data), order === "be")), `${order} ${data}`).to.equal(shown(text));
      try {
        expect(utf16ToTextStrict(bytes(data), order === "be")).to.equal(text);
        expect(throws, `${order} ${data}`).to.equal(null);
      } catch (error) {
        if (!(error instanceof DecoderFallbackException)) throw error;
        expect([error.Index, hex(error.BytesUnknown)], `${order} ${data}`).to.deep.equal(throws);
      }
    }
  });

  it(`encodes, with U+FFFD and with throwing: ${String(encoding.length)} cases of utf16`, () => {
    for (const [, order, text, data, throws] of encoding) {
      expect(hex(textToUtf16(text, order === "be")), shown(text)).to.equal(data);
      try {
        expect(hex(textToUtf16Strict(text, order === "be"))).to.equal(data);
        expect(throws, shown(text)).to.equal(null);
      } catch (error) {
        if (!(error instanceof EncoderFallbackException)) throw error;
        expect([error.Index, error.CharUnknown], shown(text)).to.deep.equal(throws);
      }
    }
  });

  it("keeps lone surrogates where units are meant, not text", () => {
    expect(hex(unitsToUtf16("\ud83d", false))).to.equal("3DD8");
    expect(hex(unitsToUtf16("\ud83d", true))).to.equal("D83D");
    expect(shown(utf16Units(bytes("3DD841"), false))).to.equal("d83d");
    expect(shown(utf16Units(bytes("D83D41"), true))).to.equal("d83d");
  });

  it("does not change the bytes it reads", () => {
    const data = bytes("00410042");
    utf16ToText(data, true);
    expect(hex(data)).to.equal("00410042");
  });

  it("knows how many bytes wait for more", () => {
    const rows: readonly (readonly [string, number, number])[] = [
      ["", 0, 0],
      ["41", 1, 1],
      ["4100", 0, 0],
      ["3DD8", 2, 0],
      ["D83D", 0, 2],
      ["3DD800", 3, 1],
      ["D83D00", 1, 3],
      ["00DC", 0, 0],
      ["D8", 1, 1],
    ];
    for (const [data, little, big] of rows) {
      expect([unfinishedUtf16(bytes(data), false), unfinishedUtf16(bytes(data), true)], data).to.deep.equal([
        little,
        big,
      ]);
    }
  });
});
