/** A device on real sockets: its faces, how it answers, what it says by itself, its state, and another version of its script. */
import { X509Certificate } from "node:crypto";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { connect as connectSecurely } from "node:tls";
import { expect } from "chai";
import { WebSocket } from "ws";
import { createDevice } from "../../src/device/device.ts";
import type { DeviceEvent } from "../../src/device/device-events.ts";
import type { DeviceScript } from "../../src/device/device-script.ts";
import { counter } from "../../src/device/generators.ts";
import { ownCertificate } from "../../src/device/own-certificate.ts";
import { ManualClock } from "../../src/testing/manual-clock.ts";
import { expectCode } from "../support/qaction/expect-code.ts";

/** A client that keeps what it hears. */
class Client {
  readonly socket: WebSocket;
  readonly heard: { readonly bytes: Buffer; readonly binary: boolean }[] = [];

  private constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on("message", (bytes: Buffer, binary) => this.heard.push({ bytes, binary }));
    socket.on("error", () => undefined);
  }

  static async open(url: string, subprotocols: readonly string[] = []): Promise<Client> {
    const client = new Client(
      // A device may send text that is not valid UTF-8.
      new WebSocket(url, [...subprotocols], { skipUTF8Validation: true }),
    );
    await once(client.socket, "open");
    return client;
  }

  /** The texts of so many messages. */
  async hears(count: number): Promise<readonly string[]> {
    while (this.heard.length < count) await once(this.socket, "message");
    return this.heard.map(({ bytes }) => bytes.toString("utf8"));
  }
}

/** Everything that a TCP socket hears until so many bytes have come, Latin-1. */
async function heard(socket: Socket, length: number): Promise<string> {
  let text = "";
  while (text.length < length) {
    const [bytes] = (await once(socket, "data")) as [Buffer];
    text += bytes.toString("latin1");
  }
  return text;
}

/** What a promise rejects with. */
async function failure(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe("device", () => {
  it("answers what fits a rule: text, pattern, JSON shape, bytes; the first rule that fits", async () => {
    await using device = await createDevice({
      state: { level: -20 },
      faces: {
        events: {
          kind: "websocket",
          on: [
            ["ping", "pong"],
            [
              /^SET (\w+) (-?\d+)$/,
              ({ match: [, name = "", value], device: own }) => {
                own.set(name, Number(value));
                return "OK";
              },
            ],
            [
              { type: "get", name: String },
              ({ json, device: own }) => ({ value: own.get(json<{ name: string }>().name) }),
            ],
            [{ type: "hello" }, { type: "welcome" }],
            [Uint8Array.of(0x02, 0xff), Uint8Array.of(0x06)],
            (message) => `what is ${message.text}?`,
          ],
        },
      },
    });
    const client = await Client.open(device.url());
    const texts = ["ping", "SET level -12", '{"type":"get","name":"level","id":7}', '{"type":"hello"}'];
    for (const text of texts) client.socket.send(text);
    client.socket.send(Uint8Array.of(0x02, 0xff));
    client.socket.send("SET level");
    expect(await client.hears(6)).to.deep.equal([
      "pong",
      "OK",
      '{"value":-12}',
      '{"type":"welcome"}',
      "\x06",
      "what is SET level?",
    ]);
    expect(client.heard.map(({ binary }) => binary)).to.deep.equal([false, false, false, false, true, false]);
    client.socket.terminate();
  });

  it("answers later, and out of order, when a function waits", async () => {
    const clock = new ManualClock();
    await using device = await createDevice(
      {
        faces: {
          events: {
            kind: "websocket",
            on: [
              [
                /^wait (\d+)$/,
                async ({ match: [all, ms], device: own }) => {
                  await own.wait(Number(ms));
                  return all;
                },
              ],
            ],
          },
        },
      },
      { clock },
    );
    const client = await Client.open(device.url());
    let asked = 0;
    const both = device.when(({ type }) => type === "in" && ++asked === 2);
    client.socket.send("wait 20");
    client.socket.send("wait 10");
    await both;
    await clock.advance(20);
    expect(await client.hears(2)).to.deep.equal(["wait 10", "wait 20"]);
    client.socket.terminate();
  });

  it("greets each line, marks lines, and says by itself what is meant for them", async () => {
    const clock = new ManualClock();
    await using device = await createDevice(
      {
        state: { number: counter() },
        faces: {
          events: {
            kind: "websocket",
            connect: (line) => `line ${String(line.number)} at ${line.url}`,
            on: [
              [
                "subscribe",
                ({ line }) => {
                  line.tags.add("events");
                  return "subscribed";
                },
              ],
            ],
          },
        },
        pushes: [
          { everyMs: 1000, tag: "events", send: (own) => ({ number: own.get<number>("number") }) },
          { everyMs: 700, send: () => undefined },
        ],
      },
      { clock },
    );
    const one = await Client.open(`${device.url()}/a?b`);
    const two = await Client.open(`${device.url()}/c`);
    two.socket.send("subscribe");
    await two.hears(2);
    await clock.advance(2000);
    expect(await two.hears(4)).to.deep.equal(["line 2 at /c", "subscribed", '{"number":1}', '{"number":2}']);
    expect(await one.hears(1)).to.deep.equal(["line 1 at /a?b"]);
    expect(device.push("all")).to.equal(2);
    expect((await one.hears(2))[1]).to.equal("all");
    for (const { socket } of [one, two]) socket.terminate();
  });

  it("WebSocket: path, subprotocol, frames, and the encoding that it lies about", async () => {
    await using device = await createDevice({
      encoding: 1251,
      faces: {
        text: { kind: "websocket", path: "/text", subprotocols: ["b", "a"], connect: () => "Привет" },
        binary: {
          kind: "websocket",
          path: "/binary",
          frames: "binary",
          on: [["Привет", { name: "Студия" }]],
        },
      },
    });
    const text = await Client.open(device.url("text"), ["a", "b", "c"]);
    await text.hears(1);
    // Windows-1251 in a text frame, which says that it is UTF-8.
    expect([text.socket.protocol, text.heard[0]?.binary, text.heard[0]?.bytes.toString("hex")]).to.deep.equal(
      ["b", false, "cff0e8e2e5f2"],
    );
    const binary = await Client.open(device.url("binary"));
    binary.socket.send(Buffer.from("cff0e8e2e5f2", "hex"));
    await binary.hears(1);
    expect(binary.heard[0]?.bytes.toString("hex")).to.equal(
      Buffer.from('{"name":"').toString("hex") + "d1f2f3e4e8ff" + Buffer.from('"}').toString("hex"),
    );
    expect(device.url("text").split(":")[2]?.split("/")[0], "one port for both").to.equal(
      String(device.port("binary")),
    );
    const other = new WebSocket(`ws://127.0.0.1:${String(device.port())}/other`);
    other.on("error", () => undefined);
    const [, answer] = (await once(other, "unexpected-response")) as [unknown, { statusCode: number }];
    expect(answer.statusCode).to.equal(404);
    for (const { socket } of [text, binary]) socket.terminate();
    other.terminate();
  });

  it("HTTP: rules by method and path, status and headers, a body by its JSON, an encoding and what it is called", async () => {
    await using device = await createDevice({
      state: { name: "Zürich" },
      faces: {
        api: {
          kind: "http",
          encoding: "windows-1252",
          charset: "utf-8",
          on: [
            ["GET /name", ({ device: own }) => own.get<string>("name")],
            ["GET /json", { headers: { "X-Own": "1" }, body: { a: 1 } }],
            [/^PUT \/name\?as=(\w+)$/, ({ match }) => ({ status: 201, body: match[1] ?? "" })],
            [{ set: Number }, (message) => String(message.json<{ set: number }>().set + 1)],
            ["DELETE /name", () => undefined],
            ["GET /bytes", Uint8Array.of(1, 2)],
            [
              "GET /throws",
              () => {
                throw new Error("no such thing");
              },
            ],
          ],
        },
        events: { kind: "websocket", connect: () => "hello" },
      },
    });
    const ask = (path: string, init?: RequestInit): Promise<Response> =>
      fetch(`${device.url("api")}${path}`, init);
    const name = await ask("/name?now");
    expect([
      name.headers.get("content-type"),
      Buffer.from(await name.arrayBuffer()).toString("latin1"),
    ]).to.deep.equal(["text/plain; charset=utf-8", "Zürich"]);
    const json = await ask("/json");
    expect([json.headers.get("x-own"), json.headers.get("content-type"), await json.json()]).to.deep.equal([
      "1",
      "application/json; charset=utf-8",
      { a: 1 },
    ]);
    const put = await ask("/name?as=b", { method: "PUT" });
    expect([put.status, await put.text()]).to.deep.equal([201, "b"]);
    expect(await (await ask("/any", { method: "POST", body: '{"set":5}' })).text()).to.equal("6");
    expect((await ask("/name", { method: "DELETE" })).status).to.equal(204);
    expect(Buffer.from(await (await ask("/bytes")).arrayBuffer())).to.deep.equal(Buffer.of(1, 2));
    expect((await ask("/nothing")).status).to.equal(404);
    const client = await Client.open(`ws://127.0.0.1:${String(device.port("api"))}`);
    expect(await client.hears(1)).to.deep.equal(["hello"]);
    client.socket.terminate();
    expect((await ask("/throws")).status).to.equal(500);
    expect(await failure(device.stop()), "what a script throws fails the test")
      .to.be.an("error")
      .with.property("message", "no such thing");
  });

  it("TCP: messages in both directions by their rule, or each read as it comes", async () => {
    await using device = await createDevice({
      faces: {
        lines: { kind: "tcp", messages: "line", connect: () => "ready", on: [["ping", "pong"]] },
        nul: { kind: "tcp", messages: "nul", on: [[{ id: Number }, { ok: true }]] },
        framed: {
          kind: "tcp",
          messages: { length: 1 },
          on: [[Uint8Array.of(2, 7, 8), Uint8Array.of(1, 9)]],
        },
        raw: { kind: "tcp", on: [(message) => message.bytes] },
        ends: { kind: "tcp", messages: { end: [3] }, on: [["a", "b"]] },
      },
    });
    const conversations: readonly (readonly [face: string, says: string, answer: string])[] = [
      ["lines", "pi|ng\r|\nping\n", "ready\r\npong\r\npong\r\n"],
      ["nul", '{"id"|:1}\0', '{"ok":true}\0'],
      ["framed", "\x02\x07|\x08", "\x01\x09"],
      ["raw", "any\xff", "any\xff"],
      ["ends", "a\x03a\x03", "b\x03b\x03"],
    ];
    for (const [face, says, answer] of conversations) {
      const socket = connect(device.port(face), "127.0.0.1");
      const answered = heard(socket, answer.length);
      for (const piece of says.split("|")) socket.write(Buffer.from(piece, "latin1"));
      expect(await answered, face).to.equal(answer);
      const closed = device.when((event) => event.type === "closed" && event.face === face);
      socket.destroy();
      await closed;
    }
    expect(device.lines()).to.deep.equal([]);
  });

  it("UDP: a datagram is a message, and whoever has sent one is a line", async () => {
    await using device = await createDevice({
      encoding: "shift_jis",
      faces: { udp: { kind: "udp", on: [["?", "日本"]] } },
    });
    const socket = createSocket("udp4");
    socket.send("?", device.port(), "127.0.0.1");
    const [answer] = (await once(socket, "message")) as [Buffer];
    expect(answer.toString("hex")).to.equal("93fa967b");
    device.push(Uint8Array.of(5));
    const [pushed] = (await once(socket, "message")) as [Buffer];
    expect([pushed.toString("hex"), device.lines().length]).to.deep.equal(["05", 1]);
    socket.close();
  });

  it("TLS with a certificate of its own, which holds for its address", async () => {
    const tls = ownCertificate(["127.0.0.1", "localhost", "::1"], Date.now());
    await using device = await createDevice(
      {
        faces: {
          lines: { kind: "tcp", messages: "line", connect: () => "ready" },
          api: { kind: "http", on: [] },
        },
      },
      { tls },
    );
    expect(device.url("api")).to.match(/^https:/);
    const certificate = new X509Certificate(tls.cert);
    expect([
      certificate.checkIP("::1"),
      certificate.checkHost("localhost"),
      certificate.checkIP("10.0.0.1"),
    ]).to.deep.equal(["::1", "localhost", undefined]);
    for (const host of ["127.0.0.1", "localhost"]) {
      const socket = connectSecurely({
        port: device.port("lines"),
        host: "127.0.0.1",
        servername: host === "localhost" ? host : "",
        ca: tls.cert,
      });
      expect(await heard(socket, 7)).to.equal("ready\r\n");
      expect(socket.authorized).to.equal(true);
      socket.destroy();
    }
  });

  it("tells what happens, and keeps what a program sets when its script is loaded again", async () => {
    const script = (answer: string, level = 1): DeviceScript => ({
      name: "desk",
      state: { level, mode: answer },
      faces: {
        lines: {
          kind: "tcp",
          messages: "line",
          on: [["?", ({ device: own }) => `${answer} ${own.get<number>("level")}`]],
        },
      },
    });
    await using device = await createDevice(script("a"));
    const events: DeviceEvent[] = [];
    device.subscribe((event) => events.push(event));
    const socket = connect(device.port(), "127.0.0.1");
    socket.write("?\n!\n");
    expect(await heard(socket, 5)).to.equal("a 1\r\n");
    device.set("level", 5);
    const port = device.port();
    await device.load(script("b", 2));
    socket.write("?\n");
    expect(await heard(socket, 5), "the same line").to.equal("b 5\r\n");
    expect([device.get("mode"), device.port()]).to.deep.equal(["b", port]);
    const shown = events.map((event) => {
      expect(event).to.include({ device: "desk", face: "lines", line: 1 });
      return `${event.type}${"text" in event ? ` ${event.text}` : ""}`;
    });
    expect(shown.slice(0, 5)).to.deep.equal(["open", "in ?", "out a 1", "in !", "unmatched !"]);
    const other: DeviceScript = { ...script("c"), faces: { ...script("c").faces, more: { kind: "udp" } } };
    const closed = device.when(({ type }) => type === "closed");
    await device.load(other);
    await closed;
    expect([device.faces, device.port("lines"), device.get("level")]).to.deep.equal([
      ["lines", "more"],
      port,
      5,
    ]);
    socket.destroy();
  });

  it("ports: given ones, the next ones, one that is taken", async () => {
    const tcp = { kind: "tcp" } as const;
    await using first = await createDevice({ faces: { a: tcp, b: tcp } });
    const error = await failure(createDevice({ faces: { a: { ...tcp, port: first.port("a") } } }));
    expect(error).to.include({ code: "ERR_DEVICE_LISTEN" });
    expect(String(error)).to.contain(String(first.port("a")));
  });

  it("refuses what cannot be meant, and says what to write", async () => {
    const wrong: readonly (readonly [script: unknown, code: string, says: string])[] = [
      [{}, "ERR_DEVICE", "has no face"],
      [{ faces: {} }, "ERR_DEVICE", "has no face"],
      [{ faces: { a: { kind: "web" } } }, "ERR_DEVICE", "kind: one of websocket, http, tcp, udp"],
      [{ faces: { a: { kind: "tcp", message: "line" } } }, "ERR_OPTION", "Did you mean 'messages'?"],
      [{ faces: { a: { kind: "udp" } }, sate: {} }, "ERR_OPTION", "Did you mean 'state'?"],
      [{ faces: { a: { kind: "udp" } }, pushes: [{ send: "x" }] }, "ERR_DEVICE", "everyMs"],
      [
        { faces: { a: { kind: "udp" } }, pushes: [{ everyMs: 1, send: "x", face: "b" }] },
        "ERR_DEVICE",
        "'b'",
      ],
      [{ faces: { a: { kind: "udp" } }, faults: { dorp: 1 } }, "ERR_OPTION", "Did you mean 'drop'?"],
      [{ faces: { a: { kind: "udp", encoding: "utf-9" } } }, "ERR_ENCODING", "utf-9"],
    ];
    for (const [script, code, says] of wrong) {
      const error = await failure(createDevice(script as DeviceScript));
      expect(error, JSON.stringify(script)).to.include({ code });
      expect(String(error)).to.contain(says);
    }
    await using device = await createDevice({ state: { level: 1 }, faces: { events: { kind: "udp" } } });
    expect(expectCode(() => device.get("levle"), "ERR_DEVICE").message).to.contain("Did you mean 'level'?");
    expectCode(() => device.set("x", 1), "ERR_DEVICE");
    expect(expectCode(() => device.port("event"), "ERR_DEVICE").message).to.contain("Did you mean 'events'?");
  });
});
