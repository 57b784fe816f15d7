/** Timers. */
import { expect } from "chai";
import type { Timer } from "../../../src/protocol/model.ts";
import { codesOf, protocolOf, sure } from "../../support/protocol/parsed.ts";

const section = (inside: string, attributes = ""): string =>
  `<Params><Param id="1"><Type>read</Type></Param></Params><Groups><Group id="1"/><Group id="2"/></Groups><Timers><Timer id="1" ${attributes}>${inside}</Timer></Timers>`;
const timerOf = (inside: string, attributes = ""): Timer =>
  sure(protocolOf(section(inside, attributes)).timers.get(1));

describe("protocol/read/read-timers", () => {
  it("period, interval, groups", () => {
    const timer = timerOf(
      '<Name>t</Name><Time initial="false" dataDisplay="loop">10000</Time><Interval>75</Interval><Condition>id:1 == 1</Condition><Content><Group>1</Group><Group>2</Group></Content>',
      'fixedTimer="true" options="each:1000;threadPool:5"',
    );
    expect(timer).to.include({
      id: 1,
      name: "t",
      time: 10000,
      initial: "false",
      dataDisplay: "loop",
      interval: 75,
      fixedTimer: true,
    });
    expect(timer.groups).to.deep.equal([1, 2]);
    expect(timer.options).to.deep.equal(["each:1000", "threadPool:5"]);
    expect(timer.condition?.text).to.equal("id:1 == 1");
  });

  it("what is left out", () => {
    const timer = timerOf("<Time>1000</Time>");
    expect(timer).to.include({ initial: "true", interval: 0, fixedTimer: false });
    expect(timer).to.not.have.property("dataDisplay");
  });

  it("loop", () => {
    expect(timerOf("<Time>Loop</Time>").time).to.equal("loop");
  });

  it("periods are limited to 1 ms and 24 days", () => {
    expect(timerOf("<Time>2073600000</Time>").time).to.equal(2_073_600_000);
    expect(timerOf("<Time>2073600001</Time>").time).to.equal(2_073_600_000);
    expect(codesOf(section("<Time>2073600001</Time>"))).to.deep.equal(["NUMBER_RANGE"]);
    expect(timerOf("<Time>0</Time>").time).to.equal(1);
    expect(codesOf(section(""))).to.deep.equal(["TAG_MISSING"]);
    expect(codesOf(section("<Time>soon</Time>"))).to.include("NUMBER_INVALID");
  });

  it("initial: true, false, random", () => {
    expect(timerOf('<Time initial="True">1</Time>').initial).to.equal("true");
    expect(timerOf('<Time initial="random=0:300">1</Time>').initial).to.deep.equal({ from: 0, to: 300 });
    expect(codesOf(section('<Time initial="later">1</Time>'))).to.deep.equal(["VALUE_UNKNOWN"]);
  });

  it("a group chosen by a column of the row stands for its default", () => {
    expect(timerOf("<Time>1</Time><Content><Group>col:3:2</Group></Content>").groups).to.deep.equal([2]);
  });
});
