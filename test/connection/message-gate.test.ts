import { expect } from "chai";
import { ManualClock } from "../../src/testing/manual-clock.ts";
import { MessageGate } from "../../src/connection/message-gate.ts";
import { Report } from "../../src/connection/connection-report.ts";

import { Recorder } from "../support/connection/recorder.ts";

describe("connection/message-gate", () => {
  it("hands data on with its stream entry, and counts what waits (ConnectionsSmartSerialServer)", async () => {
    const events = new Recorder();
    const clock = new ManualClock(5000);
    const reading: string[] = [];
    const gate = new MessageGate({
      ...{ events, report: new Report(1, clock, events), options: { backlogLimits: [10, 20] } },
      pause: () => reading.push("pause"),
      resume: () => reading.push("resume"),
    });
    gate.hand(Buffer.from("quick"), 4990);
    expect(events.all).to.deep.equal([
      { type: "message", bytes: Buffer.from("quick"), info: { binary: true, at: 4990, entry: 1 } },
    ]);
    expect(events.entries[0]).to.deep.equal({
      ...{ at: 5000, connection: 1, direction: "in", bytes: Buffer.from("quick") },
    });
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    events.onMessage = () => held;
    for (let i = 0; i < 3; i++) gate.hand(Buffer.alloc(8), 5000);
    expect([gate.stopped, reading]).to.deep.equal([true, ["pause"]]);
    release();
    await held;
    await clock.advance(0);
    expect([gate.stopped, reading]).to.deep.equal([false, ["pause", "resume"]]);
    expect(events.noticesOf("BACKLOG").map(({ kind }) => kind)).to.deep.equal(["warning", "error"]);
  });

  it("a message with an opcode is entered at its arrival, with that opcode", () => {
    const events = new Recorder();
    const clock = new ManualClock(5000);
    const gate = new MessageGate({
      ...{ events, report: new Report(1, clock, events), options: { backlogLimits: [10, 20] } },
      pause: () => undefined,
      resume: () => undefined,
    });
    gate.hand(Buffer.from("a"), 4990, 1);
    gate.hand(Buffer.from("b"), 4991, 2);
    expect(events.entries.map(({ at, opcode }) => [at, opcode])).to.deep.equal([
      [4990, 1],
      [4991, 2],
    ]);
    const infos = events.all.map((event) => (event.type === "message" ? event.info : undefined));
    expect(infos.map((info) => [info?.binary, info?.at, info?.entry])).to.deep.equal([
      [false, 4990, 1],
      [true, 4991, 2],
    ]);
  });
});
