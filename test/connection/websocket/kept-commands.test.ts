/** Commands of a handshake: kept in order, within limits, and given up with their opening. */
import { expect } from "chai";
import type { ClientSocket } from "../../../src/connection/websocket/client-socket.ts";
import type { OutgoingMessage } from "../../../src/connection/connection.ts";
import { Outgoing } from "../../../src/connection/websocket/outgoing.ts";
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
function makeOutgoing(options: Partial<Options>): {
  outgoing: Outgoing;
  events: Recorder;
  slow: SlowSocket;
  socket: ClientSocket;
} {
  const events = new Recorder();
  const slow = new SlowSocket();
  const outgoing = new Outgoing(resolveOptions(options), new Report(1, new ManualClock(), events));
  return { outgoing, events, slow, socket: slow as unknown as ClientSocket };
}

describe("connection/outgoing kept commands", () => {
  for (const state of ["idle", "connecting", "closing", "closed"] as const) {
    it(`WS-63 ${state}: an entry without bytes, a notice, nothing sent`, () => {
      const { outgoing, events, slow, socket } = makeOutgoing({});
      expect(outgoing.send(socket, state, message("lost"), { command: 3 })).to.equal(false);
      expect(slow.sent).to.deep.equal([]);
      expect(events.entries).to.deep.equal([
        { at: manualClockStart, connection: 1, direction: "out", note: "not sent", command: 3 },
      ]);
      expect(events.noticesOf("COMMAND_NOT_SENT").map(({ details }) => details)).to.deep.equal([
        { connection: 1, command: 3 },
      ]);
    });
  }

  it("sendWhileConnecting queue: kept in order, sent once, or given up", () => {
    const { outgoing, events, slow, socket } = makeOutgoing({ sendWhileConnecting: "queue" });
    for (const text of ["a", "b"])
      expect(outgoing.send(undefined, "connecting", message(text), {})).to.equal(true);
    expect(events.entries).to.deep.equal([]);
    outgoing.sendKept(socket);
    outgoing.sendKept(socket);
    expect(slow.sent).to.deep.equal(["a", "b"]);
    outgoing.send(undefined, "connecting", message("c"), {});
    outgoing.dropKept();
    outgoing.sendKept(socket);
    expect(slow.sent).to.deep.equal(["a", "b"]);
    expect(events.noticesOf("COMMAND_NOT_SENT")).to.have.length(1);
  });

  it("sendWhileConnecting queue keeps no more than backlogLimits allow", () => {
    const { outgoing, events, slow, socket } = makeOutgoing({
      sendWhileConnecting: "queue",
      backlogLimits: [4, 8],
    });
    const taken = ["1234", "5678", "9", "x"].map((text) =>
      outgoing.send(undefined, "connecting", message(text), {}),
    );
    expect(taken).to.deep.equal([true, true, true, false]);
    expect(events.noticesOf("SEND_BACKLOG").map(({ kind }) => kind)).to.deep.equal(["warning", "error"]);
    outgoing.dropKept();
    expect(outgoing.send(undefined, "connecting", message("again"), {})).to.equal(true);
    outgoing.sendKept(socket);
    expect(slow.sent).to.deep.equal(["again"]);
  });

  it("backlogLimits: between the limits sending stays stopped, at the first one it goes on", () => {
    const { outgoing, slow, socket } = makeOutgoing({ backlogLimits: [4, 8] });
    const send = (text: string): boolean => outgoing.send(socket, "open", message(text), {});
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
