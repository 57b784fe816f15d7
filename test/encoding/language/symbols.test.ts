import { expect } from "chai";
import { symbolCost } from "../../../src/encoding/language/symbols.ts";

describe("encoding/language/symbols", () => {
  it("finds a symbol cheaper where people write it than where wrong bytes put it", () => {
    const rows: readonly (readonly [symbol: string, usual: [string, string], odd: [string, string]])[] = [
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
    for (const [symbol, usual, odd] of rows)
      expect(symbolCost(symbol, ...usual), symbol).to.be.below(symbolCost(symbol, ...odd));
  });

  it("gives controls, U+FFFD, private-use characters and lone surrogates the highest cost", () => {
    for (const symbol of ["\u0000", "\u009d", "\ufffd", "\ue000", "\ud800"])
      for (const usual of [" ", "5", ".", "’", "€"])
        expect(symbolCost(symbol, "a", "b"), symbol).to.be.above(symbolCost(usual, "a", ""));
  });
});
