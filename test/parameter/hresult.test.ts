/** Result codes, as `ErrorCodeTable` lists them, and their two spellings. */
import { expect } from "chai";
import { hresults, hresultText, signed, unsigned } from "../../src/parameter/hresult.ts";

describe("hresult", () => {
  it("the documented numbers, unsigned", () => {
    expect(hresults).to.include({
      ok: 0,
      changed: 262730,
      invalidCall: 0x80040221,
      unsuitable: 0x80040222,
      notFound: 0x80040239,
      outside: 0x80040244,
    });
  });

  it("signed as int, unsigned as uint", () => {
    // 0x80040221 - 2^32
    expect(signed(0x80040221)).to.equal(-2147220959);
    expect(unsigned(-2147220959)).to.equal(0x80040221);
    expect(signed(0)).to.equal(0);
    expect(signed(hresults.changed)).to.equal(262730);
  });

  it("as the log prints it", () => {
    expect(hresultText(signed(hresults.notFound))).to.equal("0x80040239");
    expect(hresultText(hresults.changed)).to.equal("0x0004024A");
  });
});
