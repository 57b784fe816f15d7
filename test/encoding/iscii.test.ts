import { expect } from "chai";
import { isciiPage } from "../../src/encoding/iscii.ts";
import { bytes, hex } from "../support/encoding/vectors.ts";

const read = (page: number, data: string): string =>
  isciiPage(page).decoder(undefined).decode(bytes(data), true);
const written = (page: number, text: string): string =>
  hex(isciiPage(page).encoder(undefined).encode(text, true));

describe("encoding/iscii", () => {
  it("has the same bytes for the same letter of every script", () => {
    // The letter KA is B3: U+0915 in Devanagari, 0995, 0B95, 0C15, 0995, 0B15, 0C95, 0D15, 0A95 and 0A15 in the others.
    const letters = [0x915, 0x995, 0xb95, 0xc15, 0x995, 0xb15, 0xc95, 0xd15, 0xa95, 0xa15];
    for (const [at, letter] of letters.entries())
      expect(read(57002 + at, "B3"), String(57002 + at)).to.equal(String.fromCharCode(letter));
  });

  it("switches the script by an attribute and back at the end", () => {
    expect(written(57002, "\u0915\u0995")).to.equal("B3EF43B3EF42");
    expect(read(57002, "B3EF43B3EF42B3")).to.equal("\u0915\u0995\u0915");
  });

  it("joins a nukta to its letter, and viramas to the joiners", () => {
    expect(read(57002, "B3E9")).to.equal("\u0958");
    expect(written(57002, "\u0958")).to.equal("B3E9");
    expect(read(57002, "B3E8E8B3E8E9")).to.equal("\u0915\u094d\u200c\u0915\u094d\u200d");
    expect(written(57002, "\u0915\u094d\u200c\u0915\u094d\u200d")).to.equal("B3E8E8B3E8E9");
  });

  it("has no character of other scripts", () => {
    expect([0x41, 0x915, 0xd15, 0xe9, 0x200d].map((unit) => isciiPage(57002).has(unit))).to.deep.equal([
      true,
      true,
      true,
      false,
      false,
    ]);
  });
});
