import { expect } from "chai";
import { action, Bench, fresh } from "../../support/logic/chain-bench.ts";

const more =
  '<Timers><Timer id="1"><Name>T</Name><Time>1000</Time></Timer><Timer id="2"><Name>U</Name><Time>1000</Time></Timer></Timers>';

describe("actions on timers", () => {
  for (const [type, attributes, expected] of [
    ["start", "", ["start timer 1", "start timer 2"]],
    ["stop", "", ["stop timer 1", "stop timer 2"]],
    ["reschedule", "", ["reschedule timer 1", "reschedule timer 2"]],
    ["restart timer", "", ["restart timer 1 false", "restart timer 2 false"]],
    ["restart timer", 'reschedule="true"', ["restart timer 1 true", "restart timer 2 true"]],
  ] as const) {
    it(`${type} ${attributes} reaches every listed timer`, () => {
      const bench = new Bench({ actions: [action(1, "timer#1;2", type, attributes)], more });
      expect(bench.engine.actions.runById(1, fresh).code).equals(0);
      expect(bench.log).deep.equals(expected);
    });
  }

  it("says so when there is no such timer", () => {
    const bench = new Bench({ actions: [action(1, "timer#9", "start")], more });
    bench.engine.actions.runById(1, fresh);
    expect(bench.codes).deep.equals(["ACTION_FAILED"]);
  });
});
