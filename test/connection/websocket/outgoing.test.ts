/** Commands on their way out, and a peer that does not read them. */
import { expect } from "chai";
import { withOpen } from "../../support/connection/line.ts";

describe("connection/websocket/outgoing", () => {
  it("a slow peer: bytes are counted, told, and beyond the second limit refused (backlogLimits)", async () => {
    await withOpen(
      { options: { backlogLimits: [1_000_000, 4_000_000] } },
      async ({ connection, events, peer }) => {
        peer.socket.pause();
        const bytes = Buffer.alloc(250_000);
        let sent = 0;
        while (connection.send({ bytes, text: false })) sent++;
        expect(connection.unsentBytes).to.be.within(4_000_000, 4_500_000);
        expect(sent).to.be.lessThan(100);
        expect(events.noticesOf("SEND_BACKLOG").map(({ kind }) => kind)).to.deep.equal(["warning", "error"]);
        expect(events.entries.filter(({ note }) => note === "not sent")).to.have.length(1);
        // What was handed over is not lost: the peer gets it all, and then commands go again.
        peer.socket.resume();
        for (let number = 0; number < sent; number++)
          expect((await peer.frame()).payload).to.have.length(250_000);
        while (connection.unsentBytes > 0) await new Promise((resolve) => setImmediate(resolve));
        expect(connection.send({ bytes, text: false })).to.equal(true);
        await peer.frame();
      },
    );
  });

  it("counts nothing while nothing is open", async () => {
    await withOpen({}, async ({ connection, peer, events }) => {
      peer.reset();
      await events.next("closed");
      expect(connection.unsentBytes).to.equal(0);
    });
  });
});
