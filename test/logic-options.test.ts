/** The rows of the decision register that queues, threads, timers, pairs and deliveries obey. */
import { expect } from "chai";
import { logicOptionRegister } from "../src/logic-options.ts";
import { resolveOptions } from "../src/options.ts";

describe("logic-options", () => {
  it("all belong to the logic floor and are part of the one register", () => {
    const all = new Map<string, unknown>(Object.entries(resolveOptions()));
    for (const [name, entry] of Object.entries(logicOptionRegister)) {
      expect(entry.floor, name).to.equal("logic");
      expect(all.get(name), name).to.deep.equal(entry.default);
    }
  });

  it("refuse what is not in their list", () => {
    expect(() => resolveOptions({ timerGroupLock: "none" as "own" })).to.throw("own, entry");
  });
});
