import { expect } from "chai";
import { ManualClock } from "../../src/testing/manual-clock.ts";
import { Report } from "../../src/connection/report.ts";
import { SerialOutlet } from "../../src/connection/serial-input.ts";
import { Recorder } from "./support/recorder.ts";

describe("connection/serial-input", () => {
  it("hands data on with its stream entry, and counts what waits (ConnectionsSmartSerialServer)", async () => {
    const events = new Recorder();
    const clock = new ManualClock(5000);
    const reading: string[] = [];
    const outlet = new SerialOutlet({
      ...{ clock, events, report: new Report(1, clock, events), options: { backlogLimits: [10, 20] } },
      pause: () => reading.push("pause"),
      resume: () => reading.push("resume"),
    });
    outlet.hand(Buffer.from("quick"), 4990);
    expect(events.all).to.deep.equal([
      { type: "message", bytes: Buffer.from("quick"), info: { binary: true, at: 4990 } },
    ]);
    expect(events.entries[0]).to.deep.equal({
      ...{ at: 5000, connection: 1, direction: "in", bytes: Buffer.from("quick") },
    });
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    events.onMessage = () => held;
    for (let i = 0; i < 3; i++) outlet.hand(Buffer.alloc(8), 5000);
    expect([outlet.stopped, reading]).to.deep.equal([true, ["pause"]]);
    release();
    await held;
    await clock.advance(0);
    expect([outlet.stopped, reading]).to.deep.equal([false, ["pause", "resume"]]);
    expect(events.noticesOf("BACKLOG").map(({ kind }) => kind)).to.deep.equal(["warning", "error"]);
  });
});
