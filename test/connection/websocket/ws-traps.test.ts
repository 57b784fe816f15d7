/** Traps of the WebSocket library that touch the connection layer: what it does by itself, and that we do not. */
import { once } from "node:events";
import { expect } from "chai";
import { WebSocket, WebSocketServer } from "ws";
import { withOpen, withServer } from "../../support/connection/line.ts";
import { request, session } from "../../support/connection/model.ts";
import { frame, opcodes, RawServer } from "../../support/connection/raw-server.ts";

describe("connection traps of ws", () => {
  it("offered subprotocols: the library fails when the server picks none, a connection opens", async () => {
    await using server = await RawServer.start();
    const bare = new WebSocket(`ws://127.0.0.1:${String(server.port)}/`, ["chat"]);
    const failed = once(bare, "error");
    await (await server.peer()).accept();
    expect(String((await failed)[0])).to.include("Server sent no subprotocol");

    const handshake = session({ connections: [request({ headers: { "Sec-WebSocket-Protocol": 9 } })] });
    await withOpen({ handshake, values: { 9: "chat" } }, ({ connection }) => {
      expect(connection.state).to.equal("open");
      return Promise.resolve();
    });
  });

  it("text that is not UTF-8: the library never shows it, a connection hands the bytes on and stays", async () => {
    // "é" in code page 1252.
    const bytes = Buffer.from([0xe9]);
    await using server = await RawServer.start();
    const bare = new WebSocket(`ws://127.0.0.1:${String(server.port)}/`);
    const shown: unknown[] = [];
    bare.on("message", (data) => shown.push(data));
    const peer = await server.peer();
    await peer.accept();
    await once(bare, "open");
    const failed = once(bare, "error");
    peer.write(frame(opcodes.text, bytes));
    expect((await failed)[0]).to.include({ code: "WS_ERR_INVALID_UTF8" });
    expect(shown).to.deep.equal([]);

    await withOpen({}, async (line) => {
      line.peer.write(frame(opcodes.text, bytes));
      const got = await line.events.next("message");
      expect([...got.bytes]).to.deep.equal([0xe9]);
      line.peer.write(frame(opcodes.text, "still open"));
      await line.events.next("message");
      expect(line.connection.state).to.equal("open");
    });
  });

  it("a message keeps its kind and its bytes: nothing is made text before anybody decides", async () => {
    await withOpen({}, async ({ peer, events }) => {
      peer.write(frame(opcodes.text, "é"));
      peer.write(frame(opcodes.binary, "é"));
      for (const binary of [false, true]) {
        const got = await events.next("message");
        expect(got.info.binary).to.equal(binary);
        expect([...got.bytes]).to.deep.equal([0xc3, 0xa9]);
      }
    });
  });

  it("a server of the library has no address until it listens; a connection made after that opens", async () => {
    const server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
    expect(server.address()).to.equal(null);
    await once(server, "listening");
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("no address");
    await withServer({ port: address.port }, async ({ connection, events }) => {
      connection.open();
      expect((await events.next("opened")).info.url).to.equal(`ws://127.0.0.1:${String(address.port)}/`);
      const closed = connection.close();
      expect((await events.next("closed")).info).to.include({ by: "stop", code: 1000, clean: true });
      await closed;
    });
    await new Promise((resolve) => {
      server.close(resolve);
    });
  });
});
