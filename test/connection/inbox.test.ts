import { expect } from "chai";
import { ManualClock } from "../../src/testing/manual-clock.ts";
import { Inbox } from "../../src/connection/inbox.ts";
import { resolveOptions } from "../../src/options/register.ts";
import { Report } from "../../src/connection/connection-report.ts";

import { Recorder } from "../support/connection/recorder.ts";

const limited = resolveOptions({ backlogLimits: [10, 20] });

describe("connection/inbox", () => {
  it("hands data on with its stream entry, and counts what waits (ConnectionsSmartSerialServer)", async () => {
    const events = new Recorder();
    const clock = new ManualClock(5000);
    const reading: string[] = [];
    const inbox = new Inbox(new Report(1, clock, events), limited, events);
    inbox.attach({ pause: () => reading.push("pause"), resume: () => reading.push("resume") });
    inbox.message(Buffer.from("quick"), 4990);
    expect(events.all).to.deep.equal([
      { type: "message", bytes: Buffer.from("quick"), info: { binary: true, at: 4990, entry: 1 } },
    ]);
    expect(events.entries[0]).to.deep.equal({
      ...{ at: 5000, connection: 1, direction: "in", bytes: Buffer.from("quick") },
    });
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    events.onMessage = () => held;
    for (let i = 0; i < 3; i++) inbox.message(Buffer.alloc(8), 5000);
    expect([inbox.reads, reading]).to.deep.equal([false, ["pause"]]);
    release();
    await held;
    await clock.advance(0);
    expect([inbox.reads, reading]).to.deep.equal([true, ["pause", "resume"]]);
    expect(events.noticesOf("BACKLOG").map(({ kind }) => kind)).to.deep.equal(["warning", "error"]);
  });

  it("a message with an opcode is entered at its arrival, with that opcode", () => {
    const events = new Recorder();
    const clock = new ManualClock(5000);
    const inbox = new Inbox(new Report(1, clock, events), limited, events);
    inbox.frame(Buffer.from("a"), false, 4990);
    inbox.frame(Buffer.from("b"), true, 4991);
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

  it("reads only while the element is not paused and not too much waits; a line that is left is read to its end", async () => {
    const events = new Recorder();
    const clock = new ManualClock();
    const inbox = new Inbox(new Report(1, clock, events), limited, events);
    const said: string[] = [];
    const line = { pause: () => said.push("pause"), resume: () => said.push("resume") };
    inbox.pause();
    inbox.attach(line);
    expect(said.splice(0)).to.deep.equal(["pause"]);
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    events.onMessage = () => held;
    inbox.message(Buffer.alloc(21), 0);
    inbox.resume();
    expect([inbox.reads, said.splice(0)]).to.deep.equal([false, ["pause"]]);
    inbox.detach();
    release();
    await clock.advance(0);
    inbox.pause();
    expect(said).to.deep.equal([]);
  });
});
