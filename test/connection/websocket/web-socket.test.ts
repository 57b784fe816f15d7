/** The life of a WebSocket connection: openings, frames, leaving for another address, ends, on real lines. */
import { expect } from "chai";
import { defaultOptions } from "../../../src/options/register.ts";
import { makeLine, withOpen, withServer } from "../../support/connection/line.ts";
import { definition, request, session } from "../../support/connection/model.ts";
import { closePayload, frame, opcodes } from "../../support/connection/raw-server.ts";

const text = (bytes: string): { bytes: Uint8Array; text: boolean } => ({
  bytes: Buffer.from(bytes),
  text: true,
});
const binary = (bytes: string): { bytes: Uint8Array; text: boolean } => ({
  bytes: Buffer.from(bytes),
  text: false,
});

describe("connection/websocket/web-socket", () => {
  describe("sending", () => {
    it("WS-43 a command is a binary frame, bytes unchanged", async () => {
      await withOpen({}, async ({ connection, peer, events }) => {
        const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
        expect(connection.send({ bytes, text: false }, { group: 1, pair: 2, command: 3 })).to.equal(true);
        const sent = await peer.frame();
        expect(sent).to.include({ fin: true, opcode: opcodes.binary, masked: true, rsv1: false });
        expect([...sent.payload]).to.deep.equal([...bytes]);
        const entry = events.entries.find(({ direction }) => direction === "out");
        expect(entry).to.include({ opcode: 2, group: 1, pair: 2, command: 3, bytes });
      });
    });

    it("WS-44 WS-45 text and binary commands share a socket", async () => {
      await withOpen({}, async ({ connection, peer, events }) => {
        for (const message of [text("é€😀"), binary("é"), text("")]) connection.send(message);
        const frames = [await peer.frame(), await peer.frame(), await peer.frame()];
        expect(frames.map(({ opcode, payload }) => [opcode, payload.toString("utf8")])).to.deep.equal([
          [opcodes.text, "é€😀"],
          [opcodes.binary, "é"],
          [opcodes.text, ""],
        ]);
        expect(
          events.entries.filter(({ direction }) => direction === "out").map(({ opcode }) => opcode),
        ).to.deep.equal([1, 2, 1]);
      });
    });

    for (const size of [125, 126, 65_535, 65_536, 400_000, 1_048_576]) {
      it(`WS-51 a command of ${String(size)} bytes is one unfragmented frame`, async () => {
        await withOpen({}, async ({ connection, peer }) => {
          const bytes = Buffer.alloc(size, "0123456789abcdef!");
          connection.send({ bytes, text: false });
          const sent = await peer.frame();
          expect(sent.fin).to.equal(true);
          expect(sent.payload.equals(bytes)).to.equal(true);
        });
      });
    }

    it("does not change the bytes it is given", async () => {
      await withOpen({}, async ({ connection, peer }) => {
        const bytes = Buffer.from("mask me not");
        connection.send({ bytes, text: true });
        await peer.frame();
        expect(bytes.toString()).to.equal("mask me not");
      });
    });
  });

  describe("receiving", () => {
    it("WS-46 text and binary payloads arrive unchanged, one delivery each, in order", async () => {
      await withOpen({}, async ({ peer, events }) => {
        const payloads = [Buffer.from("é€😀日本語"), Buffer.from([0, 255, 0xc3]), Buffer.alloc(0)];
        peer.write(
          Buffer.concat([
            frame(opcodes.text, payloads[0]),
            frame(opcodes.binary, payloads[1]),
            frame(opcodes.text),
          ]),
        );
        const got = [
          await events.next("message"),
          await events.next("message"),
          await events.next("message"),
        ];
        expect(got.map(({ bytes }) => Buffer.from(bytes))).to.deep.equal(payloads);
        expect(got.map(({ info }) => info.binary)).to.deep.equal([false, true, false]);
        expect(
          events.entries.filter(({ direction }) => direction === "in").map(({ opcode }) => opcode),
        ).to.deep.equal([1, 2, 1]);
      });
    });

    it("WS-47 a ping is answered by a pong with the same payload and is no message", async () => {
      await withOpen({}, async ({ peer, events }) => {
        peer.write(frame(opcodes.ping, "are you there"));
        const pong = await peer.frame();
        expect(pong).to.include({ opcode: opcodes.pong, masked: true });
        expect(pong.payload.toString()).to.equal("are you there");
        await events.next("alive");
        peer.write(frame(opcodes.pong, "unasked"));
        await events.next("alive");
        expect(events.texts).to.deep.equal([]);
      });
    });

    it("WS-48 a fragmented message with control frames in between arrives as one", async () => {
      await withOpen({}, async ({ peer, events }) => {
        // The euro sign E2 82 AC is cut in the middle.
        const [a, b] = [Buffer.from([0x61, 0xe2]), Buffer.from([0x82, 0xac, 0x62])];
        peer.write(frame(opcodes.text, a, { fin: false }));
        peer.write(frame(opcodes.ping, "1"));
        peer.write(frame(opcodes.continuation, "", { fin: false }));
        peer.write(frame(opcodes.continuation, b));
        expect(Buffer.from((await events.next("message")).bytes).toString("utf8")).to.equal("a€b");
        expect((await peer.frame()).opcode).to.equal(opcodes.pong);
        expect(events.noticesOf("TEXT_NOT_UTF8")).to.deep.equal([]);
      });
    });

    for (const size of [65_535, 65_536, 70_000, 1_000_000]) {
      it(`WS-49 a message of ${String(size)} bytes arrives as one`, async () => {
        await withOpen({}, async ({ peer, events }) => {
          const bytes = Buffer.alloc(size, "0123456789abcdef!");
          peer.write(frame(opcodes.binary, bytes));
          expect(Buffer.from((await events.next("message")).bytes).equals(bytes)).to.equal(true);
        });
      });
    }

    it("WS-50 a message beyond maxMessageBytes, 1024 packets by default, is handed on in parts and the socket stays", async () => {
      expect(defaultOptions.maxMessageBytes).to.equal(1024 * 65_536);
      await withOpen({ options: { maxMessageBytes: 1000 } }, async ({ connection, peer, events }) => {
        peer.write(frame(opcodes.text, "x".repeat(999), { fin: false }));
        peer.write(frame(opcodes.continuation, "y".repeat(1502)));
        peer.write(frame(opcodes.text, "next"));
        await events.until(() => events.texts.length === 4);
        expect(events.texts).to.deep.equal([
          `${"x".repeat(999)}y`,
          "y".repeat(1000),
          "y".repeat(501),
          "next",
        ]);
        expect(events.noticesOf("MESSAGE_SPLIT")).to.have.length(1);
        expect(connection.state).to.equal("open");
      });
    });

    it("WS-50 oversizeMessage close: the socket is closed with 1009", async () => {
      await withOpen(
        { options: { maxMessageBytes: 1000, oversizeMessage: "close" } },
        async ({ peer, events }) => {
          peer.write(frame(opcodes.text, "x".repeat(1000)));
          peer.write(frame(opcodes.text, "x".repeat(1001)));
          expect((await peer.frame()).payload).to.deep.equal(closePayload(1009));
          peer.socket.end();
          expect((await events.next("closed")).info).to.include({ by: "fault", code: 1009, clean: false });
          expect(events.texts).to.deep.equal(["x".repeat(1000)]);
        },
      );
    });

    it("WS-46 invalidUtf8Text deliver: the bytes are handed on and logged", async () => {
      await withOpen({}, async ({ peer, events, connection }) => {
        peer.write(frame(opcodes.text, Buffer.from([0x5a, 0x6f, 0xe9])));
        expect([...(await events.next("message")).bytes]).to.deep.equal([0x5a, 0x6f, 0xe9]);
        expect(events.noticesOf("TEXT_NOT_UTF8")).to.have.length(1);
        expect(connection.state).to.equal("open");
      });
    });

    it("WS-66 invalidUtf8Text close: the socket is closed with 1007", async () => {
      await withOpen({ options: { invalidUtf8Text: "close" } }, async ({ peer, events }) => {
        peer.write(frame(opcodes.text, Buffer.from([0xe9])));
        expect((await peer.frame()).payload).to.deep.equal(closePayload(1007));
        peer.socket.end();
        expect((await events.next("closed")).info).to.include({
          by: "fault",
          code: 1007,
          name: "invalid payload",
        });
        expect(events.texts).to.deep.equal([]);
      });
    });
  });

  /** Frames that break RFC 6455, and the code they are closed with. */
  const faults: readonly (readonly [name: string, bytes: Uint8Array])[] = [
    ["a masked frame", Buffer.from([0x81, 0x81, 1, 2, 3, 4, 0x60])],
    ["a reserved bit", frame(opcodes.text, "x", { rsv1: true })],
    ["a reserved opcode", frame(3, "x")],
    ["a continuation of nothing", frame(opcodes.continuation, "x")],
    ["a fragmented ping", frame(opcodes.ping, "x", { fin: false })],
    ["a long ping", frame(opcodes.ping, "x".repeat(126))],
    ["a close frame of one byte", frame(opcodes.close, "x")],
  ];
  for (const [name, bytes] of faults) {
    it(`WS-66 ${name} is closed with 1002`, async () => {
      await withOpen({}, async ({ peer, events }) => {
        peer.write(bytes);
        expect((await peer.frame()).payload).to.deep.equal(closePayload(1002));
        peer.socket.end();
        expect((await events.next("closed")).info).to.include({ by: "fault", code: 1002, clean: false });
      });
    });
  }

  describe("the other side ends", () => {
    for (const [code, reason, name] of [
      [1000, "", "normal closure"],
      [1001, "reboot é", "going away"],
      [1008, "not you", "policy violation"],
      [1011, "ping timeout", "server error"],
      [3001, "", "registered by a library"],
      [4001, "", "private use"],
    ] as const) {
      it(`WS-66 close code ${String(code)} is answered and told`, async () => {
        await withOpen({}, async ({ peer, events, connection }) => {
          peer.write(frame(opcodes.close, closePayload(code, reason)));
          const answer = await peer.frame();
          expect(answer.opcode).to.equal(opcodes.close);
          expect(answer.payload.readUInt16BE(0)).to.equal(code);
          peer.socket.end();
          const { info } = await events.next("closed");
          expect(info).to.include({ by: "peer", code, reason, name, clean: true });
          expect(connection.state).to.equal("closed");
          expect(events.entries.at(-1)).to.include({
            direction: "state",
            code,
            reason,
            note: "closed by the other side",
          });
          expect(events.noticesOf("CONNECTION_CLOSED")).to.have.length(1);
        });
      });
    }

    it("WS-66 a close frame without code is 1005", async () => {
      await withOpen({}, async ({ peer, events }) => {
        peer.write(frame(opcodes.close));
        expect((await peer.frame()).payload).to.have.length(0);
        peer.socket.end();
        expect((await events.next("closed")).info).to.include({ by: "peer", code: 1005, clean: true });
      });
    });

    for (const how of ["end", "reset"] as const) {
      it(`WS-66 a line that breaks without a close frame (${how}) is 1006`, async () => {
        await withOpen({}, async ({ peer, events }) => {
          // Half a message is thrown away.
          peer.write(frame(opcodes.text, "half", { fin: false }));
          if (how === "end") peer.socket.end();
          else peer.reset();
          expect((await events.next("closed")).info).to.include({ by: "line", code: 1006, clean: false });
          expect(events.texts).to.deep.equal([]);
        });
      });
    }

    it("a close frame whose sender never hangs up: the line is cut after closeGraceMs", async () => {
      await withOpen({ options: { closeGraceMs: 500 } }, async ({ peer, events, clock, connection }) => {
        peer.write(frame(opcodes.close, closePayload(1001)));
        await peer.frame();
        expect(connection.state).to.equal("closing");
        expect(connection.send(text("x"))).to.equal(false);
        await clock.advance(500);
        expect((await events.next("closed")).info).to.include({ by: "peer", code: 1001 });
        await peer.gone();
      });
    });

    it("WS-64 nothing is opened again by itself after a loss", async () => {
      await withOpen({ retries: 3 }, async ({ peer, events, clock, server, connection }) => {
        peer.reset();
        await events.next("closed");
        expect(clock.pending).to.have.length(0);
        await clock.advance(3_600_000);
        expect(server.peers).to.have.length(1);
        expect(connection.state).to.equal("closed");
        expect(events.types).to.deep.equal(["opened", "closed"]);
      });
    });

    it("WS-63 a command while closed leaves an entry without bytes and is not kept", async () => {
      await withOpen({}, async ({ peer, events, server, connection }) => {
        peer.reset();
        await events.next("closed");
        expect(connection.send(text("lost"), { command: 7 })).to.equal(false);
        expect(events.entries.at(-1)).to.deep.include({ direction: "out", note: "not sent", command: 7 });
        expect(events.entries.at(-1)?.bytes).to.equal(undefined);
        expect(events.noticesOf("COMMAND_NOT_SENT")).to.have.length(1);
        connection.open();
        const second = await server.peer();
        await second.accept();
        await events.next("opened");
        connection.send(text("new"));
        expect((await second.frame()).payload.toString()).to.equal("new");
        second.socket.destroy();
      });
    });
  });

  describe("our own end", () => {
    it("WS-68 close sends 1000, waits for the answer, and leaves nothing", async () => {
      await withOpen({}, async ({ peer, events, connection, clock }) => {
        const closed = connection.close();
        expect(connection.state).to.equal("closing");
        expect((await peer.frame()).payload).to.deep.equal(closePayload(1000));
        peer.write(frame(opcodes.close, closePayload(1000)));
        peer.socket.end();
        await closed;
        expect((await events.next("closed")).info).to.include({ by: "stop", code: 1000, clean: true });
        expect(connection.state).to.equal("closed");
        expect(clock.pending).to.have.length(0);
        await peer.gone();
      });
    });

    it("WS-68 a peer that does not answer is cut after closeGraceMs", async () => {
      await withOpen({}, async ({ peer, events, connection, clock }) => {
        const closed = connection.close();
        await peer.frame();
        await clock.advance(999);
        expect(events.types).to.deep.equal(["opened"]);
        await clock.advance(1);
        await closed;
        expect((await events.next("closed")).info).to.include({ by: "stop", code: 1006, clean: false });
        await peer.gone();
      });
    });

    it("close during the handshake gives it up without a word", async () => {
      await withServer({}, async ({ connection, events, server, clock }) => {
        connection.open();
        const peer = await server.peer();
        await peer.head();
        await connection.close();
        await peer.gone();
        expect(events.types).to.deep.equal([]);
        expect(clock.pending).to.have.length(0);
      });
    });

    it("close between two attempts, when idle, and twice", async () => {
      await withServer({ retries: 3 }, async ({ connection, events, server, clock }) => {
        connection.open();
        (await server.peer()).reset();
        await events.next("failed");
        expect(connection.state).to.equal("connecting");
        await connection.close();
        await connection.close();
        expect(clock.pending).to.have.length(0);
        expect(connection.state).to.equal("closed");
      });
      const { connection } = makeLine();
      await connection.close();
      expect(connection.state).to.equal("closed");
    });
  });

  describe("openings", () => {
    it("WS-42 an opening is tried 1 + retries times, TimeoutTime after each failure, then stays closed", async () => {
      await withServer({ retries: 2, timeoutMs: 700 }, async ({ connection, events, server, clock }) => {
        connection.open();
        for (const attempt of [1, 2, 3]) {
          (await server.peer()).reset();
          const { info } = await events.next("failed");
          expect(info).to.include({ attempt, attempts: 3, final: attempt === 3 });
          await clock.advance(699);
          expect(server.peers).to.have.length(attempt);
          await clock.advance(1);
        }
        expect(connection.state).to.equal("closed");
        expect(events.noticesOf("CONNECTION_FAILED")).to.have.length(3);
        await clock.advance(60_000);
        expect(server.peers).to.have.length(3);
      });
    });

    for (const [connectAttempts, attempts] of [
      ["retries", 4],
      [0, 1],
      [1, 2],
    ] as const) {
      it(`connectAttempts ${String(connectAttempts)} with 3 retries: ${String(attempts)} attempts`, async () => {
        await withServer(
          { retries: 3, options: { connectAttempts } },
          async ({ connection, events, server }) => {
            connection.open();
            (await server.peer()).reset();
            expect((await events.next("failed")).info.attempts).to.equal(attempts);
          },
        );
      });
    }

    it("WS-21 path and headers are read again at each attempt", async () => {
      const values: Record<number, string> = { 8: "/a", 9: "one" };
      const handshake = session({ connections: [request({ pid: 8, headers: { Cookie: 9 } })] });
      await withServer({ retries: 1, handshake, values }, async ({ connection, events, server, clock }) => {
        connection.open();
        const first = await server.peer();
        expect(await first.head()).to.match(/^GET \/a HTTP[^]*Cookie: one/);
        first.reset();
        await events.next("failed");
        values[8] = "/b";
        values[9] = "two";
        await clock.advance(1000);
        const second = await server.peer();
        expect(await second.accept()).to.match(/^GET \/b HTTP[^]*Cookie: two/);
        expect((await events.next("opened")).info.attempt).to.equal(2);
        second.socket.destroy();
      });
    });

    it("without any address nothing is tried and nothing is told but a notice", async () => {
      const { connection, events, clock } = makeLine({ host: "" });
      connection.open();
      await clock.advance(0);
      expect(connection.state).to.equal("closed");
      expect(events.types).to.deep.equal([]);
      expect(events.noticesOf("ADDRESS_EMPTY")).to.have.length(1);
    });

    it("an address that cannot be read fails once", async () => {
      const { connection, events } = makeLine({ host: "ws://[x]", retries: 3 });
      connection.open();
      expect(events.types).to.deep.equal([]);
      const { info } = await events.next("failed");
      expect(info).to.include({ final: true });
      expect(info.error.code).to.equal("ERR_CONNECTION_ADDRESS");
      expect(events.noticesOf("ADDRESS_INVALID")).to.have.length(1);
    });

    it("opening twice is opening once", async () => {
      await withOpen({}, ({ connection, server }) => {
        connection.open();
        expect(server.peers).to.have.length(1);
        return Promise.resolve();
      });
    });

    it("WS-14 a session that is missing, and RedundantPolling, are told", () => {
      const { events } = makeLine({
        definition: definition({ handshakeSession: 9, redundantPolling: true }),
      });
      expect(events.notices.map(({ code }) => code)).to.deep.equal([
        "HANDSHAKE_SESSION",
        "REDUNDANT_POLLING",
      ]);
    });

    for (const sendWhileConnecting of ["drop", "queue"] as const) {
      it(`sendWhileConnecting ${sendWhileConnecting}`, async () => {
        await withServer({ options: { sendWhileConnecting } }, async ({ connection, events, server }) => {
          connection.open();
          expect(connection.send(text("early"), { command: 1 })).to.equal(sendWhileConnecting === "queue");
          const peer = await server.peer();
          await peer.accept();
          await events.next("opened");
          connection.send(text("later"));
          const expected = sendWhileConnecting === "queue" ? ["early", "later"] : ["later"];
          for (const sent of expected) expect((await peer.frame()).payload.toString()).to.equal(sent);
          peer.socket.destroy();
        });
      });
    }

    it("sendWhileConnecting queue: what was kept is given up with the opening", async () => {
      await withServer(
        { options: { sendWhileConnecting: "queue" } },
        async ({ connection, events, server }) => {
          connection.open();
          connection.send(text("early"));
          (await server.peer()).reset();
          await events.next("failed");
          expect(events.noticesOf("COMMAND_NOT_SENT")).to.have.length(1);
        },
      );
    });
  });
});
