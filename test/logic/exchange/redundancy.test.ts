/** Which two connections stand for each other, and which of them is polled. */
import { expect } from "chai";
import type { Notice } from "../../../src/base/notices.ts";
import { markFailed, Redundancy, redundantPair } from "../../../src/logic/exchange/redundancy.ts";
import type { ChainContext } from "../../../src/logic/chain/context.ts";
import { parseProtocol } from "../../../src/protocol/load-protocol.ts";

const pairOf = (type: string, version = "10.5.1"): unknown =>
  redundantPair(parseProtocol(`<Protocol>${type}</Protocol>`).protocol, version);

const type = (kind: string, advanced: string, options = "redundantPolling"): string =>
  `<Type communicationOptions="${options}" advanced="${advanced}">${kind}</Type>`;

describe("redundancy", () => {
  it("pairs the main connection with the other one of its kind", () => {
    expect(pairOf(type("serial", "serial:B"))).to.deep.equal([0, 1]);
    expect(pairOf(type("smart-serial", "smart-serial:B"))).to.deep.equal([0, 1]);
    expect(pairOf(type("http", "virtual:V;http:B"))).to.deep.equal([0, 2]);
  });

  it("before 10.4.4 only connection 1 can stand in (RN 39114)", () => {
    expect(pairOf(type("http", "virtual:V;http:B"), "10.4.3")).to.equal(undefined);
    expect(pairOf(type("http", "http:B"), "10.4.3")).to.deep.equal([0, 1]);
  });

  it("there is no pair without the option, without a partner, or for a kind that is not polled", () => {
    expect(pairOf(type("serial", "serial:B", ""))).to.equal(undefined);
    expect(pairOf(type("serial", "http:B"))).to.equal(undefined);
    expect(pairOf(type("virtual", "virtual:B"))).to.equal(undefined);
    expect(pairOf("")).to.equal(undefined);
  });

  it("leaves a connection only when it is the polled one, and says so", () => {
    const notices: Notice[] = [];
    const redundancy = new Redundancy([0, 2], (notice) => notices.push(notice));
    redundancy.leave(2);
    expect([redundancy.active, notices.length]).to.deep.equal([0, 0]);
    redundancy.leave(0);
    redundancy.leave(0);
    expect([redundancy.active, notices.map(({ details }) => details)]).to.deep.equal([
      2,
      [{ leaving: 0, entering: 2 }],
    ]);
    expect([redundancy.same(0, 2), redundancy.same(1, 1), redundancy.same(0, 1)]).to.deep.equal([
      true,
      true,
      false,
    ]);
  });

  it("without a pair the main connection is polled, whatever fails", () => {
    const redundancy = new Redundancy(undefined, () => undefined);
    redundancy.leave(0);
    expect([redundancy.active, redundancy.same(0, 1)]).to.deep.equal([0, false]);
  });

  it("a failure counts for the group only on the connection it is polled on", () => {
    const group = { polled: 1, failed: false } as unknown as NonNullable<ChainContext["group"]>;
    markFailed({ depth: 0, group }, 0);
    expect(group.failed).to.equal(false);
    markFailed({ depth: 0, group }, 1);
    expect(group.failed).to.equal(true);
  });
});
