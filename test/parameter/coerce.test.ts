/** JavaScript values as texts and numbers. */
import { expect } from "chai";
import { invariantText, numberOf, textOf, toOADate } from "../../src/parameter/coerce.ts";

describe("coerce", () => {
  it("a number for a text is written with the invariant culture, as .NET Framework does", () => {
    const rows: readonly (readonly [number, string])[] = [
      [12, "12"],
      [-0, "0"],
      [12.5, "12.5"],
      [0.1 + 0.2, "0.3"],
      [1 / 3, "0.333333333333333"],
      [1e15, "1000000000000000"],
      [1.5e15, "1500000000000000"],
      [1.5e300, "1.5E+300"],
      [1e-5, "1E-05"],
      [0.0001, "0.0001"],
      [1.25e-7, "1.25E-07"],
      [123456789.125, "123456789.125"],
      [Infinity, "Infinity"],
      [-Infinity, "-Infinity"],
      [Number.NaN, "NaN"],
    ];
    for (const [value, text] of rows) expect(invariantText(value)).to.equal(text);
  });

  it("what suits a text", () => {
    expect(textOf("é")).to.equal("é");
    expect(textOf(1.5)).to.equal("1.5");
    expect(textOf(true)).to.equal("1");
    expect(textOf(10n)).to.equal("10");
    for (const value of [{}, [], new Date(0), Symbol("x"), () => 1])
      expect(textOf(value)).to.equal(undefined);
  });

  it("what suits a number", () => {
    expect(numberOf("12.5")).to.equal(12.5);
    expect(numberOf(false)).to.equal(0);
    expect(numberOf(10n)).to.equal(10);
    expect(numberOf(-Infinity)).to.equal(-Infinity);
    for (const value of ["abc", "", Number.NaN, {}, [1], new Date(Number.NaN), Symbol("x")]) {
      expect(numberOf(value)).to.equal(undefined);
    }
  });

  it("a moment is the days since 1899-12-30 of local time", () => {
    // DateTime(2000, 1, 1).ToOADate() is 36526 in .NET, and noon is half a day.
    expect(toOADate(new Date(2000, 0, 1))).to.equal(36526);
    expect(numberOf(new Date(2000, 0, 1, 12))).to.equal(36526.5);
  });
});
