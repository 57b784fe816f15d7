/** The recording proxy between real clients and real servers: bytes, handshakes, close codes both ways. */
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { WebSocket, WebSocketServer, type ClientOptions } from "ws";
import { RecordingProxy, type ProxySettings } from "../../../src/cli/record/proxy.ts";
import type { RecordedEntry } from "../../../src/recording/recorded-entry.ts";
import { issuer, signed } from "../../support/connection/certificates.ts";

/** A device, the proxy before it, and what it records. */
class Bench implements AsyncDisposable {
  readonly entries: RecordedEntry[] = [];
  readonly requests: IncomingMessage[] = [];
  readonly sockets: WebSocket[] = [];
  readonly #server: ReturnType<typeof createServer>;
  readonly #device: WebSocketServer;
  #proxy: RecordingProxy | undefined;

  constructor(server = createServer()) {
    this.#server = server;
    this.#device = new WebSocketServer({
      server,
      skipUTF8Validation: true,
      handleProtocols: (offered) => (offered.has("second") ? "second" : false),
    });
    this.#device.on("connection", (socket, request) => {
      this.sockets.push(socket);
      this.requests.push(request);
      socket.on("error", () => undefined);
    });
  }

  async start(settings: Partial<ProxySettings> = {}, scheme = "ws", path = ""): Promise<RecordingProxy> {
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
    const target = new URL(
      `${scheme}://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}${path}`,
    );
    this.#proxy = await RecordingProxy.start(
      { host: "127.0.0.1", port: 0, insecure: false, ...settings, target: settings.target ?? target },
      { entry: (entry) => this.entries.push(entry), tell: () => undefined },
    );
    return this.#proxy;
  }

  /** Entries in short. */
  get short(): readonly string[] {
    return this.entries.map(({ connection, direction, opcode, bytes, change, code, reason }) =>
      direction === "state"
        ? [connection, change?.phase, change?.by, code, reason].filter((part) => part !== undefined).join(" ")
        : `${String(connection)} ${direction} ${String(opcode)} ${Buffer.from(bytes ?? []).toString("hex")}`,
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#proxy?.stop();
    for (const socket of this.#device.clients) socket.terminate();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

async function connected(
  url: string,
  subprotocols: string[] = [],
  options: ClientOptions = {},
): Promise<WebSocket> {
  const socket = new WebSocket(url, subprotocols, { skipUTF8Validation: true, ...options });
  socket.on("error", () => undefined);
  await once(socket, "open");
  return socket;
}

const next = async (socket: WebSocket): Promise<readonly [Buffer, boolean]> =>
  (await once(socket, "message")) as [Buffer, boolean];

describe("cli/record/proxy", () => {
  it("passes messages on byte for byte, also text that is no UTF-8, and records them", async () => {
    await using bench = new Bench();
    const proxy = await bench.start();
    const client = await connected(proxy.url);
    const [device] = bench.sockets;
    const heard = device && next(device);
    client.send(Buffer.from([0x43, 0xe9]), { binary: false });
    expect(await heard).to.deep.equal([Buffer.from([0x43, 0xe9]), false]);
    const answer = next(client);
    device?.send(Buffer.from([0, 255]));
    expect(await answer).to.deep.equal([Buffer.from([0, 255]), true]);
    expect(bench.short).to.deep.equal(["0 open", "0 out 1 43e9", "0 in 2 00ff"]);
  });

  it("passes path, headers and subprotocols on, and what the device picks; compression is left out", async () => {
    await using bench = new Bench();
    const proxy = await bench.start();
    const headers = { Authorization: "Basic YTpi", Origin: "http://page", Cookie: "sid=1" };
    const client = await connected(`${proxy.url}/events?x=1`, ["first", "second"], { headers });
    expect([client.protocol, client.extensions]).to.deep.equal(["second", ""]);
    const [request] = bench.requests;
    expect(request?.url).to.equal("/events?x=1");
    expect(request?.headers).to.include({
      ...{ authorization: "Basic YTpi", origin: "http://page", cookie: "sid=1" },
      "sec-websocket-protocol": "first,second",
    });
    expect(request?.headers["sec-websocket-extensions"]).to.equal(undefined);
    const [open] = bench.entries;
    expect(open?.change?.request?.text).to.include("GET /events?x=1 HTTP/1.1").and.include("Basic ***");
    expect(open?.change?.request?.masked).to.have.length(2);
    expect(open?.change?.answer?.text).to.include("101 Switching Protocols").and.include("second");
    const plain = await connected(proxy.url, ["other"]).catch((error: unknown) => error);
    // The library refuses a server that picks none; the proxy has passed that on.
    expect(plain).to.be.instanceOf(Error);
    expect(bench.short.slice(1)[0]).to.equal("1 open");
  });

  it("a path of the target stands in place of the client's", async () => {
    await using bench = new Bench();
    const proxy = await bench.start({}, "ws", "/device/7");
    await connected(`${proxy.url}/page`);
    expect(bench.requests[0]?.url).to.equal("/device/7");
  });

  it("close codes and reasons go both ways; an end without one stays one", async () => {
    for (const [closes, sees, recorded] of [
      [(socket: WebSocket) => socket.close(4001, "é"), [4001, "é"], ["4001 é"]],
      [(socket: WebSocket) => socket.close(), [1005, ""], ["1005"]],
      [(socket: WebSocket) => socket.terminate(), [1006, ""], ["1006"]],
    ] as const) {
      for (const side of ["client", "device"] as const) {
        await using bench = new Bench();
        const proxy = await bench.start();
        const client = await connected(proxy.url);
        const [device] = bench.sockets;
        if (device === undefined) throw new Error("no socket");
        const [ending, other] = side === "client" ? [client, device] : [device, client];
        const closed = once(other, "close") as Promise<[number, Buffer]>;
        closes(ending);
        const [code, reason] = await closed;
        expect([code, reason.toString("utf8")]).to.deep.equal(sees);
        const by = code === 1006 ? "line" : side === "client" ? "stop" : "peer";
        expect(bench.short.at(-1)?.trim()).to.equal(`0 closed ${by} ${recorded[0]}`);
      }
    }
  });

  it("pings and pongs reach the other side", async () => {
    await using bench = new Bench();
    const proxy = await bench.start();
    await connected(proxy.url);
    const [device] = bench.sockets;
    const pong = device && (once(device, "pong") as Promise<[Buffer]>);
    device?.ping("there?");
    expect((await pong)?.[0].toString()).to.equal("there?");
  });

  it("a refusal of the device reaches the client with status, headers and body", async () => {
    const server = createServer();
    await using bench = new Bench(createServer());
    server.on("upgrade", (_request, socket) => {
      socket.end("HTTP/1.1 403 Forbidden\r\nX-Why: é\r\nContent-Length: 4\r\n\r\nlock");
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const target = new URL(`ws://127.0.0.1:${String((server.address() as AddressInfo).port)}`);
    const proxy = await bench.start({ target });
    const client = new WebSocket(proxy.url);
    client.on("error", () => undefined);
    const [, answer] = (await once(client, "unexpected-response")) as [unknown, IncomingMessage];
    const chunks: Buffer[] = [];
    answer.on("data", (chunk: Buffer) => chunks.push(chunk));
    await once(answer, "end");
    expect([answer.statusCode, answer.headers["x-why"], Buffer.concat(chunks).toString()]).to.deep.equal([
      ...[403, Buffer.from("é").toString("latin1"), "lock"],
    ]);
    expect(bench.short).to.deep.equal(["0 failed"]);
    expect(bench.entries[0]?.change?.answer?.text).to.match(/403 Forbidden[^]*lock$/);
    client.terminate();
    server.closeAllConnections();
    server.close();
  });

  it("a device that cannot be reached is 502 for the client", async () => {
    await using bench = new Bench();
    const proxy = await bench.start({ target: new URL("ws://127.0.0.1:1") });
    const client = new WebSocket(proxy.url);
    client.on("error", () => undefined);
    const [, answer] = (await once(client, "unexpected-response")) as [unknown, IncomingMessage];
    expect(answer.statusCode).to.equal(502);
    client.terminate();
    expect(bench.entries[0]?.note).to.include("ECONNREFUSED");
  });

  it("wss on both sides", async () => {
    const authority = await issuer();
    const own = await signed(authority);
    await using bench = new Bench(createSecureServer(own));
    const proxy = await bench.start({ certificate: own, ca: authority.cert }, "wss");
    const client = await connected(proxy.url, [], { ca: authority.cert });
    const [device] = bench.sockets;
    const heard = device && next(device);
    client.send("hello");
    expect((await heard)?.[0].toString()).to.equal("hello");
    expect(bench.entries[0]?.change?.url).to.match(/^wss:/);
  });

  it("clients at once are connections of their own; the next one has the lowest free number", async () => {
    await using bench = new Bench();
    const proxy = await bench.start();
    const first = await connected(proxy.url);
    await connected(proxy.url);
    const [device] = bench.sockets;
    const gone = Promise.all([device && once(device, "close"), once(first, "close")]);
    first.close();
    await gone;
    await connected(proxy.url);
    expect(bench.short.filter((line) => line.endsWith("open"))).to.deep.equal(["0 open", "1 open", "0 open"]);
  });

  it("a request that asks for no WebSocket is answered 426", async () => {
    await using bench = new Bench();
    const proxy = await bench.start();
    const answer = await fetch(proxy.url.replace("ws:", "http:"));
    expect(answer.status).to.equal(426);
  });
});
