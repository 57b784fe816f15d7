/** Names of close codes (RFC 6455 section 7.4). */
import { expect } from "chai";
import { closeCodeName, closings, endText } from "../../src/connection/close-codes.ts";

describe("connection/close-codes", () => {
  it("WS-66 the codes of the documented reasons have names", () => {
    expect([1000, 1001, 1002, 1003, 1005, 1006, 1007, 1008, 1009].map(closeCodeName)).to.deep.equal([
      "normal closure",
      "going away",
      "protocol error",
      "unsupported data",
      "no code received",
      "abnormal closure",
      "invalid payload",
      "policy violation",
      "message too big",
    ]);
    expect([1010, 1011, 1012, 1013, 1014, 1015].map(closeCodeName)).to.not.include("unknown code");
  });

  it("names the ranges, and what nobody knows", () => {
    expect([3000, 3999, 4000, 4999, 999, 1004, 2999, 5000].map(closeCodeName)).to.deep.equal([
      ...["registered by a library", "registered by a library", "private use", "private use"],
      ...["unknown code", "unknown code", "unknown code", "unknown code"],
    ]);
  });

  it("tells an end in words", () => {
    expect(endText("peer", 1001, "reboot")).to.equal("closed by the other side: 1001 going away (reboot)");
    expect(endText("line", 1006, "")).to.equal("lost: 1006 abnormal closure");
    expect(Object.keys(closings)).to.have.length(6);
  });
});
