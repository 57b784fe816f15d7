import { expect } from "chai";
import {
  bytesOfWords,
  scratchSize,
  scratchUnitPairs,
  scratchUnits,
  scratchWords,
  textOfScratch,
  unitsIntoScratch,
  wordsOf,
} from "../../src/encoding/scratch.ts";
import { hex } from "../support/encoding/vectors.ts";

describe("encoding/scratch", () => {
  it("shows the same units one by one, in pairs and as text", () => {
    unitsIntoScratch("A€");
    expect(Array.from(scratchUnits().subarray(0, 2))).to.deep.equal([0x41, 0x20ac]);
    expect(scratchUnitPairs()[0]).to.equal((0x20ac << 16) | 0x41);
    expect(textOfScratch(2)).to.equal("A€");
    expect(scratchUnits()).to.have.lengthOf(scratchSize);
  });

  it("shows the same bytes as words, and copies them out", () => {
    expect(wordsOf(Uint8Array.of(1, 2, 3, 4))[0]).to.equal(0x04030201);
    scratchWords()[0] = 0x64636261;
    const copy = bytesOfWords(3);
    scratchWords()[0] = 0;
    expect(hex(copy)).to.equal("616263");
  });
});
