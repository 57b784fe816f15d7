import { expect } from "chai";
import { action, fresh, param, trigger } from "../../support/logic/chain-bench.ts";
import { command, EngineBench, group, pair, response, webSocket } from "../../support/logic/engine-bench.ts";
import type { QueueInsertion } from "../../../src/logic/schedule/queue.ts";

function start(): EngineBench {
  return new EngineBench(
    {
      connections: [webSocket(0), webSocket(1, "<MakeCommandByProtocol>true</MakeCommandByProtocol>")],
      params: [param(11), param(12, { number: true })],
      commands: [command(4, [11])],
      responses: [response(5, [11])],
      pairs: [pair(3, 4)],
      groups: [
        group(1, ["pair 3"]),
        group(2, ["pair 3"], 'connectionPID="12"'),
        group(3, ["pair 3"], 'connection="1"'),
      ],
    },
    {},
    ["group"],
  );
}

/** Queues a group as an action would. */
const enqueue = (bench: EngineBench, id: number, how: QueueInsertion = "execute"): void =>
  void bench.engine.enqueue.group(id, how, fresh);

describe("enqueue", () => {
  it("queues a group once for a one variant, and nothing for a group that does not exist", () => {
    const bench = start();
    enqueue(bench, 1);
    enqueue(bench, 1, "execute one");
    enqueue(bench, 1, "execute one now");
    enqueue(bench, 1, "execute one top");
    enqueue(bench, 77);
    expect(bench.words()).to.deep.equal(["group 1 queued"]);
  });

  it("connectionPID picks the connection when the group is queued", async () => {
    const bench = start().start();
    bench.set(11, "x");
    bench.set(12, 1);
    enqueue(bench, 2);
    await bench.pass();
    bench.set(12, 0);
    enqueue(bench, 2);
    await bench.pass();
    expect(bench.words().filter((line) => line.startsWith("send"))).to.deep.equal(["send 1 ", "send 0 x"]);
  });

  it("MakeCommandByProtocol of the pair's connection decides what is frozen", async () => {
    const bench = start();
    bench.set(11, "at start");
    bench.start();
    bench.set(11, "now");
    enqueue(bench, 1);
    enqueue(bench, 3);
    await bench.pass();
    expect(bench.words().filter((line) => line.startsWith("send"))).to.deep.equal([
      "send 0 now",
      "send 1 at start",
    ]);
  });

  it("a command whose trigger executes its own group ends at maxChainDepth, and the element goes on", async () => {
    const bench = new EngineBench(
      {
        connections: [webSocket(0, "<MakeCommandByProtocol>true</MakeCommandByProtocol>")],
        params: [param(11)],
        commands: [command(4, [11])],
        pairs: [pair(3, 4)],
        groups: [group(1, ["pair 3"])],
        triggers: [trigger(2, "command#4", "before", [5])],
        actions: [action(5, "group#1", "execute")],
      },
      { maxChainDepth: 6 },
    ).start();
    bench.set(11, "x");
    enqueue(bench, 1);
    const [notice, ...more] = bench.notices;
    expect([notice?.code, more]).to.deep.equal(["CHAIN_TOO_DEEP", []]);
    expect(notice?.message).to.match(/Break the circle: group 1 < trigger 2 < group 1\.$/);
    enqueue(bench, 1);
    await bench.pass();
    // Six of each chain were allowed.
    expect(bench.words()).to.deep.equal(["open connections", ...new Array<string>(12).fill("send 0 ")]);
  });

  it("gives actions the command under way, else the command as last made; a response only while it is processed", () => {
    const bench = start().start();
    const { commands } = bench.engine;
    const kept = commands.work(4, fresh);
    expect(kept?.id).to.equal(4);
    if (kept === undefined) return;
    const under = { ...kept };
    expect(commands.work(4, { depth: 0, command: under })).to.equal(under);
    expect(commands.work(9, fresh)).to.equal(undefined);
    expect(commands.make(9, fresh)).to.equal(false);
  });
});
