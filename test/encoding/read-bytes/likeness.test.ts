import { expect } from "chai";
import {
  isAscii,
  isOneLine,
  isPlainlyText,
  textLikeness,
} from "../../../src/encoding/read-bytes/likeness.ts";

describe("encoding/read-bytes/likeness", () => {
  it("rates UTF-8 above ASCII, above a code page, above noise", () => {
    const order = ["5AC3BC", "5A7572", "5AFC7269", "FCE4F6", "00015A"].map((hex) =>
      textLikeness(Buffer.from(hex, "hex")),
    );
    expect(order).to.deep.equal([...order].sort((a, b) => b - a));
    expect(new Set(order).size).to.equal(order.length);
  });

  it("takes UTF-16 for text in spite of its zeros", () => {
    expect(textLikeness(Buffer.from("Zürich", "utf16le"))).to.be.above(
      textLikeness(Buffer.from("Z\0\0\x01abc")),
    );
    expect(textLikeness(new Uint8Array(0))).to.equal(0);
  });

  it("is sure of words and of UTF-8, not of a few digits", () => {
    expect(isPlainlyText(Buffer.from("Zürich"))).to.equal(true);
    expect(isPlainlyText(Buffer.from("hello world"))).to.equal(true);
    expect(isPlainlyText(Buffer.from("12 34 56"))).to.equal(false);
    expect(isPlainlyText(Buffer.from("ab"))).to.equal(false);
  });

  it("knows one line of a copied length, and ASCII", () => {
    expect([isOneLine("a\n"), isOneLine("a\nb"), isOneLine("a".repeat(5000))]).to.deep.equal([
      true,
      false,
      false,
    ]);
    expect([isAscii("a\0~"), isAscii("ü")]).to.deep.equal([true, false]);
  });
});
