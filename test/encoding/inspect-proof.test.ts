import { expect } from "chai";
import { hexToBytes } from "../../src/encoding/hex.ts";
import { proofOf, zerosIn } from "../../src/encoding/inspect-proof.ts";
import { scanUtf8 } from "../../src/encoding/inspect-utf8.ts";

function provenBy(bytes: Uint8Array): number | undefined {
  return proofOf(bytes, scanUtf8(bytes), zerosIn(bytes))?.codePage;
}

describe("encoding/inspect-proof", () => {
  it("counts zeros by position", () => {
    expect(zerosIn(hexToBytes("00 41 00 00"))).to.deep.equal({ even: 2, odd: 1 });
  });

  it("is sure only where another encoding is all but impossible", () => {
    const rows: readonly (readonly [hex: string, codePage: number | undefined])[] = [
      ["4F4B0D0A", 65001],
      ["C3A9 20 C3A9", 65001],
      ["E282AC", 65001],
      ["E2809C 41", 65001],
      // "уелски, ромски" in 866 and "เขต" in 874 are valid UTF-8 of letters that nobody writes.
      ["E3A5ABE1AAA8 2C20 E0AEACE1AAA8", undefined],
      ["E0A2B5", undefined],
      ["E6B8A9E5BAA6", 65001],
      ["C3A9", undefined],
      ["E9", undefined],
      ["C3A9 E9 C3A9", undefined],
      ["4F004B00", 1200],
      ["004F004B", 1201],
      ["4F004B", undefined],
      ["4F004B00 0000", undefined],
      ["0041 0000 4200", undefined],
      ["6361660A00", undefined],
      ["EDA0BDEDB88D", 65001],
      ["EDA0BD", undefined],
    ];
    for (const [hex, codePage] of rows) expect(provenBy(hexToBytes(hex)), hex).to.equal(codePage);
  });
});
