/** Plain lines, lines through a proxy, and lines past it. */
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { expect } from "chai";
import { QActionKitError } from "../../src/base/errors.ts";
import { dial, readProxy } from "../../src/connection/dial.ts";
import { issuer, signed } from "../support/connection/certificates.ts";
import { makeLine, withServer, type Line, type LineOptions } from "../support/connection/line.ts";
import { session } from "../support/connection/model.ts";
import { Proxy } from "../support/connection/proxy.ts";
import { RawServer } from "../support/connection/raw-server.ts";

/** Opens, and says who was asked. */
async function opened({ connection, events, server }: Line & { server: RawServer }): Promise<void> {
  connection.open();
  const peer = await server.peer();
  expect(await peer.accept()).to.match(/^GET \/ HTTP/);
  await events.next("opened");
  peer.socket.destroy();
  await events.next("closed");
}

async function failed({ connection, events }: Line): Promise<QActionKitError> {
  connection.open();
  return (await events.next("failed")).info.error;
}

const basic = "Basic dXNlcjpwYXNz"; // user:pass

describe("connection/dial", () => {
  it("reads the address of a proxy", () => {
    expect(readProxy("proxy:3128")).to.deep.equal({ secure: false, host: "proxy", port: 3128 });
    expect(readProxy("https://proxy")).to.deep.equal({ secure: true, host: "proxy", port: 443 });
    expect(readProxy("http://user:pass@proxy")).to.deep.equal({
      secure: false,
      host: "proxy",
      port: 80,
      authorization: basic,
    });
    expect(readProxy("http://a:b@proxy", "user", "pass")).to.include({ authorization: basic });
    for (const bad of ["socks5://proxy", "http://"]) {
      expect(() => readProxy(bad), bad)
        .to.throw(QActionKitError)
        .with.property("code", "ERR_CONNECTION_PROXY");
    }
  });

  it("plain lines that read by turns, short and long, pausing or not, keep their bytes apart", async () => {
    const lengths = [1, 200, 4096, 65_536, 65_537, 1_000_000];
    const sent = lengths.map((length) => randomBytes(length));
    const server = createServer((socket) => {
      socket.once("data", (first) => socket.end(sent[first[0] ?? 0] ?? ""));
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const line = { host: "127.0.0.1", port, secure: false, tls: {}, skipVerification: false };
    const received = await Promise.all(
      sent.map(async (_, index) => {
        const socket = dial(line, new AbortController().signal, () => undefined);
        if (socket === undefined) throw new Error("A plain line without a proxy is there at once.");
        const chunks: Buffer[] = [];
        socket.write(Uint8Array.of(index));
        // Every third is read late: what has come by then waits.
        if (index % 3 === 2) await once(socket, "readable");
        socket.on("data", (chunk: Buffer) => {
          chunks.push(chunk);
          // Whoever keeps it keeps nothing else.
          expect(chunk.buffer.byteLength).to.equal(chunk.length);
          if (index % 2 === 0) return;
          socket.pause();
          setImmediate(() => socket.resume());
        });
        await once(socket, "close");
        return Buffer.concat(chunks);
      }),
    );
    server.close();
    expect(received.map(({ length }) => length)).to.deep.equal(lengths);
    expect(received.map((bytes, index) => bytes.equals(sent[index] ?? bytes.subarray(1)))).to.deep.equal(
      lengths.map(() => true),
    );
  });

  it("WS-27 a configured proxy is passed by CONNECT, also for ws", async () => {
    await using proxy = await Proxy.start();
    await withServer({ options: { proxy: `http://127.0.0.1:${String(proxy.port)}` } }, async (line) => {
      await opened(line);
      expect(proxy.asked).to.deep.equal([`127.0.0.1:${String(line.server.port)}`]);
      expect(proxy.logins).to.deep.equal([undefined]);
    });
  });

  it("WS-27 bypassProxy in the bus address, in any case, goes past it", async () => {
    await using proxy = await Proxy.start();
    for (const busAddress of ["bypassProxy", "BYPASSPROXY"]) {
      await withServer({ busAddress, options: { proxy: `127.0.0.1:${String(proxy.port)}` } }, opened);
    }
    expect(proxy.asked).to.deep.equal([]);
  });

  it("a proxy of the handshake session counts whatever the bus address says", async () => {
    await using proxy = await Proxy.start({ login: basic });
    const line: LineOptions = {
      busAddress: "bypassProxy",
      handshake: session({ proxyServer: { pid: 1 }, proxyUser: { text: "user" }, proxyPassword: { pid: 2 } }),
      values: { 1: `127.0.0.1:${String(proxy.port)}`, 2: "pass" },
    };
    await withServer(line, opened);
    expect(proxy.logins).to.deep.equal([basic]);
  });

  it("a login in the proxy's URL is sent; without it the proxy refuses", async () => {
    await using proxy = await Proxy.start({ login: basic });
    await withServer({ options: { proxy: `http://user:pass@127.0.0.1:${String(proxy.port)}` } }, opened);
    await withServer({ options: { proxy: `http://127.0.0.1:${String(proxy.port)}` } }, async (line) => {
      const error = await failed(line);
      expect(error.code).to.equal("ERR_CONNECTION_PROXY");
      expect(error.details).to.deep.equal({ status: 407 });
      expect(line.server.peers).to.have.length(0);
    });
  });

  it("a proxy that is not there, refuses, is no proxy or cannot be read", async () => {
    const gone = await Proxy.start();
    const port = String(gone.port);
    await gone[Symbol.asyncDispose]();
    await using proxy = await Proxy.start();
    proxy.refusal = "502 Bad Gateway";
    await using raw = await RawServer.start();
    void raw.peer().then(async (peer) => {
      await peer.head();
      peer.write("no HTTP at all\r\n\r\n");
    });
    for (const address of [port, String(proxy.port), String(raw.port), "99999"]) {
      await withServer({ options: { proxy: `http://127.0.0.1:${address}` } }, async (line) => {
        expect((await failed(line)).code, address).to.equal("ERR_CONNECTION_PROXY");
      });
    }
  });

  it("a silent proxy counts against TimeoutTime, and is let go", async () => {
    await using raw = await RawServer.start();
    await withServer(
      { options: { proxy: `127.0.0.1:${String(raw.port)}` } },
      async ({ connection, events, clock }) => {
        connection.open();
        const peer = await raw.peer();
        expect(await peer.head()).to.match(/^CONNECT 127\.0\.0\.1:\d+ HTTP\/1\.1/);
        await clock.advance(1000);
        expect((await events.next("failed")).info.error.code).to.equal("ERR_CONNECTION_TIMEOUT");
        await peer.gone();
      },
    );
  });

  it("a tunnel under way is given up when the element stops", async () => {
    await using raw = await RawServer.start();
    await withServer(
      { options: { proxy: `127.0.0.1:${String(raw.port)}` } },
      async ({ connection, events }) => {
        connection.open();
        const peer = await raw.peer();
        await peer.head();
        await connection.close();
        await peer.gone();
        expect(events.types).to.deep.equal([]);
      },
    );
  });

  it("WS-10 wss goes through a tunnel, also of a secure proxy", async () => {
    const ca = await issuer();
    const certificate = await signed(ca);
    await using server = await RawServer.start({ tls: certificate });
    for (const tls of [undefined, certificate]) {
      await using proxy = await Proxy.start(tls === undefined ? {} : { tls });
      const line = makeLine({
        host: "wss://localhost",
        port: server.port,
        tls: { ca: ca.cert },
        options: { proxy: `${tls === undefined ? "http" : "https"}://127.0.0.1:${String(proxy.port)}` },
      });
      await opened({ ...line, server });
      expect(proxy.asked).to.deep.equal([`localhost:${String(server.port)}`]);
      await line.connection.close();
    }
  });
});
