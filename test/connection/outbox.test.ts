import { expect } from "chai";
import { ManualClock } from "../../src/testing/manual-clock.ts";
import { Report } from "../../src/connection/connection-report.ts";
import { Outbox } from "../../src/connection/outbox.ts";
import { parseAdvancedStuffing } from "../../src/wire/stream/advanced-stuffing.ts";
import { Recorder } from "../support/connection/recorder.ts";
import { command } from "../support/connection/serial-line.ts";

function bench(openings: number, limits: readonly [number, number] = [100, 200]) {
  const events = new Recorder();
  const outbox = new Outbox(new Report(3, new ManualClock(), events), { backlogLimits: limits }, openings);
  const sent: string[] = [];
  const sink = {
    unsentBytes: 0,
    send: (bytes: Uint8Array) => {
      sent.push(Buffer.from(bytes).toString("latin1"));
    },
  };
  return { events, outbox, sent, sink };
}

describe("connection/outbox", () => {
  it("sends at once, with a stream entry that says what the command belongs to", () => {
    const { events, outbox, sent, sink } = bench(1);
    expect(outbox.send(sink, command("ask"), { pair: 4, command: 5 })).to.equal(true);
    expect(sent).to.deep.equal(["ask"]);
    expect(events.entries[0]).to.deep.include({ connection: 3, direction: "out", pair: 4, command: 5 });
  });

  it("puts stuffing in when the command goes out, and shows it so", () => {
    const events = new Recorder();
    const stuffing = parseAdvancedStuffing("stuffing=0x32")?.stuffing;
    const report = new Report(3, new ManualClock(), events);
    const outbox = new Outbox(report, { backlogLimits: [100, 200] }, 1, stuffing);
    const sent: string[] = [];
    const sink = {
      unsentBytes: 0,
      send: (bytes: Uint8Array) => {
        sent.push(Buffer.from(bytes).toString("latin1"));
      },
    };
    outbox.keep(command("12"), {});
    outbox.sendKept(sink);
    expect(sent).to.deep.equal(["122"]);
    expect(Buffer.from(events.entries[0]?.bytes ?? []).toString("latin1")).to.equal("122");
  });

  it("keeps commands in order until the line is open", () => {
    const { outbox, sent, sink } = bench(1);
    outbox.keep(command("a"), {});
    outbox.keep(command("b"), {});
    expect([outbox.waits, sent]).to.deep.equal([true, []]);
    outbox.sendKept(sink);
    expect([outbox.waits, sent]).to.deep.equal([false, ["a", "b"]]);
  });

  it("gives a command up after so many failed openings: one for serial, six for smart-serial (Protocol.Type)", () => {
    for (const failures of [1, 6]) {
      const { events, outbox } = bench(failures);
      outbox.keep(command("a"), { pair: 1 });
      let count = 0;
      for (; outbox.waits; count++) outbox.failed();
      expect(count).to.equal(failures);
      expect(events.noticesOf("COMMAND_NOT_SENT")).to.have.length(1);
      expect(events.entries).to.deep.include({ ...events.entries[0], note: "not sent", pair: 1 });
    }
  });

  it("drops what was kept when the connection is closed", () => {
    const { events, outbox, sent, sink } = bench(6);
    outbox.keep(command("a"), {});
    outbox.drop("the connection was closed");
    outbox.sendKept(sink);
    expect(sent).to.deep.equal([]);
    expect(events.noticesOf("COMMAND_NOT_SENT")).to.have.length(1);
  });

  it("refuses commands while too much waits, for a slow device as for a line that does not open", () => {
    const slow = bench(1);
    slow.sink.unsentBytes = 201;
    expect(slow.outbox.send(slow.sink, command("x"), {})).to.equal(false);
    slow.sink.unsentBytes = 50;
    expect(slow.outbox.send(slow.sink, command("x"), {})).to.equal(true);
    expect(slow.events.noticesOf("SEND_BACKLOG").map(({ kind }) => kind)).to.deep.equal(["warning", "error"]);
    const closed = bench(1);
    expect(closed.outbox.keep(command("y".repeat(201)), {})).to.equal(true);
    expect(closed.outbox.keep(command("y"), {})).to.equal(false);
  });
});
