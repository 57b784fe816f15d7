/** Convert as ported lines use it. */
import { expect } from "chai";
import { expectCode } from "../../support/qaction/expect-code.ts";
import { Convert } from "../../../src/qaction/script/convert.ts";

describe("convert", () => {
  it("SLP-45 hides null: an empty text, 0 or false", () => {
    for (const nothing of [null, undefined]) {
      expect(Convert.ToString(nothing)).to.equal("");
      expect(Convert.ToDouble(nothing)).to.equal(0);
      expect(Convert.ToInt32(nothing)).to.equal(0);
      expect(Convert.ToBoolean(nothing)).to.equal(false);
    }
  });

  it("ToString: numbers as the invariant culture writes them, booleans with a capital", () => {
    expect([0.1, 12, 1e21, true, false, "x"].map((value) => Convert.ToString(value))).to.deep.equal([
      "0.1",
      "12",
      "1E+21",
      "True",
      "False",
      "x",
    ]);
    expectCode(() => Convert.ToString({}), "ERR_ARGUMENT");
  });

  it("ToDouble: blanks, signs, groups, exponents; other text is an exception", () => {
    expect(
      [" 1.5 ", "-2", "+.5", "1,234.5", "2.", "1e3", "1.5E-2", "Infinity", true, 7].map((value) =>
        Convert.ToDouble(value),
      ),
    ).to.deep.equal([1.5, -2, 0.5, 1234.5, 2, 1000, 0.015, Infinity, 1, 7]);
    for (const wrong of ["", ".", "1,5 dB", "0x10", "1.2.3", {}]) {
      expectCode(() => Convert.ToDouble(wrong), "ERR_ARGUMENT");
    }
  });

  it("ToInt32: halves go to the even number; fractions in text and 33 bits are exceptions", () => {
    expect([2.5, 3.5, -2.5, 2.4, 2.6, " -7 ", true].map((value) => Convert.ToInt32(value))).to.deep.equal([
      2, 4, -2, 2, 3, -7, 1,
    ]);
    for (const wrong of ["1.5", "", 2147483648, NaN])
      expectCode(() => Convert.ToInt32(wrong), "ERR_ARGUMENT");
  });

  it("ToBoolean: True and False in any case, numbers unless 0", () => {
    expect(["True", " false ", 0, 5, true].map((value) => Convert.ToBoolean(value))).to.deep.equal([
      true,
      false,
      false,
      true,
      true,
    ]);
    expectCode(() => Convert.ToBoolean("1"), "ERR_ARGUMENT");
  });
});
