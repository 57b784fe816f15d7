/** Numbers, words, flags and lists out of texts. */
import { expect } from "chai";
import type { Located } from "../../../src/protocol/read/reading.ts";
import { normalised, optionToken, tokens } from "../../../src/protocol/read/option-text.ts";
import { decimal, flag, integer, integers, word } from "../../../src/protocol/read/read-values.ts";
import { readingOf } from "../../support/protocol/parsed.ts";

const position = { line: 1, column: 1, offset: 0 };
const at = (value: string): Located => ({ value, position, at: () => position });

/** The value, and the codes that reading it gave. */
function reads<T>(read: (reading: ReturnType<typeof readingOf>["reading"]) => T): [T, string[]] {
  const { reading } = readingOf("<P/>");
  const value = read(reading);
  return [value, reading.diagnostics.map(({ code }) => code)];
}

describe("protocol/read/read-values", () => {
  it("whole numbers", () => {
    for (const [text, value] of [
      ["12", 12],
      ["-1", -1],
      ["+7", 7],
      ["007", 7],
    ] as const) {
      expect(reads((reading) => integer(reading, at(text), "n"))).to.deep.equal([value, []]);
    }
    for (const text of ["x", "1.5", "0x10", "1 2", "", "1e3", "９"]) {
      expect(
        reads((reading) => integer(reading, at(text), "n")),
        text,
      ).to.deep.equal([undefined, ["NUMBER_INVALID"]]);
    }
    expect(reads((reading) => integer(reading, undefined, "n"))).to.deep.equal([undefined, []]);
  });

  it("limits are inclusive, a number outside is used and reported", () => {
    const limits = { min: 10, max: 20 };
    expect(reads((reading) => integer(reading, at("10"), "n", limits))).to.deep.equal([10, []]);
    expect(reads((reading) => integer(reading, at("20"), "n", limits))).to.deep.equal([20, []]);
    expect(reads((reading) => integer(reading, at("9"), "n", limits))).to.deep.equal([9, ["NUMBER_RANGE"]]);
    expect(reads((reading) => integer(reading, at("21"), "n", limits))).to.deep.equal([21, ["NUMBER_RANGE"]]);
  });

  it("numbers with decimals", () => {
    for (const [text, value] of [
      ["1.5", 1.5],
      ["-.5", -0.5],
      ["2.", 2],
      ["1e3", 1000],
    ] as const) {
      expect(reads((reading) => decimal(reading, at(text), "n"))).to.deep.equal([value, []]);
    }
    for (const text of ["1,5", "Infinity", "NaN", "0x1", "1e999"]) {
      expect(
        reads((reading) => decimal(reading, at(text), "n")),
        text,
      ).to.deep.equal([undefined, ["NUMBER_INVALID"]]);
    }
  });

  it("words are compared without case, blanks collapsed", () => {
    const allowed = ["next param", "toZero"] as const;
    expect(reads((reading) => word(reading, at("Next   Param"), "w", allowed))).to.deep.equal([
      "next param",
      [],
    ]);
    expect(reads((reading) => word(reading, at("TOZERO"), "w", allowed))).to.deep.equal(["toZero", []]);
    expect(reads((reading) => word(reading, at("nextparam"), "w", allowed))).to.deep.equal([
      undefined,
      ["VALUE_UNKNOWN"],
    ]);
    expect(reads((reading) => word(reading, undefined, "w", allowed))).to.deep.equal([undefined, []]);
  });

  it("flags", () => {
    expect(reads((reading) => flag(reading, at("True"), "f"))).to.deep.equal([true, []]);
    expect(reads((reading) => flag(reading, at("false"), "f", true))).to.deep.equal([false, []]);
    expect(reads((reading) => flag(reading, undefined, "f", true))).to.deep.equal([true, []]);
    expect(reads((reading) => flag(reading, at("1"), "f"))).to.deep.equal([false, ["VALUE_UNKNOWN"]]);
  });

  it("option tokens: the first character separates when it is not alphanumeric", () => {
    expect(tokens("a; b ;;c")).to.deep.equal(["a", "b", "c"]);
    expect(tokens(";save;foreignKey=100")).to.deep.equal(["save", "foreignKey=100"]);
    expect(tokens("|a;b|c")).to.deep.equal(["a;b", "c"]);
    expect(tokens(undefined)).to.deep.equal([]);
    expect(tokens("")).to.deep.equal([]);
  });

  it("RSP-28 a token is taken apart at : or =, its name without case", () => {
    expect(optionToken("Connection:1")).to.deep.equal({ name: "connection", value: "1" });
    expect(optionToken("headerTrailerLink = 2")).to.deep.equal({ name: "headertrailerlink", value: "2" });
    expect(optionToken("Dynamic  IP")).to.deep.equal({ name: "dynamic ip" });
    expect(optionToken("a:b:c")).to.deep.equal({ name: "a", value: "b:c" });
  });

  it("lists of numbers leave out empty places and report the rest", () => {
    expect(reads((reading) => integers(reading, at("1; 2;;3;"), "l"))).to.deep.equal([[1, 2, 3], []]);
    expect(reads((reading) => integers(reading, at("1,2"), "l", ","))).to.deep.equal([[1, 2], []]);
    expect(reads((reading) => integers(reading, at("1;x"), "l"))).to.deep.equal([[1], ["NUMBER_INVALID"]]);
    expect(reads((reading) => integers(reading, undefined, "l"))).to.deep.equal([[], []]);
  });

  it("normalised text", () => {
    expect(normalised("  After \t StartUp ")).to.equal("after startup");
  });
});
