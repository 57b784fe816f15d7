import { expect } from "chai";
import { doubleBytePage } from "../../../src/encoding/double-byte.ts";
import { gb18030Changes } from "../../../src/encoding/tables/gb18030-changes.ts";

describe("encoding/tables/gb18030-changes", () => {
  it("changes pairs that are private-use characters in page 936, and no other", () => {
    const { pairs } = doubleBytePage(936);
    for (const [first, characters] of gb18030Changes) {
      const cells = Array.from({ length: characters.length }, (_, at) => {
        const pair = first + at;
        return (first & 0xff) <= 0x7e && (pair & 0xff) > 0x7e ? pair + 1 : pair;
      });
      for (const cell of cells) expect(pairs[cell], cell.toString(16)).to.be.within(0xe000, 0xf8ff);
    }
  });
});
