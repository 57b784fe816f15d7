/** Work that ends with an error nobody expected. */
import { expect } from "chai";
import type { Notice } from "../../src/base/notices.ts";
import { isPending } from "../../src/base/maybe-promise.ts";
import { Failures, firstBytes } from "../../src/logic/failures.ts";

function make(): { failures: Failures; notices: Notice[] } {
  const notices: Notice[] = [];
  return { failures: new Failures((notice) => notices.push(notice)), notices };
}

const place = () => ({ what: "Group 5", details: { group: 5 } });

describe("failures", () => {
  it("hand on what work gives, at once or later", async () => {
    const { failures, notices } = make();
    expect(failures.contain(() => 7, place)).to.equal(7);
    const later = failures.contain(() => Promise.resolve(8), place);
    expect(isPending(later)).to.equal(true);
    expect(await later).to.equal(8);
    expect(notices).to.deep.equal([]);
  });

  it("end work that throws or is rejected, and say what it was, with the stack", async () => {
    const { failures, notices } = make();
    const error = new RangeError("too much");
    const broken = (): number => {
      throw error;
    };
    expect(failures.contain(broken, place)).to.equal(undefined);
    expect(await failures.contain<number>(() => Promise.reject(error), place)).to.equal(undefined);
    for (const { code, kind, message, details, cause } of notices) {
      expect({ code, kind, details, cause }).to.deep.equal({
        ...{ code: "CHAIN_FAILED", kind: "error", details: { group: 5 }, cause: error },
      });
      expect(message).to.match(/^Group 5 ended with an error, .*RangeError: too much\n\s+at /s);
    }
    expect(notices).to.have.length(2);
  });

  it("take whatever is thrown", () => {
    const { failures, notices } = make();
    failures.report(Object.create(null), place());
    expect(notices[0]?.message).to.contain("[Object: null prototype] {}");
  });

  it("show the first bytes of a message in hex", () => {
    expect(firstBytes(Buffer.from("ab\r"))).to.equal("61 62 0d");
    expect(firstBytes(new Uint8Array(65))).to.equal(`${"00 ".repeat(64)}...`);
    expect(firstBytes(new Uint8Array(0))).to.equal("");
  });
});
