import { TextDecoder as NodeTextDecoder } from "node:util";
import { expect } from "chai";
import fc from "fast-check";
import { DecoderFallbackException, EncoderFallbackException } from "../../src/encoding/fallback.ts";
import type { DotNet } from "../../src/encoding/fallback.ts";
import {
  decodeUtf8,
  firstBroken,
  textToUtf8,
  textToUtf8Strict,
  unfinishedUtf8,
  utf8ToText,
  utf8ToTextStrict,
} from "../../src/encoding/utf8.ts";
import { bytes, digestTexts, hex, shown, vectors } from "../support/encoding/vectors.ts";
import type { Rows, Thrown } from "../support/encoding/vectors.ts";

type DecodeRow = readonly [
  hex: string,
  netfx: string,
  core: string | null,
  netfxThrows: Thrown,
  coreThrows: Thrown,
];
type EncodeRow = readonly [text: string | readonly string[], bytes: string, throws?: Thrown];

const decoding = vectors<Rows<DecodeRow> & { exhaustive: Record<string, { netfx: string; net10: string }> }>(
  "utf8-decode",
);
const encoding = vectors<Rows<EncodeRow>>("utf8-encode").cases.filter(([text]) => typeof text === "string");

/** All sequences of a length over an alphabet, the last byte varying fastest. */
function* sequences(
  length: number,
  alphabet: readonly number[],
  head: readonly number[] = [],
): Generator<number[]> {
  for (const byte of alphabet) {
    if (length === 1) yield [...head, byte];
    else yield* sequences(length - 1, alphabet, [...head, byte]);
  }
}

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

describe("encoding/utf8", () => {
  for (const dotnet of ["netfx", "core"] as const) {
    it(`decodes as ${dotnet}: ${String(decoding.cases.length)} cases of utf8-decode`, () => {
      for (const [data, netfx, core] of decoding.cases) {
        const expected = dotnet === "netfx" ? netfx : (core ?? netfx);
        expect(shown(utf8ToText(bytes(data), dotnet)), data).to.equal(shown(expected));
      }
    });

    it(`throws as ${dotnet} where U+FFFD would stand: ${String(decoding.cases.length)} cases of utf8-decode`, () => {
      let thrown = 0;
      for (const [data, netfx, core, netfxThrows, coreThrows] of decoding.cases) {
        const expected = dotnet === "netfx" ? netfxThrows : (coreThrows ?? netfxThrows);
        expect(
          thrownBy(() => utf8ToTextStrict(bytes(data), dotnet)),
          data,
        ).to.deep.equal(expected);
        const text = dotnet === "netfx" ? netfx : (core ?? netfx);
        if (expected === null) expect(utf8ToTextStrict(bytes(data), dotnet)).to.equal(text);
        else thrown++;
      }
      expect(thrown).to.be.greaterThan(1000);
    });

    for (const [name, digests] of Object.entries(decoding.exhaustive)) {
      it(`decodes ${name} as ${dotnet}, by digest`, () => {
        const listed = /alphabet ((?:[0-9A-F]{2} ?)+)/.exec(name)?.[1]?.trim().split(" ");
        const alphabet =
          listed?.map((byte) => parseInt(byte, 16)) ?? Array.from({ length: 256 }, (_, byte) => byte);
        const length = name.includes("two-byte") ? 2 : name.includes("three-byte") ? 3 : 4;
        const texts = function* (): Generator<string> {
          for (const sequence of sequences(length, alphabet))
            yield utf8ToText(Uint8Array.from(sequence), dotnet);
        };
        expect(digestTexts(texts())).to.equal(dotnet === "netfx" ? digests.netfx : digests.net10);
      });
    }
  }

  it(`encodes: ${String(encoding.length)} cases of utf8-encode, with and without throwing`, () => {
    for (const [text, data, throws] of encoding) {
      if (typeof text !== "string") continue;
      expect(hex(textToUtf8(text)), shown(text)).to.equal(data);
      expect(
        thrownBy(() => textToUtf8Strict(text)),
        shown(text),
      ).to.deep.equal(throws ?? null);
    }
  });

  it("decodes long broken data as it decodes short pieces of it", () => {
    // 600 bytes take the way of long data; the pieces, cut at a letter, take the way of short data.
    const piece = bytes("41E08041EDA08041F08041F49041C3A941E282AC41F09F988041E2FF");
    const long = Buffer.concat(Array.from({ length: 30 }, () => piece));
    for (const dotnet of ["netfx", "core"] as const) {
      expect(utf8ToText(long, dotnet)).to.equal(utf8ToText(piece, dotnet).repeat(30));
    }
  });

  it("decodes whole text of any length as the WHATWG decoder does, its byte order mark and zeros included", () => {
    const decoder = new NodeTextDecoder("utf-8", { ignoreBOM: true });
    const piece = fc.oneof(
      fc.string({ unit: "binary", minLength: 1 }),
      fc.constantFrom("\ufeff", "\0", "é", "\u{10ffff}"),
    );
    fc.assert(
      fc.property(piece, fc.integer({ min: 1, max: 3000 }), (text, times) => {
        // From 1500 bytes on the decoder takes the way by UTF-16.
        const data = Buffer.from(text.repeat(times));
        for (const dotnet of ["netfx", "core"] as const)
          expect(utf8ToText(data, dotnet) === decoder.decode(data)).to.equal(true);
      }),
    );
  });

  it("as core equals the WHATWG decoder for any bytes", () => {
    const decoder = new NodeTextDecoder("utf-8", { ignoreBOM: true });
    const anyBytes = fc.oneof(
      fc.uint8Array({ maxLength: 64 }),
      fc.uint8Array({ minLength: 512, maxLength: 700 }),
    );
    fc.assert(
      fc.property(anyBytes, (data) => {
        expect(utf8ToText(data, "core")).to.equal(decoder.decode(data));
      }),
    );
  });

  it("gives U+FFFD exactly when there is a broken sequence", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 24 }),
        fc.constantFrom<DotNet>("netfx", "core"),
        (data, dotnet) => {
          const { offset, length } = firstBroken(data, dotnet);
          const good = utf8ToText(data.subarray(0, offset), dotnet);
          expect(length === 0).to.equal(offset === data.length);
          const rest = length === 0 ? "" : `\ufffd${utf8ToText(data.subarray(offset + length), dotnet)}`;
          expect(shown(utf8ToText(data, dotnet))).to.equal(shown(good + rest));
        },
      ),
    );
  });

  it("knows how many bytes wait for more", () => {
    const rows: readonly (readonly [string, number])[] = [
      ["", 0],
      ["41", 0],
      ["C3", 1],
      ["C3A9", 0],
      ["E282", 2],
      ["F09F98", 3],
      ["E080", 0],
      ["ED A0".replace(" ", ""), 0],
      ["F08F", 0],
      ["F490", 0],
      ["F48F", 2],
      ["80", 0],
      ["808080", 0],
      ["F5", 0],
    ];
    for (const [data, waiting] of rows) expect(unfinishedUtf8(bytes(data)), data).to.equal(waiting);
  });

  describe("decodeUtf8", () => {
    it("keeps a byte order mark, or strips the first one", () => {
      const data = [0xef, 0xbb, 0xbf, 0xef, 0xbb, 0xbf, 0x41];
      expect(decodeUtf8(data)).to.equal("\ufeff\ufeffA");
      expect(decodeUtf8(data, { bom: "keep" })).to.equal("\ufeff\ufeffA");
      expect(decodeUtf8(data, { bom: "strip" })).to.equal("\ufeffA");
    });

    it("replaces or throws, by the rules of either runtime", () => {
      expect(decodeUtf8([0xe0, 0x80])).to.equal("\ufffd");
      expect(decodeUtf8([0xe0, 0x80], { dotnet: "core" })).to.equal("\ufffd\ufffd");
      expect(thrownBy(() => decodeUtf8([0x41, 0xe2, 0x82], { invalid: "throw" }))).to.deep.equal([
        -1,
        "E282",
      ]);
      expect(
        thrownBy(() => decodeUtf8([0x41, 0xe2, 0x82], { invalid: "throw", dotnet: "core" })),
      ).to.deep.equal([1, "E282"]);
      expect(decodeUtf8([0xc3, 0xa9], { invalid: "throw" })).to.equal("é");
    });

    it("says what .NET says, and the real offset", () => {
      // The message of .NET Framework: "Unable to translate bytes [E2][82] at index -1 from specified code page to Unicode."
      try {
        decodeUtf8([0x41, 0xe2, 0x82], { invalid: "throw" });
        expect.fail("it did not throw");
      } catch (error) {
        expect(error).to.be.instanceOf(DecoderFallbackException);
        const { message, offset, code } = error as DecoderFallbackException;
        expect(message).to.match(
          /^Unable to translate bytes \[E2\]\[82\] at index -1 from specified code page to Unicode\./,
        );
        expect([offset, code]).to.deep.equal([1, "ERR_DECODER_FALLBACK"]);
      }
    });
  });
});
