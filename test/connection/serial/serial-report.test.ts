import { expect } from "chai";
import { QActionKitError } from "../../../src/base/errors.ts";
import { ManualClock } from "../../../src/testing/manual-clock.ts";
import { Report } from "../../../src/connection/connection-report.ts";
import { SerialReport } from "../../../src/connection/serial/serial-report.ts";
import { Recorder } from "../../support/connection/recorder.ts";

function bench() {
  const events = new Recorder();
  const clock = new ManualClock(1000);
  return { events, tell: new SerialReport(new Report(2, clock, events), clock, events) };
}

describe("connection/serial/serial-report", () => {
  it("an opened line: an entry, then the event, without a handshake", () => {
    const { events, tell } = bench();
    tell.open("tcp://a:1");
    tell.opened("tcp://a:1", 2);
    expect(events.entries.map(({ note }) => note)).to.deep.equal(["open tcp://a:1"]);
    expect(events.all[0]).to.deep.equal({
      type: "opened",
      info: {
        at: 1000,
        url: "tcp://a:1",
        attempt: 2,
        answer: { statusLine: "", status: 0, headers: [] },
        subprotocol: "",
        extensions: "",
      },
    });
  });

  it("a failure in a row makes one notice, but an event each time", () => {
    const { events, tell } = bench();
    const error = new QActionKitError("ERR_CONNECTION_UNREACHABLE", "Nobody there.");
    tell.failed("tcp://a:1", error, 1, true);
    tell.failed("tcp://a:1", error, 2, true);
    tell.failed("tcp://a:1", error, 2, false);
    expect(events.noticesOf("CONNECTION_FAILED")).to.have.length(1);
    const told = events.all.map(
      (event) => event.type === "failed" && [event.info.attempts, event.info.final],
    );
    expect(told).to.deep.equal([
      [Infinity, false],
      [Infinity, false],
      [2, true],
    ]);
  });

  for (const [by, code, clean, kind] of [
    ["peer", 1005, true, "warning"],
    ["line", 1006, false, "warning"],
    ["retarget", 1005, true, "information"],
    ["stop", 1005, true, "information"],
  ] as const) {
    it(`an end by ${by} has code ${String(code)}`, () => {
      const { events, tell } = bench();
      tell.closed("tcp://a:1", by, by === "line" ? "ECONNRESET" : "");
      expect(events.all[0]).to.deep.include({ type: "closed" });
      expect(events.all[0]).to.have.property("info").that.includes({ by, code, clean, url: "tcp://a:1" });
      expect(events.notices[0]).to.include({ code: "CONNECTION_CLOSED", kind });
    });
  }
});
