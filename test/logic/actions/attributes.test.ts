import { expect } from "chai";
import { numberList } from "../../../src/logic/actions/attributes.ts";
import { action, Bench, fresh, param } from "../../support/logic/chain-bench.ts";

describe("attributes of actions", () => {
  it("lists numbers separated by semicolons and leaves out what is no number", () => {
    expect(numberList("1; 2;x;;4")).deep.equals([1, 2, 4]);
    expect(numberList(undefined)).deep.equals([]);
  });

  it("a parameter named by Type@id goes before the attribute value", () => {
    const bench = new Bench({
      params: [param(1, { number: true }), param(2, { number: true })],
      actions: [action(1, "parameter#1", "increment", 'id="2" value="100"')],
    });
    bench.set(2, 5);
    bench.engine.actions.runById(1, fresh);
    expect(bench.parameters.get(1)).equals(5);
  });

  it("a value that is no number fails the action", () => {
    const bench = new Bench({
      params: [param(1, { number: true })],
      actions: [action(1, "parameter#1", "increment", 'value="x"')],
    });
    bench.engine.actions.runById(1, fresh);
    expect(bench.codes).deep.equals(["ACTION_FAILED"]);
  });
});
