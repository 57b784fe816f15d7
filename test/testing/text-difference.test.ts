/** What a failure says about two texts that look alike. */
import { expect } from "chai";
import { keyDifference, textDifference } from "../../src/testing/text-difference.ts";

const composed = "Caf\u00e9!";
const decomposed = "Cafe\u0301!";

describe("text difference", () => {
  it("names the form of normalization, with the code points of both", () => {
    expect(textDifference(decomposed, composed)).to.equal(
      `: expected is in Unicode normalization form NFC, actual in NFD
  expected: U+0043 U+0061 U+0066 [U+00E9] U+0021
  actual:   U+0043 U+0061 U+0066 [U+0065] U+0301 U+0021
 `,
    );
    // A sign of ångström is neither: both forms replace it by other characters.
    expect(textDifference("\u212b", "\u00c5")).to.contain("form NFC, actual in none");
  });

  it("names characters that cannot be told apart, or cannot be seen", () => {
    expect(textDifference("10\u00a0000 packets", "10 000 packets")).to.equal(
      `: they look alike and differ at character 3
  expected: U+0031 U+0030 [U+0020 SPACE] U+0030 U+0030 U+0030 U+0020 ...
  actual:   U+0031 U+0030 [U+00A0 NO-BREAK SPACE] U+0030 U+0030 U+0030 U+0020 ...
 `,
    );
    expect(textDifference("\ufeffab", "ab")).to.contain(
      "actual:   [U+FEFF ZERO WIDTH NO-BREAK SPACE, the byte order mark] U+0061 U+0062",
    );
    const long = `${"x".repeat(10)}\u200b`;
    expect(textDifference(long, "x".repeat(10)))
      .to.contain("expected: ... U+0078 U+0078 U+0078 [nothing]")
      .and.to.contain("actual:   ... U+0078 U+0078 U+0078 [U+200B ZERO WIDTH SPACE]");
  });

  it("names the encoding in which UTF-8 was read, and is silent about anything else", () => {
    expect(textDifference("CafÃ©", "Café")).to.contain("UTF-8 read as Windows-1252");
    expect(textDifference("a", "b")).to.equal("");
    expect(textDifference("a", "a")).to.equal("");
    expect(textDifference(5, "5")).to.equal("");
  });

  it("finds the key that was meant", () => {
    expect(keyDifference(["b", decomposed], composed)).to.match(
      /^; the key 'Cafe\u0301!' is there: expected is in Unicode normalization form NFC/,
    );
    expect(keyDifference(["b"], "a")).to.equal("");
  });
});
