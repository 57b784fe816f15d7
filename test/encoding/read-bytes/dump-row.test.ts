import { expect } from "chai";
import { hexInOrder, hexPairs, hexWords } from "../../../src/encoding/read-bytes/dump-cells.ts";
import { lastRowOf, rowOf } from "../../../src/encoding/read-bytes/dump-row.ts";

describe("encoding/read-bytes/dump-row", () => {
  it("takes as many bytes as the offsets say, whatever the text column looks like", () => {
    expect(rowOf("41 42 43  41 42", 0, hexPairs, 3)).to.deep.equal({
      bytes: [0x41, 0x42, 0x43],
      end: 8,
      confirmed: false,
      doubtful: true,
    });
    expect(rowOf("34 31 20 34 32  41 42", 0, hexPairs, 5)).to.include({ confirmed: true, doubtful: false });
    expect(rowOf("41 42", 0, hexPairs, 3)).to.equal(undefined);
    expect(rowOf("41 42zz", 0, hexPairs, 1)).to.not.equal(undefined);
    expect(rowOf("4142zz", 0, hexInOrder, 2)).to.equal(undefined);
  });

  it("cuts the byte that fills the last word", () => {
    expect(rowOf("c35a 00bc", 0, hexWords, 3)?.bytes).to.deep.equal([0x5a, 0xc3, 0xbc]);
    expect(rowOf("c35a bc00", 0, hexWords, 3)).to.equal(undefined);
  });

  it("tells the last row by its text, which may look like bytes", () => {
    const bytesOf = (line: string, most = 16): readonly number[] | undefined =>
      lastRowOf(line, 0, hexPairs, most, undefined)?.bytes;
    expect(bytesOf("41 42   AB")).to.deep.equal([0x41, 0x42]);
    expect(bytesOf("34 31  41")).to.deep.equal([0x34, 0x31]);
    expect(bytesOf("5a c3  |Z.|")).to.deep.equal([0x5a, 0xc3]);
    expect(bytesOf("5a c3  >Z.<")).to.deep.equal([0x5a, 0xc3]);
    expect(bytesOf("20 41   A")).to.deep.equal([0x20, 0x41]);
    expect(bytesOf("41 20  A")).to.deep.equal([0x41, 0x20]);
    expect(bytesOf("5a c3")).to.deep.equal([0x5a, 0xc3]);
    expect(bytesOf("text")).to.equal(undefined);
  });

  it("tells it by the column where the text of other rows begins", () => {
    // The text of this one was changed by whoever copied it.
    expect(lastRowOf("5a c3        ab cd", 0, hexPairs, 16, 13)?.bytes).to.deep.equal([0x5a, 0xc3]);
    expect(lastRowOf("5a c3  a longer text than fits", 0, hexPairs, 4, undefined)).to.equal(undefined);
  });
});
