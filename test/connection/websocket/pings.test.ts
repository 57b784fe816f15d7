/** Pings of our own on a real line (keepAlivePingMs). */
import { expect } from "chai";
import { withOpen } from "../../support/connection/line.ts";
import { frame, opcodes } from "../../support/connection/raw-server.ts";

describe("connection/web-socket pings", () => {
  it("WS-47 by default none is sent and silence closes nothing (keepAlivePingMs 0)", async () => {
    await withOpen({}, async ({ clock, connection }) => {
      expect(clock.pending).to.have.length(0);
      await clock.advance(86_400_000);
      expect(connection.state).to.equal("open");
    });
  });

  it("WS-66 a half-open peer is found out by a ping that is not answered", async () => {
    await withOpen({ options: { keepAlivePingMs: 5000 } }, async ({ clock, connection, peer, events }) => {
      await clock.advance(5000);
      const ping = await peer.frame();
      expect(ping).to.include({ opcode: opcodes.ping, masked: true });
      peer.write(frame(opcodes.pong, ping.payload));
      await events.next("alive");
      await clock.advance(5000);
      expect((await peer.frame()).opcode).to.equal(opcodes.ping);
      peer.write(frame(opcodes.text, "a message is life as well"));
      await events.next("message");
      await clock.advance(5000);
      await peer.frame();
      expect(connection.state).to.equal("open");
      await clock.advance(5000);
      expect((await events.next("closed")).info).to.include({ by: "keepAlive", code: 1006, clean: false });
      expect(clock.pending).to.have.length(0);
      await peer.gone();
    });
  });

  it("a socket that is not read is not taken for dead", async () => {
    await withOpen({ options: { keepAlivePingMs: 5000 } }, async ({ clock, connection }) => {
      connection.pause();
      await clock.advance(60_000);
      expect(connection.state).to.equal("open");
    });
  });
});
