/** When slow poll begins and ends. */
import { expect } from "chai";
import { SlowPollGuard } from "../../src/element/slow-poll-guard.ts";
import type { ElementSettings } from "../../src/protocol/model.ts";
import { ManualClock } from "../../src/testing/manual-clock.ts";

function make(settings: ElementSettings): { guard: SlowPollGuard; clock: ManualClock; calls: unknown[] } {
  const clock = new ManualClock();
  const calls: unknown[] = [];
  const guard = new SlowPollGuard(settings, clock, {
    setSlowPoll: (on, ms) => void calls.push([on, ms]),
  });
  return { guard, clock, calls };
}

describe("slow poll guard", () => {
  it("begins so many ms after the element entered timeout, and ends with the first success", async () => {
    const { guard, clock, calls } = make({ slowPoll: 5000, slowPollBase: "time", pingIntervalMs: 2000 });
    guard.timeoutChanged(true);
    await clock.advance(4999);
    expect(calls).to.deep.equal([]);
    await clock.advance(1);
    guard.item(false);
    expect(calls).to.deep.equal([[true, 2000]]);
    guard.item(true);
    guard.timeoutChanged(false);
    expect(calls).to.deep.equal([
      [true, 2000],
      [false, 2000],
    ]);
  });

  it("begins after so many failures in a row, but only in timeout", () => {
    const { guard, calls } = make({ slowPoll: 3, slowPollBase: "number" });
    guard.item(false);
    guard.item(false);
    guard.item(true);
    for (let count = 0; count < 3; count++) guard.item(false);
    expect(calls).to.deep.equal([]);
    guard.timeoutChanged(true);
    expect(calls).to.deep.equal([[true, 30_000]]);
    const late = make({ slowPoll: 3, slowPollBase: "number" });
    late.guard.timeoutChanged(true);
    late.guard.item(false);
    late.guard.item(false);
    expect(late.calls).to.deep.equal([]);
    late.guard.item(false);
    expect(late.calls).to.deep.equal([[true, 30_000]]);
  });

  it("does nothing without settings, and leaves no timer behind", async () => {
    const without = make({});
    without.guard.timeoutChanged(true);
    without.guard.item(false);
    await without.clock.advance(3_600_000);
    expect(without.calls).to.deep.equal([]);
    const { guard, clock } = make({ slowPoll: 5000 });
    guard.timeoutChanged(true);
    guard.stop();
    expect(clock.pending).to.deep.equal([]);
  });
});
