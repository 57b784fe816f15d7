import { expect } from "chai";
import { action, Bench, fresh, param, qaction, trigger } from "../../support/logic/chain-bench.ts";

describe("running an action", () => {
  it("skips it when its condition is false, which is no failure", () => {
    const bench = new Bench({
      params: [param(1), param(2, { number: true })],
      actions: [action(1, "parameter#1", "save", "", "<Condition>id:2 == 1</Condition>")],
    });
    expect(bench.engine.actions.runById(1, fresh).code).equals(0);
    expect(bench.log).deep.equals([]);
    bench.set(2, 1);
    bench.engine.actions.runById(1, fresh);
    expect(bench.log).deep.equals(["save 1"]);
  });

  it("treats its items in the listed order, one after the other", () => {
    const bench = new Bench({
      params: [param(1), param(2), param(3)],
      actions: [action(1, "parameter#3;1;2", "save")],
    });
    bench.engine.actions.runById(1, fresh);
    expect(bench.log).deep.equals(["save 3", "save 1", "save 2"]);
  });

  it("goes on with the other items when one fails, and has failed then", () => {
    const bench = new Bench({ params: [param(1)], actions: [action(1, "parameter#77;1", "save")] });
    expect(bench.engine.actions.runById(1, fresh).code).equals(0x800402a4);
    expect(bench.log).deep.equals(["save 1"]);
  });

  it("waits for what one item takes before the next", async () => {
    const bench = new Bench({
      params: [param(1), param(2)],
      actions: [action(1, "parameter#1;2", "run actions")],
      qactions: [qaction(1, "1"), qaction(2, "2")],
    });
    let finish: () => void = () => undefined;
    bench.scripts.set(1, () => new Promise<void>((resolve) => (finish = resolve)));
    const { done } = bench.engine.actions.runById(1, fresh);
    expect(bench.take()).deep.equals(["QAction 1 on 1"]);
    finish();
    await done;
    expect(bench.take()).deep.equals(["QAction 2 on 2"]);
  });

  it("says so when On and Type do not belong together", () => {
    const bench = new Bench({ params: [param(1)], actions: [action(1, "parameter#1", "make")] });
    expect(bench.engine.actions.runById(1, fresh).code).equals(0x800402a4);
    expect(bench.codes).deep.equals(["ACTION_INVALID"]);
  });

  it("a value that doubles at each change ends before it fills the memory", () => {
    const bench = new Bench({
      params: [param(1, {})],
      triggers: [trigger(1, "parameter#1", "change", [1])],
      actions: [action(1, "parameter#1", "append", 'id="1"')],
    });
    bench.set(1, "x".repeat(2 ** 20));
    // 2^20 doubled 6 times is 67108864 units, as long as a value may be.
    expect(bench.parameters.bytes(1)).lengthOf(2 ** 26);
    expect(bench.codes).deep.equals(["ACTION_FAILED"]);
    expect(bench.notices[0]?.message).contains("would have 268435456 bytes");
  });

  it("refuses a set of an action that would nest too deep, before anything is stored", () => {
    const bench = new Bench(
      {
        params: [param(1, { number: true })],
        triggers: [trigger(1, "parameter#1", "change", [1])],
        actions: [action(1, "parameter#1", "increment")],
      },
      { maxChainDepth: 10 },
    );
    bench.set(1, 0);
    expect(bench.parameters.get(1)).equals(9);
    expect(bench.codes).deep.equals(["CHAIN_TOO_DEEP"]);
  });

  it("refuses a copy that would nest too deep, before anything is stored", () => {
    const bench = new Bench(
      {
        params: [param(1), param(2), param(3)],
        triggers: [trigger(1, "parameter#1", "change", [1]), trigger(2, "parameter#2", "change", [2])],
        actions: [action(1, "parameter#2", "copy", 'id="1"'), action(2, "parameter#3", "copy", 'id="2"')],
      },
      { maxChainDepth: 2 },
    );
    bench.set(1, "a");
    expect([2, 3].map((pid) => bench.parameters.get(pid))).deep.equals(["a", null]);
    expect(bench.codes).deep.equals(["CHAIN_TOO_DEEP"]);
  });
});
