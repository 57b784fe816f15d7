import { expect } from "chai";
import type { Notice } from "../../../src/base/notices.ts";
import { watchLongRun } from "../../../src/logic/schedule/long-run.ts";
import { ManualClock } from "../../../src/testing/manual-clock.ts";
import { param, qaction } from "../../support/logic/chain-bench.ts";
import { EngineBench } from "../../support/logic/engine-bench.ts";

describe("work that takes too long", () => {
  it("is a warning after 7.5 and an error after 15 minutes, and nothing when it ends before", async () => {
    const clock = new ManualClock();
    const notices: Notice[] = [];
    const long = {
      clock,
      notice: (line: Notice) => void notices.push(line),
      code: "GROUP_TOO_LONG",
    } as const;
    watchLongRun({ ...long, what: "Group 5 has held thread 'main'", details: { group: 5 } });
    watchLongRun({ ...long, what: "Group 6 has held thread 'aux'", details: { group: 6 } }).cancel();
    await clock.advance(450_000);
    await clock.advance(450_000);
    expect(notices.map(({ kind, details }) => [kind, details])).to.deep.equal([
      ["warning", { group: 5, state: "half open" }],
      ["error", { group: 5, state: "error" }],
    ]);
    expect(notices[0]?.message).to.contain("Group 5 has held thread 'main' for 7.5 minutes");
    expect(clock.pending).to.deep.equal([]);
  });

  it("a set whose QAction does not return is named too", async () => {
    const bench = new EngineBench({
      params: [param(50, { extra: "<Display><RTDisplay>true</RTDisplay></Display>" })],
      qactions: [qaction(1, "50")],
    }).start();
    let finish = (): void => undefined;
    bench.scripts.set(1, () => new Promise<void>((resolve) => (finish = resolve)));
    const set = bench.engine.externalSets.set(50, "x");
    await bench.pass(450_000);
    expect(bench.codes).to.deep.equal(["CHAIN_TOO_LONG"]);
    finish();
    expect(await set).to.equal(0);
    expect(bench.clock.pending).to.deep.equal([]);
  });
});
