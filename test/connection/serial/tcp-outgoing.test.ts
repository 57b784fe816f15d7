import { expect } from "chai";
import { ManualClock } from "../../../src/testing/manual-clock.ts";
import { Report } from "../../../src/connection/connection-report.ts";
import { TcpOutgoing } from "../../../src/connection/serial/tcp-outgoing.ts";
import { parseAdvancedStuffing } from "../../../src/wire/stream/advanced-stuffing.ts";
import { Recorder } from "../../support/connection/recorder.ts";
import { command } from "../../support/connection/serial-line.ts";

function bench(retries: number, limits: readonly [number, number] = [100, 200]) {
  const events = new Recorder();
  const outgoing = new TcpOutgoing(
    { backlogLimits: limits },
    new Report(3, new ManualClock(), events),
    retries,
  );
  const sent: string[] = [];
  const sink = {
    unsentBytes: 0,
    send: (bytes: Uint8Array) => {
      sent.push(Buffer.from(bytes).toString("latin1"));
    },
  };
  return { events, outgoing, sent, sink };
}

describe("connection/serial/tcp-outgoing", () => {
  it("sends at once, with a stream entry that says what the command belongs to", () => {
    const { events, outgoing, sent, sink } = bench(0);
    expect(outgoing.send(sink, command("ask"), { pair: 4, command: 5 })).to.equal(true);
    expect(sent).to.deep.equal(["ask"]);
    expect(events.entries[0]).to.deep.include({ connection: 3, direction: "out", pair: 4, command: 5 });
  });

  it("puts stuffing in when the command goes out, and shows it so", () => {
    const events = new Recorder();
    const stuffing = parseAdvancedStuffing("stuffing=0x32")?.stuffing;
    const outgoing = new TcpOutgoing(
      { backlogLimits: [100, 200] },
      new Report(3, new ManualClock(), events),
      0,
      stuffing,
    );
    const sent: string[] = [];
    const sink = {
      unsentBytes: 0,
      send: (bytes: Uint8Array) => {
        sent.push(Buffer.from(bytes).toString("latin1"));
      },
    };
    outgoing.keep(command("12"), {});
    outgoing.sendKept(sink);
    expect(sent).to.deep.equal(["122"]);
    expect(Buffer.from(events.entries[0]?.bytes ?? []).toString("latin1")).to.equal("122");
  });

  it("keeps commands in order until the line is open", () => {
    const { outgoing, sent, sink } = bench(0);
    outgoing.keep(command("a"), {});
    outgoing.keep(command("b"), {});
    expect([outgoing.waits, sent]).to.deep.equal([true, []]);
    outgoing.sendKept(sink);
    expect([outgoing.waits, sent]).to.deep.equal([false, ["a", "b"]]);
  });

  it("gives a command up after so many failed openings: one for serial, six for smart-serial (Protocol.Type)", () => {
    for (const [retries, failures] of [
      [0, 1],
      [5, 6],
    ] as const) {
      const { events, outgoing } = bench(retries);
      outgoing.keep(command("a"), { pair: 1 });
      let count = 0;
      for (; outgoing.waits; count++) outgoing.failed();
      expect(count).to.equal(failures);
      expect(events.noticesOf("COMMAND_NOT_SENT")).to.have.length(1);
      expect(events.entries).to.deep.include({ ...events.entries[0], note: "not sent", pair: 1 });
    }
  });

  it("drops what was kept when the connection is closed", () => {
    const { events, outgoing, sent, sink } = bench(5);
    outgoing.keep(command("a"), {});
    outgoing.drop();
    outgoing.sendKept(sink);
    expect(sent).to.deep.equal([]);
    expect(events.noticesOf("COMMAND_NOT_SENT")).to.have.length(1);
  });

  it("refuses commands while too much waits, for a slow device as for a line that does not open", () => {
    const slow = bench(0);
    slow.sink.unsentBytes = 201;
    expect(slow.outgoing.send(slow.sink, command("x"), {})).to.equal(false);
    slow.sink.unsentBytes = 50;
    expect(slow.outgoing.send(slow.sink, command("x"), {})).to.equal(true);
    expect(slow.events.noticesOf("SEND_BACKLOG").map(({ kind }) => kind)).to.deep.equal(["warning", "error"]);
    const closed = bench(0);
    expect(closed.outgoing.keep(command("y".repeat(201)), {})).to.equal(true);
    expect(closed.outgoing.keep(command("y"), {})).to.equal(false);
  });
});
