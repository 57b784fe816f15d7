import { expect } from "chai";
import { characterDump } from "../../../src/cli/decode/character-dump.ts";

const under = (hex: string, page: number): string[] => characterDump(Buffer.from(hex, "hex"), page);

describe("character-dump", () => {
  it("puts each character under its first byte", () => {
    expect(under("41C3A9E282ACF09F9880", 65001)).to.deep.equal([
      "00000000  41 C3 A9 E2 82 AC F0 9F 98 80",
      "          A  é     €        😀",
    ]);
    expect(under("E9004100", 1200)).to.deep.equal(["00000000  E9 00 41 00", "          é     A"]);
    expect(under("82A041", 932)).to.deep.equal(["00000000  82 A0 41", "          あ    A"]);
    expect(under("E980", 1252)).to.deep.equal(["00000000  E9 80", "          é  €"]);
  });

  it("shows broken bytes as U+FFFD, blanks and controls by marks", () => {
    expect(under("41FF", 65001)[1]).to.equal("          A  \ufffd");
    expect(under("410A0D09200081", 1252)[1]).to.equal("          A  \\n \\r \\t _  .. ..");
    expect(under("41E2", 65001)[1]).to.equal("          A  \ufffd");
  });

  it("writes rows of sixteen", () => {
    const lines = characterDump(Buffer.alloc(40, 0x41), 1252);
    expect(lines).to.have.lengthOf(6);
    expect(lines[2]?.startsWith("00000010  41 41")).to.equal(true);
    expect(characterDump(Buffer.alloc(0), 1252)).to.deep.equal([]);
  });
});
