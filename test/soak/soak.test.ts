/** The short form of `npm run soak`. */
import { expect } from "chai";
import { soak } from "./soak.ts";

describe("soak", () => {
  it("5,000 messages over 31 sockets: nothing is lost, and nothing is left behind", async function () {
    this.timeout(60_000);
    const { sent, taken, inOrder, opened, before, after } = await soak({ messages: 5000, reconnects: 30 });
    expect({ sent, taken, inOrder, opened }).to.deep.equal({
      sent: 5000,
      taken: 5000,
      inOrder: true,
      opened: 31,
    });
    expect(after.handles).to.be.at.most(before.handles);
    expect(after.listeners).to.be.at.most(before.listeners);
  });
});
