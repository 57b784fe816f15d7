import { expect } from "chai";
import type { Options } from "../../../src/options/register.ts";
import { param, qaction } from "../../support/logic/chain-bench.ts";
import { EngineBench, webSocket } from "../../support/logic/engine-bench.ts";

const shown = { extra: "<Display><RTDisplay>true</RTDisplay></Display>" };

function start(options: Partial<Options> = {}): EngineBench {
  const bench = new EngineBench(
    {
      connections: [webSocket(0)],
      params: [
        param(50, { type: "write", ...shown }),
        param(51, shown),
        param(52),
        param(53, { number: true, ...shown }),
        param(1, { typeAttributes: 'options="dynamic ip"', ...shown }),
      ],
      qactions: [qaction(1, "50", 'inputParameters="50"'), qaction(2, "51", 'inputParameters="51"')],
    },
    options,
  ).start();
  bench.take();
  return bench;
}

describe("external sets", () => {
  it("run at once while the main lock is free, with the user in every script of the chain", () => {
    const bench = start();
    const user = { name: "kim", cookie: "c1" };
    bench.scripts.set(1, ({ context }) => {
      bench.note(`by ${context.user?.name ?? "nobody"}`);
    });
    expect(bench.engine.externalSets.set(50, "x", user)).to.equal(0);
    expect(bench.words()).to.deep.equal(["QAction 1 on 50 (x)", "by kim"]);
  });

  it("an equal value fires on a write, on a read only a change does", () => {
    const bench = start();
    for (const pid of [50, 50, 51, 51]) void bench.engine.externalSets.set(pid, "x");
    expect(bench.words()).to.deep.equal([
      ...Array<string>(2).fill("QAction 1 on 50 (x)"),
      "QAction 2 on 51 (x)",
    ]);
  });

  it("refuses what is not there, what has no RTDisplay, and what does not suit", () => {
    const bench = start();
    expect([99, 52, 53].map((pid) => bench.engine.externalSets.set(pid, "x"))).to.deep.equal([
      ...[0x80040239, 0x80040239, 0x80040222],
    ]);
    const open = start({ refuseExternalWithoutRTDisplay: false });
    expect(open.engine.externalSets.set(52, "x")).to.equal(0);
    expect(open.parameters.get(52)).to.equal("x");
  });

  it("wait their turn while a chain is pending, and are answered when their own is done", async () => {
    const bench = start();
    const gates: (() => void)[] = [];
    bench.scripts.set(1, () => new Promise<void>((resolve) => gates.push(resolve)));
    const first = bench.engine.externalSets.set(50, "one");
    const second = bench.engine.externalSets.set(50, "two");
    await bench.pass();
    expect(bench.words()).to.deep.equal(["QAction 1 on 50 (one)"]);
    gates[0]?.();
    expect(await first).to.equal(0);
    await bench.pass();
    expect(bench.words()).to.deep.equal(["QAction 1 on 50 (two)"]);
    gates[1]?.();
    expect(await second).to.equal(0);
  });

  it("an equal address connects again only while its connection is not open", () => {
    const bench = start();
    void bench.engine.externalSets.set(1, "ws://10.0.0.1");
    void bench.engine.externalSets.set(1, "ws://10.0.0.1");
    bench.open.delete(0);
    void bench.engine.externalSets.set(1, "ws://10.0.0.1");
    void bench.engine.externalSets.set(1, null);
    expect(bench.words()).to.deep.equal(["retarget 0 by 1", "retarget 0 by 1"]);
  });

  it("of a cell carry their row to its QActions, with the user; without such a row they answer 0x80040221", () => {
    const bench = new EngineBench({
      params: [
        param(100, {
          type: "array",
          extra: `<ArrayOptions index="0"><ColumnOption idx="0" pid="101" type="retrieved"/><ColumnOption idx="1" pid="102" type="retrieved"/></ArrayOptions>`,
        }),
        param(101),
        param(102, { name: "Level" }),
        param(152, { name: "Level", type: "write", attributes: 'setter="true"', ...shown }),
      ],
      qactions: [qaction(1, "152", 'row="true"')],
    }).start();
    bench.parameters.table(100)?.restoreRow("a", ["a", "low"]);
    const seen: unknown[] = [];
    bench.scripts.set(1, ({ row, context }) => {
      seen.push(row?.key, context.user?.name);
    });
    const user = { name: "kim", cookie: "c1" };
    expect(bench.engine.externalSets.setCell(152, "a", "high", user)).to.equal(0);
    expect(bench.engine.externalSets.setCell(152, "b", "high", user)).to.equal(0x80040221);
    expect(bench.engine.externalSets.setCell(102, "a", "low")).to.equal(0x80040239);
    expect(seen).to.deep.equal(["a", "kim"]);
    expect(bench.parameters.table(100)?.row("a")).to.deep.equal(["a", "high"]);
  });

  it("are refused in a pause and after a stop; one that waits, or runs, at the stop is answered so", async () => {
    const bench = start();
    bench.engine.pause();
    expect(bench.engine.externalSets.set(50, "x")).to.equal(0x800402e0);
    bench.engine.resume();
    bench.scripts.set(1, () => new Promise<void>(() => undefined));
    const running = bench.engine.externalSets.set(50, "one");
    const waiting = bench.engine.externalSets.set(50, "two");
    const stopped = bench.engine.stop(100);
    expect(await Promise.all([running, waiting])).to.deep.equal([0x800402e0, 0x800402e0]);
    await bench.pass(100);
    await stopped;
    expect(bench.engine.externalSets.set(50, "x")).to.equal(0x800402e0);
    expect(bench.clock.pending).to.deep.equal([]);
  });
});
