import { expect } from "chai";
import { Encoding } from "../../src/encoding/encoding.ts";
import { hex } from "../support/encoding/vectors.ts";

const list = [0x41, 0xc3, 0xa9, 0x42];

describe("encoding/net-encoding", () => {
  it("takes arrays, typed arrays, buffers and array-likes", () => {
    const like = {
      length: 4,
      0: 0x41,
      1: 0xc3,
      2: 0xa9,
      3: 0x42,
      [Symbol.iterator]: () => list[Symbol.iterator](),
    };
    for (const stream of [list, Uint8Array.from(list), Buffer.from(list), Uint16Array.from(list), like]) {
      expect(Encoding.UTF8.GetString(stream)).to.equal("AéB");
      expect(Encoding.UTF8.GetString(stream, 1, 2)).to.equal("é");
      expect(Encoding.UTF8.GetCharCount(stream)).to.equal(3);
    }
  });

  it("reads a part, and refuses one outside the bytes", () => {
    expect(Encoding.UTF8.GetString(list, 3)).to.equal("B");
    expect(Encoding.UTF8.GetString(list, 4)).to.equal("");
    expect(Encoding.UTF8.GetString(list, 0, 0)).to.equal("");
    expect(Encoding.UTF8.GetCharCount(list, 1, 2)).to.equal(1);
    for (const [index, count] of [[-1], [5], [0, 5], [2, 3], [1, -1], [0.5], [Number.NaN]] as const) {
      expect(() => Encoding.UTF8.GetString(list, index, count), String([index, count]))
        .to.throw(/There are 4 bytes/)
        .with.property("code", "ERR_RANGE");
    }
  });

  it("looks only at the elements of the part", () => {
    expect(Encoding.UTF8.GetString([256, 0x41], 1, 1)).to.equal("A");
    expect(() => Encoding.UTF8.GetString([0x41, 256], 1)).to.throw(/Element 1/);
  });

  it("counts what GetBytes and GetString give", () => {
    expect(Encoding.UTF8.GetByteCount("é€😀")).to.equal(9);
    expect(Encoding.Unicode.GetByteCount("é€😀")).to.equal(8);
    expect(Encoding.Default.GetByteCount("é€😀")).to.equal(4);
    expect(Encoding.GetEncoding(932).GetByteCount("aあ")).to.equal(3);
  });

  it("gives preambles that do not belong to it", () => {
    Encoding.UTF8.GetPreamble().fill(0);
    expect(hex(Encoding.UTF8.GetPreamble())).to.equal("EFBBBF");
    expect(hex(Encoding.Unicode.GetPreamble())).to.equal("FFFE");
    expect(hex(Encoding.UTF32.GetPreamble())).to.equal("FFFE0000");
    expect(hex(Encoding.Default.GetPreamble())).to.equal("");
  });

  it("refuses wrong bytes with their place", () => {
    expect(() => Encoding.Default.GetString([65, 300]))
      .to.throw(/Element 1 of the byte stream is 300/)
      .with.property("code", "ERR_BYTE_STREAM");
    expect(() => Encoding.Default.GetString(null as never)).to.throw(
      /A byte stream was expected, but null came/,
    );
  });
});
