/** Decimal text, rounding and bases. */
import { expect } from "chai";
import fc from "fast-check";
import { plainDecimal, readNumber, roundDecimal, writeNumber } from "../../../src/parameter/slot/decimal.ts";
import type { Rounding } from "../../../src/protocol/model.ts";

describe("plainDecimal", () => {
  for (const [value, text] of [
    [1e-7, "0.0000001"],
    [-1.5e-9, "-0.0000000015"],
    [1e21, "1000000000000000000000"],
    [1.25e22, "12500000000000000000000"],
    [123456.789, "123456.789"],
    [0, "0"],
  ] as const) {
    it(`${String(value)} is ${text}`, () => {
      expect(plainDecimal(value)).to.equal(text);
    });
  }

  it("gives the number back, without an exponent", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const text = plainDecimal(value);
        expect(text).to.match(/^-?\d+(\.\d+)?$/);
        expect(Number(text)).to.equal(value + 0);
      }),
    );
  });
});

describe("roundDecimal", () => {
  // Value, decimals, then: down up toZero toInfinity halfDown halfUp halfToZero halfToInfinity.
  const modes: readonly Rounding[] = [
    "down",
    "up",
    "toZero",
    "toInfinity",
    "halfDown",
    "halfUp",
    "halfToZero",
    "halfToInfinity",
  ];
  for (const [value, decimals, ...results] of [
    [2.345, 2, 2.34, 2.35, 2.34, 2.35, 2.34, 2.35, 2.34, 2.35],
    [-2.345, 2, -2.35, -2.34, -2.34, -2.35, -2.35, -2.34, -2.34, -2.35],
    [2.346, 2, 2.34, 2.35, 2.34, 2.35, 2.35, 2.35, 2.35, 2.35],
    [-2.344, 2, -2.35, -2.34, -2.34, -2.35, -2.34, -2.34, -2.34, -2.34],
    [0.5, 0, 0, 1, 0, 1, 0, 1, 0, 1],
    [-0.5, 0, -1, 0, 0, -1, -1, 0, 0, -1],
    [9.999, 2, 9.99, 10, 9.99, 10, 10, 10, 10, 10],
    [1e-7, 6, 0, 0.000001, 0, 0.000001, 0, 0, 0, 0],
  ] as const) {
    it(`${String(value)} to ${String(decimals)} decimals in each mode`, () => {
      const rounded = modes.map((mode) => roundDecimal(value, decimals, mode));
      expect(rounded).to.deep.equal([...results]);
      expect(rounded.some((number) => Object.is(number, -0))).to.equal(false);
    });
  }

  it("works on the shortest decimal text: 2.3 stays 2.3, although it is a little less than that in binary", () => {
    expect(roundDecimal(2.3, 6, "down")).to.equal(2.3);
    expect(roundDecimal(1.005, 3, "down")).to.equal(1.005);
    expect(roundDecimal(0.1 + 0.2, 6, "down")).to.equal(0.3);
    expect(roundDecimal(0.1 + 0.2, 6, "up")).to.equal(0.300001);
  });

  it("leaves a number that has no more decimals, where its digits are too many for a whole number too", () => {
    for (const mode of modes) {
      expect(roundDecimal(0.5, 20, mode), mode).to.equal(0.5);
      expect(roundDecimal(1_234_567_890.5, 15, mode), mode).to.equal(1_234_567_890.5);
    }
  });

  it("leaves infinities and whole numbers alone", () => {
    expect(roundDecimal(Infinity, 2, "down")).to.equal(Infinity);
    expect(roundDecimal(-Infinity, 2, "down")).to.equal(-Infinity);
    expect(roundDecimal(1e300, 2, "down")).to.equal(1e300);
    expect(roundDecimal(-0, 2, "down")).to.satisfy((zero: number) => Object.is(zero, 0));
  });

  it("keeps what has few enough decimals, and is never further away than one step", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 8 }), (digits, decimals) => {
        const value = Number(`${String(digits)}e-${String(decimals)}`);
        for (const mode of modes) expect(roundDecimal(value, decimals, mode)).to.equal(value + 0);
      }),
    );
    fc.assert(
      fc.property(
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        fc.constantFrom(...modes),
        (value, mode) => {
          expect(Math.abs(roundDecimal(value, 3, mode) - value)).to.be.at.most(0.001000001);
          expect(roundDecimal(value, 3, "down")).to.be.at.most(value);
          expect(roundDecimal(value, 3, "up")).to.be.at.least(value);
        },
      ),
    );
  });
});

describe("readNumber and writeNumber", () => {
  for (const [written, base, value] of [
    ["12.5", 10, 12.5],
    [" 12,5 ", 10, 12.5],
    ["1,234.5", 10, 1234.5],
    ["1,234,567", 10, 1234567],
    ["+5", 10, 5],
    ["1e3", 10, 1000],
    ["-.5E-1", 10, -0.05],
    ["5.", 10, 5],
    ["6D", 16, 109],
    ["-6d", 16, -109],
    ["C.8", 16, 12.5],
    ["z", 36, 35],
    ["101", 2, 5],
  ] as const) {
    it(`reads '${written}' in base ${String(base)} as ${String(value)}`, () => {
      expect(readNumber(written, base)).to.equal(value);
    });
  }

  for (const [written, base] of [
    ["", 10],
    ["  ", 10],
    ["abc", 10],
    ["1-2", 10],
    ["e", 10],
    ["0x10", 10],
    ["Infinity", 10],
    ["1e999", 10],
    ["2", 2],
    ["G", 16],
    ["1.2.3", 16],
    ["", 16],
    ["-", 16],
  ] as const) {
    it(`'${written}' in base ${String(base)} is no number`, () => {
      expect(readNumber(written, base)).to.equal(undefined);
    });
  }

  it("a whole number comes back in every base", () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.integer({ min: 2, max: 36 }), (value, base) => {
        expect(readNumber(writeNumber(value, base), base)).to.equal(value + 0);
      }),
    );
  });

  it("writes digits above 9 as capitals", () => {
    expect(writeNumber(109, 16)).to.equal("6D");
    expect(writeNumber(12.5, 16)).to.equal("C.8");
  });
});
