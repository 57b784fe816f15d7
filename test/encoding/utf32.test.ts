import { expect } from "chai";
import fc from "fast-check";
import { DecoderFallbackException, EncoderFallbackException } from "../../src/encoding/fallback.ts";
import { textToUtf32, textToUtf32Strict, utf32ToText, utf32ToTextStrict } from "../../src/encoding/utf32.ts";
import { bytes, hex, shown } from "../support/encoding/vectors.ts";

describe("encoding/utf32", () => {
  it("writes each code point as four bytes, in either order", () => {
    expect(hex(textToUtf32("A€\u{1F600}", false))).to.equal("41000000AC20000000F60100");
    expect(hex(textToUtf32("A€\u{1F600}", true))).to.equal("00000041000020AC0001F600");
    expect(hex(textToUtf32("\ud83dA", false))).to.equal("FDFF000041000000");
  });

  it("reads them back, with U+FFFD for what is no character and for bytes left over", () => {
    expect(utf32ToText(bytes("41000000AC20000000F60100"), false)).to.equal("A€\u{1F600}");
    expect(shown(utf32ToText(bytes("00D8000041000000"), false))).to.equal("fffd 0041");
    expect(shown(utf32ToText(bytes("00001100"), false))).to.equal("fffd");
    expect(shown(utf32ToText(bytes("00110000"), true))).to.equal("fffd");
    expect(shown(utf32ToText(bytes("4100000041"), false))).to.equal("0041 fffd");
    expect(utf32ToText(textToUtf32("é".repeat(10_000), false), false)).to.equal("é".repeat(10_000));
  });

  it("throws when asked to", () => {
    expect(() => utf32ToTextStrict(bytes("4100000000D80000"), false)).to.throw(
      DecoderFallbackException,
      /\[00\]\[D8\]\[00\]\[00\] at index 4/,
    );
    expect(() => utf32ToTextStrict(bytes("410000"), false)).to.throw(DecoderFallbackException, /at index 0/);
    expect(utf32ToTextStrict(bytes("41000000"), false)).to.equal("A");
    expect(() => textToUtf32Strict("a\ud83d", false)).to.throw(EncoderFallbackException);
    expect(hex(textToUtf32Strict("A", true))).to.equal("00000041");
  });

  it("comes back for every well-formed text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.boolean(), (text, bigEndian) => {
        expect(utf32ToText(textToUtf32(text, bigEndian), bigEndian)).to.equal(text.toWellFormed());
      }),
    );
  });
});
