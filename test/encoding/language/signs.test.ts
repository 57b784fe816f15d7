import { expect } from "chai";
import { signCost } from "../../../src/encoding/language/signs.ts";

describe("encoding/language/signs", () => {
  it("finds a sign cheaper where people write it than where wrong bytes put it", () => {
    const rows: readonly (readonly [sign: string, usual: [string, string], odd: [string, string]])[] = [
      ["°", ["1", "C"], ["a", "b"]],
      ["’", ["l", "e"], ["", " "]],
      ["“", [" ", "a"], ["a", "b"]],
      ["”", ["a", " "], ["a", "b"]],
      ["„", [" ", "a"], ["a", " "]],
      ["«", [" ", "a"], [" ", " "]],
      ["‹", ["(", "a"], ["(", " "]],
      ["€", ["5", ""], ["a", "b"]],
      ["²", ["m", " "], [" ", " "]],
      ["¿", [" ", "q"], ["q", "u"]],
      ["─", ["─", "─"], ["a", " "]],
      ["µ", [" ", "s"], ["e", "s"]],
      ["º", ["1", " "], [" ", "a"]],
    ];
    for (const [sign, usual, odd] of rows)
      expect(signCost(sign, ...usual), sign).to.be.below(signCost(sign, ...odd));
  });

  it("gives controls, U+FFFD, private-use characters and lone surrogates the highest cost", () => {
    for (const sign of ["\u0000", "\u009d", "\ufffd", "\ue000", "\ud800"])
      for (const usual of [" ", "5", ".", "’", "€"])
        expect(signCost(sign, "a", "b"), sign).to.be.above(signCost(usual, "a", ""));
  });
});
