/** The element log: levels, line shape, sinks. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect } from "chai";
import {
  consoleSink,
  ElementLog,
  fileSink,
  formatLogLine,
  isWritten,
  longestLogLine,
  MemoryLog,
} from "../../src/qaction/log.ts";
import { LogLevel, LogType } from "../../src/qaction/log-constants.ts";

const at = Date.UTC(2026, 0, 2, 3, 4, 5, 6);

describe("log", () => {
  it("a line is written when the level of its type is at least its own", () => {
    const levels = { information: 1, error: 3, debug: 0 };
    expect(isWritten(LogType.Information, LogLevel.Level1, levels)).to.equal(true);
    expect(isWritten(LogType.Information, LogLevel.Level2, levels)).to.equal(false);
    expect(isWritten(LogType.Error, LogLevel.Level3, levels)).to.equal(true);
    expect(isWritten(LogType.Error, LogLevel.LogEverything, levels)).to.equal(false);
    expect(isWritten(LogType.DebugInfo, LogLevel.Level1, levels)).to.equal(false);
    expect(isWritten(LogType.Error, LogLevel.LogEverything, { ...levels, error: 5 })).to.equal(true);
  });

  it("NoLogging and DevelopmentLogging are always written, Allways at every level", () => {
    const levels = { information: 0, error: 0, debug: 0 };
    for (const type of [LogType.Information, LogType.Error, LogType.DebugInfo]) {
      expect(isWritten(type, LogLevel.NoLogging, levels)).to.equal(true);
      expect(isWritten(type, LogLevel.DevelopmentLogging, levels)).to.equal(true);
    }
    expect(isWritten(LogType.Allways, LogLevel.LogEverything, levels)).to.equal(true);
  });

  it("the shape of a line: date, time, process, module, tag, level, message", () => {
    const line = { at, source: "script", level: LogLevel.Level1, message: "hello", written: true } as const;
    const start = "2026/01/02|03:04:05.006|SLManagedScripting.exe|ManagedInterop";
    expect(formatLogLine({ ...line, type: LogType.Information })).to.equal(`${start}|INF|1|hello`);
    expect(formatLogLine({ ...line, type: LogType.Error })).to.equal(`${start}|ERR|1|hello`);
    expect(formatLogLine({ ...line, type: LogType.DebugInfo })).to.equal(`${start}|DBG|1|hello`);
    expect(formatLogLine({ ...line, type: LogType.Allways })).to.equal(`${start}|CRU|1|hello`);
  });

  it("sinks get every line, also those that are not written, and can be taken away", () => {
    const memory = new MemoryLog();
    const log = new ElementLog({ now: () => at });
    const remove = log.addSink(memory.sink);
    log.write("script", LogType.Information, LogLevel.Level1, "quiet");
    log.levels.information = 1;
    log.write("script", LogType.Information, LogLevel.Level1, "loud", { qaction: 3 });
    remove();
    remove();
    log.write("script", LogType.Information, LogLevel.Level1, "unheard");
    expect(memory.lines.map(({ message, written }) => [message, written])).to.deep.equal([
      ["quiet", false],
      ["loud", true],
    ]);
    expect(memory.messages).to.deep.equal(["loud"]);
    expect(memory.lines[1]).to.include({ at, qaction: 3 });
    memory.clear();
    expect(memory.lines).to.deep.equal([]);
  });

  it("lines are cut at 5,120 characters", () => {
    const memory = new MemoryLog();
    new ElementLog({ now: () => at }, [memory.sink]).write(
      "script",
      LogType.Allways,
      LogLevel.NoLogging,
      "x".repeat(6000),
    );
    expect(longestLogLine).to.equal(5120);
    expect(memory.lines[0]?.message).to.have.length(5120);
  });

  it("the console sink writes errors apart, and only what is written", () => {
    const written: string[] = [];
    const output = {
      log: (line: string) => written.push(`log ${line.split("|").slice(-1).join("")}`),
      error: (line: string) => written.push(`error ${line.split("|").slice(-1).join("")}`),
    };
    const log = new ElementLog({ now: () => at }, [consoleSink(output)]);
    log.write("script", LogType.Error, LogLevel.NoLogging, "bad");
    log.write("script", LogType.Allways, LogLevel.NoLogging, "good");
    log.write("script", LogType.DebugInfo, LogLevel.LogEverything, "hidden");
    expect(written).to.deep.equal(["error bad", "log good"]);
  });

  it("the file sink appends what is written", () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), "qaction-log-"));
    try {
      const file = path.join(folder, "element.txt");
      const log = new ElementLog({ now: () => at }, [fileSink(file)]);
      log.write("script", LogType.Allways, LogLevel.NoLogging, "é");
      log.write("script", LogType.DebugInfo, LogLevel.LogEverything, "hidden");
      expect(readFileSync(file, "utf8")).to.match(/\|CRU\|0\|é\n$/);
      expect(readFileSync(file, "utf8").split("\n")).to.have.length(2);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
