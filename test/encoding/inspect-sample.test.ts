import { expect } from "chai";
import { Encoding } from "../../src/encoding/encoding.ts";
import { scoredBytes, tellingBytes, wholeCharacters } from "../../src/encoding/inspect-sample.ts";

describe("encoding/inspect-sample", () => {
  it("takes short data as it is", () => {
    const bytes = Buffer.from("Größe");
    expect(tellingBytes(bytes)).to.equal(bytes);
  });

  it("takes the words that tell most, with those beside them, and no more than it may", () => {
    const plain = "plain words of no use at all ".repeat(100);
    const bytes = Buffer.from(`${plain}the große Tür here ${plain}une clé usb ${plain}`, "latin1");
    expect(Buffer.from(tellingBytes(bytes)).toString("latin1")).to.equal("the große Tür here une clé usb ");
    const long = Buffer.from("né ".repeat(10_000), "latin1");
    expect(tellingBytes(long)).to.have.lengthOf(scoredBytes);
    expect(tellingBytes(Buffer.alloc(5000, 0xe9))).to.have.lengthOf(scoredBytes);
    expect(tellingBytes(Buffer.from(plain))).to.have.lengthOf(scoredBytes);
  });

  it("cuts no character of two bytes between words", () => {
    const japanese = Encoding.GetEncoding(932);
    const text = `${"OK 1, ".repeat(400)}温度 表示 ソート ${"OK 2, ".repeat(400)}`;
    const read = japanese.GetString(tellingBytes(japanese.GetBytes(text)));
    expect(read).to.equal("1, 温度 表示 ソート OK ");
  });

  it("leaves out what the end of a sample cuts", () => {
    const rows: readonly (readonly [codePage: number, whole: number])[] = [
      [65001, 1],
      [1200, 2],
      [936, 3],
      [1252, 3],
    ];
    const bytes = Buffer.from([0x41, 0xe6, 0x97]);
    for (const [codePage, whole] of rows) {
      expect(wholeCharacters(bytes, codePage, true), String(codePage)).to.have.lengthOf(whole);
      expect(wholeCharacters(bytes, codePage, false), String(codePage)).to.have.lengthOf(3);
    }
    expect(wholeCharacters(Buffer.from([0x41, 0xe6]), 936, true)).to.have.lengthOf(1);
  });
});
