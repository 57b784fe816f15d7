/** Leaving for another address: what a `dynamic ip` parameter does to a connection. */
import { expect } from "chai";
import { makeLine, withOpen, withServer } from "../../support/connection/line.ts";
import { closePayload, frame, headerIn, opcodes, RawServer } from "../../support/connection/raw-server.ts";
import { request, session } from "../../support/connection/model.ts";

/** `ws://` address of a server. */
function urlOf({ port }: RawServer, path = "/"): string {
  return `ws://127.0.0.1:${String(port)}${path}`;
}

describe("connection/web-socket dynamic address", () => {
  it("WS-29 WS-30 a filled value is used at the start, an empty one leaves the wizard's address", async () => {
    await using other = await RawServer.start();
    await withServer({ dynamicValue: urlOf(other, "/feed") }, async ({ connection, events, server }) => {
      connection.open();
      const peer = await other.peer();
      expect(await peer.accept()).to.match(/^GET \/feed /);
      await events.next("opened");
      expect(server.peers).to.have.length(0);
      peer.socket.destroy();
    });
    await withOpen({ dynamicValue: "" }, () => Promise.resolve());
  });

  it("WS-31 open: close 1000, then the new address; late messages are dropped and logged", async () => {
    await using other = await RawServer.start();
    await withOpen({}, async ({ connection, events, peer }) => {
      connection.retarget(urlOf(other));
      expect(connection.state).to.equal("closing");
      expect(events.types).to.deep.equal(["opened"]);
      expect((await peer.frame()).payload).to.deep.equal(closePayload(1000));
      expect(other.peers).to.have.length(0);
      peer.write(frame(opcodes.text, "too late"));
      peer.write(frame(opcodes.close, closePayload(1000)));
      peer.socket.end();
      expect((await events.next("closed")).info).to.include({ by: "retarget", code: 1000, clean: true });
      const next = await other.peer();
      expect(connection.state).to.equal("connecting");
      await next.accept();
      expect((await events.next("opened")).info.url).to.equal(urlOf(other));
      expect(events.texts).to.deep.equal([]);
      expect(events.types).to.deep.equal(["opened", "closed", "opened"]);
      expect(events.noticesOf("MESSAGE_DROPPED")).to.have.length(1);
      next.socket.destroy();
    });
  });

  it("WS-31 an old server that does not answer is left after closeGraceMs", async () => {
    await using other = await RawServer.start();
    await withOpen({ options: { closeGraceMs: 250 } }, async ({ connection, events, peer, clock }) => {
      connection.retarget(urlOf(other));
      await peer.frame();
      await clock.advance(249);
      expect(other.peers).to.have.length(0);
      await clock.advance(1);
      expect((await events.next("closed")).info).to.include({ by: "retarget", clean: false });
      const next = await other.peer();
      await next.accept();
      await events.next("opened");
      next.socket.destroy();
    });
  });

  it("WS-32 the same address again, after a loss and while open", async () => {
    await withOpen({}, async ({ connection, events, peer, server }) => {
      peer.reset();
      await events.next("closed");
      connection.retarget(urlOf(server));
      const second = await server.peer();
      await second.accept();
      await events.next("opened");
      connection.retarget(urlOf(server));
      await second.frame();
      second.socket.destroy();
      await events.next("closed");
      const third = await server.peer();
      await third.accept();
      await events.next("opened");
      expect(events.types).to.deep.equal(["opened", "closed", "opened", "closed", "opened"]);
      third.socket.destroy();
    });
  });

  it("a handshake under way is given up without a word", async () => {
    await using other = await RawServer.start();
    await withServer({ retries: 2 }, async ({ connection, events, server, clock }) => {
      connection.open();
      const peer = await server.peer();
      await peer.head();
      connection.retarget(urlOf(other));
      await peer.gone();
      const next = await other.peer();
      await next.accept();
      expect((await events.next("opened")).info).to.include({ attempt: 1, url: urlOf(other) });
      expect(events.types).to.deep.equal(["opened"]);
      expect(clock.pending).to.have.length(0);
      next.socket.destroy();
    });
  });

  it("an answer that comes after the address was left opens nothing", async () => {
    await using other = await RawServer.start();
    await withServer({}, async ({ connection, events, server }) => {
      connection.open();
      const peer = await server.peer();
      const head = await peer.head();
      peer.answer(head);
      connection.retarget(urlOf(other));
      const next = await other.peer();
      await next.accept();
      expect((await events.next("opened")).info.url).to.equal(urlOf(other));
      expect(events.types).to.deep.equal(["opened"]);
      next.socket.destroy();
    });
  });

  it("the waiting time between two attempts ends at once", async () => {
    await using other = await RawServer.start();
    await withServer({ retries: 2 }, async ({ connection, events, server }) => {
      connection.open();
      (await server.peer()).reset();
      await events.next("failed");
      connection.retarget(urlOf(other));
      const next = await other.peer();
      await next.accept();
      expect((await events.next("opened")).info.attempt).to.equal(1);
      next.socket.destroy();
    });
  });

  it("of several values during the close the last one counts", async () => {
    await using second = await RawServer.start();
    await using third = await RawServer.start();
    await withOpen({}, async ({ connection, events, peer }) => {
      connection.retarget(urlOf(second));
      connection.retarget(urlOf(third));
      await peer.frame();
      peer.socket.destroy();
      const next = await third.peer();
      await next.accept();
      await events.next("opened");
      expect(second.peers).to.have.length(0);
      expect(events.types).to.deep.equal(["opened", "closed", "opened"]);
      next.socket.destroy();
    });
  });

  it("WS-38 a value without port uses the port of the last address", async () => {
    await using other = await RawServer.start();
    await withServer({ port: 1, dynamicValue: urlOf(other) }, async ({ connection, events }) => {
      connection.open();
      const first = await other.peer();
      await first.accept();
      await events.next("opened");
      connection.retarget("127.0.0.1");
      await first.frame();
      first.socket.destroy();
      const second = await other.peer();
      await second.accept();
      await events.next("closed");
      expect((await events.next("opened")).info.url).to.equal(urlOf(other));
      second.socket.destroy();
    });
  });

  for (const dynamicEmpty of ["ignore", "configured", "close"] as const) {
    it(`an empty value while running: dynamicEmpty ${dynamicEmpty}`, async () => {
      await using other = await RawServer.start();
      const line = { dynamicValue: urlOf(other), options: { dynamicEmpty } };
      await withServer(line, async ({ connection, events, server }) => {
        connection.open();
        const first = await other.peer();
        await first.accept();
        await events.next("opened");
        connection.retarget("  ");
        expect(connection.state).to.equal(dynamicEmpty === "ignore" ? "open" : "closing");
        if (dynamicEmpty !== "ignore") {
          await first.frame();
          first.socket.destroy();
          await events.next("closed");
        }
        if (dynamicEmpty === "configured") {
          const next = await server.peer();
          await next.accept();
          await events.next("opened");
          next.socket.destroy();
        } else {
          expect(server.peers).to.have.length(0);
        }
        first.socket.destroy();
      });
    });
  }

  it("a value that cannot be read closes the socket and fails", async () => {
    await withOpen({ retries: 3 }, async ({ connection, events, peer }) => {
      connection.retarget("ws://[oops]");
      await peer.frame();
      peer.socket.destroy();
      await events.next("closed");
      const { info } = await events.next("failed");
      expect(info).to.include({ final: true });
      expect(info.error.code).to.equal("ERR_CONNECTION_ADDRESS");
      expect(events.noticesOf("ADDRESS_INVALID")).to.have.length(1);
      expect(connection.state).to.equal("closed");
    });
  });

  it("before the opening a value is only kept; after the stop it is ignored", async () => {
    await using other = await RawServer.start();
    await withServer({}, async ({ connection, events }) => {
      connection.retarget(urlOf(other));
      expect(connection.state).to.equal("idle");
      connection.open();
      const peer = await other.peer();
      await peer.accept();
      await events.next("opened");
      const closed = connection.close();
      connection.retarget(urlOf(other));
      await peer.frame();
      peer.socket.destroy();
      await closed;
      connection.retarget(urlOf(other));
      expect(connection.state).to.equal("closed");
      expect(other.peers).to.have.length(1);
    });
  });

  it("WS-21 handshake values are read again for the new address", async () => {
    await using other = await RawServer.start();
    const values: Record<number, string> = { 9: "one" };
    const handshake = session({ connections: [request({ headers: { Cookie: 9 } })] });
    await withOpen({ values, handshake }, async ({ connection, events, peer, head }) => {
      expect(headerIn(head, "Cookie")).to.equal("one");
      values[9] = "two";
      connection.retarget(urlOf(other));
      await peer.frame();
      peer.socket.destroy();
      const next = await other.peer();
      expect(headerIn(await next.accept(), "Cookie")).to.equal("two");
      await events.next("closed");
      next.socket.destroy();
    });
  });

  it("calls from inside the events are fine: retarget in closed, close in opened", async () => {
    await using other = await RawServer.start();
    await withOpen({}, async ({ connection, events, peer }) => {
      const { closed } = events;
      events.closed = (info) => {
        closed(info);
        if (events.types.filter((type) => type === "closed").length === 1) connection.retarget(urlOf(other));
      };
      peer.reset();
      const next = await other.peer();
      const { opened } = events;
      let gone: Promise<void> | undefined;
      events.opened = (info) => {
        opened(info);
        gone = connection.close();
      };
      await next.accept();
      expect((await next.frame()).payload).to.deep.equal(closePayload(1000));
      next.socket.destroy();
      await gone;
      expect(events.types).to.deep.equal(["opened", "closed", "opened", "closed"]);
    });
    expect(makeLine().connection.state).to.equal("idle");
  });
});
