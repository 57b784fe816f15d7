/** Values on the wire to the C# host. The bytes are written out where the two sides have to agree. */
import { expect } from "chai";
import { ByteObjects, FrameKind, FrameReader, FrameWriter, TextList } from "../../src/csharp/frames.ts";

/** The values behind the head of a frame. */
function body(make: (writer: FrameWriter) => FrameWriter): Buffer {
  const frame = make(new FrameWriter().begin(FrameKind.return, 7)).end();
  expect(frame.readInt32LE(0)).to.equal(frame.length - 4);
  expect([frame[4], frame.readBigInt64LE(5)]).to.deep.equal([FrameKind.return, 7n]);
  return Buffer.from(frame.subarray(13));
}

const hex = (value: unknown): string => body((writer) => writer.value(value)).toString("hex");
const back = (value: unknown): unknown => new FrameReader(body((writer) => writer.value(value))).value();

describe("frames of the C# host", () => {
  it("values that come back as they went", () => {
    const date = new Date(Date.UTC(2026, 1, 28, 23, 59, 59, 999));
    const values = [
      ...[null, 0, -0, 1.5, Number.NaN, Infinity, 2 ** 53, true, false, "", "é€😀\0", "\ud800 \udc00", date],
      ...[Uint8Array.of(0, 255), Uint32Array.of(0, 0x8004_0221), [], [1, [null, "x"]], { a: 1, b: [true] }],
    ];
    for (const value of values) expect(back(value)).to.deep.equal(value);
    expect(back(undefined)).to.equal(null);
    expect(back(new Map([[5, "five"]])), "values of a map").to.deep.equal(["five"]);
  });

  it("tags and bytes that the host reads", () => {
    expect(hex(null)).to.equal("00");
    expect(hex(1)).to.equal("02000000000000f03f");
    expect(hex("é\ud800")).to.equal("0302000000e90000d8");
    expect(hex(true)).to.equal("0401");
    expect(hex(new Date(0))).to.equal("050000000000000000");
    expect(hex(Uint8Array.of(1, 2))).to.equal("06020000000102");
    expect(hex([null])).to.equal("070100000000");
    expect(hex(Uint32Array.of(0xffff_fffe))).to.equal("0801000000feffffff");
    expect(hex(new ByteObjects(Uint8Array.of(9)))).to.equal("090100000009");
    expect(hex(new TextList(["a"]))).to.equal("0b01000000010000006100");
  });

  it("reads what only the host writes: whole numbers, and names of members", () => {
    const reader = new FrameReader(Buffer.from("01feffffff03436c6500", "hex"));
    expect(reader.value()).to.equal(-2);
    expect(reader.name()).to.equal("Cle");
  });

  it("numbers of frames above 2^32, and frames longer than the memory of the writer", () => {
    const id = 2 ** 40 + 3;
    const writer = new FrameWriter();
    const text = "x".repeat(100_000);
    const frame = writer.begin(FrameKind.run, id).value(text).end();
    const reader = new FrameReader(Buffer.from(frame.subarray(4)));
    expect([reader.byte(), reader.long(), reader.value()]).to.deep.equal([FrameKind.run, id, text]);
    writer.trim();
    expect(writer.begin(FrameKind.poll, 1).end()).to.have.length(13);
  });

  it("a tag that does not exist names the remedy", () => {
    expect(() => new FrameReader(Buffer.of(99)).value()).to.throw(RangeError, "build the host again");
  });
});
