/** Bit fields over group parameters. */
import { expect } from "chai";
import fc from "fast-check";
import type { Interprete, Param } from "../../src/protocol/model.ts";
import { readBits, writeBits } from "../../src/wire/bits.ts";
import { hex, protocolOf, sized, toHex } from "../support/wire/wire-protocols.ts";

function param(type: string, interprete: Partial<Interprete>): Param {
  const found = protocolOf([sized(1, 2, { type, interprete })]).protocol.params.get(1);
  if (found === undefined) throw new Error("no parameter");
  return found;
}

const group = (interprete: Partial<Interprete> = {}): Param => param("group", interprete);
const bit = (startPosition: number, numberOfBits = 1, more: Partial<Interprete> = {}): Param =>
  param("read bit", { rawType: "unsigned number", startPosition, numberOfBits, ...more });

describe("bit fields", () => {
  const big = group({ endian: "big" });

  it("RSP-31 31 02 with Endian big: 02 holds the positions 0-7, 31 holds 8-15", () => {
    const bits = Array.from({ length: 16 }, (_, position) => readBits(hex("31 02"), big, bit(position)));
    expect(bits.join("")).to.equal("00000010" + "00110001");
  });

  it("RSP-31 little endian: the first byte holds the positions 0-7", () => {
    const bits = Array.from({ length: 16 }, (_, position) => readBits(hex("31 02"), group(), bit(position)));
    expect(bits.join("")).to.equal("00110001" + "00000010");
  });

  it("several bits of one byte are read with the first position as the highest", () => {
    expect(readBits(hex("B4"), group(), bit(0, 4))).to.equal(0xb);
    expect(readBits(hex("B4"), group(), bit(4, 4))).to.equal(0x4);
    expect(readBits(hex("B4"), group(), bit(2, 3))).to.equal(0b110);
  });

  it("all bits together are the number of the group, or with Endian big of the bit its reverse", () => {
    expect(readBits(hex("31 02"), big, bit(0, 16))).to.equal(0x3102);
    expect(readBits(hex("31 02"), group(), bit(0, 16))).to.equal(0x0231);
    expect(readBits(hex("31 02"), big, bit(0, 16, { endian: "big" }))).to.equal(0x0231);
  });

  it("Bits 4: only the low 4 bits of each byte count, so that 8 bits lie in two bytes", () => {
    const digits = group({ bits: 4, endian: "big" });
    expect(readBits(hex("31 32"), digits, bit(0, 8))).to.equal(0x12);
    expect(readBits(hex("31 32"), digits, bit(4, 4))).to.equal(1);
    expect(toHex(writeBits(hex("31 32"), digits, bit(0, 8), 0x98) ?? hex(""))).to.equal("39 38");
  });

  it("RawType signed number is two's complement, bcd packed decimal with its Alignment", () => {
    const signed = { rawType: "signed number" } as const;
    expect(readBits(hex("F0"), group(), bit(0, 4, signed))).to.equal(-1);
    expect(toHex(writeBits(hex("00"), group(), bit(0, 4, signed), -2) ?? hex(""))).to.equal("E0");
    expect(writeBits(hex("00"), group(), bit(0, 4, signed), 9)).to.equal(undefined);
    expect(readBits(hex("42"), group(), bit(0, 8, { rawType: "bcd" }))).to.equal(42);
    expect(readBits(hex("4A"), group(), bit(0, 8, { rawType: "bcd" }))).to.equal(undefined);
    // 010010 01: six bits are one digit and two bits over, at the right end or at the left
    expect(readBits(hex("48"), group(), bit(0, 6, { rawType: "bcd", alignment: "left" }))).to.equal(4);
    expect(readBits(hex("48"), group(), bit(0, 6, { rawType: "bcd", alignment: "right" }))).to.equal(12);
    expect(toHex(writeBits(hex("00"), group(), bit(0, 8, { rawType: "bcd" }), 42) ?? hex(""))).to.equal("42");
    expect(writeBits(hex("00"), group(), bit(0, 8, { rawType: "bcd" }), -1)).to.equal(undefined);
  });

  it("write bit changes its bits only", () => {
    expect(toHex(writeBits(hex("FF FF"), big, bit(7), 0) ?? hex(""))).to.equal("FF FE");
    expect(toHex(writeBits(hex("00 00"), big, bit(8), 1) ?? hex(""))).to.equal("80 00");
  });

  it("refuses what does not fit", () => {
    expect(readBits(hex("31 02"), big, bit(15, 2))).to.equal(undefined);
    expect(writeBits(hex("31 02"), big, bit(16), 1)).to.equal(undefined);
    expect(writeBits(hex("00"), group(), bit(0, 2), 4)).to.equal(undefined);
    expect(writeBits(hex("00"), group(), bit(0, 2), -1)).to.equal(undefined);
    expect(writeBits(hex("00"), group(), bit(0, 2), 0.5)).to.equal(undefined);
  });

  it("what is written is read, and nothing else changes", () => {
    const endian = fc.constantFrom("little" as const, "big" as const);
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 6 }),
        endian,
        endian,
        fc.integer({ min: 1, max: 8 }),
        fc.nat(),
        fc.nat(),
        fc.nat(),
        (bytes, groupEndian, bitEndian, bits, a, b, c) => {
          const room = bytes.length * bits;
          const start = a % room;
          const field = bit(start, 1 + (b % (room - start)), { endian: bitEndian });
          const whole = group({ endian: groupEndian, bits });
          const value = c % 2 ** Math.min(31, field.interprete.numberOfBits ?? 1);
          const written = writeBits(bytes, whole, field, value) ?? hex("");
          expect(readBits(written, whole, field)).to.equal(value);
          const before = readBits(bytes, whole, field) ?? 0;
          expect(toHex(writeBits(written, whole, field, before) ?? hex(""))).to.equal(toHex(bytes));
        },
      ),
    );
  });
});
