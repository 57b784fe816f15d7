import { expect } from "chai";
import { isValidIn, lazyReading, readingOrder } from "../../src/encoding/inspect-readings.ts";
import { hexToBytes } from "../../src/encoding/hex.ts";
import { judgedPages } from "../../src/encoding/judged-pages.ts";

describe("encoding/inspect-readings", () => {
  it("tries Unicode and every judged page, once each", () => {
    expect(readingOrder).to.have.members([65001, 1200, 1201, ...judgedPages]);
    expect(readingOrder.slice(0, 4)).to.deep.equal([65001, 1200, 1201, 1252]);
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
      expect(isValidIn(hexToBytes(hex), page), `${String(page)} ${hex}`).to.equal(valid);
  });

  it("makes a text when it is asked for, once", () => {
    const bytes = Buffer.from([0xe9]);
    const facts = { codePage: 1252, valid: true, score: 1, reason: "", byteOrderMark: false };
    const reading = lazyReading(bytes, facts);
    bytes[0] = 0xe8;
    expect(reading.text).to.equal("è");
    bytes[0] = 0xe9;
    expect(reading.text).to.equal("è");
    expect(reading).to.deep.equal({ ...facts, name: "Windows-1252", text: "è" });
  });
});
