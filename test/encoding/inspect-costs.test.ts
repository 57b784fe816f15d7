import { expect } from "chai";
import { rarityOf, readingCosts, scoredTexts } from "../../src/encoding/inspect-costs.ts";
import { scanUtf8 } from "../../src/encoding/inspect-utf8.ts";

function costs(bytes: Uint8Array, ...codePages: number[]): number[] {
  const utf8 = scanUtf8(bytes);
  return readingCosts(bytes, scoredTexts(bytes, codePages, utf8), utf8).map(({ cost }) => cost);
}

describe("encoding/inspect-costs", () => {
  it("finds the right reading cheaper", () => {
    const [right = 0, wrong = 0] = costs(Buffer.from("Störung am Gerät", "latin1"), 1252, 1251);
    expect(right).to.be.below(wrong - 5);
  });

  it("gives bytes that an encoding does not allow a high cost, and a cut end none", () => {
    const [utf8 = 0, page = 0] = costs(Buffer.from("caf\xe9", "latin1"), 65001, 1252);
    expect(utf8).to.be.above(page + 10);
    const [cut = 0, other = 0] = costs(Buffer.from("größer, 5 €").subarray(0, -1), 65001, 1252);
    expect(cut).to.be.below(other - 10);
  });

  it("compares samples of different lengths as if they were of one", () => {
    const text = "plain words ".repeat(400);
    const bytes = Buffer.from(`${text}Größe ${text}`, "utf16le");
    const [wide = 0, narrow = 0] = costs(bytes, 1200, 1252);
    expect(wide).to.be.below(narrow);
  });

  it("ranks 28591 behind 1252, and unknown pages last", () => {
    expect(rarityOf(1252)).to.be.below(rarityOf(28591));
    expect(rarityOf(37)).to.be.above(rarityOf(1258));
  });
});
