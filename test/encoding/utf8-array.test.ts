/** UTF-8 in arrays of numbers: the same text as Node's own decoder gives, or no answer. */
import { isUtf8 } from "node:buffer";
import { expect } from "chai";
import fc from "fast-check";
import { Encoding } from "../../src/encoding/encoding.ts";
import { textOfUtf8Array } from "../../src/encoding/utf8-array.ts";
import { bytes, shown, vectors } from "../support/encoding/vectors.ts";
import type { Rows } from "../support/encoding/vectors.ts";

const decoding = vectors<Rows<readonly [hex: string, netfx: string, ...rest: unknown[]]>>("utf8-decode");

/** What Node makes of the bytes when they are UTF-8. */
const expected = (bytes: Uint8Array): string | undefined =>
  isUtf8(bytes) ? Buffer.from(bytes).toString("utf8") : undefined;

describe("UTF-8 in an array", () => {
  it("gives the text of whatever Node takes for UTF-8, and leaves the rest to others", () => {
    const pieces = fc.oneof(
      fc.string({ unit: "binary", maxLength: 8 }).map((text) => [...Buffer.from(text)]),
      fc.array(fc.constantFrom(0x00, 0x7f, 0x80, 0xbf, 0xc1, 0xc2, 0xdf, 0xe0, 0x9f, 0xa0), { maxLength: 4 }),
      fc.array(fc.constantFrom(0xed, 0xef, 0xf0, 0x8f, 0x90, 0xf4, 0xf5, 0xff), { maxLength: 4 }),
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 10 }), (parts) => {
        const array = parts.flat();
        expect(textOfUtf8Array(array)).to.equal(expected(Uint8Array.from(array)));
      }),
      { numRuns: 2000 },
    );
  });

  it("knows every code point", () => {
    const surrogates = (point: number): boolean => point >= 0xd800 && point <= 0xdfff;
    const wrong: number[] = [];
    for (let point = 0; point <= 0x10ffff; point++) {
      if (surrogates(point)) continue;
      const text = String.fromCodePoint(point);
      if (textOfUtf8Array([...Buffer.from(text)]) !== text) wrong.push(point);
    }
    expect(wrong).to.deep.equal([]);
  });

  it("knows every sequence of two bytes", () => {
    const wrong: string[] = [];
    for (let pair = 0; pair < 0x10000; pair++) {
      const array = [pair >> 8, pair & 255];
      if (textOfUtf8Array(array) !== expected(Uint8Array.from(array))) wrong.push(pair.toString(16));
    }
    expect(wrong).to.deep.equal([]);
  });

  it("reads the measured vectors as .NET does, through GetString", () => {
    for (const [data, netfx] of decoding.cases)
      expect(shown(Encoding.UTF8.GetString([...bytes(data)])), data).to.equal(shown(netfx));
  });

  it("gives no answer for what is no byte, so that its error is the usual one", () => {
    const others: readonly unknown[] = [
      "5",
      "200",
      1.5,
      200.5,
      -1,
      256,
      450,
      5n,
      null,
      undefined,
      Symbol("a"),
      {},
    ];
    for (const other of others) {
      for (const array of [
        [other],
        [0x41, 0x42, 0x43, 0x44, other],
        [0xc3, other],
        [0xe2, 0x82, other],
        [0xf0, 0x9f, 0x98, other],
      ])
        expect(textOfUtf8Array(array as number[])).to.equal(undefined);
    }
    expect(textOfUtf8Array(new Array<number>(3))).to.equal(undefined);
    expect(() => Encoding.UTF8.GetString([0x41, 5n as unknown as number])).to.throw(
      "Element 1 of the byte stream",
    );
  });

  it("leaves long arrays to others", () => {
    expect(textOfUtf8Array(new Array<number>(256).fill(0x41))).to.equal("A".repeat(256));
    expect(textOfUtf8Array(new Array<number>(257).fill(0x41))).to.equal(undefined);
  });
});
