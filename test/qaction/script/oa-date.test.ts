/** OLE Automation dates. */
import { expect } from "chai";
import { toOADate } from "../../../src/parameter/coerce.ts";
import { fromOADate } from "../../../src/qaction/script/oa-date.ts";

describe("oa date", () => {
  it("0 is 1899-12-30 and 2.5 noon two days later, in local time", () => {
    expect(fromOADate(0)).to.deep.equal(new Date(1899, 11, 30));
    expect(fromOADate(2.5)).to.deep.equal(new Date(1900, 0, 1, 12));
    // 25569 days from there to 1970-01-01
    expect(fromOADate(25569)).to.deep.equal(new Date(1970, 0, 1));
  });

  it("before day 0 the fraction counts away from zero", () => {
    expect(fromOADate(-1.25)).to.deep.equal(new Date(1899, 11, 29, 6));
  });

  it("is the way back from toOADate, to the millisecond", () => {
    const at = new Date(2026, 10, 25, 3, 4, 5, 678);
    expect(fromOADate(toOADate(at))).to.deep.equal(at);
  });
});
