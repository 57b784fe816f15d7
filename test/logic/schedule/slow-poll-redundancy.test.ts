/** Where slow poll and redundant polling meet. */
import { expect } from "chai";
import { action, param, trigger } from "../../support/logic/chain-bench.ts";
import { command, connection, EngineBench, group, pair, response } from "../../support/logic/engine-bench.ts";

function start(connections: readonly string[]): EngineBench {
  return new EngineBench({
    params: [param(11), param(12), param(99)],
    commands: [command(1, [11])],
    responses: [response(5, [12])],
    pairs: [pair(1, 1, [5], 'timeout="100" options="retries:0"')],
    groups: [group(1, ["pair 1"])],
    triggers: [trigger(1, "parameter#99", "change", [1])],
    actions: [action(1, "group#1", "execute")],
    connections,
  }).start();
}

const sent = (bench: EngineBench): readonly string[] => bench.take().filter((line) => line.includes("send"));

describe("slow poll and redundant polling", () => {
  it("in slow poll the ping goes to the connection that is polled, and moves to the other when it fails", async () => {
    const bench = start([
      connection(0, "serial", "<RedundantPolling>true</RedundantPolling>"),
      connection(1, "serial"),
    ]);
    bench.set(11, "ping");
    bench.engine.setSlowPoll(true, 500);
    await bench.pass(1200);
    expect(sent(bench)).to.deep.equal(["0 send 0 ping", "500 send 1 ping", "1000 send 0 ping"]);
    await bench.engine.stop();
  });

  it("without a redundant connection it stays where it is", async () => {
    const bench = start([connection(0, "serial"), connection(1, "serial")]);
    bench.set(11, "ping");
    bench.engine.setSlowPoll(true, 500);
    await bench.pass(600);
    expect(sent(bench)).to.deep.equal(["0 send 0 ping", "500 send 0 ping"]);
    await bench.engine.stop();
  });
});
