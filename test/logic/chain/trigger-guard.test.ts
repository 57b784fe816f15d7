import { expect } from "chai";
import { action, Bench, param, trigger } from "../../support/logic/chain-bench.ts";

/** Sets 1 (number) with a guarded trigger on it, and says whether the trigger ran. */
function runs(
  time: string,
  value: number | string,
  others: Readonly<Record<number, number | string>> = {},
): boolean {
  const bench = new Bench({
    params: [param(1, { number: true }), param(2, { number: true }), param(3)],
    triggers: [trigger(1, "parameter#1", "", [1]).replace("<Time></Time>", time)],
    actions: [action(1, "parameter#3", "save")],
  });
  for (const [pid, other] of Object.entries(others)) bench.set(Number(pid), other);
  bench.set(1, value);
  return bench.log.includes("save 3");
}

describe("guard of a trigger's Time", () => {
  it("compares the parameter of On with a value", () => {
    expect(runs('<Time case="equal" value="2">change</Time>', 2)).equals(true);
    expect(runs('<Time case="equal" value="2">change</Time>', 3)).equals(false);
    expect(runs('<Time case="not equal" value="2">change</Time>', 3)).equals(true);
    expect(runs('<Time case="greater" value="2">change</Time>', 3)).equals(true);
    expect(runs('<Time case="less" value="2">change</Time>', 3)).equals(false);
  });

  it("accepts what one of several operators accepts", () => {
    expect(runs('<Time case="greater equal" value="2">change</Time>', 2)).equals(true);
    expect(runs('<Time case="greater equal" value="2">change</Time>', 1)).equals(false);
  });

  it("compares another parameter when Time has an id", () => {
    expect(runs('<Time id="2" case="equal" value="100">change</Time>', 1, { 2: 100 })).equals(true);
    expect(runs('<Time id="2" case="equal" value="100">change</Time>', 1, { 2: 101 })).equals(false);
  });

  it("takes the value from a parameter when nr is true", () => {
    expect(runs('<Time case="equal" value="2" nr="true">change</Time>', 7, { 2: 7 })).equals(true);
    expect(runs('<Time case="equal" value="2" nr="true">change</Time>', 7, { 2: 8 })).equals(false);
  });

  it("compares texts without case", () => {
    expect(runs('<Time id="3" case="equal" value="Active">change</Time>', 1, { 3: "ACTIVE" })).equals(true);
  });

  it("LOG-37 is ignored by the timeout of a parameter", () => {
    const bench = new Bench({
      params: [param(1), param(3)],
      triggers: [
        trigger(1, "parameter#1", "", [1]).replace(
          "<Time></Time>",
          '<Time case="equal" value="NO SUCH NAME">timeout</Time>',
        ),
      ],
      actions: [action(1, "parameter#3", "save")],
    });
    void bench.engine.triggers.fire("parameter", "timeout", 1, { depth: 0 });
    expect(bench.log).deep.equals(["save 3"]);
  });
});
