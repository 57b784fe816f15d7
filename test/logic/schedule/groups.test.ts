import { expect } from "chai";
import type { Options } from "../../../src/options/register.ts";
import { action, param, qaction, trigger } from "../../support/logic/chain-bench.ts";
import {
  command,
  EngineBench,
  group,
  pair,
  response,
  timer,
  webSocket,
  type EngineSections,
} from "../../support/logic/engine-bench.ts";

/** Actions 1 to 4 run QActions of dummies 1 to 4; trigger 20 queues group 2, trigger 21 forces group 5. */
function start(more: Partial<EngineSections>, options: Partial<Options> = {}): EngineBench {
  const dummies = [1, 2, 3, 4];
  const sections: EngineSections = {
    connections: [webSocket(0)],
    params: [
      ...dummies.map((id) => param(id, { type: "dummy" })),
      param(10, { number: true }),
      param(11),
      param(12),
    ],
    commands: [command(4, [11])],
    responses: [response(5, [12])],
    pairs: [pair(3, 4), pair(6, 4, [5])],
    triggers: [
      trigger(1, "response#each", "before", [30]),
      trigger(8, "group#2", "before", [8]),
      trigger(9, "group#2", "after", [9]),
      trigger(20, "", "", [20]),
      trigger(21, "", "", [21]),
      trigger(22, "", "", [22]),
      trigger(23, "", "", [1, 2]),
    ],
    actions: [
      ...dummies.map((id) => action(id, `parameter#${id}`, "run actions")),
      action(8, "parameter#12", "clear"),
      action(9, "parameter#12", "clear"),
      action(20, "group#2", "execute"),
      action(21, "group#5", "force execute"),
      action(22, "protocol", "stop current group"),
      action(30, "response", "read"),
    ],
    qactions: dummies.map((id) => qaction(id, String(id))),
    ...more,
  };
  const bench = new EngineBench(sections, options, ["group", "pair", "trigger"]).start();
  bench.take();
  return bench;
}

/** Queues group 2 and lets time pass. */
async function run(bench: EngineBench, ms = 0): Promise<string[]> {
  await bench.trigger(20);
  await bench.pass(ms);
  return bench.take().filter((line) => !/trigger (1|2\d)$|queued/.test(line));
}

describe("groups", () => {
  it("run their items in order between the before and the after trigger", async () => {
    const bench = start({ groups: [group(2, ["action 1", "action 2"], "", "<Type>poll action</Type>")] });
    expect(await run(bench)).to.deep.equal([
      "0 group 2 started",
      "0 trigger 8",
      "0 QAction 1 on 1",
      "0 QAction 2 on 2",
      "0 trigger 9",
      "0 group 2 finished",
    ]);
  });

  it("poll trigger and trigger groups run triggers, whatever their On and Time", async () => {
    for (const type of ["poll trigger", "trigger"]) {
      const bench = start({ groups: [group(2, ["trigger 23"], "", `<Type>${type}</Type>`)] });
      expect((await run(bench)).filter((line) => line.includes("QAction"))).to.deep.equal([
        ...["0 QAction 1 on 1", "0 QAction 2 on 2"],
      ]);
    }
  });

  it("LOG-04 default group type is poll: a group with actions and no Type does nothing", async () => {
    const bench = start({ groups: [group(2, ["action 1"])] });
    expect((await run(bench)).filter((line) => line.includes("QAction"))).to.deep.equal([]);
    expect(bench.codes).to.deep.equal(["GROUP_ITEM_SKIPPED"]);
    expect(bench.notices[0]?.message).to.equal(
      "Group 2 skips action 1: it is not executed by a group of type 'poll' (LogicGroups).",
    );
  });

  it("says once that params need SNMP, and that an item does not exist", async () => {
    const bench = start({
      groups: [group(2, ["param 11", "session 1"]), group(5, ["action 77"], "", "<Type>poll action</Type>")],
    });
    await run(bench);
    await run(bench);
    await bench.trigger(21);
    await bench.pass();
    expect(bench.notices.map(({ message }) => message)).to.deep.equal([
      "Group 2 skips param 11: it is polled with SNMP, which this runtime does not speak.",
      "Group 2 skips session 1: it does not exist in the protocol.",
      "Group 5 skips action 77: it does not exist in the protocol.",
    ]);
  });

  it("LOG-06 group condition evaluated at dequeue, not at queueing; false: no triggers", async () => {
    const bench = start({
      groups: [group(2, ["action 1"], "", "<Type>poll action</Type><Condition>id:10 == 1</Condition>")],
    });
    bench.set(10, 1);
    await bench.trigger(20);
    bench.set(10, 0);
    // the group is taken in a later turn, when the condition does not hold any more
    const queued = start({
      groups: [
        group(5, ["pair 6"]),
        group(2, ["action 1"], "", "<Type>poll action</Type><Condition>id:10 == 1</Condition>"),
      ],
    });
    await queued.trigger(21);
    await queued.pass();
    queued.set(10, 1);
    await queued.trigger(20);
    queued.set(10, 0);
    queued.take();
    await queued.receive("answer");
    await queued.pass();
    expect(queued.words().filter((line) => /group 2|trigger [89]|QAction/.test(line))).to.deep.equal([
      "group 2 skipped",
    ]);
  });

  it("before 10.4.8 CU1 the before trigger fires although the condition is false", async () => {
    const groups = [group(2, ["action 1"], "", "<Type>poll action</Type><Condition>id:10 == 1</Condition>")];
    const old = start({ groups }, { dataMinerVersion: "10.4.8" });
    expect(await run(old)).to.deep.equal(["0 trigger 8", "0 group 2 skipped"]);
    const now = start({ groups }, { dataMinerVersion: "10.4.8 CU1" });
    expect(await run(now)).to.deep.equal(["0 group 2 skipped"]);
  });

  it("next waits after an item, on the last one before the after trigger; set next changes it for pairs", async () => {
    const groups = [group(2, ["pair 3 next=50", "pair 3", "pair 3 next=30"])];
    const bench = start({ groups });
    const sends = (lines: string[]): string[] => lines.filter((line) => /send|finished/.test(line));
    expect(sends(await run(bench, 1000))).to.deep.equal([
      "0 send 0 ",
      "50 send 0 ",
      "50 send 0 ",
      "80 group 2 finished",
    ]);
    const changed = start({
      groups,
      triggers: [trigger(8, "group#2", "before", [8]), trigger(20, "", "", [20])],
      actions: [
        action(20, "group#2", "execute"),
        action(8, "pair", "set next", 'value="7"').replace("<On>", '<On nr="2;3">'),
      ],
    });
    expect(sends(await run(changed, 1000))).to.deep.equal([
      "0 send 0 ",
      "50 send 0 ",
      "57 send 0 ",
      "64 group 2 finished",
    ]);
  });

  it("the Interval of a timer stands between items; next replaces it, or comes on top", async () => {
    const sections = {
      groups: [group(2, ["action 1 next=10", "action 2"], "", "<Type>poll action</Type>")],
      timers: [timer(1, 10_000, [2], "", "<Interval>75</Interval>")],
    };
    const lines = (bench: EngineBench): string[] =>
      bench.take().filter((line) => /QAction|finished/.test(line));
    const replaced = start(sections);
    await replaced.pass(1000);
    expect(lines(replaced)).to.deep.equal(["0 QAction 1 on 1", "10 QAction 2 on 2", "85 group 2 finished"]);
    const added = start(sections, { nextReplacesInterval: false });
    await added.pass(1000);
    expect(lines(added)).to.deep.equal(["0 QAction 1 on 1", "85 QAction 2 on 2", "160 group 2 finished"]);
  });

  it("a forced group runs whole after the current item; one forced meanwhile right behind it", async () => {
    const bench = start({
      groups: [
        group(2, ["action 1", "action 2"], "", "<Type>poll action</Type>"),
        group(5, ["action 3", "action 4"], "", "<Type>poll action</Type>"),
      ],
    });
    bench.scripts.set(1, () => bench.trigger(21));
    let once = true;
    bench.scripts.set(3, () => {
      if (!once) return undefined;
      once = false;
      return bench.trigger(21);
    });
    expect((await run(bench)).filter((line) => /QAction|group/.test(line))).to.deep.equal([
      "0 group 2 started",
      "0 QAction 1 on 1",
      ...["0 group 5 started", "0 QAction 3 on 3", "0 QAction 4 on 4", "0 group 5 finished"],
      ...["0 group 5 started", "0 QAction 3 on 3", "0 QAction 4 on 4", "0 group 5 finished"],
      "0 QAction 2 on 2",
      "0 group 2 finished",
    ]);
  });

  it("stop current group skips the remaining pairs of the running group", async () => {
    const bench = start({ groups: [group(2, ["pair 6", "pair 3", "pair 3"])] });
    bench.set(11, "ask");
    await bench.trigger(20);
    await bench.pass();
    bench.take();
    await bench.trigger(22);
    await bench.receive("answer");
    await bench.pass();
    expect(bench.words().filter((line) => /send|trigger 9|group/.test(line))).to.deep.equal([
      "trigger 9",
      "group 2 finished",
    ]);
  });

  it("group after fires whatever the pairs did, and then the next group runs", async () => {
    const bench = start({
      groups: [group(2, ["pair 6"]), group(5, ["action 1"], "", "<Type>poll action</Type>")],
    });
    bench.settings = { timeoutMs: 100, retries: 0 };
    await bench.trigger(20);
    await bench.pass();
    await bench.engine.triggers.check(21, { depth: 0 }).done;
    await bench.pass(50);
    bench.take();
    await bench.pass(100);
    expect(bench.take().filter((line) => !/trigger (1|2\d)$/.test(line))).to.deep.equal([
      "100 pair 6 timeout 1",
      "100 pair 6 timeout after retries",
      "100 connection 0 fails",
      "100 group 5 started",
      "100 QAction 1 on 1",
      "100 group 5 finished",
      "100 trigger 9",
      "100 group 2 finished",
    ]);
  });

  it("multipleGet is read from the protocol", () => {
    const bench = start({ groups: [group(2, []).replace("<Content>", '<Content multipleGet="true">')] });
    expect(bench.protocol.groups.get(2)?.multipleGet).to.equal(true);
  });

  it("the lock is free while a pair waits and during next, and held over a script's promise", async () => {
    const bench = start({
      params: [
        param(1, { type: "dummy" }),
        param(11),
        param(12),
        param(50, { extra: "<Display><RTDisplay>true</RTDisplay></Display>" }),
      ],
      groups: [group(2, ["pair 6 next=100"]), group(5, ["action 1"], "", "<Type>poll action</Type>")],
      qactions: [qaction(1, "1")],
    });
    await bench.trigger(20);
    await bench.pass();
    expect(bench.engine.externalSets.set(50, "while waiting")).to.equal(0);
    await bench.receive("answer");
    await bench.pass(50);
    expect(bench.engine.externalSets.set(50, "during next")).to.equal(0);
    let finish = (): void => undefined;
    bench.scripts.set(1, () => new Promise<void>((resolve) => (finish = resolve)));
    await bench.pass(50);
    await bench.trigger(21);
    await bench.pass();
    const set = bench.engine.externalSets.set(50, "during a script");
    expect(bench.parameters.get(50)).to.equal("during next");
    finish();
    expect(await set).to.equal(0);
  });
});
