import { expect } from "chai";
import { action, Bench, fresh, param, trigger } from "../../support/logic/chain-bench.ts";

const more = `<Groups>${[1, 2, 3].map((id) => `<Group id="${String(id)}"><Name>G</Name></Group>`).join("")}</Groups>`;

describe("actions on groups", () => {
  for (const type of [
    "add to execute",
    "execute",
    "execute one",
    "execute one now",
    "execute next",
    "execute one top",
    "force execute",
  ]) {
    it(`${type} puts each listed group in the queue`, () => {
      const bench = new Bench({ actions: [action(1, "group#1;2", type)], more });
      expect(bench.engine.actions.runById(1, fresh).code).equals(0);
      expect(bench.log).deep.equals([`enqueue 1 ${type}`, `enqueue 2 ${type}`]);
    });
  }

  it("multiIdExecuteNextOrder turns the list round for what goes to the head", () => {
    for (const [type, expected] of [
      ["execute next", ["enqueue 2 execute next", "enqueue 1 execute next"]],
      ["execute one top", ["enqueue 2 execute one top", "enqueue 1 execute one top"]],
      ["execute", ["enqueue 1 execute", "enqueue 2 execute"]],
    ] as const) {
      const bench = new Bench(
        { actions: [action(1, "group#1;2", type)], more },
        { multiIdExecuteNextOrder: "reversed" },
      );
      bench.engine.actions.runById(1, fresh);
      expect(bench.log).deep.equals(expected);
    }
  });

  it("says so when there is no such group, and queues the others", () => {
    const bench = new Bench({ actions: [action(1, "group#9;2", "execute")], more });
    expect(bench.engine.actions.runById(1, fresh).code).equals(0x800402a4);
    expect(bench.log).deep.equals(["enqueue 2 execute"]);
    expect(bench.codes).deep.equals(["ACTION_FAILED"]);
  });

  it("LOG-25 an action with wait needs SNMP, which is not spoken: behind CheckTrigger the line names its page, too", () => {
    for (const [on, type, page] of [
      ["group#1", "set with wait", "LogicActionSetWithWait"],
      ["parameter#1", "set with wait", "LogicActionSetWithWait"],
      ["parameter#1", "set and get with wait", "LogicActionSetAndGetWithWait"],
    ] as const) {
      const bench = new Bench({
        params: [param(1)],
        triggers: [trigger(5, "", "", [1])],
        actions: [action(1, on, type)],
        more,
      });
      expect(bench.engine.triggers.check(5, fresh).code).equals(0);
      expect(bench.log).deep.equals([]);
      expect(bench.codes).deep.equals(["ACTION_NOT_HERE"]);
      expect(bench.notices[0]?.message).contains(page);
    }
  });

  it("a set needs SNMP, which is not spoken: the line names its page", () => {
    for (const [type, page] of [
      ["set", "LogicActionSet"],
      ["set with wait", "LogicActionSetWithWait"],
    ] as const) {
      const bench = new Bench({ actions: [action(1, "group#1", type)], more });
      bench.engine.actions.runById(1, fresh);
      expect(bench.codes).deep.equals(["ACTION_NOT_HERE"]);
      expect(bench.notices[0]?.message).contains(page);
    }
  });
});
