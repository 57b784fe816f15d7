import { expect } from "chai";
import { action, Bench, chainOfResponse, fresh, param, trigger } from "../../support/logic/chain-bench.ts";

describe("reverse outside a command", () => {
  const sections = {
    params: [param(1)],
    triggers: [trigger(1, "response#31", "after", [1])],
    actions: [action(1, "parameter#1", "reverse")],
  };

  it("turns the stored bytes of the parameter round in a trigger of a response", () => {
    const bench = new Bench(sections);
    bench.set(1, "abc");
    void bench.engine.triggers.fire("response", "after", 31, chainOfResponse(31));
    expect(bench.parameters.get(1)).equals("cba");
  });

  it("needs such a trigger", () => {
    const bench = new Bench(sections);
    bench.set(1, "abc");
    expect(bench.engine.actions.runById(1, fresh).code).equals(0x800402a4);
    expect(bench.parameters.get(1)).equals("abc");
  });
});
