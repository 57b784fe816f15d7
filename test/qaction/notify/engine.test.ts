/** NotifyProtocol numbers that steer the engine. */
import { expect } from "chai";
import { notify } from "./fixture.ts";

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
    expect(made.memory.messages[1]).to.equal("NT_RUN_ACTION for 99 failed. 0x800402A3");
  });

  it("numbers whose effect lies outside are recorded", async () => {
    const made = await notify([
      [307, [1], false],
      [328, 5, true],
      [269, 7],
    ]);
    expect(made.result).to.deep.equal([null, null, -1]);
    expect(made.reports.map((report) => (report.type === "notify" ? report.number : 0))).to.deep.equal([
      307, 328, 269,
    ]);
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
