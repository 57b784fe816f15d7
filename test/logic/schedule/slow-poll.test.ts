import { expect } from "chai";
import { pingGroup } from "../../../src/logic/schedule/slow-poll.ts";
import type { Options } from "../../../src/options/register.ts";
import { action, param, qaction, trigger } from "../../support/logic/chain-bench.ts";
import {
  command,
  connection,
  engineProtocol,
  EngineBench,
  group,
  pair,
  response,
  timer,
  webSocket,
} from "../../support/logic/engine-bench.ts";

const pingOf = (
  pairs: readonly string[],
  groups: readonly string[] = [],
  definition = webSocket(0),
): unknown =>
  pingGroup(engineProtocol({ connections: [definition], pairs, groups }))?.content.map(({ id }) => id);

function start(options: Partial<Options> = {}): EngineBench {
  return new EngineBench(
    {
      connections: [webSocket(0), webSocket(1)],
      params: [param(1, { type: "dummy" }), param(11), param(12), param(13)],
      commands: [command(1, [11]), command(2, [12]), command(3, [13])],
      responses: [response(5, [13])],
      pairs: [pair(1, 1), pair(2, 2, [5], 'timeout="100" options="retries:0"'), pair(3, 3)],
      groups: [
        group(1, ["pair 1"]),
        group(2, ["action 1"], "", "<Type>poll action</Type>"),
        group(3, ["pair 3"], 'connection="1"'),
      ],
      timers: [timer(1, 1000, [1, 2, 3])],
      actions: [action(1, "parameter#1", "run actions"), action(2, "response", "read")],
      triggers: [trigger(1, "response#each", "before", [2])],
      qactions: [qaction(1, "1")],
    },
    options,
  );
}

describe("slow poll", () => {
  it("the ping is group -1, else the pair with ping, else the lowest with a response", () => {
    const pairs = [pair(4, 1), pair(3, 1, [5]), pair(2, 1, [5], 'options="connection:1"'), pair(5, 1, [5])];
    expect(pingOf(pairs)).to.deep.equal([3]);
    expect(pingOf([...pairs, pair(6, 1, [], 'ping="true"')])).to.deep.equal([6]);
    expect(pingOf(pairs, [group(-1, ["pair 4"])])).to.deep.equal([4]);
    expect(pingOf([pair(4, 1)])).to.equal(undefined);
    expect(pingOf(pairs, [], connection(0, "http"))).to.equal(undefined);
  });

  it("without a ping polling goes on, for nothing could end slow poll", async () => {
    const bench = new EngineBench({
      connections: [webSocket(0)],
      params: [param(11)],
      commands: [command(1, [11])],
      pairs: [pair(1, 1)],
      groups: [group(1, ["pair 1"])],
      timers: [timer(1, 1000, [1])],
    }).start();
    bench.set(11, "poll");
    bench.engine.setSlowPoll(true, 500);
    await bench.pass(2500);
    expect(bench.take().filter((line) => line.endsWith("send 0 poll")).length).to.be.greaterThan(1);
    await bench.engine.stop();
    expect(bench.clock.pending).to.deep.equal([]);
  });

  it("only the ping is sent on the main connection; actions and other connections go on", async () => {
    const bench = start().start();
    for (const [pid, text] of [
      [11, "poll"],
      [12, "ping"],
      [13, "other"],
    ] as const) {
      bench.set(pid, text);
    }
    await bench.pass(500);
    bench.take();
    bench.engine.setSlowPoll(true, 5000);
    bench.engine.setSlowPoll(true, 5000);
    await bench.pass(1600);
    expect(bench.take()).to.deep.equal([
      "500 send 0 ping",
      "600 connection 0 fails",
      "1000 QAction 1 on 1",
      "1000 send 1 other",
      "2000 QAction 1 on 1",
      "2000 send 1 other",
    ]);
    await bench.pass(3450);
    expect(bench.take().filter((line) => line.endsWith("ping"))).to.deep.equal(["5500 send 0 ping"]);
    await bench.receive("pong");
    bench.engine.setSlowPoll(false, 5000);
    await bench.pass(1000);
    expect(bench.words().filter((line) => line.startsWith("send"))).to.include("send 0 poll");
    await bench.engine.stop();
    expect(bench.clock.pending).to.deep.equal([]);
  });

  it("slowPollDropsPollGroups false: the others are sent as well", async () => {
    const bench = start({ slowPollDropsPollGroups: false }).start();
    bench.set(11, "poll");
    bench.engine.setSlowPoll(true, 5000);
    await bench.pass(0);
    expect(bench.words()).to.include.members(["send 0 ", "send 0 poll"]);
    await bench.engine.stop();
  });
});
