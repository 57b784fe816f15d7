import { expect } from "chai";
import { action, Bench, fresh, param, qaction } from "../../support/logic/chain-bench.ts";

/** Value of parameter 1 after the action, starting from `start` (undefined: never set); parameter 2 holds 4. */
function after(type: string, attributes: string, start: number | string | undefined, number = true): unknown {
  const bench = new Bench({
    params: [param(1, { number }), param(2, { number: true })],
    actions: [action(1, "parameter#1", type, attributes)],
  });
  bench.set(2, 4);
  if (start !== undefined) bench.set(1, start);
  bench.engine.actions.runById(1, fresh);
  return bench.codes.length > 0 ? bench.codes : bench.parameters.get(1);
}

describe("actions that calculate", () => {
  it("increment adds 1, the value, or the value of a parameter", () => {
    expect(after("increment", "", 10)).equals(11);
    expect(after("increment", 'value="10"', 10)).equals(20);
    expect(after("increment", 'value="-2.5"', 10)).equals(7.5);
    expect(after("increment", 'id="2"', 10)).equals(14);
  });

  it("increment counts from 0 when the parameter was never set", () => {
    expect(after("increment", "", undefined)).equals(1);
  });

  it("increment works on a text that is a number", () => {
    expect(after("increment", "", "10", false)).equals("11");
    expect(after("increment", "", "ten", false)).deep.equals(["ACTION_FAILED"]);
  });

  it("multiply multiplies by the value, default 1", () => {
    expect(after("multiply", 'value="10"', 3)).equals(30);
    expect(after("multiply", "", 3)).equals(3);
  });

  it("pow raises to the power of the value, default 1", () => {
    expect(after("pow", 'value="3"', 2)).equals(8);
    expect(after("pow", "", 2)).equals(2);
  });

  it("a result that is no number leaves the parameter alone", () => {
    expect(after("pow", 'value="-1"', 0)).deep.equals(["ACTION_FAILED"]);
  });

  it("raise a change event only for a real change", () => {
    const bench = new Bench({
      params: [param(1, { number: true })],
      actions: [action(1, "parameter#1", "multiply"), action(2, "parameter#1", "increment")],
      qactions: [qaction(1, "1")],
    });
    bench.set(1, 5, "restore");
    bench.engine.actions.runById(1, fresh);
    expect(bench.log).deep.equals([]);
    bench.engine.actions.runById(2, fresh);
    expect(bench.log).deep.equals(["QAction 1 on 1"]);
  });
});
