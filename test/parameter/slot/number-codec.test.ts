/** Numbers as bytes and back. */
import { expect } from "chai";
import fc from "fast-check";
import { latin1, numberCodec } from "../../../src/parameter/slot/number-codec.ts";
import type { Interprete, Param } from "../../../src/protocol/model.ts";
import { bytes, hex, param } from "../../support/parameter/parameter-protocols.ts";

function codecOf(interprete: Partial<Interprete>, more: Partial<Param> = {}): ReturnType<typeof numberCodec> {
  return numberCodec(param(1, { type: "double", lengthType: "fixed", ...interprete }, more));
}

describe("numberCodec", () => {
  // Title, definition, number, length, bytes: both ways.
  const bothWays: readonly (readonly [string, Partial<Interprete>, number, number | undefined, string])[] = [
    ["CMD-11 numeric text is ASCII digits", { rawType: "numeric text" }, 12.5, undefined, "31 32 2E 35"],
    ["CMD-12 109 with Base 16 and Length 2 is '6D'", { rawType: "numeric text", base: 16 }, 109, 2, "36 44"],
    ["numeric text is filled with 30 on the left", { rawType: "numeric text" }, 7, 3, "30 30 37"],
    ["the minus of numeric text comes first", { rawType: "numeric text" }, -7, 4, "2D 30 30 37"],
    ["CMD-13 an unsigned number is little endian", { rawType: "unsigned number" }, 23133, 2, "5D 5A"],
    ["CMD-13 Endian big reverses it", { rawType: "unsigned number", endian: "big" }, 23133, 2, "5A 5D"],
    ["RSP-24 01 00 is 1", { rawType: "unsigned number" }, 1, 2, "01 00"],
    ["RSP-24 01 00 with Endian big is 256", { rawType: "unsigned number", endian: "big" }, 256, 2, "01 00"],
    ["an unsigned number of 8 bytes", { rawType: "unsigned number" }, 2 ** 40, 8, "00 00 00 00 00 01 00 00"],
    ["a number of 31 is 49", { rawType: "unsigned number" }, 49, 1, "31"],
    ["CMD-14 signed -3 on 4 bytes", { rawType: "signed number" }, -3, 4, "FD FF FF FF"],
    ["CMD-14 signed 3 on 4 bytes", { rawType: "signed number" }, 3, 4, "03 00 00 00"],
    ["signed -3 with Endian big", { rawType: "signed number", endian: "big" }, -3, 4, "FF FF FF FD"],
    ["signed -128 on 1 byte", { rawType: "signed number" }, -128, 1, "80"],
    ["CMD-15 double 12.5 on 4 bytes", { rawType: "double" }, 12.5, 4, "00 00 48 41"],
    ["CMD-15 double 12.5 on 4 bytes, big", { rawType: "double", endian: "big" }, 12.5, 4, "41 48 00 00"],
    ["CMD-15 double 12.5 on 8 bytes", { rawType: "double" }, 12.5, 8, "00 00 00 00 00 00 29 40"],
    ["bcd has the most significant digits first", { rawType: "bcd" }, 1234, 3, "00 12 34"],
    ["bcd of no length", { rawType: "bcd" }, 123, undefined, "01 23"],
    ["high nibble", { type: "high nibble", rawType: "unsigned number" }, 5, 1, "50"],
    ["unsigned of no length takes what it needs", { rawType: "unsigned number" }, 256, undefined, "00 01"],
    ["unsigned 0 of no length is one byte", { rawType: "unsigned number" }, 0, undefined, "00"],
  ];
  for (const [title, interprete, value, length, row] of bothWays) {
    it(title, () => {
      const codec = codecOf(interprete);
      expect(hex(codec.encode(value, length))).to.equal(row);
      expect(codec.decode(bytes(row))).to.equal(value);
    });
  }

  it("a signed number that is not fixed is read as unsigned", () => {
    expect(codecOf({ rawType: "signed number", lengthType: "next param" }).decode(bytes("FD"))).to.equal(253);
    expect(codecOf({ rawType: "signed number" }).decode(bytes("FD"))).to.equal(-3);
  });

  it("the lower nibble does not count for high nibble", () => {
    expect(codecOf({ type: "high nibble" }).decode(bytes("5A"))).to.equal(5);
  });

  it("ByteOffset of a group is taken from incoming bytes and added to outgoing ones, modulo 256", () => {
    const codec = codecOf({ rawType: "unsigned number", byteOffset: 48 }, { type: "group" });
    expect(codec.decode(bytes("31 32"))).to.equal(0x0201);
    expect(hex(codec.encode(0x0201, 2))).to.equal("31 32");
    expect(codec.decode(bytes("01"))).to.equal(0xd1);
    expect(codecOf({ rawType: "unsigned number", byteOffset: 48 }).decode(bytes("31"))).to.equal(0x31);
  });

  it("refuses a number that does not fit", () => {
    const refused: readonly (readonly [Partial<Interprete>, number, number])[] = [
      [{ rawType: "numeric text" }, 1234, 3],
      [{ rawType: "numeric text" }, Infinity, 3],
      [{ rawType: "unsigned number" }, 256, 1],
      [{ rawType: "unsigned number" }, -1, 4],
      [{ rawType: "unsigned number" }, 2 ** 64, 8],
      [{ rawType: "signed number" }, 128, 1],
      [{ rawType: "signed number" }, Infinity, 4],
      [{ rawType: "double" }, 1, 3],
      [{ rawType: "bcd" }, 100, 1],
      [{ rawType: "bcd" }, -1, 1],
      [{ type: "high nibble" }, 16, 1],
    ];
    for (const [interprete, value, length] of refused) {
      expect(codecOf(interprete).encode(value, length), `${String(value)} in ${String(length)}`).to.equal(
        undefined,
      );
    }
  });

  it("refuses bytes that hold no number", () => {
    const refused: readonly (readonly [Partial<Interprete>, string])[] = [
      [{ rawType: "numeric text" }, "41 42"],
      [{ rawType: "unsigned number" }, "01 02 03 04 05 06 07 08 09"],
      [{ rawType: "double" }, "00 00 00"],
      [{ rawType: "double" }, "00 00 C0 7F"],
      [{ rawType: "bcd" }, "1A"],
    ];
    for (const [interprete, row] of refused) {
      expect(codecOf(interprete).decode(bytes(row)), row).to.equal(undefined);
    }
  });

  it("whole numbers come back from every binary form that holds them", () => {
    const integers = fc.record({
      length: fc.constantFrom(1, 2, 4),
      endian: fc.constantFrom("little" as const, "big" as const),
      seed: fc.nat(2 ** 31 - 1),
    });
    fc.assert(
      fc.property(integers, ({ length, endian, seed }) => {
        const unsigned = seed % 2 ** (8 * length);
        const signed = unsigned - 2 ** (8 * length - 1);
        const codecs = [
          [codecOf({ rawType: "unsigned number", endian }), unsigned],
          [
            codecOf({ rawType: "signed number", endian }),
            signed < 0 ? signed : unsigned % 2 ** (8 * length - 1),
          ],
        ] as const;
        for (const [codec, value] of codecs) {
          const made = codec.encode(value, length);
          expect(made?.length).to.equal(length);
          expect(codec.decode(made ?? bytes(""))).to.equal(value);
        }
      }),
    );
  });

  it("latin1 makes one character of each byte", () => {
    expect(latin1(bytes("41 E9 80").subarray(1))).to.equal("\u00e9\u0080");
  });
});
