import { expect } from "chai";
import fc from "fast-check";
import { Encoding } from "../../src/encoding/encoding.ts";
import { codePages } from "../../src/encoding/names.ts";
import type { Decoder, Encoder } from "../../src/encoding/stateful.ts";
import { bytes, cuts, hex, shown, vectors } from "../support/encoding/vectors.ts";
import type { Rows, Thrown } from "../support/encoding/vectors.ts";

/** One output for each chunk, and one for an empty call with flush. */
function outputs(decoder: Decoder, chunks: readonly string[]): string[] {
  return [...chunks.map((chunk) => decoder.GetChars(bytes(chunk))), decoder.GetChars([], true)].map(shown);
}

function encoded(encoder: Encoder, chunks: readonly string[]): string[] {
  return [...chunks.map((chunk) => encoder.GetBytes(chunk)), encoder.GetBytes("", true)].map(hex);
}

/** The pieces of a list, cut at the positions. */
function pieces<T>(cut: (from: number, to: number) => T, length: number, at: readonly number[]): T[] {
  return [0, ...at].map((from, index) => cut(from, at[index] ?? length));
}

const utf8Runs =
  vectors<Rows<readonly [readonly string[], readonly string[], readonly string[] | null]>>(
    "utf8-stream",
  ).cases;
const utf8Whole = vectors<Rows<readonly [string, string, string | null]>>("utf8-decode").cases;
type Run = readonly ["decoder" | "encoder", "le" | "be", readonly string[], readonly string[]];
type Whole = readonly ["decode" | "encode", "le" | "be", string, string, Thrown];
const utf16 = vectors<Rows<Run | Whole>>("utf16").cases;
const utf16Runs = utf16.filter((row): row is Run => row[0] === "decoder" || row[0] === "encoder");
const utf16Whole = utf16.filter((row): row is Whole => row[0] === "decode" || row[0] === "encode");
const pairRows =
  vectors<
    Rows<
      readonly [number, string | readonly string[], string | readonly string[], string | readonly string[]]
    >
  >("codepage-dbcs-seq").cases;
const utf8Encode =
  vectors<Rows<readonly [string | readonly string[], string | readonly string[]]>>("utf8-encode").cases;
const pageEncode = vectors<Rows<readonly [number, string, string, string | null]>>("codepage-encode").cases;

describe("encoding/stateful", () => {
  for (const dotnet of ["netfx", "core"] as const) {
    const encoding = Encoding.GetEncoding(65001, { dotnet });

    it(`decodes UTF-8 in chunks as ${dotnet}, call by call: ${String(utf8Runs.length)} runs of utf8-stream`, () => {
      for (const [chunks, netfx, core] of utf8Runs) {
        const expected = dotnet === "netfx" ? netfx : (core ?? netfx);
        expect(outputs(encoding.GetDecoder(), chunks), chunks.join(" ")).to.deep.equal(expected.map(shown));
      }
    });

    it(`decodes UTF-8 as ${dotnet} whatever the cut: ${String(utf8Whole.length)} cases of utf8-decode, each cut everywhere`, () => {
      for (const [data, netfx, core] of utf8Whole) {
        const whole = bytes(data);
        const expected = shown(dotnet === "netfx" ? netfx : (core ?? netfx));
        for (const at of cuts(whole.length)) {
          const decoder = encoding.GetDecoder();
          const texts = pieces((from, to) => whole.subarray(from, to), whole.length, at).map((chunk) =>
            decoder.GetChars(chunk),
          );
          expect(shown(texts.join("") + decoder.GetChars([], true)), `${data} at ${at.join()}`).to.equal(
            expected,
          );
        }
      }
    });
  }

  it(`decodes and encodes UTF-16 in chunks: ${String(utf16Runs.length)} runs of utf16`, () => {
    for (const [kind, order, chunks, expected] of utf16Runs) {
      const encoding = order === "le" ? Encoding.Unicode : Encoding.BigEndianUnicode;
      if (kind === "decoder") {
        expect(outputs(encoding.GetDecoder(), chunks), `${order} ${chunks.join(" ")}`).to.deep.equal(
          expected.map(shown),
        );
      } else
        expect(encoded(encoding.GetEncoder(), chunks), chunks.map(shown).join(" | ")).to.deep.equal(expected);
    }
  });

  it(`decodes and encodes UTF-16 whatever the cut: ${String(utf16Whole.length)} cases of utf16, each cut everywhere`, () => {
    for (const [kind, order, input, output] of utf16Whole) {
      const encoding = order === "le" ? Encoding.Unicode : Encoding.BigEndianUnicode;
      const data = kind === "decode" ? bytes(input) : undefined;
      for (const at of cuts(data?.length ?? input.length)) {
        if (data !== undefined) {
          const decoder = encoding.GetDecoder();
          const texts = pieces((from, to) => data.subarray(from, to), data.length, at).map((chunk) =>
            decoder.GetChars(chunk),
          );
          expect(shown(texts.join("") + decoder.GetChars([], true))).to.equal(shown(output));
        } else {
          const encoder = encoding.GetEncoder();
          const parts = pieces((from, to) => input.slice(from, to), input.length, at).map((chunk) =>
            encoder.GetBytes(chunk),
          );
          expect(hex(Buffer.concat([...parts, encoder.GetBytes("", true)]))).to.equal(output);
        }
      }
    }
  });

  it(`decodes double-byte pages in chunks and whatever the cut: ${String(pairRows.length)} cases of codepage-dbcs-seq`, () => {
    for (const [page, input, byDefault, replaced] of pairRows) {
      for (const [encoding, expected] of [
        [Encoding.GetEncoding(page), byDefault],
        [Encoding.GetEncoding(page, { fallback: "replacement" }), replaced],
      ] as const) {
        if (typeof input !== "string") {
          // The vectors list the outputs of a chunked run for the default fallback alone.
          if (typeof expected !== "string" && expected === byDefault) {
            expect(outputs(encoding.GetDecoder(), input), `${String(page)} ${input.join(" ")}`).to.deep.equal(
              expected.map(shown),
            );
          }
          continue;
        }
        const data = bytes(input);
        for (const at of cuts(data.length)) {
          const decoder = encoding.GetDecoder();
          const texts = pieces((from, to) => data.subarray(from, to), data.length, at).map((chunk) =>
            decoder.GetChars(chunk),
          );
          const joined = texts.join("") + decoder.GetChars([], true);
          expect(shown(joined), `${String(page)} ${input} at ${at.join()}`).to.equal(
            shown(expected as string),
          );
        }
      }
    }
  });

  const encoderRuns = utf8Encode.filter(([text]) => typeof text !== "string");
  it(`encodes UTF-8 in chunks: ${String(encoderRuns.length)} runs of utf8-encode, and every cut of the other ${String(utf8Encode.length - encoderRuns.length)} cases`, () => {
    for (const [input, expected] of utf8Encode) {
      if (typeof input !== "string") {
        expect(encoded(Encoding.UTF8.GetEncoder(), input), input.map(shown).join(" | ")).to.deep.equal(
          expected,
        );
        continue;
      }
      for (const at of cuts(input.length)) {
        const encoder = Encoding.UTF8.GetEncoder();
        const parts = pieces((from, to) => input.slice(from, to), input.length, at).map((chunk) =>
          encoder.GetBytes(chunk),
        );
        expect(hex(Buffer.concat([...parts, encoder.GetBytes("", true)]))).to.equal(expected);
      }
    }
  });

  it(`encodes code pages whatever the cut: ${String(pageEncode.length)} cases of codepage-encode`, () => {
    for (const [page, text, expected] of pageEncode) {
      for (const at of cuts(text.length)) {
        const encoder = Encoding.GetEncoding(page).GetEncoder();
        const parts = pieces((from, to) => text.slice(from, to), text.length, at).map((chunk) =>
          encoder.GetBytes(chunk),
        );
        expect(
          hex(Buffer.concat([...parts, encoder.GetBytes("", true)])),
          `${String(page)} ${shown(text)}`,
        ).to.equal(expected);
      }
    }
  });

  it("joins to the same text as GetString, for any bytes, any cuts and every encoding", () => {
    // A cut end of GB18030 gives more characters in pieces, in .NET too: see the next test.
    const pages = fc.constantFrom(
      ...codePages.filter((page) => page !== 54936),
      65000,
      65001,
      1200,
      1201,
      12000,
    );
    const chunks = fc.array(fc.uint8Array({ maxLength: 7 }), { maxLength: 6 });
    fc.assert(
      fc.property(
        pages,
        chunks,
        fc.constantFrom("netfx" as const, "core" as const),
        (page, parts, dotnet) => {
          const encoding = Encoding.GetEncoding(page, { dotnet });
          const decoder = encoding.GetDecoder();
          const joined = parts.map((part) => decoder.GetChars(part)).join("") + decoder.GetChars([], true);
          expect(shown(joined)).to.equal(shown(encoding.GetString(Buffer.concat(parts))));
        },
      ),
      { numRuns: 500 },
    );
  });

  it("reads a cut character of GB18030 as one unknown character at once, and byte by byte in pieces", () => {
    // Runs of .NET in net-chunks end so: 81 30 at the end of a whole is one `?`, and what waited for more is `?` and 0.
    const encoding = Encoding.GetEncoding(54936);
    expect(encoding.GetString(bytes("8130"))).to.equal("?");
    const decoder = encoding.GetDecoder();
    const outputs = [
      decoder.GetChars(bytes("81")),
      decoder.GetChars(bytes("30")),
      decoder.GetChars([], true),
    ];
    expect(outputs).to.deep.equal(["", "", "?0"]);
  });

  it("joins to the same bytes as GetBytes, for any text, any cuts and every encoding", () => {
    const pages = fc.constantFrom(...codePages, 65000, 65001, 1200, 1201, 12000, 12001);
    const chunks = fc.array(fc.string({ unit: "binary", maxLength: 5 }), { maxLength: 6 });
    fc.assert(
      fc.property(pages, chunks, (page, parts) => {
        const encoding = Encoding.GetEncoding(page);
        const encoder = encoding.GetEncoder();
        const joined = Buffer.concat([
          ...parts.map((part) => encoder.GetBytes(part)),
          encoder.GetBytes("", true),
        ]);
        expect(hex(joined)).to.equal(hex(encoding.GetBytes(parts.join(""))));
      }),
      { numRuns: 500 },
    );
  });

  it("does not hold on to the memory of a chunk", () => {
    const decoder = Encoding.UTF8.GetDecoder();
    const chunk = bytes("C3");
    expect(decoder.GetChars(chunk)).to.equal("");
    chunk[0] = 0x41;
    expect(decoder.GetChars([0xa9])).to.equal("é");
  });

  it("forgets what is unfinished on Reset", () => {
    const decoder = Encoding.UTF8.GetDecoder();
    decoder.GetChars([0xc3]);
    decoder.Reset();
    expect(decoder.GetChars([0x41])).to.equal("A");
    const encoder = Encoding.UTF8.GetEncoder();
    encoder.GetBytes("\ud83d");
    encoder.Reset();
    expect(hex(encoder.GetBytes("A", true))).to.equal("41");
  });
});
