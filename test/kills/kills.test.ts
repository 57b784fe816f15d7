/** The short form of `npm run kills`. */
import { expect } from "chai";
import { kills } from "./kills.ts";
import { recorderKills } from "./recorder-kills.ts";

describe("kills", () => {
  it("25 kills while values and rows are saved: everything confirmed is there, and no half row", async function () {
    this.timeout(60_000);
    const { confirmed, wrong } = await kills(25, 1);
    expect(wrong).to.deep.equal([]);
    expect(confirmed).to.be.greaterThan(100);
  });

  it("10 kills of a recorder: its files are readable, with every message that was written", async function () {
    this.timeout(60_000);
    const { messages, wrong } = await recorderKills(10, 1);
    expect(wrong).to.deep.equal([]);
    expect(messages).to.be.greaterThan(100);
  });
});
