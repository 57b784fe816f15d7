/** Datagrams that wait while nothing is read. */
import type { RemoteInfo } from "node:dgram";
import { expect } from "chai";
import { Report } from "../../../src/connection/connection-report.ts";
import { Datagrams, mostWaiting } from "../../../src/connection/udp/datagrams.ts";
import { ManualClock } from "../../../src/testing/manual-clock.ts";
import { Recorder } from "../../support/connection/recorder.ts";

const sender: RemoteInfo = { address: "127.0.0.1", family: "IPv4", port: 7, size: 0 };

describe("connection/udp/datagrams", () => {
  it("hands on at once, or in order when it is read again; empty ones carry nothing", () => {
    const heard: string[] = [];
    const report = new Report(0, new ManualClock(), new Recorder());
    const datagrams = new Datagrams(report, (bytes) => {
      heard.push(bytes.toString());
      if (bytes.toString() === "b") datagrams.pause();
    });
    datagrams.push(Buffer.alloc(0), sender);
    datagrams.push(Buffer.from("a"), sender);
    datagrams.pause();
    for (const text of ["b", "c", "d"]) datagrams.push(Buffer.from(text), sender);
    expect(heard).to.deep.equal(["a"]);
    datagrams.resume();
    expect(heard, "b pauses again").to.deep.equal(["a", "b"]);
    datagrams.push(Buffer.from("e"), sender);
    datagrams.resume();
    expect(heard).to.deep.equal(["a", "b", "c", "d", "e"]);
  });

  it("UDP-12 drops what is too much, and says so once for each time", () => {
    const events = new Recorder();
    const heard: number[] = [];
    const datagrams = new Datagrams(new Report(0, new ManualClock(), events), (bytes) => {
      heard.push(bytes.length);
    });
    const half = Buffer.alloc(mostWaiting / 2);
    for (let time = 1; time <= 2; time++) {
      datagrams.pause();
      for (let count = 0; count < 4; count++) datagrams.push(half, sender);
      datagrams.resume();
      expect(heard.splice(0)).to.deep.equal([half.length, half.length]);
      expect(events.noticesOf("MESSAGE_DROPPED")).to.have.length(time);
    }
  });
});
