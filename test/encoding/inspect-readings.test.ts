import { expect } from "chai";
import { readingOf, readingOrder } from "../../src/encoding/inspect-readings.ts";
import { hexToBytes } from "../../src/encoding/hex.ts";
import { judgedPages } from "../../src/encoding/judged-pages.ts";

describe("encoding/inspect-readings", () => {
  it("tries Unicode and every judged page, once each", () => {
    expect(readingOrder).to.have.members([65001, 1200, 1201, ...judgedPages]);
    expect(readingOrder.slice(0, 4)).to.deep.equal([65001, 1200, 1201, 1252]);
  });

  it("leaves out a byte order mark of the encoding itself, and counts it as certain", () => {
    const reading = readingOf(hexToBytes("FFFE4F00"), 1200, { codePage: 1200, length: 2 });
    expect(reading).to.deep.include({ text: "O", score: 100, byteOrderMark: true, valid: true });
  });

  it("knows broken data of every kind", () => {
    const rows: readonly (readonly [page: number, hex: string, valid: boolean])[] = [
      [65001, "C3", false],
      [1200, "4F004B", false],
      [1200, "00D8", false],
      [932, "81", false],
      [932, "8140", true],
      [1252, "81", true],
      [20127, "E9", false],
    ];
    for (const [page, hex, valid] of rows)
      expect(readingOf(hexToBytes(hex), page, undefined).valid, `${String(page)} ${hex}`).to.equal(valid);
  });
});
