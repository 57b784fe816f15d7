import { expect } from "chai";
import fc from "fast-check";
import {
  asBuffer,
  ByteStreamError,
  lengthOf,
  toBytes,
  toBytesChecked,
  toByteStream,
} from "../../src/encoding/byte-stream.ts";
import type { ByteStream } from "../../src/encoding/byte-stream.ts";
import { hex } from "../support/encoding/vectors.ts";

function errorOf(work: () => unknown): ByteStreamError {
  try {
    work();
  } catch (error) {
    if (error instanceof ByteStreamError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

/** A list of any things, as a script in JavaScript may pass it. */
function anything(list: unknown): ByteStream {
  return list as ByteStream;
}

describe("encoding/byte-stream", () => {
  it("hands a Uint8Array and a Buffer on without a copy", () => {
    const array = Uint8Array.of(1, 2, 3);
    const buffer = Buffer.of(1, 2, 3);
    expect(toBytes(array)).to.equal(array);
    expect(toBytes(buffer)).to.equal(buffer);
    const part = toBytes(array, 1, 3);
    expect([hex(part), part.buffer === array.buffer]).to.deep.equal(["0203", true]);
    expect(asBuffer(array).buffer).to.equal(array.buffer);
    expect(asBuffer(buffer)).to.equal(buffer);
  });

  it("copies arrays and array-likes of every length, from any place", () => {
    for (const length of [0, 1, 3, 4, 5, 255, 256, 257, 1000, 10_001]) {
      const array = Array.from({ length }, (_, index) => (index * 7) & 255);
      expect(hex(toBytes(array)), String(length)).to.equal(hex(Uint8Array.from(array)));
      const like = {
        length,
        ...Object.fromEntries(array.entries()),
        [Symbol.iterator]: () => array[Symbol.iterator](),
      };
      expect(hex(toBytes(like)), String(length)).to.equal(hex(Uint8Array.from(array)));
      if (length > 2)
        expect(hex(toBytes(array, 1, length - 1))).to.equal(hex(Uint8Array.from(array.slice(1, -1))));
    }
    expect(hex(toBytes(Uint16Array.of(1, 255)))).to.equal("01FF");
  });

  const wrong: readonly (readonly [name: string, value: unknown, advice: RegExp])[] = [
    ["256", 256, /character code or a word/],
    ["-1", -1, /value & 0xFF/],
    ["a fraction", 1.5, /Round it/],
    ["NaN", Number.NaN, /Round it/],
    ["Infinity", Infinity, /Round it/],
    ["a text of digits", "65", /Number\(value\)/],
    ["a bigint", 65n, /Number\(value\)/],
    ["a symbol", Symbol("byte"), /array of numbers/],
    ["null", null, /array of numbers/],
    ["undefined", undefined, /array of numbers/],
    ["an object", { value: 65 }, /array of numbers/],
    ["true", true, /array of numbers/],
  ];
  for (const [name, value, advice] of wrong) {
    it(`refuses ${name}, saying where, what and what to do`, () => {
      for (const at of [0, 3, 300, 998]) {
        const list: unknown[] = Array.from({ length: 999 }, () => 65);
        list[at] = value;
        const error = errorOf(() => toBytes(anything(list)));
        expect([error.index, error.code, error.name]).to.deep.equal([
          at,
          "ERR_BYTE_STREAM",
          "ByteStreamError",
        ]);
        expect(Object.is(error.value, value)).to.equal(true);
        expect(error.message).to.match(
          new RegExp(`^Element ${String(at)} of the byte stream is .*not an integer from 0 to 255`),
        );
        expect(error.message).to.match(advice);
        expect(error.details).to.include({ index: at });
      }
    });
  }

  it("refuses a hole", () => {
    const list = [1, 2, 3];
    list.length = 1;
    list[2] = 3;
    const error = errorOf(() => toBytes(list));
    expect([error.index, error.value]).to.deep.equal([1, undefined]);
    expect(error.message).to.match(/hole/);
  });

  it("refuses text, and things without a length", () => {
    expect(errorOf(() => toBytes(anything("abc"))).message).to.match(/GetBytes\(text\)/);
    for (const value of [null, undefined, 5, {}, { length: -1 }, { length: 1.5 }]) {
      const error = errorOf(() => toBytesChecked(value));
      expect([error.index, error.value]).to.deep.equal([-1, value]);
      expect(errorOf(() => lengthOf(anything(value))).index).to.equal(-1);
    }
  });

  it("comes back as the array of numbers that a binary input is", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (data) => {
        const stream = toByteStream(data);
        expect(Array.isArray(stream)).to.equal(true);
        expect(stream).to.deep.equal(Array.from(data));
        expect(hex(toBytes(stream))).to.equal(hex(data));
      }),
    );
    expect(() => toByteStream([256])).to.throw(ByteStreamError);
  });

  it("an object[] of any length is an array of its own", () => {
    for (const length of [0, 1, 1023, 1025, 3000, 65_536, 65_537, 200_000]) {
      const bytes = Uint8Array.from({ length }, (_, index) => (index % 255) + 1);
      const [one, other] = [toByteStream(bytes), toByteStream(bytes)];
      expect(one.length, String(length)).to.equal(length);
      expect(Buffer.compare(Buffer.from(one), bytes), String(length)).to.equal(0);
      one.fill(7);
      one.push(8);
      expect(Buffer.compare(Buffer.from(other), bytes), String(length)).to.equal(0);
    }
    expect(toByteStream(new Uint8Array(2000)).every((byte) => byte === 0)).to.equal(true);
  });
});
