/** Checksum algorithms against published check values. */
import { expect } from "chai";
import fc from "fast-check";
import { crcAlgorithms } from "../../src/wire/crc-algorithms.ts";
import { latin } from "../support/wire/wire-protocols.ts";

function calculate(type: string, text: string | Uint8Array, width = 2, off = 0): number {
  const algorithm = crcAlgorithms[type];
  if (algorithm === undefined) throw new Error(type);
  return algorithm.calculate(typeof text === "string" ? latin(text) : text, off, width);
}

describe("checksum algorithms", () => {
  /** Check values over "123456789" of the catalogue of parametrised CRC algorithms (reveng). */
  const catalogue: readonly [type: string, width: number, check: number][] = [
    ["modbus", 2, 0x4b37],
    ["crc-16", 2, 0xbb3d],
    ["crc16", 2, 0xbb3d],
    ["crc-ccitt", 2, 0x29b1],
    ["codan", 1, 0xf4],
    ["codan", 2, 0xbb3d],
    ["rcds", 2, 0xbb3d],
    ["rcds", 4, 0xcbf43926],
    ["crc", 1, 0xf4],
    ["crc", 2, 0xbb3d],
    ["crc", 3, 0x21cf02],
    ["crc", 4, 0xcbf43926],
    ["fletcher", 2, 0x1ede],
  ];
  for (const [type, width, check] of catalogue) {
    it(`CMD-23 ${type} in ${String(width)} bytes has the published check value`, () => {
      expect(calculate(type, "123456789", width)).to.equal(check);
    });
  }

  it("CMD-23 Fletcher has the published test vectors", () => {
    const vectors: readonly [string, number, number][] = [
      ["abcde", 0xc8f0, 0xf04fc729],
      ["abcdef", 0x2057, 0x56502d2a],
      ["abcdefgh", 0x0627, 0xebe19591],
    ];
    for (const [text, small, large] of vectors) {
      expect(calculate("fletcher", text, 2)).to.equal(small);
      expect(calculate("fletcher", text, 4)).to.equal(large);
    }
  });

  it("CMD-23 sums and differences are what their names say", () => {
    // 31 + 32 + ... + 39 = 1DD
    expect(calculate("sum", "123456789")).to.equal(0x1dd);
    expect(calculate("subtract", "123456789")).to.equal(-0x1dd);
    expect(calculate("lsb after sum", "123456789")).to.equal(0xdd);
    expect(calculate("lsb after subtract", "123456789")).to.equal(0x23);
    expect(calculate("2comp", "123456789")).to.equal(0x23);
    expect(calculate("rest", "123456789", 1, 128)).to.equal(0xdd + 128);
    expect(calculate("exor", "123456789")).to.equal(0x31);
  });

  it("CMD-23 a two's complement makes the sum of all bytes 0", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const check = calculate("2comp", bytes);
        expect((bytes.reduce((total, byte) => total + byte, 0) + check) % 256).to.equal(0);
      }),
    );
  });

  it("CMD-23 the cyclic ones agree with a division bit by bit", () => {
    const byBits = (bytes: Uint8Array): number => {
      let register = 0xffff;
      for (const byte of bytes) {
        register ^= byte << 8;
        for (let bit = 0; bit < 8; bit++)
          register = ((register << 1) ^ ((register & 0x8000) === 0 ? 0 : 0x1021)) & 0xffff;
      }
      return register;
    };
    fc.assert(fc.property(fc.uint8Array(), (bytes) => calculate("crc-ccitt", bytes) === byBits(bytes)));
  });
});
