/** Commands of a handshake: kept in order, within limits, and given up with their opening. */
import { expect } from "chai";
import type { OutgoingMessage } from "../../../src/connection/connection.ts";
import { Outbox } from "../../../src/connection/outbox.ts";
import { Report } from "../../../src/connection/connection-report.ts";
import { resolveOptions, type Options } from "../../../src/options/register.ts";
import { ManualClock, manualClockStart } from "../../../src/testing/manual-clock.ts";
import { withServer } from "../../support/connection/line.ts";
import { opcodes } from "../../support/connection/raw-server.ts";
import { Recorder } from "../../support/connection/recorder.ts";

/** A socket whose other side takes nothing. */
class SlowSocket {
  readonly sent: string[] = [];
  unsentBytes = 0;

  send(bytes: Uint8Array): void {
    this.sent.push(Buffer.from(bytes).toString());
    this.unsentBytes += bytes.length;
  }
}

const message = (content: string): OutgoingMessage => ({ bytes: Buffer.from(content), text: true });

/** The way out, with a socket. */
function makeOutbox(options: Partial<Options> = {}): { outbox: Outbox; events: Recorder; slow: SlowSocket } {
  const events = new Recorder();
  const report = new Report(1, new ManualClock(), events);
  return { outbox: new Outbox(report, resolveOptions(options), Infinity), events, slow: new SlowSocket() };
}

describe("commands of a WebSocket that is not open", () => {
  it("WS-63 idle, connecting, closing, closed: an entry without bytes, a notice, nothing sent", async () => {
    await withServer({}, async ({ connection, events, server }) => {
      const states: string[] = [];
      const send = (): void => {
        states.push(connection.state);
        expect(connection.send(message("lost"), { command: 3 })).to.equal(false);
      };
      send();
      connection.open();
      send();
      const peer = await server.peer();
      await peer.accept();
      await events.next("opened");
      const closed = connection.close();
      send();
      expect((await peer.frame()).opcode, "the first frame").to.equal(opcodes.close);
      peer.socket.destroy();
      await closed;
      send();
      expect(states).to.deep.equal(["idle", "connecting", "closing", "closed"]);
      const out = events.entries.filter(({ direction }) => direction === "out");
      const entry = { at: manualClockStart, connection: 0, direction: "out", note: "not sent", command: 3 };
      expect(out).to.deep.equal(states.map(() => entry));
      expect(events.noticesOf("COMMAND_NOT_SENT").map(({ details }) => details)).to.deep.equal(
        states.map(() => ({ connection: 0, command: 3 })),
      );
    });
  });

  it("sendWhileConnecting queue: kept in order, sent once, or given up", () => {
    const { outbox, events, slow } = makeOutbox();
    for (const text of ["a", "b"]) expect(outbox.keep(message(text), {})).to.equal(true);
    expect(events.entries).to.deep.equal([]);
    outbox.sendKept(slow);
    outbox.sendKept(slow);
    expect(slow.sent).to.deep.equal(["a", "b"]);
    outbox.keep(message("c"), {});
    outbox.drop("the connection did not open");
    outbox.sendKept(slow);
    expect(slow.sent).to.deep.equal(["a", "b"]);
    expect(events.noticesOf("COMMAND_NOT_SENT")).to.have.length(1);
  });

  it("sendWhileConnecting queue keeps no more than backlogLimits allow", () => {
    const { outbox, events, slow } = makeOutbox({ backlogLimits: [4, 8] });
    const taken = ["1234", "5678", "9", "x"].map((text) => outbox.keep(message(text), {}));
    expect(taken).to.deep.equal([true, true, true, false]);
    expect(events.noticesOf("SEND_BACKLOG").map(({ kind }) => kind)).to.deep.equal(["warning", "error"]);
    outbox.drop("the connection did not open");
    expect(outbox.keep(message("again"), {})).to.equal(true);
    outbox.sendKept(slow);
    expect(slow.sent).to.deep.equal(["again"]);
  });

  it("backlogLimits: between the limits sending stays stopped, at the first one it goes on", () => {
    const { outbox, slow } = makeOutbox({ backlogLimits: [4, 8] });
    const send = (text: string): boolean => outbox.send(slow, message(text), {});
    expect([send("1234"), send("5678"), send("9"), send("x")]).to.deep.equal([true, true, true, false]);
    slow.unsentBytes = 5;
    expect(send("y")).to.equal(false);
    slow.unsentBytes = 4;
    expect(send("z")).to.equal(true);
    expect(slow.sent).to.deep.equal(["1234", "5678", "9", "z"]);
  });

  it("sendWhileConnecting queue: what was kept goes before what the opening itself makes one send", async () => {
    await withServer(
      { options: { sendWhileConnecting: "queue" } },
      async ({ connection, events, server }) => {
        const { opened } = events;
        let closed: Promise<void> | undefined;
        events.opened = (info) => {
          opened(info);
          connection.send(message("second"));
          closed = connection.close();
        };
        connection.open();
        connection.send(message("first"));
        const peer = await server.peer();
        await peer.accept();
        expect((await peer.frame()).payload.toString()).to.equal("first");
        expect((await peer.frame()).payload.toString()).to.equal("second");
        expect((await peer.frame()).opcode).to.equal(opcodes.close);
        peer.socket.destroy();
        await closed;
      },
    );
  });
});
