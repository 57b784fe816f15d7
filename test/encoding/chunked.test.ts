import { expect } from "chai";
import { CharacterEncoder, textOfUnits, unknownBytes } from "../../src/encoding/chunked.ts";
import { Encoding } from "../../src/encoding/encoding.ts";
import { DecoderFallbackException, EncoderFallbackException } from "../../src/encoding/fallback.ts";
import { bytes, hex, shown, vectors } from "../support/encoding/vectors.ts";
import type { Thrown } from "../support/encoding/vectors.ts";

type Whole = readonly [page: number, input: string, output: string, replaced: string | null, thrown: Thrown];
type Run = readonly [page: number, chunks: readonly string[], outputs: readonly string[]];

const { decode, decoder, encode, encoder } = vectors<{
  decode: readonly Whole[];
  decoder: readonly Run[];
  encode: readonly Whole[];
  encoder: readonly Run[];
}>("net-chunks");

function thrownBy(work: () => unknown): Thrown {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof DecoderFallbackException) return [error.Index, hex(error.BytesUnknown)];
    if (error instanceof EncoderFallbackException) return [error.Index, error.CharUnknown];
    throw error;
  }
}

describe("encoding/chunked", () => {
  it(`decodes broken data three ways as .NET: ${String(decode.length)} cases of net-chunks`, () => {
    for (const [page, data, byDefault, replaced, thrown] of decode) {
      const where = `${String(page)} ${data}`;
      expect(shown(Encoding.GetEncoding(page).GetString(bytes(data))), where).to.equal(shown(byDefault));
      const strict = Encoding.GetEncoding(page, { fallback: "exception" });
      const other = Encoding.GetEncoding(page, { fallback: "replacement" });
      expect(shown(other.GetString(bytes(data))), `${where}, replaced`).to.equal(
        shown(replaced ?? byDefault),
      );
      expect(
        thrownBy(() => strict.GetString(bytes(data))),
        `${where}, refused`,
      ).to.deep.equal(thrown);
    }
  });

  it(`encodes three ways as .NET: ${String(encode.length)} texts of net-chunks`, () => {
    for (const [page, text, byDefault, replaced, thrown] of encode) {
      const where = `${String(page)} ${shown(text)}`;
      expect(hex(Encoding.GetEncoding(page).GetBytes(text)), where).to.equal(byDefault);
      const strict = Encoding.GetEncoding(page, { fallback: "exception" });
      const other = Encoding.GetEncoding(page, { fallback: "replacement" });
      expect(hex(other.GetBytes(text)), `${where}, replaced`).to.equal(replaced ?? byDefault);
      expect(
        thrownBy(() => strict.GetBytes(text)),
        `${where}, refused`,
      ).to.deep.equal(thrown);
    }
  });

  it(`decodes in chunks as .NET's Decoder, call by call: ${String(decoder.length)} runs of net-chunks`, () => {
    for (const [page, chunks, expected] of decoder) {
      const one = Encoding.GetEncoding(page).GetDecoder();
      const outputs = [...chunks.map((chunk) => one.GetChars(bytes(chunk))), one.GetChars([], true)];
      expect(outputs.map(shown), `${String(page)} ${chunks.join(" ")}`).to.deep.equal(expected.map(shown));
    }
  });

  it(`encodes in chunks as .NET's Encoder, call by call: ${String(encoder.length)} runs of net-chunks`, () => {
    for (const [page, chunks, expected] of encoder) {
      const one = Encoding.GetEncoding(page).GetEncoder();
      const outputs = [...chunks.map((chunk) => one.GetBytes(chunk)), one.GetBytes("", true)];
      expect(outputs.map(hex), `${String(page)} ${chunks.map(shown).join(" | ")}`).to.deep.equal(expected);
    }
  });

  it("starts afresh after a flush and after Reset", () => {
    const japanese = Encoding.GetEncoding(50220);
    const reader = japanese.GetDecoder();
    expect(reader.GetChars(bytes("1B24422422"), true)).to.equal("あ");
    expect(reader.GetChars(bytes("2422"))).to.equal('$"');
    reader.GetChars(bytes("1B2442"));
    reader.Reset();
    expect(reader.GetChars(bytes("2422"))).to.equal('$"');
    const writer = japanese.GetEncoder();
    expect(hex(writer.GetBytes("あ"))).to.equal("1B24422422");
    writer.Reset();
    expect(hex(writer.GetBytes("あ", true))).to.equal("1B244224221B2842");
  });

  it("applies a fallback to bytes and to characters", () => {
    const read = unknownBytes("exception", () => undefined);
    expect(() => read([0x81, 0x30], 5, 1))
      .to.throw(DecoderFallbackException)
      .with.property("offset", 2);
    expect(unknownBytes("replacement", () => 0x3f)([1], 1)).to.equal(0xfffd);
    expect(unknownBytes(undefined, ([byte]) => byte)([7], 1)).to.equal(7);
    expect(textOfUnits([0x41, 0xd83d, 0xde00])).to.equal("A😀");
    const ascii = new CharacterEncoder(
      {
        codeOf: (codePoint) => (codePoint < 0x80 ? codePoint : undefined),
        write: (code, target) => void target.push(code),
        finish: (target) => void target.push(0x2e),
      },
      undefined,
      new Map([[0xe9, 0x65]]),
    );
    expect(ascii.encode("é😀\ud83d", false).toString("latin1")).to.equal("e??");
    expect(ascii.encode("", true).toString("latin1")).to.equal("?.");
  });
});
