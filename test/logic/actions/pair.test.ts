import { expect } from "chai";
import { action, Bench, fresh, param, trigger, type Sections } from "../../support/logic/chain-bench.ts";

const more = '<Pairs><Pair id="7"><Name>P</Name><Content><Command>1</Command></Content></Pair></Pairs>';

function setNext(onNr: string, attributes: string, on = "group#3"): Bench {
  const sections: Sections = {
    params: [param(41, { number: true })],
    triggers: [trigger(1, on, on.startsWith("group") ? "before" : "change", [1])],
    actions: [action(1, "pair", "set next", attributes).replace("<On>", `<On ${onNr}>`)],
    more,
  };
  const bench = new Bench(sections);
  bench.set(41, 250, "restore");
  const [kind = "", id] = on.split("#");
  void bench.engine.triggers.fire(kind, kind === "group" ? "before" : "change", Number(id), fresh);
  return bench;
}

describe("actions on pairs", () => {
  it("set next gives the listed positions of the trigger's group the value of a parameter", () => {
    expect(setNext('nr="1;2;4"', 'id="41"').log).deep.equals(["set next 3 1,2,4 250"]);
  });

  it("set next takes the attribute value, and prefers the parameter", () => {
    expect(setNext('nr="1"', 'value="90"').log).deep.equals(["set next 3 1 90"]);
    expect(setNext('nr="1"', 'value="90" id="41"').log).deep.equals(["set next 3 1 250"]);
  });

  it("set next says what it lacks: positions, a value, a group", () => {
    expect(setNext("", 'id="41"').codes).deep.equals(["ACTION_FAILED"]);
    expect(setNext('nr="1"', "").codes).deep.equals(["ACTION_FAILED"]);
    expect(setNext('nr="1"', 'id="41"', "parameter#41").codes).deep.equals(["ACTION_FAILED"]);
  });

  it("timeout gives a pair the milliseconds of a parameter", () => {
    const bench = new Bench({
      params: [param(41, { number: true })],
      actions: [action(1, "pair#7", "timeout", 'id="41"')],
      more,
    });
    bench.set(41, 5000);
    bench.engine.actions.runById(1, fresh);
    expect(bench.log).deep.equals(["pair timeout 7 5000"]);
  });

  it("timeout refuses a value that is no time, and a pair that does not exist", () => {
    const bench = new Bench({
      params: [param(41, { number: true })],
      actions: [action(1, "pair#7", "timeout", 'id="41"'), action(2, "pair#8", "timeout", 'id="41"')],
      more,
    });
    bench.engine.actions.runById(1, fresh);
    bench.set(41, 5000);
    bench.engine.actions.runById(2, fresh);
    expect(bench.codes).deep.equals(["ACTION_FAILED", "ACTION_FAILED"]);
    expect(bench.log).deep.equals([]);
  });
});
