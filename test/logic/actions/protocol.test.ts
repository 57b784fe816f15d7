import { expect } from "chai";
import { isPending } from "../../../src/base/maybe-promise.ts";
import type { Options } from "../../../src/options/register.ts";
import { action, Bench, fresh, param, trigger } from "../../support/logic/chain-bench.ts";

const connections = `<Connections>
  <Connection id="0" name="Web"><Type>http</Type><CommunicationOptions><WebSocket>true</WebSocket></CommunicationOptions></Connection>
  <Connection id="1" name="Serial"><Type>serial</Type></Connection>
  <Connection id="2" name="Http"><Type>http</Type></Connection>
</Connections>`;

describe("actions on the protocol", () => {
  it("sleep holds the chain for its milliseconds, 5000 by default and at least 15", async () => {
    for (const [attributes, ms] of [
      ['value="1000"', 1000],
      ["", 5000],
      ['value="1"', 15],
    ] as const) {
      const bench = new Bench({
        params: [param(1)],
        triggers: [trigger(1, "parameter#1", "change", [1, 2])],
        actions: [action(1, "protocol", "sleep", attributes), action(2, "parameter#1", "save")],
      });
      const { done } = bench.set(1, "x");
      expect(isPending(done)).equals(true);
      await bench.clock.advance(ms - 1);
      expect(bench.log).deep.equals([]);
      await bench.clock.advance(1);
      await done;
      expect(bench.log).deep.equals(["save 1"]);
    }
  });

  it("stop current group reaches the main thread", () => {
    const bench = new Bench({ actions: [action(1, "protocol", "stop current group")] });
    bench.engine.actions.runById(1, fresh);
    expect(bench.log).deep.equals(["stop current group"]);
  });

  it("open and close act on a serial connection, close also on one client", () => {
    const bench = new Bench({
      params: [param(4)],
      actions: [
        action(1, "protocol", "open", 'nr="1"'),
        action(2, "protocol", "close", 'nr="1"'),
        action(3, "protocol", "close", 'nr="1" id="4"'),
      ],
      more: connections,
    });
    bench.set(4, "10.0.0.1:4000");
    for (const id of [1, 2, 3]) bench.engine.actions.runById(id, fresh);
    expect(bench.log).deep.equals(["open 1", "close 1", "close 1 client 10.0.0.1:4000"]);
  });

  it("open and close are a mere line on a WebSocket, unless webSocketOpenClose says act", () => {
    const sections = {
      actions: [action(1, "protocol", "open"), action(2, "protocol", "close")],
      more: connections,
    };
    for (const [webSocketOpenClose, log, codes] of [
      ["ignore", [], ["ACTION_NOT_HERE", "ACTION_NOT_HERE"]],
      ["act", ["open 0", "close 0"], []],
    ] as const satisfies readonly (readonly [
      Options["webSocketOpenClose"],
      readonly string[],
      readonly string[],
    ])[]) {
      const bench = new Bench(sections, { webSocketOpenClose });
      for (const id of [1, 2]) bench.engine.actions.runById(id, fresh);
      expect(bench.log).deep.equals(log);
      expect(bench.codes).deep.equals(codes);
    }
  });

  it("open and close of an HTTP connection, or of none, say so", () => {
    const bench = new Bench({
      actions: [action(1, "protocol", "close", 'nr="2"'), action(2, "protocol", "close", 'nr="9"')],
      more: connections,
    });
    for (const id of [1, 2]) bench.engine.actions.runById(id, fresh);
    expect(bench.codes).deep.equals(["ACTION_NOT_HERE", "ACTION_FAILED"]);
  });

  it("lock, unlock, priority lock and priority unlock are kept for the connection", () => {
    const bench = new Bench({
      actions: [
        action(1, "protocol", "lock", 'nr="1"'),
        action(2, "protocol", "unlock", 'nr="1"'),
        action(3, "protocol", "priority lock"),
        action(4, "protocol", "priority unlock"),
      ],
      more: connections,
    });
    const { locks } = bench.engine;
    for (const id of [1, 1, 3]) expect(bench.engine.actions.runById(id, fresh).code).equals(0);
    expect([locks.held(0), locks.held(1)]).deep.equals(["priority lock", "lock"]);
    for (const id of [2, 4]) bench.engine.actions.runById(id, fresh);
    expect([locks.held(0), locks.held(1)]).deep.equals([undefined, undefined]);
  });
});
