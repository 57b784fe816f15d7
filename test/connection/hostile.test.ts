/** Servers that mean harm: whatever bytes come, a connection ends with a code, and nothing of it is left. */
import { expect } from "chai";
import fc from "fast-check";
import { errorCodes } from "../../src/base/errors.ts";
import { withServer } from "../support/connection/line.ts";
import { acceptOf, frame, headerIn, opcodes } from "../support/connection/raw-server.ts";

/** What went wrong without anybody waiting for it while a test ran. */
async function strays(test: () => Promise<void>): Promise<unknown[]> {
  const caught: unknown[] = [];
  const note = (reason: unknown): void => {
    caught.push(reason);
  };
  process.on("unhandledRejection", note);
  try {
    await test();
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  } finally {
    process.off("unhandledRejection", note);
  }
  return caught;
}

const goodAnswer = (head: string): string =>
  "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
  `Sec-WebSocket-Accept: ${acceptOf(headerIn(head, "Sec-WebSocket-Key") ?? "")}\r\n\r\n`;

/** Text that looks like parts of an answer, in any order. */
const answerPart = fc.oneof(
  fc.constantFrom(
    "HTTP/1.1 101 Switching Protocols\r\n",
    "HTTP/1.1 100 Continue\r\n\r\n",
    "HTTP/1.1 200 OK\r\n",
    "HTTP/9.9 999 \r\n",
    "Upgrade: websocket\r\n",
    "Connection: Upgrade\r\n",
    "Sec-WebSocket-Accept: AAAA\r\n",
    "Sec-WebSocket-Extensions: permessage-deflate; permessage-deflate\r\n",
    "Sec-WebSocket-Protocol: \r\n",
    "Content-Length: -1\r\n",
    "Content-Length: 99999999999999999999\r\n",
    "Transfer-Encoding: chunked\r\n",
    "\r\n",
    "fffffffff\r\n",
    ": \r\n",
    "\n",
    "\0",
  ),
  fc.string({ unit: "binary-ascii", maxLength: 20 }),
);

/** Frames, and bytes that are no frame. */
const framePart = fc.oneof(
  fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
  fc
    .tuple(fc.integer({ min: 0, max: 15 }), fc.uint8Array({ maxLength: 130 }), fc.boolean(), fc.boolean())
    .map(([opcode, payload, fin, rsv1]) => frame(opcode, payload, { fin, rsv1 })),
  fc.constantFrom(opcodes.text, opcodes.continuation).map((opcode) => frame(opcode, "é", { fin: false })),
  // A length of 2^64 - 1, of 2^63, and one that has more digits than it needs.
  fc
    .constantFrom("827fffffffffffffffff", "827f8000000000000000", "827e0001ff")
    .map((hex) => Buffer.from(hex, "hex")),
);

describe("connection against a hostile server", () => {
  it("any bytes in place of an answer are a failed opening with a code", async () => {
    const caught = await strays(() =>
      fc.assert(
        fc.asyncProperty(fc.array(answerPart, { maxLength: 8 }), fc.boolean(), async (parts, reset) => {
          await withServer({}, async ({ connection, events, server }) => {
            connection.open();
            const peer = await server.peer();
            await peer.head();
            for (const part of parts) peer.write(part);
            if (reset) peer.reset();
            else peer.socket.end();
            const { info } = await events.next("failed");
            expect(Object.keys(errorCodes)).to.include(info.error.code);
            expect(info.error.code).to.match(/^ERR_CONNECTION_/);
            expect(connection.state).to.equal("closed");
            expect(events.types).to.deep.equal(["failed"]);
          });
        }),
        { numRuns: 60 },
      ),
    );
    expect(caught).to.deep.equal([]);
  });

  it("any bytes after the answer are messages, then one end", async () => {
    const caught = await strays(() =>
      fc.assert(
        fc.asyncProperty(
          fc.array(framePart, { maxLength: 12 }),
          fc.boolean(),
          fc.boolean(),
          async (parts, together, reset) => {
            await withServer({}, async ({ connection, events, server }) => {
              connection.open();
              const peer = await server.peer();
              const head = await peer.head();
              const bytes = Buffer.concat(parts);
              if (together) {
                peer.write(Buffer.concat([Buffer.from(goodAnswer(head)), bytes]));
              } else {
                peer.write(goodAnswer(head));
                for (const byte of bytes) peer.write(Uint8Array.of(byte));
              }
              await events.next("opened");
              if (reset) peer.reset();
              else peer.socket.end();
              const { info } = await events.next("closed");
              expect(info.by).to.be.oneOf(["peer", "line", "fault"]);
              expect(info.code).to.be.within(1000, 4999);
              expect(info.name).to.not.equal("");
              const middle = events.types.slice(1, -1);
              expect(events.types[0]).to.equal("opened");
              expect(events.types.at(-1)).to.equal("closed");
              expect(middle.every((type) => type === "message" || type === "alive")).to.equal(true);
              expect(connection.state).to.equal("closed");
            });
          },
        ),
        { numRuns: 60 },
      ),
    );
    expect(caught).to.deep.equal([]);
  });

  it("a reset after each byte of a good answer is a failed opening, or an end", async () => {
    const caught = await strays(async () => {
      const size = goodAnswer("Sec-WebSocket-Key: x").length;
      for (let bytes = 0; bytes <= size; bytes += 3) {
        await withServer({}, async ({ connection, events, server }) => {
          connection.open();
          const peer = await server.peer();
          peer.write(goodAnswer(await peer.head()).slice(0, bytes));
          peer.reset();
          await events.until(() => events.types.includes("failed") || events.types.includes("closed"));
          const end = events.types.at(-1);
          if (bytes < size) expect(end, String(bytes)).to.equal("failed");
          expect(connection.state).to.equal("closed");
        });
      }
    });
    expect(caught).to.deep.equal([]);
  });

  it("a header of a gigabyte is given up after the first kilobytes", async () => {
    await withServer({}, async ({ connection, events, server }) => {
      connection.open();
      const peer = await server.peer();
      await peer.head();
      peer.write("HTTP/1.1 101 Switching Protocols\r\nX-Long: ");
      const piece = Buffer.alloc(1 << 16, "x");
      let written = 0;
      const pour = (): void => {
        while (written < 1 << 30 && !peer.socket.destroyed) {
          written += piece.length;
          if (!peer.socket.write(piece)) return;
        }
      };
      peer.socket.on("drain", pour);
      pour();
      const { info } = await events.next("failed");
      expect(info.error.code).to.equal("ERR_CONNECTION_HANDSHAKE");
      await peer.gone();
      // What the system's own buffers took, and not much more.
      expect(written).to.be.lessThan(64 << 20);
    });
  });

  it("answers of status 100 without end are given up at TimeoutTime", async () => {
    await withServer({ timeoutMs: 500 }, async ({ connection, events, server, clock }) => {
      connection.open();
      const peer = await server.peer();
      await peer.head();
      for (let count = 0; count < 100; count++) peer.write("HTTP/1.1 100 Continue\r\n\r\n");
      await clock.advance(500);
      expect((await events.next("failed")).info.error.code).to.equal("ERR_CONNECTION_TIMEOUT");
      await peer.gone();
    });
  });

  it("a refusal whose body never ends is given up at TimeoutTime", async () => {
    await withServer({ timeoutMs: 500 }, async ({ connection, events, server, clock }) => {
      connection.open();
      const peer = await server.peer();
      await peer.head();
      peer.write("HTTP/1.1 403 No\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nno\r\n");
      // The answer has been read as far as it goes once its body is there.
      while (connection.state === "connecting") {
        await clock.advance(100);
      }
      const { info } = await events.next("failed");
      expect(info.error.code).to.be.oneOf(["ERR_CONNECTION_REFUSED", "ERR_CONNECTION_TIMEOUT"]);
      await peer.gone();
    });
  });

  it("a million empty fragments are one message or one fault, never a crash", async () => {
    await withServer({}, async ({ connection, events, server }) => {
      connection.open();
      const peer = await server.peer();
      await peer.accept();
      await events.next("opened");
      peer.write(frame(opcodes.text, "a", { fin: false }));
      peer.write(Buffer.concat(Array<Buffer>(1 << 20).fill(frame(opcodes.continuation, "", { fin: false }))));
      peer.write(frame(opcodes.continuation, "b"));
      await events.until(() => events.types.length > 1 || connection.state !== "open");
      peer.socket.end();
      const { info } = await events.next("closed");
      if (events.texts.length > 0) expect(events.texts).to.deep.equal(["ab"]);
      else expect(info).to.include({ by: "fault", code: 1008 });
    });
  });
});
