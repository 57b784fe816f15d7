import { expect } from "chai";
import type { Options } from "../../../src/options/register.ts";
import { action, param, qaction, trigger } from "../../support/logic/chain-bench.ts";
import { EngineBench, group, timer, type EngineSections } from "../../support/logic/engine-bench.ts";

const poll = (id: number, extra = ""): string =>
  group(id, [`action ${id}`], "", `<Type>poll action</Type>${extra}`);

/** Groups 1 to 3 run QAction 1 to 3 as poll actions, group 4 QAction 4 as an action. */
function start(
  timers: readonly string[],
  more: Partial<EngineSections> = {},
  options: Partial<Options> = {},
  random?: () => number,
): EngineBench {
  const ids = [1, 2, 3, 4];
  const sections: EngineSections = {
    params: [...ids.map((id) => param(id, { type: "dummy" })), param(10, { number: true })],
    groups: [poll(1), poll(2), poll(3), group(4, ["action 4"], "", "<Type>action</Type>")],
    actions: [
      ...ids.map((id) => action(id, `parameter#${id}`, "run actions")),
      action(11, "timer#1", "start"),
      action(12, "timer#1", "stop"),
      action(13, "timer#1", "restart timer"),
      action(14, "timer#1", "restart timer", 'reschedule="true"'),
      action(15, "timer#1", "reschedule"),
    ],
    triggers: [11, 12, 13, 14, 15].map((id) => trigger(id, "", "", [id])),
    qactions: ids.map((id) => qaction(id, String(id))),
    timers,
    ...more,
  };
  return new EngineBench(sections, options, ["timer"], random).start();
}

const runs = (bench: EngineBench): string[] =>
  bench
    .take()
    .filter((line) => line.includes("QAction"))
    .map((line) => line.replace(/ QAction (\d+) .*/, ": $1"));

/** A script that takes `ms`. */
const slow =
  (ms: number) =>
  (_request: unknown, bench: EngineBench): Promise<void> =>
    new Promise((resolve) => {
      bench.clock.after(ms, resolve);
    });

/** Stops an engine whose scripts do not end. */
async function stop(bench: EngineBench): Promise<void> {
  const stopped = bench.engine.stop(0);
  await bench.pass(1);
  await stopped;
}

describe("timers", () => {
  it("first pass at activation, then from start to start", async () => {
    const bench = start([timer(1, 1000, [1, 2])]);
    bench.scripts.set(1, slow(76));
    await bench.pass(2500);
    expect(runs(bench)).to.deep.equal(["0: 1", "76: 2", "1000: 1", "1076: 2", "2000: 1", "2076: 2"]);
  });

  it("LOG-38 initial false waits for a start action; start again does nothing but a warning", async () => {
    const bench = start([timer(1, 1000, [1]).replace("<Time>", '<Time initial="false">')]);
    await bench.pass(1500);
    expect(runs(bench)).to.deep.equal([]);
    await bench.trigger(11);
    await bench.trigger(11);
    await bench.pass(1000);
    expect(runs(bench)).to.deep.equal(["1500: 1", "2500: 1"]);
    expect(bench.codes).to.deep.equal(["TIMER_ALREADY_STARTED"]);
  });

  it("a random start is the same for all timers of one range, in whole seconds", async () => {
    const initial = (range: string) => (xml: string) =>
      xml.replace("<Time>", `<Time initial="random=${range}">`);
    const values = [0.5, 0.99];
    const bench = start(
      [
        initial("2:6")(timer(1, 100_000, [1])),
        initial("2:6")(timer(2, 100_000, [2])),
        initial("0:10")(timer(3, 100_000, [3])),
      ],
      {},
      {},
      () => values.shift() ?? 0,
    );
    await bench.pass(20_000);
    // 2 + floor(0.5 * 4) = 4 s twice, 0 + floor(0.99 * 10) = 9 s
    expect(runs(bench)).to.deep.equal(["4000: 1", "4000: 2", "9000: 3"]);
  });

  it("a timer whose last group takes longer than its time runs again as soon as that is done", async () => {
    const bench = start([timer(1, 1000, [1, 2])]);
    bench.scripts.set(2, slow(5000));
    await bench.pass(11_000);
    expect(runs(bench)).to.deep.equal(["0: 1", "0: 2", "5000: 1", "5000: 2", "10000: 1", "10000: 2"]);
  });

  it("LOG-05 last group not poll-type: the queue grows without bound, and over 1000 groups raise one error", async () => {
    const bench = start([timer(1, 1000, [1, 4])]);
    bench.scripts.set(1, slow(10_000_000));
    await bench.pass(1_200_000);
    expect(bench.codes).to.deep.equal(["GROUP_TOO_LONG", "GROUP_TOO_LONG", "QUEUE_TOO_LONG"]);
    expect(bench.notices.map(({ kind }) => kind)).to.deep.equal(["warning", "error", "error"]);
    await stop(bench);
  });

  it("queueAlarmSize sets another limit, and timerGroupDedup keeps the queue short", async () => {
    const few = start([timer(1, 1000, [1, 4])], {}, { queueAlarmSize: 5 });
    few.scripts.set(1, slow(1_000_000));
    await few.pass(8000);
    expect(few.codes).to.deep.equal(["QUEUE_TOO_LONG"]);
    const dedup = start([timer(1, 1000, [1, 4])], {}, { queueAlarmSize: 2, timerGroupDedup: true });
    dedup.scripts.set(1, slow(1_000_000));
    await dedup.pass(8000);
    expect(dedup.codes).to.deep.equal([]);
  });

  it("LOG-26 action and trigger groups run on the timer's own lock, beside the main thread; or under its lock", async () => {
    for (const [timerGroupLock, first] of [
      ["own", "100: 4"],
      ["entry", "500: 4"],
    ] as const) {
      const bench = start([timer(1, 60_000, [1]), timer(2, 100, [4])], {}, { timerGroupLock });
      bench.scripts.set(1, slow(500));
      await bench.pass();
      bench.take();
      await bench.pass(550);
      expect(runs(bench)[0]).to.equal(first);
      await stop(bench);
    }
  });

  it("a false condition is looked at again every second, and the timer runs when it turns true", async () => {
    const condition = "<Condition>id:10 == 1</Condition>";
    for (const [timerConditionRecheckMs, at] of [
      [1000, "3000: 1"],
      [700, "2800: 1"],
    ] as const) {
      const bench = start([timer(1, 60_000, [1], "", condition)], {}, { timerConditionRecheckMs });
      await bench.pass(2500);
      bench.set(10, 1);
      await bench.pass(1000);
      expect(runs(bench)).to.deep.equal([at]);
    }
  });

  it("the before trigger fires each time the timer goes off, before its groups", async () => {
    const bench = start([timer(1, 1000, [1])], {
      triggers: [trigger(1, "timer#1", "before", [2])],
    });
    await bench.pass(1500);
    expect(runs(bench)).to.deep.equal(["0: 2", "0: 1", "1000: 2", "1000: 1"]);
  });

  it("stop ends a timer; what it has queued runs all the same", async () => {
    const bench = start([timer(1, 1000, [1, 2])]);
    bench.scripts.set(1, slow(300));
    await bench.pass(100);
    await bench.trigger(12);
    await bench.pass(5000);
    expect(runs(bench)).to.deep.equal(["0: 1", "300: 2"]);
  });

  it("restart timer takes its queued groups out; it is due when its time is met, or at once", async () => {
    for (const [which, expected] of [
      [13, ["0: 1", "1000: 1", "1300: 2"]],
      [14, ["0: 1", "300: 1", "600: 2"]],
    ] as const) {
      const bench = start([timer(1, 1000, [1, 2])]);
      bench.scripts.set(1, slow(300));
      await bench.pass(100);
      await bench.trigger(which);
      await bench.pass(which === 13 ? 1300 : 600);
      expect(runs(bench), String(which)).to.deep.equal(expected);
    }
  });

  it("reschedule: an idle timer runs now, a busy one as soon as its pass is over", async () => {
    const idle = start([timer(1, 1000, [1])]);
    await idle.pass(400);
    await idle.trigger(15);
    await idle.pass(1100);
    expect(runs(idle)).to.deep.equal(["0: 1", "400: 1", "1400: 1"]);
    const busy = start([timer(1, 1000, [1])]);
    busy.scripts.set(1, slow(300));
    await busy.pass(100);
    await busy.trigger(15);
    await busy.pass(1150);
    expect(runs(busy)).to.deep.equal(["0: 1", "300: 1"]);
  });

  it("a loop timer runs again when its last group is done, and lets others have their turn", async () => {
    const bench = start([timer(1, "loop", [1])]);
    bench.scripts.set(1, slow(30));
    await bench.pass(100);
    expect(runs(bench)).to.deep.equal(["0: 1", "30: 1", "60: 1", "90: 1"]);
    const fast = start([timer(1, "loop", [1])]);
    await fast.pass(3);
    expect(runs(fast)).to.deep.equal(["0: 1", "1: 1", "2: 1", "3: 1"]);
  });

  it("the timer base multiplies the periods of relative timers, after the current one or with reset", async () => {
    const relative = (kind: string): Partial<EngineSections> => ({
      more: `<Type relativeTimers="${kind}">virtual</Type>`,
    });
    const timers = [timer(1, 1000, [1]), timer(2, 1000, [2], 'fixedTimer="true"')];
    const plain = start(timers, relative("true"));
    await plain.pass(500);
    plain.set(65018, 2);
    await plain.pass(3000);
    expect(plain.parameters.get(65017)).to.equal(2);
    expect(runs(plain)).to.deep.equal([
      "0: 1",
      "0: 2",
      "1000: 1",
      "1000: 2",
      "2000: 2",
      "3000: 1",
      "3000: 2",
    ]);
    const reset = start(timers, relative("true with reset"));
    await reset.pass(500);
    reset.set(65017, 2);
    await reset.pass(2500);
    expect(runs(reset)).to.deep.equal(["0: 1", "0: 2", "500: 1", "1000: 2", "2000: 2", "2500: 1", "3000: 2"]);
    const fixed = start(timers);
    fixed.set(65017, 2);
    await fixed.pass(1500);
    expect(runs(fixed)).to.deep.equal(["0: 1", "0: 2", "1000: 1", "1000: 2"]);
  });

  it("dataDisplayTimers uses the other period", async () => {
    const xml = timer(1, 1000, [1]).replace("<Time>", '<Time dataDisplay="400">');
    const usual = start([xml]);
    await usual.pass(900);
    expect(runs(usual)).to.deep.equal(["0: 1"]);
    const display = start([xml], {}, { dataDisplayTimers: true });
    await display.pass(900);
    expect(runs(display)).to.deep.equal(["0: 1", "400: 1", "800: 1"]);
  });

  it("a missing timer is named in a line", () => {
    const bench = start([]);
    bench.engine.timers.start(77);
    expect(bench.notices.map(({ message }) => message)).to.deep.equal([
      "The protocol has no timer 77. Nothing was done.",
    ]);
  });

  it("stand still in a pause, and leave nothing behind at a stop", async () => {
    const bench = start([timer(1, 1000, [1])]);
    await bench.pass(600);
    bench.engine.pause();
    await bench.pass(10_000);
    bench.engine.resume();
    await bench.pass(500);
    expect(runs(bench)).to.deep.equal(["0: 1", "11000: 1"]);
    await bench.engine.stop();
    await bench.pass(10_000);
    expect([runs(bench), bench.clock.pending]).to.deep.equal([[], []]);
  });
});
