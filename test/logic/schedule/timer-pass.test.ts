import { expect } from "chai";
import { action, param, qaction } from "../../support/logic/chain-bench.ts";
import { EngineBench, group, timer } from "../../support/logic/engine-bench.ts";

describe("timer pass", () => {
  it("queues poll groups and runs the others itself, in order, each after the one before", async () => {
    const ids = [1, 2, 3];
    const bench = new EngineBench(
      {
        params: ids.map((id) => param(id, { type: "dummy" })),
        groups: [
          group(1, ["action 1"], "", "<Type>action</Type>"),
          group(2, ["action 2"], "", "<Type>poll action</Type>"),
          group(3, ["action 3"], "", "<Type>action</Type>"),
        ],
        actions: ids.map((id) => action(id, `parameter#${id}`, "run actions")),
        qactions: ids.map((id) => qaction(id, String(id))),
        timers: [timer(1, 1000, [1, 99, 2, 3])],
      },
      {},
      ["group"],
    );
    bench.scripts.set(1, () => new Promise<void>((resolve) => bench.clock.after(50, resolve)));
    bench.start();
    await bench.pass(100);
    expect(bench.take().filter((line) => !line.includes("open"))).to.deep.equal([
      "0 group 1 started",
      "0 QAction 1 on 1",
      "50 group 1 finished",
      "50 group 2 queued",
      "50 group 3 started",
      "50 group 2 started",
      "50 QAction 3 on 3",
      "50 QAction 2 on 2",
      "50 group 3 finished",
      "50 group 2 finished",
    ]);
    await bench.engine.stop();
  });
});
