import { expect } from "chai";
import { action, param, qaction, trigger } from "../../support/logic/chain-bench.ts";
import type { Options } from "../../../src/options/register.ts";
import {
  connection,
  EngineBench,
  group,
  webSocket,
  type EngineSections,
} from "../../support/logic/engine-bench.ts";

/** Groups 1 to 4 run QActions 1 to 4; trigger n queues group n. */
function start(
  threads: string,
  attributes: readonly string[],
  options: Partial<Options> = {},
  more: Partial<EngineSections> = {},
): EngineBench {
  const ids = [1, 2, 3, 4];
  const bench = new EngineBench(
    {
      connections: [webSocket(0), webSocket(1), connection(2, "http")],
      params: [...ids.map((id) => param(id, { type: "dummy" })), param(10), param(11)],
      groups: ids.map((id) =>
        group(id, [`action ${id}`], attributes[id - 1] ?? "", "<Type>poll action</Type>"),
      ),
      actions: ids.flatMap((id) => [
        action(id, `parameter#${id}`, "run actions"),
        action(id + 10, `group#${id}`, "execute"),
      ]),
      triggers: ids.map((id) => trigger(id, "", "", [id + 10])),
      qactions: ids.map((id) => qaction(id, String(id))),
      threads,
      ...more,
    },
    options,
    ["group"],
  ).start();
  bench.take();
  return bench;
}

/** Threads on which groups 1 to 4 are queued. */
function placesOf(bench: EngineBench): number[] {
  for (const id of [1, 2, 3, 4]) void bench.trigger(id);
  return bench
    .words()
    .filter((line) => line.includes("queued"))
    .map((line) => Number(/on (\d+)$/.exec(line)?.[1] ?? 0));
}

describe("threads", () => {
  it("without ids: groups go to the thread of their connection, virtual ones from 1001 included", () => {
    const threads = '<Threads><Thread connection="1,2"/><Thread connection="1001"/></Threads>';
    expect(
      placesOf(start(threads, ['connection="1"', 'connection="1001"', "", 'connection="2"'])),
    ).to.deep.equal([1, 2, 0, 1]);
  });

  it("with ids: groups name their thread, whatever their connection; an unknown id is the main thread", () => {
    const threads =
      '<Threads><Thread id="5" name="a" connection="1"/><Thread id="6" name="b" connection="1001"/></Threads>';
    const bench = start(threads, [
      'threadId="5"',
      'threadId="6" connection="1"',
      'connection="1"',
      'threadId="7"',
    ]);
    expect(placesOf(bench)).to.deep.equal([5, 6, 0, 0]);
    expect(bench.codes.filter((code) => code.startsWith("THREAD"))).to.deep.equal(["THREAD_UNKNOWN"]);
  });

  it("a connection belongs to the first thread that lists it", () => {
    const bench = start(
      '<Threads><Thread connection="1"/><Thread connection="1"/><Thread connection="1,2"/></Threads>',
      [...['connection="1"', 'connection="2"']],
    );
    expect(placesOf(bench)).to.deep.equal([1, 3, 0, 0]);
    expect(bench.codes.filter((code) => code.startsWith("THREAD"))).to.deep.equal(["THREAD_NOT_CREATED"]);
  });

  it("several threads on one connection exist for HTTP and SNMP only; threads with and without ids do not mix", () => {
    const http = start(
      '<Threads><Thread id="1" connection="2"/><Thread id="2" connection="2"/></Threads>',
      [],
    );
    expect(http.codes.filter((code) => code.startsWith("THREAD"))).to.deep.equal([]);
    const socket = start(
      '<Threads><Thread id="1" connection="1"/><Thread id="2" connection="1"/></Threads>',
      ['threadId="2"'],
    );
    expect(socket.codes.filter((code) => code.startsWith("THREAD"))).to.deep.equal(["THREAD_NOT_CREATED"]);
    const mixed = start('<Threads><Thread id="1" connection="1"/><Thread connection="2"/></Threads>', []);
    expect(mixed.codes.filter((code) => code.startsWith("THREAD"))).to.deep.equal(["THREAD_NOT_CREATED"]);
  });

  it("threads run beside each other, each with its own lock; perElement gives them one", async () => {
    for (const [threadLock, lines] of [
      ["perThread", ["QAction 1 on 1", "QAction 2 on 2"]],
      ["perElement", ["QAction 1 on 1"]],
    ] as const) {
      const bench = start('<Threads><Thread connection="1001"/></Threads>', ["", 'connection="1001"'], {
        threadLock,
      });
      bench.scripts.set(1, () => new Promise<void>((resolve) => bench.clock.after(100, resolve)));
      await bench.trigger(1);
      await bench.pass();
      await bench.trigger(2);
      await bench.pass();
      expect(bench.words().filter((line) => line.startsWith("QAction"))).to.deep.equal(lines);
      await bench.pass(100);
      await bench.engine.stop();
    }
  });

  it("a message takes the lock of the thread that serves its connection", async () => {
    const bench = start(
      '<Threads><Thread connection="1"/></Threads>',
      ["", 'connection="1"'],
      {},
      {
        responses: [
          '<Response id="5" options="Connection:1"><Name>R</Name><Content><Param>10</Param></Content></Response>',
        ],
      },
    );
    bench.scripts.set(1, () => new Promise<void>((resolve) => bench.clock.after(100, resolve)));
    await bench.trigger(1);
    await bench.pass();
    // the main thread is busy, and connection 1 is not
    expect(bench.receive("", 1)).to.equal(undefined);
    bench.scripts.set(2, () => new Promise<void>((resolve) => bench.clock.after(100, resolve)));
    await bench.trigger(2);
    await bench.pass();
    expect(bench.receive("", 1)).to.be.instanceOf(Promise);
    await bench.pass(200);
    await bench.engine.stop();
  });
});
