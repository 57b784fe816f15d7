import { expect } from "chai";
import { EngineClock } from "../../../src/logic/schedule/engine-clock.ts";
import { Failures } from "../../../src/logic/failures.ts";
import { ManualClock } from "../../../src/testing/manual-clock.ts";

/** An engine clock over a manual one, and what its timers did. */
function start(): { manual: ManualClock; clock: EngineClock; fired: string[] } {
  const manual = new ManualClock(1000);
  return { manual, clock: new EngineClock(manual, new Failures(() => undefined)), fired: [] };
}

describe("engine clock", () => {
  it("fires like the clock under it, once", async () => {
    const { manual, clock, fired } = start();
    const timer = clock.after(50, () => fired.push(`at ${clock.now()}`));
    expect([clock.pending, timer.due]).to.deep.equal([1, 1050]);
    await manual.advance(200);
    expect(fired).to.deep.equal(["at 1050"]);
    expect(clock.pending).to.equal(0);
  });

  it("a timer that is taken back does not fire", async () => {
    const { manual, clock, fired } = start();
    clock.after(50, () => fired.push("fired")).cancel();
    await manual.advance(200);
    expect([fired.length, clock.pending, manual.pending.length]).to.deep.equal([0, 0, 0]);
  });

  it("stands still during a pause, for timers from before and from within", async () => {
    const { manual, clock, fired } = start();
    const before = clock.after(50, () => fired.push(`before ${clock.now()}`));
    await manual.advance(20);
    clock.pause();
    clock.after(10, () => fired.push(`within ${clock.now()}`));
    await manual.advance(1000);
    expect([fired.length, manual.pending.length]).to.deep.equal([0, 0]);
    clock.resume();
    // 30 of 50 ms were left at the pause, which ended at 2020
    expect(before.due).to.equal(2050);
    await manual.advance(100);
    expect(fired).to.deep.equal(["within 2030", "before 2050"]);
  });

  it("waits: true when the time has passed, false when it stops first", async () => {
    const { manual, clock } = start();
    const first = clock.wait(10);
    const second = clock.wait(1000);
    await manual.advance(10);
    expect(await first).to.equal(true);
    clock.stop();
    expect(await second).to.equal(false);
    expect(await clock.wait(5)).to.equal(false);
  });

  it("leaves no timer when it stops, and starts none any more", async () => {
    const { manual, clock, fired } = start();
    clock.after(10, () => fired.push("early"));
    clock.stop();
    clock.after(10, () => fired.push("late"));
    await manual.advance(100);
    expect([fired.length, clock.pending, manual.pending.length]).to.deep.equal([0, 0, 0]);
  });
});
