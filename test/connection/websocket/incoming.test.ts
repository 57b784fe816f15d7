/** Messages on their way in: cut, counted, and never lost when the element is slow. */
import { deflateRawSync, constants } from "node:zlib";
import { expect } from "chai";
import { resolveOptions } from "../../../src/options/register.ts";
import { Inbox } from "../../../src/connection/inbox.ts";
import { Report } from "../../../src/connection/connection-report.ts";
import { ManualClock } from "../../../src/testing/manual-clock.ts";
import { withOpen, withServer, type LineOptions } from "../../support/connection/line.ts";
import { definition, request, session } from "../../support/connection/model.ts";
import { closePayload, frame, opcodes } from "../../support/connection/raw-server.ts";
import { Recorder } from "../../support/connection/recorder.ts";

/** A payload as permessage-deflate sends it (RFC 7692 section 7.2.1). */
function deflated(bytes: Uint8Array): Buffer {
  return deflateRawSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH }).subarray(0, -4);
}

const offering: LineOptions = {
  definition: definition({ handshakeSession: 25 }),
  handshake: session({ connections: [request({ headers: { "Sec-WebSocket-Extensions": 9 } })] }),
  values: { 9: "permessage-deflate; server_no_context_takeover; client_no_context_takeover" },
};
const accepted = {
  "Sec-WebSocket-Extensions": "permessage-deflate; server_no_context_takeover; client_no_context_takeover",
};

describe("messages of a WebSocket on their way in", () => {
  it("hands bytes on without copying them, with the time of their arrival", () => {
    const events = new Recorder();
    const clock = new ManualClock(5);
    const inbox = new Inbox(new Report(0, clock, events), resolveOptions({ maxMessageBytes: 4 }), events);
    const bytes = Buffer.from("abcdefghi");
    inbox.frame(bytes.subarray(0, 4), true, 5);
    inbox.frame(bytes, true, 5);
    const messages = events.all.filter((event) => event.type === "message");
    expect(messages.map(({ info: { binary, at, entry } }) => [binary, at, entry])).to.deep.equal(
      [1, 2, 3, 4].map((entry) => [true, 5, entry]),
    );
    expect(events.texts).to.deep.equal(["abcd", "abcd", "efgh", "i"]);
    expect(messages.every((event) => event.bytes.buffer === bytes.buffer)).to.equal(true);
  });

  it("looks whether text is UTF-8 only while somebody reads notices, and hands it on all the same", () => {
    const texts = [undefined, true, false].map((listening) => {
      const events = Object.assign(new Recorder(), listening === undefined ? {} : { listening });
      const clock = new ManualClock();
      const inbox = new Inbox(new Report(0, clock, events), resolveOptions(), events);
      inbox.frame(Uint8Array.of(0xff), false, 0);
      inbox.frame(Uint8Array.of(0xff), true, 0);
      return [events.noticesOf("TEXT_NOT_UTF8").length, events.texts.length];
    });
    expect(texts).to.deep.equal([
      [1, 2],
      [1, 2],
      [0, 2],
    ]);
  });

  it("a device that floods pauses the socket, nothing is lost, order is kept (backlogLimits)", async () => {
    await withOpen({ options: { backlogLimits: [20_000, 60_000] } }, async ({ peer, events, connection }) => {
      const open: (() => void)[] = [];
      events.onMessage = () => new Promise<void>((resolve) => open.push(resolve));
      const total = 4000;
      for (let number = 0; number < total; number++)
        peer.write(frame(opcodes.text, String(number).padStart(10_000, "0")));
      await events.until(() => events.noticesOf("BACKLOG").some(({ kind }) => kind === "error"));
      // What the operating system has not taken waits at the sender: memory here stays bounded.
      await new Promise((resolve) => setImmediate(resolve));
      const before = open.length;
      expect(before).to.be.lessThan(40);
      expect(peer.socket.writableLength).to.be.greaterThan(0);
      expect(events.noticesOf("BACKLOG").map(({ kind }) => kind)).to.deep.equal(["warning", "error"]);
      events.onMessage = () => undefined;
      for (const resolve of open) resolve();
      await events.until(() => events.all.length === total + 1);
      expect(events.texts.map(Number)).to.deep.equal(Array.from({ length: total }, (_, index) => index));
      expect(connection.state).to.equal("open");
    });
  });

  it("a handler that fails counts as done", async () => {
    await withOpen({ options: { backlogLimits: [1, 2] } }, async ({ peer, events }) => {
      let fail: (() => void) | undefined;
      events.onMessage = () =>
        new Promise<void>((_, reject) => {
          fail = () => {
            reject(new Error("the script failed"));
          };
        });
      peer.write(frame(opcodes.text, "first"));
      await events.next("message");
      expect(events.noticesOf("BACKLOG")).to.have.length(2);
      fail?.();
      peer.write(frame(opcodes.text, "second"));
      await events.until(() => events.texts.length === 2);
    });
  });

  it("pause stops reading until resume", async () => {
    await withOpen({}, async ({ peer, events, connection }) => {
      connection.pause();
      peer.write(frame(opcodes.text, "later"));
      const taken = new Promise((resolve) => peer.socket.write(frame(opcodes.text, "much later"), resolve));
      await taken;
      for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
      expect(events.texts).to.deep.equal([]);
      connection.resume();
      await events.until(() => events.texts.length === 2);
      expect(events.texts).to.deep.equal(["later", "much later"]);
    });
  });

  it("a connection paused before it opens reads nothing", async () => {
    await withServer({}, async ({ connection, events, server }) => {
      connection.pause();
      connection.open();
      const peer = await server.peer();
      await peer.accept();
      await events.next("opened");
      await new Promise((resolve) => peer.socket.write(frame(opcodes.text, "x"), resolve));
      for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
      expect(events.texts).to.deep.equal([]);
      connection.resume();
      await events.next("message");
      peer.socket.destroy();
    });
  });

  it("WS-26 compressed messages are unpacked, and commands packed", async () => {
    await withServer(offering, async ({ connection, events, server }) => {
      connection.open();
      const peer = await server.peer();
      await peer.accept(accepted);
      expect((await events.next("opened")).info.extensions).to.equal("permessage-deflate");
      const text = "é€😀".repeat(1000);
      peer.write(frame(opcodes.text, deflated(Buffer.from(text)), { rsv1: true }));
      await events.next("message");
      expect(events.texts).to.deep.equal([text]);
      connection.send({ bytes: Buffer.from(text), text: true });
      const sent = await peer.frame();
      expect(sent.rsv1).to.equal(true);
      expect(sent.payload).to.deep.equal(deflated(Buffer.from(text)));
      peer.socket.destroy();
    });
  });

  it("a small frame that unpacks beyond the limit is closed with 1009", async () => {
    await withServer(
      { ...offering, options: { maxMessageBytes: 10_000, backlogLimits: [50_000, 100_000] } },
      async (line) => {
        const { connection, events, server } = line;
        connection.open();
        const peer = await server.peer();
        await peer.accept(accepted);
        await events.next("opened");
        const bomb = deflated(Buffer.alloc(5_000_000));
        expect(bomb.length).to.be.lessThan(10_000);
        peer.write(frame(opcodes.binary, bomb, { rsv1: true }));
        expect((await peer.frame()).payload).to.deep.equal(closePayload(1009));
        peer.socket.end();
        expect((await events.next("closed")).info).to.include({ by: "fault", code: 1009 });
        expect(events.texts).to.deep.equal([]);
      },
    );
  });

  it("a message that would wait beyond the second limit is closed with 1009, whole or in fragments", async () => {
    for (const fin of [true, false]) {
      await withOpen(
        { options: { maxMessageBytes: 1000, backlogLimits: [2000, 5000] } },
        async ({ peer, events }) => {
          peer.write(frame(opcodes.text, "x".repeat(fin ? 5001 : 2501), { fin }));
          if (!fin) peer.write(frame(opcodes.continuation, "x".repeat(2500), { fin }));
          expect((await peer.frame()).payload).to.deep.equal(closePayload(1009));
          peer.socket.end();
          expect((await events.next("closed")).info).to.include({ by: "fault", code: 1009 });
        },
      );
    }
  });
});
