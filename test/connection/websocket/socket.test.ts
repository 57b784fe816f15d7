/** The opening handshake on a real line: what goes out, and every way it can be answered. */
import { expect } from "chai";
import { bodyLimit } from "../../../src/connection/answer-head.ts";
import type { Answer } from "../../../src/connection/connection.ts";
import { closePayload, frame, headerIn, opcodes, RawServer } from "../../support/connection/raw-server.ts";
import { makeLine, withOpen, withServer, type LineOptions } from "../../support/connection/line.ts";
import { definition, request, session } from "../../support/connection/model.ts";
import { collectGarbage } from "../../support/garbage.ts";

/** A line whose handshake has a path parameter 8 and the given headers. */
function custom(headers: Record<string, number | string>, values: Record<number, string>): LineOptions {
  return {
    definition: definition({ handshakeSession: 25 }),
    handshake: session({ connections: [request({ pid: 8, headers })] }),
    values,
  };
}

describe("connection/websocket/client-socket", () => {
  it("WS-12 the default handshake holds what RFC 6455 asks for and nothing else", async () => {
    await withOpen({}, ({ head, server }) => {
      const [line, ...headers] = head.split("\r\n");
      expect(line).to.equal("GET / HTTP/1.1");
      const keys = headers.map((header) => header.split(": ")[0]?.toLowerCase()).sort();
      expect(keys).to.deep.equal([
        "connection",
        "host",
        "sec-websocket-key",
        "sec-websocket-version",
        "upgrade",
      ]);
      expect(headerIn(head, "Host")).to.equal(`127.0.0.1:${String(server.port)}`);
      expect(headerIn(head, "Upgrade")).to.equal("websocket");
      expect(headerIn(head, "Connection")).to.equal("Upgrade");
      expect(headerIn(head, "Sec-WebSocket-Version")).to.equal("13");
      expect(Buffer.from(headerIn(head, "Sec-WebSocket-Key") ?? "", "base64")).to.have.length(16);
      return Promise.resolve();
    });
  });

  it("WS-12 each opening has a key of its own", async () => {
    const keys = new Set<string | undefined>();
    for (let round = 0; round < 3; round++) {
      await withOpen({}, ({ head }) => Promise.resolve(void keys.add(headerIn(head, "Sec-WebSocket-Key"))));
    }
    expect(keys.size).to.equal(3);
  });

  it("WS-14 WS-15 WS-17 path and headers of the session are sent as they are", async () => {
    const values = { 8: "x-nmos/../events/ws?a b=é", 9: "Zoé", 10: "Привет" };
    await withOpen(custom({ "Use-Cookie": 9, "X-Name": 10 }, values), ({ head, events }) => {
      expect(head.split("\r\n")[0]).to.equal("GET /x-nmos/../events/ws?a%20b=%C3%A9 HTTP/1.1");
      expect(headerIn(head, "Use-Cookie")).to.equal("Zo\xe9");
      expect(headerIn(head, "X-Name")).to.equal(Buffer.from("Привет").toString("latin1"));
      expect(events.notices).to.deep.equal([]);
      return Promise.resolve();
    });
  });

  it("WS-16 WS-20 WS-24 only what counts of a session goes out", async () => {
    const handshake = session({
      connections: [
        request({ url: "10", headers: { Host: 9, Cookie: 9, "X-Fixed": "text" } }),
        request({ pid: 8 }),
      ],
    });
    await withOpen({ handshake, values: { 8: "/no", 9: "a=b", 10: "/yes" } }, ({ head, server }) => {
      expect(head.split("\r\n")[0]).to.equal("GET /yes HTTP/1.1");
      expect(headerIn(head, "Host")).to.equal(`127.0.0.1:${String(server.port)}`);
      expect(headerIn(head, "Cookie")).to.equal("a=b");
      expect(headerIn(head, "X-Fixed")).to.equal(undefined);
      return Promise.resolve();
    });
  });

  it("reports the answer: status line and headers", async () => {
    await withServer({}, async ({ connection, events, server }) => {
      connection.open();
      const peer = await server.peer();
      await peer.accept({ "X-Session": "42", "Set-Cookie": "é=\xff" });
      const { info } = await events.next("opened");
      expect(info).to.include({ attempt: 1, subprotocol: "", extensions: "" });
      expect(info.answer.statusLine).to.equal("HTTP/1.1 101 Switching Protocols");
      expect(info.answer.headers).to.deep.include({ key: "X-Session", value: "42" });
      expect(info.answer.headers).to.deep.include({ key: "Set-Cookie", value: "\xe9=\xff" });
      expect(info.answer.body).to.equal(undefined);
      peer.socket.destroy();
    });
  });

  /** Answers that are no opening, what they are called, and their status line if they have one. */
  const refusals: readonly (readonly [
    name: string,
    answer: string,
    code: string,
    status?: number,
    body?: string,
  ])[] = [
    [
      "WS-13 401",
      "HTTP/1.1 401 Unauthorized\r\nContent-Length: 4\r\n\r\nnono",
      "ERR_CONNECTION_REFUSED",
      401,
      "nono",
    ],
    [
      "WS-13 302, not followed",
      "HTTP/1.1 302 Found\r\nLocation: ws://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n",
      "ERR_CONNECTION_REFUSED",
      302,
    ],
    [
      "WS-13 404",
      "HTTP/1.1 404 Not Found\r\nTransfer-Encoding: chunked\r\n\r\n3\r\na\xe9b\r\n0\r\n\r\n",
      "ERR_CONNECTION_REFUSED",
      404,
      "a\xe9b",
    ],
    ["WS-13 200", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi", "ERR_CONNECTION_REFUSED", 200, "hi"],
    [
      "WS-13 wrong accept",
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: x\r\n\r\n",
      "ERR_CONNECTION_HANDSHAKE",
      101,
    ],
    [
      "WS-13 no accept",
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
      "ERR_CONNECTION_HANDSHAKE",
      101,
    ],
    [
      "WS-13 another upgrade",
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n",
      "ERR_CONNECTION_HANDSHAKE",
      101,
    ],
    ["no HTTP", "SSH-2.0-OpenSSH_9.2\r\n", "ERR_CONNECTION_HANDSHAKE"],
    [
      "a header without end",
      `HTTP/1.1 101 Switching Protocols\r\nX: ${"x".repeat(100_000)}`,
      "ERR_CONNECTION_HANDSHAKE",
    ],
    [
      "a header with a bad name",
      "HTTP/1.1 101 Switching Protocols\r\nX Y: z\r\n\r\n",
      "ERR_CONNECTION_HANDSHAKE",
    ],
  ];
  for (const [name, answer, code, status, body] of refusals) {
    it(`WS-13 ${name}: the opening fails, with what was answered`, async () => {
      await withServer({}, async ({ connection, events, server }) => {
        connection.open();
        const peer = await server.peer();
        await peer.head();
        peer.write(answer);
        const { info } = await events.next("failed");
        expect(info.error.code).to.equal(code);
        expect(info).to.include({ attempt: 1, attempts: 1, final: true });
        expect(info.answer?.status).to.equal(status);
        expect(
          info.answer?.body === undefined ? undefined : Buffer.from(info.answer.body).toString("latin1"),
        ).to.equal(body);
        expect(connection.state).to.equal("closed");
        await peer.gone();
        expect(server.peers).to.have.length(1);
      });
    });
  }

  it("WS-13 a right accept of another answer's key is refused: each opening has its own key", async () => {
    await withServer({ retries: 1 }, async ({ connection, events, server, clock }) => {
      connection.open();
      const first = await server.peer();
      const head = await first.head();
      first.reset();
      await events.next("failed");
      await clock.advance(1000);
      const second = await server.peer();
      await second.head();
      second.answer(head);
      expect((await events.next("failed")).info.error.code).to.equal("ERR_CONNECTION_HANDSHAKE");
    });
  });

  it("silence until TimeoutTime is a failed opening", async () => {
    await withServer({ timeoutMs: 1500 }, async ({ connection, events, server, clock }) => {
      connection.open();
      const peer = await server.peer();
      await peer.head();
      await clock.advance(1499);
      expect(events.types).to.deep.equal([]);
      await clock.advance(1);
      const { info } = await events.next("failed");
      expect(info.error.code).to.equal("ERR_CONNECTION_TIMEOUT");
      await peer.gone();
    });
  });

  it("an answer byte by byte (slow loris) counts from the beginning of the opening", async () => {
    await withServer({ timeoutMs: 1500 }, async ({ connection, events, server, clock }) => {
      connection.open();
      const peer = await server.peer();
      await peer.head();
      for (const byte of "HTTP/1.1 1") {
        peer.write(byte);
        await clock.advance(150);
      }
      expect((await events.next("failed")).info.error.code).to.equal("ERR_CONNECTION_TIMEOUT");
    });
  });

  it("a refusal whose body breaks off is told with what has come of it", async () => {
    await withServer({}, async ({ connection, events, server }) => {
      connection.open();
      const peer = await server.peer();
      await peer.head();
      peer.write("HTTP/1.1 503 Busy\r\nContent-Length: 100\r\n\r\nwait");
      peer.socket.end();
      const { info } = await events.next("failed");
      expect(info.error.code).to.equal("ERR_CONNECTION_REFUSED");
      expect(Buffer.from(info.answer?.body ?? []).toString()).to.equal("wait");
    });
  });

  it("of the body of a refusal a megabyte is kept; the rest is not waited for", async () => {
    await withServer({}, async ({ connection, events, server }) => {
      connection.open();
      const peer = await server.peer();
      await peer.head();
      peer.write("HTTP/1.1 500 No\r\nConnection: close\r\n\r\n");
      peer.write(Buffer.alloc(bodyLimit + 100_000, "x"));
      const { info } = await events.next("failed");
      expect(info.answer?.body).to.have.length(bodyLimit);
    });
  });

  it("a line that breaks at any byte of the answer is a failed opening", async () => {
    for (let bytes = 0; bytes < 120; bytes += 7) {
      await withServer({}, async ({ connection, events, server }) => {
        connection.open();
        const peer = await server.peer();
        await peer.head();
        peer.write(
          "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n".slice(0, bytes),
        );
        if (bytes % 2 === 0) peer.reset();
        else peer.socket.end();
        const { info } = await events.next("failed");
        expect(info.error.code, String(bytes)).to.be.oneOf([
          "ERR_CONNECTION_LOST",
          "ERR_CONNECTION_HANDSHAKE",
        ]);
      });
    }
  });

  it("nobody listens, and a host that does not exist", async () => {
    const server = await RawServer.start();
    const { port } = server;
    await server[Symbol.asyncDispose]();
    const { connection, events } = makeLine({ host: "127.0.0.1", port });
    connection.open();
    expect((await events.next("failed")).info.error.code).to.equal("ERR_CONNECTION_UNREACHABLE");
    const nowhere = makeLine({ host: "nowhere.invalid", port });
    nowhere.connection.open();
    expect((await nowhere.events.next("failed")).info.error.code).to.equal("ERR_CONNECTION_UNREACHABLE");
  });

  it("WS-25 a subprotocol is offered; the one picked is told", async () => {
    await withServer(
      custom({ "Sec-WebSocket-Protocol": 9 }, { 9: "chat, superchat" }),
      async ({ connection, events, server }) => {
        connection.open();
        const peer = await server.peer();
        const head = await peer.accept({ "Sec-WebSocket-Protocol": "superchat" });
        expect(headerIn(head, "Sec-WebSocket-Protocol")?.replaceAll(" ", "")).to.equal("chat,superchat");
        expect((await events.next("opened")).info.subprotocol).to.equal("superchat");
        peer.socket.destroy();
      },
    );
  });

  it("WS-25 an answer without subprotocol is accepted and logged", async () => {
    await withServer(
      custom({ "Sec-WebSocket-Protocol": 9 }, { 9: "chat" }),
      async ({ connection, events, server }) => {
        connection.open();
        const peer = await server.peer();
        await peer.accept();
        const { info } = await events.next("opened");
        expect(info.subprotocol).to.equal("");
        expect(info.answer.headers.map(({ key }) => key)).to.not.include("Sec-WebSocket-Protocol");
        expect(events.noticesOf("HANDSHAKE_SUBPROTOCOL")).to.have.length(1);
        peer.socket.destroy();
      },
    );
  });

  for (const [what, offer] of [
    ["not offered", "chat"],
    ["without any offer", ""],
  ] as const) {
    it(`WS-25 a subprotocol ${what} fails the opening`, async () => {
      await withServer(
        custom({ "Sec-WebSocket-Protocol": 9 }, { 9: offer }),
        async ({ connection, events, server }) => {
          connection.open();
          const peer = await server.peer();
          await peer.accept({ "Sec-WebSocket-Protocol": "other" });
          expect((await events.next("failed")).info.error.code).to.equal("ERR_CONNECTION_HANDSHAKE");
        },
      );
    });
  }

  const deflate = custom(
    { "Sec-WebSocket-Extensions": 9 },
    { 9: "permessage-deflate; client_max_window_bits" },
  );

  it("WS-26 permessage-deflate is offered as written; a server may decline", async () => {
    await withServer(deflate, async ({ connection, events, server }) => {
      connection.open();
      const peer = await server.peer();
      const head = await peer.accept();
      expect(headerIn(head, "Sec-WebSocket-Extensions")).to.equal(
        "permessage-deflate; client_max_window_bits",
      );
      expect((await events.next("opened")).info.extensions).to.equal("");
      peer.write(frame(opcodes.text, "plain"));
      await events.next("message");
      expect(events.texts).to.deep.equal(["plain"]);
      peer.socket.destroy();
    });
  });

  it("WS-26 an extension that was not offered fails the opening", async () => {
    for (const line of [{}, deflate]) {
      await withServer(line, async ({ connection, events, server }) => {
        connection.open();
        const peer = await server.peer();
        await peer.accept({ "Sec-WebSocket-Extensions": "x-webkit-frame" });
        expect((await events.next("failed")).info.error.code).to.equal("ERR_CONNECTION_HANDSHAKE");
      });
    }
  });

  it("frames that come in one packet with the answer are messages of the open connection", async () => {
    await withServer({}, async ({ connection, events, server }) => {
      connection.open();
      const peer = await server.peer();
      const head = await peer.head();
      peer.socket.cork();
      peer.answer(head);
      peer.write(
        Buffer.concat([
          frame(opcodes.text, "one"),
          frame(opcodes.binary, "two"),
          frame(opcodes.close, closePayload(1001)),
        ]),
      );
      peer.socket.uncork();
      await events.next("closed");
      expect(events.types).to.deep.equal(["opened", "message", "message", "closed"]);
      expect(events.texts).to.deep.equal(["one", "two"]);
    });
  });

  it("an open socket keeps nothing of its handshake", async () => {
    await withServer({}, async ({ connection, events, server }) => {
      let opened: (answer: WeakRef<Answer>) => void = () => undefined;
      const answered = new Promise<WeakRef<Answer>>((resolve) => (opened = resolve));
      events.opened = ({ answer }) => {
        opened(new WeakRef(answer));
      };
      connection.open();
      const peer = await server.peer();
      await peer.accept();
      const answer = await answered;
      await collectGarbage();
      const kept = answer.deref() !== undefined;
      peer.write(frame(opcodes.text, "still open"));
      await events.next("message");
      peer.socket.destroy();
      expect(kept).to.equal(false);
    });
  });
});
