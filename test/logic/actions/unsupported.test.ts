import { expect } from "chai";
import { action, Bench, fresh, param } from "../../support/logic/chain-bench.ts";

describe("actions that need more than a local runtime has", () => {
  for (const [on, type, page] of [
    ["parameter#1", "set", "LogicActionSet"],
    ["parameter#1", "set with wait", "LogicActionSetWithWait"],
    ["parameter#1", "set and get with wait", "LogicActionSetAndGetWithWait"],
    ["protocol", "wmi", "LogicActionWmi"],
    ["protocol", "create element", "Protocol-EnumActionType"],
  ] as const) {
    it(`${type} on ${on} does nothing and names ${page}`, () => {
      const bench = new Bench({ params: [param(1)], actions: [action(1, on, type)] });
      expect(bench.engine.actions.runById(1, fresh).code).equals(0x800402a4);
      expect(bench.codes).deep.equals(["ACTION_NOT_HERE"]);
      expect(bench.notices[0]?.message).contains(`See ${page}.`);
      expect(bench.notices[0]?.details?.["page"]).equals(page);
    });
  }
});
