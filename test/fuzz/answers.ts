/** Random answers of real servers: to opening handshakes, and to HTTP requests. */
import { once } from "node:events";
import { createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { parseProtocol } from "../../src/protocol/load-protocol.ts";
import { TestElement } from "../../src/testing/test-element.ts";
import { makeLine } from "../support/connection/line.ts";
import { acceptOf } from "../support/connection/raw-server.ts";
import type { FuzzTarget } from "./case.ts";
import type { Random } from "./random.ts";

/** Stands for the right answer to the key of the request. */
const accept = "{accept}";

/** A server that answers each request with these pieces, and closes. */
async function answering(pieces: readonly string[]): Promise<Server> {
  const server = createServer((socket: Socket) => {
    socket.on("error", () => undefined);
    socket.once("data", (request) => {
      const key = /sec-websocket-key: *(\S+)/i.exec(request.toString("latin1"))?.[1] ?? "";
      for (const piece of pieces)
        socket.write(Buffer.from(piece.replaceAll(accept, acceptOf(key)), "latin1"));
      socket.end();
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return server;
}

/** Lines of an answer, in some order, some of them broken. */
function lines(
  random: Random,
  start: readonly string[],
  headers: readonly string[],
  bodies: readonly string[],
): string[] {
  const broken = (line: string): string => {
    if (!random.once(6)) return line;
    const at = random.below(line.length + 1);
    return (
      line.slice(0, at) +
      random.pick(["", "\0", "\n", "\u00ff", "é", ":", " ", "x".repeat(300)]) +
      line.slice(at + random.below(3))
    );
  };
  return [
    broken(`${random.pick(start)}\r\n`),
    ...random.list(6, () => broken(`${random.pick(headers)}\r\n`)),
    random.once(8) ? "" : "\r\n",
    ...random.list(3, () => random.pick(bodies)),
  ];
}

const openings = [
  "HTTP/1.1 101 Switching Protocols",
  "HTTP/1.1 101 Switching Protocols",
  "HTTP/1.1 200 OK",
  "HTTP/1.0 404",
  "HTTP/1.1 302 Found",
  "",
];
const openingHeaders = [
  "Upgrade: websocket",
  "Connection: Upgrade",
  `Sec-WebSocket-Accept: ${accept}`,
  "Sec-WebSocket-Protocol: a",
  "Sec-WebSocket-Extensions: permessage-deflate",
  "Content-Length: 3",
  "Location: ws://x",
];

export const handshakesTarget: FuzzTarget = {
  name: "handshakes",
  short: 30,
  make: (random) => {
    const good = random.once(2);
    const steps = lines(random, openings, openingHeaders, [
      "\u0081\u0001a",
      "\u0088\u0002\u0003\u00e8",
      "\u008a\u007e",
      "abc",
      "\u0081",
    ]);
    const head = [
      "HTTP/1.1 101 Switching Protocols\r\n",
      ...openingHeaders.slice(0, 3).map((header) => `${header}\r\n`),
      "\r\n",
    ];
    return { start: "", steps: good ? [...head, ...steps.slice(-3)] : steps };
  },
  run: async ({ steps }) => {
    const server = await answering(steps);
    const { port } = server.address() as AddressInfo;
    const { connection, events, clock } = makeLine({ host: "ws://127.0.0.1", port });
    try {
      connection.open();
      while (!events.all.some(({ type }) => type === "failed" || type === "closed"))
        await new Promise((resolve) => setImmediate(resolve));
    } finally {
      await connection.close();
      server.close();
    }
    if (clock.pending.length > 0) throw new Error("a timer is left");
  },
};

const starts = [
  "HTTP/1.1 200 OK",
  "HTTP/1.1 204 No Content",
  "HTTP/1.1 302 Found",
  "HTTP/1.1 401 Unauthorized",
  "HTTP/1.1 500",
  "HTTP/1.1 99999",
  "nothing",
];
const headers = [
  "Content-Type: text/plain; charset=utf-16",
  'Content-Type: text/xml; charset="nobody"',
  "Content-Length: 3",
  "Content-Length: -1",
  "Content-Length: 99999999999999999999",
  "Transfer-Encoding: chunked",
  "Content-Encoding: gzip",
  "Content-Encoding: deflate",
  "Location: /",
  "Location: http://[",
  "Location: file:///etc",
  'WWW-Authenticate: Digest realm="a", nonce="b", qop="auth"',
  "WWW-Authenticate: Digest",
  "Set-Cookie: a=b; Path=/; Expires=never",
  "X: \u00ff",
];
const bodies = [
  "abc",
  "3\r\nabc\r\n0\r\n\r\n",
  "ffffffffffffffff\r\n",
  "-1\r\n",
  "\u001f\u008b\u0008",
  "\u00ff\u00fea",
  '<?xml version="1.0" encoding="?"?>',
];

const { protocol } = parseProtocol(
  `<Protocol><Name>H</Name><Connections><Connection id="0" name="H"><Http/></Connection></Connections>
<Params><Param id="1"><Name>S</Name><Type>read</Type></Param><Param id="2"><Name>B</Name><Type>read</Type></Param></Params>
<HTTP><Session id="1" name="S"><Connection id="1"><Request verb="GET" url="/a"/><Response statusCode="1"><Content pid="2"/></Response></Connection></Session></HTTP>
<Groups><Group id="1"><Name>G</Name><Type>poll</Type><Content><Session>1</Session></Content></Group></Groups>
<Timers><Timer id="1"><Name>T</Name><Time>100000</Time><Content><Group>1</Group></Content></Timer></Timers></Protocol>`,
);

export const httpTarget: FuzzTarget = {
  name: "http answers",
  short: 30,
  make: (random) => ({ start: "", steps: lines(random, starts, headers, bodies) }),
  run: async ({ steps }) => {
    const server = await answering(steps);
    const { port } = server.address() as AddressInfo;
    const test = await TestElement.start(protocol, {
      ...{ connect: true, host: "http://127.0.0.1", port, retries: 0 },
    });
    try {
      while (!test.events.some((event) => event.type === "session" && event.phase === "finished")) {
        await new Promise((resolve) => setImmediate(resolve));
        // What still waits for the end of a body has its time.
        await test.advance(200);
      }
    } finally {
      await test.dispose();
      server.close();
    }
  },
};
