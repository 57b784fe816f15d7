import { expect } from "chai";
import { exactBytes, upperHalfOf } from "../../../src/encoding/mojibake/bytes.ts";
import { hex } from "../../support/encoding/vectors.ts";

describe("encoding/mojibake/bytes", () => {
  it("turns text back into bytes only when a page has all of it", () => {
    expect(hex(exactBytes("é\u0081", 1252) ?? new Uint8Array())).to.equal("E981");
    expect(exactBytes("Ж", 1252)).to.equal(undefined);
    expect(hex(exactBytes("é", 1200) ?? new Uint8Array())).to.equal("E900");
    expect(exactBytes("\ud800", 1200)).to.equal(undefined);
  });

  it("has the upper half of a page in the order of its bytes", () => {
    expect(upperHalfOf(1252).charAt(0)).to.equal("€");
    expect(upperHalfOf(28591)).to.equal(
      String.fromCharCode(...Array.from({ length: 128 }, (_, at) => at + 128)),
    );
    // MacRoman: 8E is é, A9 is ©.
    expect([upperHalfOf(10000).charAt(0x0e), upperHalfOf(10000).charAt(0x29)]).to.deep.equal(["é", "©"]);
  });
});
