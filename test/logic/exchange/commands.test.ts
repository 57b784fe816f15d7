import { expect } from "chai";
import { action, param, trigger } from "../../support/logic/chain-bench.ts";
import {
  command,
  EngineBench,
  group,
  pair,
  webSocket,
  type EngineSections,
} from "../../support/logic/engine-bench.ts";

const byProtocol = webSocket(0, "<MakeCommandByProtocol>true</MakeCommandByProtocol>");

/** Command 4 is parameter 14; group 2 holds pair 3 with it; trigger 20 queues the group. */
function sections(more: Partial<EngineSections> = {}): EngineSections {
  return {
    connections: [byProtocol],
    params: [param(14), param(15)],
    commands: [command(4, [14])],
    pairs: [pair(3, 4)],
    groups: [group(2, ["pair 3"])],
    triggers: [trigger(1, "command#each", "before", [1]), trigger(20, "", "", [20])],
    actions: [action(1, "command", "make"), action(20, "group#2", "execute")],
    ...more,
  };
}

/** A started bench; nothing that is queued runs before {@link EngineBench.pass}. */
function start(
  more: Partial<EngineSections> = {},
  kinds: ConstructorParameters<typeof EngineBench>[2] = [],
): EngineBench {
  const bench = new EngineBench(sections(more), {}, kinds);
  bench.set(14, "at start");
  bench.start();
  bench.take();
  return bench;
}

describe("commands at run time", () => {
  it("CMD-02 LOG-09 with MakeCommandByProtocol bytes are fixed at queue time", async () => {
    const bench = start();
    bench.set(14, "queued");
    await bench.trigger(20);
    bench.set(14, "later");
    await bench.pass();
    expect(bench.words()).to.deep.equal(["send 0 queued"]);
  });

  it("CMD-03 two queued executions keep their own values", async () => {
    const bench = start();
    for (const value of ["one", "two"]) {
      bench.set(14, value);
      await bench.trigger(20);
    }
    await bench.pass();
    expect(bench.words()).to.deep.equal(["send 0 one", "send 0 two"]);
  });

  it("WS-73 single command path: value set, group queued, value changed; the queued value is sent", async () => {
    const bench = start({
      commands: [command(4, [14], "<WebSocketMessageType>text</WebSocketMessageType>")],
    });
    bench.set(14, "subscribe");
    await bench.trigger(20);
    bench.set(14, "heartbeat");
    await bench.trigger(20);
    bench.set(14, "");
    await bench.pass();
    expect(bench.words()).to.deep.equal(["send 0 text subscribe", "send 0 text heartbeat"]);
  });

  it("CMD-04 LOG-09 without it, automatic make at execution time", async () => {
    const bench = start({ connections: [webSocket(0)], triggers: [trigger(20, "", "", [20])] });
    bench.set(14, "queued");
    await bench.trigger(20);
    bench.set(14, "later");
    await bench.pass();
    expect(bench.words()).to.deep.equal(["send 0 later"]);
  });

  it("CMD-05 before-command trigger runs before the before-group trigger with the option, after it without", async () => {
    const triggers = [
      trigger(1, "command#4", "before", [1]),
      trigger(2, "group#2", "before", [2]),
      trigger(20, "", "", [20]),
    ];
    const actions = [
      action(1, "command", "make"),
      action(2, "parameter#15", "clear"),
      action(20, "group#2", "execute"),
    ];
    const wanted = (bench: EngineBench): string[] =>
      bench.words().filter((line) => /trigger [12]$|queued/.test(line));
    const with_ = start({ triggers, actions }, ["trigger", "group"]);
    await with_.trigger(20);
    await with_.pass();
    expect(wanted(with_)).to.deep.equal(["trigger 1", "group 2 queued", "trigger 2"]);
    const without = start({ triggers, actions, connections: [webSocket(0)] }, ["trigger", "group"]);
    await without.trigger(20);
    await without.pass();
    expect(wanted(without)).to.deep.equal(["group 2 queued", "trigger 2", "trigger 1"]);
  });

  it("CMD-08 option set, no make: bytes of element start are sent", async () => {
    const bench = start({ triggers: [trigger(20, "", "", [20])] });
    bench.set(14, "never made");
    await bench.trigger(20);
    await bench.pass();
    expect(bench.words()).to.deep.equal(["send 0 at start"]);
  });

  it("a make outside of a pair makes the command that a later queueing sends", async () => {
    const bench = start({
      triggers: [trigger(20, "", "", [20]), trigger(21, "", "", [21])],
      actions: [action(20, "group#2", "execute"), action(21, "command#4", "make")],
    });
    bench.set(14, "made by hand");
    await bench.trigger(21);
    bench.set(14, "not made");
    await bench.trigger(20);
    await bench.pass();
    expect(bench.words()).to.deep.equal(["send 0 made by hand"]);
  });

  it("the automatic make comes before the before-command triggers, which may change the command", async () => {
    const bench = start({
      connections: [webSocket(0)],
      triggers: [trigger(1, "command#each", "before", [1, 2]), trigger(20, "", "", [20])],
      actions: [
        action(1, "command", "replace", 'id="15" nr="0"'),
        action(2, "command", "make"),
        action(20, "group#2", "execute"),
      ],
    });
    bench.set(14, "fourteen");
    bench.set(15, "14");
    await bench.trigger(20);
    await bench.pass();
    expect(bench.words()).to.deep.equal(["send 0 fourteen"]);
    bench.set(15, "15");
    await bench.trigger(20);
    await bench.pass();
    // parameter 15 holds the id 15, which takes position 0
    expect(bench.words()).to.deep.equal(["send 0 15"]);
  });

  it("an execute one whose group waits already runs no before-command trigger", async () => {
    const bench = start(
      {
        actions: [action(1, "command", "make"), action(20, "group#2", "execute one")],
      },
      ["trigger", "group"],
    );
    void bench.trigger(20);
    void bench.trigger(20);
    expect(bench.words().filter((line) => line === "trigger 1")).to.deep.equal(["trigger 1"]);
    await bench.pass();
    expect(bench.words().filter((line) => line.startsWith("send"))).to.have.lengthOf(1);
  });
});
