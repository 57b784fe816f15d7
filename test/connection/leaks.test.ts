/** What a connection leaves behind when it is gone: no socket, no timer, no listener on what it was given. */
import { expect } from "chai";
import { makeLine, withOpen, withServer, type Line } from "../support/connection/line.ts";
import { closePayload, frame, opcodes, RawServer, type RawPeer } from "../support/connection/raw-server.ts";

/** Sockets of the process that are open, after a few turns for those that are just closing. */
async function sockets(): Promise<number> {
  for (let turn = 0; turn < 10; turn++)
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  return process.getActiveResourcesInfo().filter((name) => /^(TCP|TLS)/.test(name)).length;
}

/** Ways of an open connection to end. */
const ends: Readonly<Record<string, (line: Line, peer: RawPeer) => Promise<void>>> = {
  "the peer closes": async ({ events }, peer) => {
    peer.write(frame(opcodes.close, closePayload(1000)));
    await peer.frame();
    peer.socket.end();
    await events.next("closed");
  },
  "the line breaks": async ({ events }, peer) => {
    peer.reset();
    await events.next("closed");
  },
  "the peer breaks the protocol": async ({ events }, peer) => {
    peer.write(frame(3));
    await peer.frame();
    peer.socket.end();
    await events.next("closed");
  },
  "no pong comes": async ({ events, clock }, peer) => {
    await clock.advance(1000);
    await peer.frame();
    await clock.advance(1000);
    await events.next("closed");
  },
  "the element stops": async ({ connection }, peer) => {
    const closed = connection.close();
    await peer.frame();
    peer.write(frame(opcodes.close, closePayload(1000)));
    peer.socket.end();
    await closed;
  },
  "the element stops and the peer is deaf": async ({ connection, clock }, peer) => {
    peer.socket.pause();
    connection.send({ bytes: Buffer.alloc(8_000_000), text: false });
    const closed = connection.close();
    await clock.advance(1000);
    await closed;
    peer.socket.resume();
  },
  "the element stops while it does not read": async ({ connection }, peer) => {
    connection.pause();
    peer.write(frame(opcodes.text, "x".repeat(100_000)));
    const closed = connection.close();
    await peer.frame();
    peer.write(frame(opcodes.close, closePayload(1000)));
    peer.socket.end();
    await closed;
  },
};

describe("connection leaves nothing behind", () => {
  for (const [how, end] of Object.entries(ends)) {
    it(`WS-66 WS-68 when ${how}, after several rounds on one connection`, async () => {
      const before = await sockets();
      await withServer({ options: { keepAlivePingMs: 1000 } }, async (line) => {
        for (let round = 0; round < 3; round++) {
          line.connection.open();
          const peer = await line.server.peer();
          await peer.accept();
          await line.events.next("opened");
          await end(line, peer);
          await peer.gone();
          expect(line.clock.pending, "timers").to.have.length(0);
          expect(line.connection.state).to.equal("closed");
          expect(line.connection.unsentBytes).to.equal(0);
        }
      });
      expect(await sockets()).to.be.at.most(before);
    });
  }

  it("when nothing opens: refused, broken, silent, nobody there", async () => {
    const before = await sockets();
    await withServer({ retries: 2, timeoutMs: 100 }, async ({ connection, events, server, clock }) => {
      connection.open();
      const refused = await server.peer();
      await refused.head();
      refused.write("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n");
      await events.next("failed");
      await clock.advance(100);
      (await server.peer()).reset();
      await events.next("failed");
      await clock.advance(100);
      const silent = await server.peer();
      await clock.advance(100);
      await events.next("failed");
      await Promise.all([refused.gone(), silent.gone()]);
      expect(clock.pending).to.have.length(0);
    });
    const server = await RawServer.start();
    const { port } = server;
    await server[Symbol.asyncDispose]();
    const { connection, events, clock } = makeLine({ host: "127.0.0.1", port });
    connection.open();
    await events.next("failed");
    await connection.close();
    expect(clock.pending).to.have.length(0);
    expect(await sockets()).to.be.at.most(before);
  });

  it("a hundred addresses in a row leave one socket", async () => {
    await using other = await RawServer.start();
    await withOpen({}, async ({ connection, events, peer, clock }) => {
      connection.retarget(`ws://127.0.0.1:${String(other.port)}/0`);
      await peer.frame();
      peer.socket.destroy();
      await events.next("closed");
      for (let round = 1; round < 100; round++)
        connection.retarget(`ws://127.0.0.1:${String(other.port)}/${String(round)}`);
      await events.until(() => events.types.includes("closed"));
      let open: RawPeer | undefined;
      while (open === undefined) {
        const next = await other.peer();
        const head = await next.head().catch(() => "");
        if (!head.startsWith("GET /99 ")) continue;
        open = next;
        next.answer(head);
      }
      expect((await events.next("opened")).info.url).to.match(/\/99$/);
      expect(clock.pending).to.have.length(0);
      for (const { socket } of other.peers) if (socket !== open.socket) socket.destroy();
      open.socket.destroy();
    });
  });

  it("a new socket is not read while too much of the old one's messages waits", async () => {
    await withOpen({ options: { backlogLimits: [10, 20] } }, async ({ connection, events, peer, server }) => {
      const work: (() => void)[] = [];
      events.onMessage = () =>
        new Promise<void>((resolve) => {
          work.push(resolve);
        });
      peer.write(frame(opcodes.text, "x".repeat(30)));
      await events.until(() => events.noticesOf("BACKLOG").some(({ kind }) => kind === "error"));
      connection.retarget(`ws://127.0.0.1:${String(server.port)}/again`);
      await peer.frame();
      peer.socket.destroy();
      const second = await server.peer();
      await second.accept();
      await events.until(() => events.types.filter((type) => type === "opened").length === 2);
      await new Promise((resolve) => second.socket.write(frame(opcodes.text, "new"), resolve));
      for (let turn = 0; turn < 20; turn++)
        await new Promise((resolve) => {
          setImmediate(resolve);
        });
      expect(events.texts).to.have.length(1);
      for (const done of work) done();
      await events.until(() => events.texts.length === 2);
      expect(events.texts[1]).to.equal("new");
      second.socket.destroy();
    });
  });
});
