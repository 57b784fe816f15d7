import { expect } from "chai";
import { tableTimer } from "../../../src/logic/schedule/table-walk.ts";
import type { Options } from "../../../src/options/register.ts";
import { param, qaction } from "../../support/logic/chain-bench.ts";
import { engineProtocol, EngineBench, group, timer } from "../../support/logic/engine-bench.ts";

const table = param(100, {
  type: "array",
  extra:
    '<ArrayOptions index="0"><ColumnOption idx="0" pid="101" type="retrieved"/><ColumnOption idx="1" pid="102" type="retrieved"/></ArrayOptions>',
});
const columns = [param(101), param(102)];

function start(options: string, given: Partial<Options> = {}): EngineBench {
  const bench = new EngineBench(
    {
      params: [table, ...columns],
      groups: [group(1, [])],
      qactions: [qaction(14, "", 'row="true"'), qaction(15, "", 'row="true"')],
      timers: [timer(1, 2000, [1], `options="${options}"`)],
    },
    given,
  );
  for (let row = 1; row <= 4; row++) bench.parameters.table(100)?.addRow([String(row), `10.0.0.${row}`]);
  for (const id of [14, 15]) {
    bench.scripts.set(id, ({ row }) => {
      const address = bench.parameters.table(100)?.cell(row?.key ?? "", 1);
      bench.note(`row ${row?.key ?? "none"} at ${row?.index ?? 0}: ${String(address)}`);
    });
  }
  bench.start();
  bench.take();
  return bench;
}

const rows = (bench: EngineBench): string[] => bench.take().filter((line) => line.includes("row"));

describe("multi-threaded timers", () => {
  it("are known by their table", () => {
    const optionsOf = (options: string): unknown => {
      const found = engineProtocol({ timers: [timer(1, 1000, [], options)] }).timers.get(1);
      return found === undefined ? undefined : tableTimer(found);
    };
    expect(optionsOf("")).to.equal(undefined);
    expect(
      optionsOf('options="ip:100,1;each:60000; threadPool:20;qactionBefore:14;qactionAfter:15"'),
    ).to.deep.equal({
      ...{ table: 100, eachMs: 60_000, qactions: [14, 15] },
    });
  });

  it("multiThreadedTimers sequential: row after row, a part at each pass, with a warning; the group does not run", async () => {
    const bench = start("ip:100,1;each:4000;threadPool:10;qactionBefore:14");
    // 4 parts of one second, two at each pass of 2 s
    await bench.pass(4100);
    expect(rows(bench)).to.deep.equal([
      "2000 row 3 at 3: 10.0.0.3",
      "2000 row 4 at 4: 10.0.0.4",
      "4000 row 1 at 1: 10.0.0.1",
      "4000 row 2 at 2: 10.0.0.2",
    ]);
    expect(bench.codes).to.include("TIMER_MULTI_THREADED");
    await bench.engine.stop();
  });

  it("each row runs its QActions before the next row does", async () => {
    const bench = start("ip:100,0;qaction:14;qactionAfter:15");
    await bench.pass(2000);
    expect(bench.words().slice(0, 6)).to.deep.equal([
      "QAction 14 on 100",
      "row 1 at 1: 10.0.0.1",
      "QAction 15 on 100",
      "row 1 at 1: 10.0.0.1",
      "QAction 14 on 100",
      "row 2 at 2: 10.0.0.2",
    ]);
    await bench.engine.stop();
  });

  it("refuse: the timer is not started", async () => {
    const bench = start("ip:100,1;each:1000;threadPool:10;qactionBefore:14", {
      multiThreadedTimers: "refuse",
    });
    await bench.pass(5000);
    expect(rows(bench)).to.deep.equal([]);
    expect(bench.codes).to.include("TIMER_MULTI_THREADED");
  });
});
