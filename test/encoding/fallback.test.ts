import { expect } from "chai";
import {
  characterAt,
  DecoderFallbackException,
  EncoderFallbackException,
  loneSurrogateAt,
  refuseLoneSurrogate,
} from "../../src/encoding/fallback.ts";
import { Encoding } from "../../src/encoding/encoding.ts";

describe("encoding/fallback", () => {
  it("carries index and bytes, and says what .NET says", () => {
    const error = new DecoderFallbackException(Uint8Array.of(0xe2, 0x82), -1, 1);
    expect(error.message).to.match(
      /^Unable to translate bytes \[E2\]\[82\] at index -1 from specified code page to Unicode\./,
    );
    expect(error.message).to.match(/offset 1/);
    expect([error.Index, error.offset, Array.from(error.BytesUnknown)]).to.deep.equal([-1, 1, [0xe2, 0x82]]);
    expect([error.code, error.name]).to.deep.equal(["ERR_DECODER_FALLBACK", "DecoderFallbackException"]);
    expect(error.details).to.deep.equal({ index: -1, offset: 1, bytes: Uint8Array.of(0xe2, 0x82) });
  });

  it("keeps the bytes as they were when it was thrown", () => {
    const data = Buffer.of(0x41, 0xff);
    try {
      Encoding.GetEncoding(65001, { fallback: "exception" }).GetString(data);
      expect.fail("nothing was thrown");
    } catch (error) {
      data.fill(0);
      expect(Array.from((error as DecoderFallbackException).BytesUnknown)).to.deep.equal([0xff]);
    }
  });

  it("names the character, a pair whole", () => {
    const error = new EncoderFallbackException("\u{1F600}", 1);
    expect(error.message).to.match(
      /^Unable to translate Unicode character \\uD83D\\uDE00 at index 1 to specified code page\./,
    );
    expect([error.Index, error.CharUnknown, error.code]).to.deep.equal([
      1,
      "\u{1F600}",
      "ERR_ENCODER_FALLBACK",
    ]);
  });

  it("finds lone surrogates", () => {
    expect(loneSurrogateAt("a\u{1F600}b")).to.equal(-1);
    expect(loneSurrogateAt("a\u{1F600}\ud83d")).to.equal(3);
    expect(loneSurrogateAt("\ude00")).to.equal(0);
    expect(loneSurrogateAt("\ud83dx\ud83d", 1)).to.equal(2);
    expect(() => refuseLoneSurrogate("ab\udc00")).to.throw(EncoderFallbackException, /\\uDC00 at index 2/);
    refuseLoneSurrogate("ab");
    expect([characterAt("a\u{1F600}", 1), characterAt("\ud83da", 0)]).to.deep.equal(["\u{1F600}", "\ud83d"]);
  });
});
