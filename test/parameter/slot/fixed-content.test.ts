/** Start content, fixed values and the fitting of text into a fixed length. */
import { expect } from "chai";
import {
  fitBytes,
  fitText,
  hexValue,
  startContent,
  startFill,
} from "../../../src/parameter/slot/fixed-content.ts";
import type { Interprete } from "../../../src/protocol/model.ts";
import { bytes, hex, param } from "../../support/parameter/parameter-protocols.ts";

const spaces = (count: number): string => Array<string>(count).fill("20").join(" ");
const wide = (count: number): string => Array<string>(count).fill("20 00").join(" ");
const hello = "48 65 6C 6C 6F 31";
const wideHello = "48 00 65 00 6C 00 6C 00 6F 00 31 00";

function start(page: "unicode" | number, length: number | undefined, more: Partial<Interprete>): string {
  const { interprete } = param(1, { lengthType: "fixed", ...more });
  return hex(startContent(interprete, page, length)?.bytes);
}

describe("fixed content", () => {
  it("CMD-09 0x0D0x0A and 0x0D0A are the same two bytes", () => {
    for (const value of ["0x0D0x0A", "0x0D0A", "0X0d0x0a"]) expect(hex(hexValue(value))).to.equal("0D 0A");
  });

  it("odd digits, blanks and bare text are no 0x value", () => {
    for (const value of ["0x0", "0x0D 0x0A", "0x", "0D0A", "x0D", "0x0Dg"]) {
      expect(hexValue(value), value).to.equal(undefined);
    }
  });

  // Value, length, code page bytes, Unicode bytes.
  const padding: readonly (readonly [string, number | undefined, string, string])[] = [
    ["Hello1", 12, `${spaces(6)} ${hello}`, wideHello],
    ["Hello1", 6, hello, wide(3)],
    ["Hello1", undefined, hello, wideHello],
    ["Hello1", 14, `${spaces(8)} ${hello}`, `20 00 ${wideHello}`],
    ["Hello1", 5, spaces(5), "20 00 20 00 20"],
    ["Hello1", 13, `${spaces(7)} ${hello}`, wideHello],
    ["0x0D0A", 2, "0D 0A", "0D 0A"],
    ["", 2, "20 20", "20 20"],
  ];
  for (const [value, length, codePage, unicode] of padding) {
    const id =
      length === undefined ? "ENC-36 " : value !== "Hello1" ? "" : length % 2 === 1 ? "ENC-37 " : "ENC-35 ";
    it(`${id}Value '${value}' with Length ${String(length)} in both kinds of protocol`, () => {
      expect(start(1252, length, { value })).to.equal(codePage);
      expect(start("unicode", length, { value })).to.equal(unicode);
    });
  }

  it("CMD-18 a short Value has spaces in front", () => {
    expect(start(1252, 4, { value: "12" })).to.equal("20 20 31 32");
  });

  it("CMD-19 a long Value gives only spaces, and says so", () => {
    const { interprete } = param(1, { lengthType: "fixed", value: "Hello1" });
    expect(startContent(interprete, 1252, 3)).to.deep.equal({
      bytes: new Uint8Array([0x20, 0x20, 0x20]),
      problem: "its value takes 6 bytes and Length is 3, so it holds spaces instead",
    });
  });

  it("ENC-37 an odd Length in a Unicode protocol leaves no half space, and says so", () => {
    const { interprete } = param(1, { lengthType: "fixed", value: "Hello1" });
    expect(startContent(interprete, "unicode", 13)?.problem).to.match(/Length 13 is odd/);
    expect(startContent(interprete, "unicode", 14)?.problem).to.equal(undefined);
  });

  it("CMD-17 the start fill is 20 for text, 30 for numeric text, 00 for binary numbers", () => {
    const fills: readonly (readonly [Interprete["rawType"], string])[] = [
      ["other", "20 20"],
      ["text", "20 20"],
      ["numeric text", "30 30"],
      ["unsigned number", "00 00"],
      ["signed number", "00 00"],
      ["double", "00 00"],
      ["bcd", "00 00"],
    ];
    for (const [rawType, row] of fills)
      expect(hex(startFill(param(1, { rawType }).interprete, 2))).to.equal(row);
  });

  it("a parameter that is not fixed and has no Value starts with nothing", () => {
    expect(startContent(param(1, {}).interprete, 1252, undefined)).to.equal(undefined);
  });

  it("text of a set is padded in front with whole spaces", () => {
    expect(hex(fitText("ab", 1252, 4))).to.equal("20 20 61 62");
    expect(hex(fitText("ab", "unicode", 8))).to.equal("20 00 20 00 61 00 62 00");
    expect(hex(fitText("ab", "unicode", 7))).to.equal("20 00 61 00 62 00");
  });

  it("CMD-16 Length counts bytes: text of a set is cut behind the last whole character that fits", () => {
    expect(hex(fitText("abcdef", 1252, 4))).to.equal("61 62 63 64");
    expect(hex(fitText("abc", "unicode", 4))).to.equal("61 00 62 00");
    expect(hex(fitText("abc", "unicode", 5))).to.equal("61 00 62 00");
    // The emoji takes four bytes, of which two fit: it goes whole, and a space comes in front.
    expect(hex(fitText("a\u{1f600}", "unicode", 4))).to.equal("20 00 61 00");
  });

  it("a cut in a double-byte page never splits a pair", () => {
    // Code page 932: "日" is 93 FA, "本" is 96 7B.
    expect(hex(fitText("日本", 932, 3))).to.equal("20 93 FA");
    expect(hex(fitText("日本", 932, 4))).to.equal("93 FA 96 7B");
  });

  it("bytes of a set are cut, or laid over the start content", () => {
    expect(hex(fitBytes(bytes("01 02 03"), 2, bytes("20 20")))).to.equal("01 02");
    expect(hex(fitBytes(bytes("01"), 3, bytes("20 20 20")))).to.equal("01 20 20");
  });
});
