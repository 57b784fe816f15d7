/** Notices and stream entries carry their connection. */
import { expect } from "chai";
import { Report } from "../../src/connection/connection-report.ts";
import { ManualClock, manualClockStart } from "../../src/testing/manual-clock.ts";
import { Recorder } from "../support/connection/recorder.ts";

describe("connection/connection-report", () => {
  it("adds the connection and the time", () => {
    const recorder = new Recorder();
    const report = new Report(3, new ManualClock(), recorder);
    report.notice("TEXT_NOT_UTF8", "warning", "a text frame is not UTF-8.", { bytes: 4 });
    report.stream({ direction: "state", note: "lost", code: 1006 });
    expect(recorder.notices).to.deep.equal([
      {
        code: "TEXT_NOT_UTF8",
        kind: "warning",
        message: "Connection 3: a text frame is not UTF-8.",
        details: { connection: 3, bytes: 4 },
      },
    ]);
    expect(recorder.entries).to.deep.equal([
      { at: manualClockStart, connection: 3, direction: "state", note: "lost", code: 1006 },
    ]);
  });

  it("makes no entry when nobody wants any", () => {
    const recorder = new Recorder();
    const report = new Report(3, new ManualClock(), { notice: recorder.notice });
    report.stream({ direction: "in" });
    expect(recorder.entries).to.deep.equal([]);
  });
});
