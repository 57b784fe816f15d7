/** Lines of the element log as events. */
import { expect } from "chai";
import { logLineEvent } from "../../src/element/log-events.ts";
import { LogLevel, LogType } from "../../src/qaction/log-constants.ts";

const line = { at: 0, source: "script", level: LogLevel.Level1, message: "m", written: true } as const;

describe("log events", () => {
  it("names the kind of each log type, the QAction, and whether the line was written", () => {
    const kinds = [LogType.Information, LogType.Error, LogType.DebugInfo, LogType.Allways].map((type) => {
      const event = logLineEvent({ ...line, type });
      return event.type === "log" ? event.kind : undefined;
    });
    expect(kinds).to.deep.equal(["information", "error", "debug", "always"]);
    expect(logLineEvent({ ...line, type: LogType.Error, qaction: 5, written: false })).to.deep.equal({
      type: "log",
      kind: "error",
      message: "m",
      written: false,
      qaction: 5,
    });
  });
});
