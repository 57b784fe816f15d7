/** LogType and LogLevel are two kinds of value. */
import { expect } from "chai";
import {
  isLogLevel,
  isLogType,
  LogLevel,
  logLevelOf,
  LogType,
  logTypeOf,
} from "../../src/qaction/log-constants.ts";

describe("log constants", () => {
  it("have the numbers of the C# enums", () => {
    expect(Object.values(LogType).map(({ name, value }) => [name, value])).to.deep.equal([
      ["Information", 1],
      ["Error", 2],
      ["DebugInfo", 4],
      ["Allways", 8],
      ["Allways", 8],
    ]);
    expect(Object.values(LogLevel).map(({ name, value }) => [name, value])).to.deep.equal([
      ["DevelopmentLogging", -1],
      ["NoLogging", 0],
      ["Level1", 1],
      ["Level2", 2],
      ["Level3", 3],
      ["Level4", 4],
      ["LogEverything", 5],
    ]);
  });

  it("cannot be taken for each other, although numbers are shared", () => {
    expect(isLogType(LogType.Error)).to.equal(true);
    expect(isLogType(LogLevel.Level2)).to.equal(false);
    expect(isLogLevel(LogLevel.Level2)).to.equal(true);
    expect(isLogLevel(LogType.Error)).to.equal(false);
    for (const other of [2, null, undefined, "Error", {}]) {
      expect(isLogType(other) || isLogLevel(other)).to.equal(false);
    }
  });

  it("are found by their number; a number that does not exist is the default", () => {
    expect(logTypeOf(4)).to.equal(LogType.DebugInfo);
    expect(logTypeOf(3)).to.equal(LogType.Allways);
    expect(logLevelOf(-1)).to.equal(LogLevel.DevelopmentLogging);
    expect(logLevelOf(5)).to.equal(LogLevel.LogEverything);
    expect(logLevelOf(9)).to.equal(LogLevel.DevelopmentLogging);
  });
});
