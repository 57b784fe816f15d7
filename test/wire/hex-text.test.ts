/** Bytes as people read them. */
import { expect } from "chai";
import { counted, dumpLines, hexAndText, hexOf, offsetText, quoted } from "../../src/wire/hex-text.ts";
import { hex, latin } from "../support/wire/wire-protocols.ts";

describe("bytes as text", () => {
  it("hex and quoted text, cut after some bytes", () => {
    expect(hexOf(hex("00 ff"))).to.equal("00 FF");
    expect(hexOf(hex("010203"), 2)).to.equal("01 02 ...");
    expect(quoted(latin('a"\\\r\n\t\xe9'))).to.equal('"a\\"\\\\\\r\\n\\t\\xE9"');
    expect(hexAndText(latin("AB"))).to.equal('41 42  "AB"');
    expect(hexAndText(latin("ABC"), 2)).to.equal('41 42 ...  "AB..." (3 bytes)');
    expect(hexAndText(hex(""))).to.equal("nothing");
  });

  it("numbers of things, and offsets in both notations", () => {
    expect([counted(1, "byte"), counted(0, "byte")]).to.deep.equal(["1 byte", "0 bytes"]);
    expect([offsetText(9), offsetText(26)]).to.deep.equal(["9", "26 (0x1A)"]);
  });

  it("a dump has sixteen bytes a line and begins at a full line", () => {
    const bytes = Uint8Array.from({ length: 40 }, (_, index) => index + 0x30);
    expect(dumpLines(bytes, 20)).to.deep.equal([
      "000010  40 41 42 43 44 45 46 47 48 49 4A 4B 4C 4D 4E 4F  @ABCDEFGHIJKLMNO",
      "000020  50 51 52 53 54 55 56 57                          PQRSTUVW",
    ]);
    expect(dumpLines(hex(""))).to.deep.equal([]);
  });
});
