/** NotifyProtocol numbers that steer the engine. */
import { expect } from "chai";
import { notify } from "../../support/qaction/notify-element.ts";

describe("notify engine", () => {
  it("134 runs a trigger, 221 an action, 249 tells about a connection", async () => {
    const made = await notify([
      [134, 5],
      [134, 99],
      [221, 6],
      [221, 99],
      [249, false, 0],
      [249, true, 1],
    ]);
    expect(made.result).to.deep.equal([0, 0x80040239 | 0, null, null, null, null]);
    expect(made.calls).to.deep.equal([
      "trigger 5",
      "action 6",
      "connection 0 fails",
      "connection 1 responds",
    ]);
    expect(made.memory.messages[1]).to.equal("NotifyProtocol with 221 failed. 0x800402A3 (99, null)");
  });

  it("numbers whose effect lies outside are recorded", async () => {
    const made = await notify([
      [307, [1], false],
      [328, 5, true],
      [269, 102, ""],
    ]);
    expect(made.result).to.deep.equal([null, null, -1]);
    expect(made.reports.map((report) => (report.type === "notify" ? report.number : 0))).to.deep.equal([
      307, 328, 269,
    ]);
  });

  it("what is recorded fails when the parameter, column, table, timer or group is not there, and is recorded all the same", async () => {
    const at = new Date(0);
    const missing: readonly (readonly [number, unknown, unknown])[] = [
      [229, "key", 99],
      [238, 999, null],
      [239, 999, null],
      [248, [999, 1], "1.3.6"],
      [269, 999, null],
      [270, 999, null],
      [307, [1, 999], false],
      [328, 99, true],
      [374, [999, "a", at], null],
      [448, [100, 999], true],
    ];
    const { memory, reports } = await notify(missing);
    expect(memory.messages.map((line) => line.replace(/ \(.*/, ""))).to.deep.equal([
      "NotifyProtocol with 229 failed. 0x80040239",
      "NotifyProtocol with 238 failed. 0x80040221",
      "NotifyProtocol with 239 failed. 0x80040221",
      "NotifyProtocol with 248 failed. 0x80040239",
      "NotifyProtocol with 269 failed. 0x80040239",
      "NotifyProtocol with 270 failed. 0x80040239",
      "NotifyProtocol with 307 failed. 0x80040239",
      "NotifyProtocol with 328 failed. 0x80040239",
      "NotifyProtocol with 374 failed. 0x80040239",
      "NotifyProtocol with 448 failed. 0x80040221",
    ]);
    expect(reports).to.have.length(10);
    const there = await notify([
      [238, 102],
      [307, [1], true],
      [448, 100, true],
    ]);
    expect(there.memory.messages).to.deep.equal([]);
  });

  it("374 of a column without historySet writes the line of its page (NT_CLOSE_HISTORY_TREND_WINDOW)", async () => {
    const { memory } = await notify([[374, [102, "a", new Date(0)]]]);
    expect(memory.messages[0]).to.equal(
      "Error closing trend windows with timestamp VT_DATE : 1970-01-01T00:00:00.000Z\nParameter c102 is not marked for history sets.",
    );
  });

  it("a wrong shape gives null", async () => {
    const { result, memory } = await notify([
      [134, "x"],
      [221, null],
      [249, 1, 0],
      [307, "x", true],
    ]);
    expect(result).to.deep.equal([null, null, null, null]);
    expect(memory.messages).to.have.length(4);
  });
});
