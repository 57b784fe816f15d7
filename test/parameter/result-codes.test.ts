/** Result codes, as `ErrorCodeTable` lists them. */
import { expect } from "chai";
import * as codes from "../../src/parameter/result-codes.ts";

describe("hresult", () => {
  it("are the documented numbers, in unsigned form", () => {
    expect(codes).to.include({
      OK: 0,
      CELL_CHANGED: 262730,
      NOT_THERE: 0x80040221,
      UNSUITABLE_VALUE: 0x80040222,
      UNKNOWN_PARAMETER: 0x80040239,
      OUTSIDE_TABLE: 0x80040244,
    });
    expect(codes.NOT_THERE | 0).to.equal(-2147220959);
  });
});
