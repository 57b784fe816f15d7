import { expect } from "chai";
import type { QActionKitError } from "../../src/base/errors.ts";
import { sleep } from "../../src/base/clock.ts";
import { ManualClock, manualClockStart } from "../../src/testing/manual-clock.ts";

describe("testing/manual-clock", () => {
  it("stands still until it is moved", async () => {
    const clock = new ManualClock();
    expect(clock.now()).to.equal(manualClockStart);
    await clock.advance(250);
    expect(clock.now()).to.equal(manualClockStart + 250);
  });

  it("fires timers by due time, equal ones in the order of their start", async () => {
    const clock = new ManualClock(0);
    const fired: string[] = [];
    clock.after(20, () => fired.push("c"));
    clock.after(10, () => fired.push("a"));
    clock.after(10, () => fired.push("b"));
    clock.after(21, () => fired.push("late"));
    await clock.advance(20);
    expect(fired).to.deep.equal(["a", "b", "c"]);
    expect(clock.pending.map(({ due }) => due)).to.deep.equal([21]);
  });

  it("gives each callback its own time and fires timers that are started on the way", async () => {
    const clock = new ManualClock(0);
    const seen: number[] = [];
    const again = (): void => {
      seen.push(clock.now());
      clock.after(30, again);
    };
    clock.after(30, again);
    await clock.advance(100);
    expect(seen).to.deep.equal([30, 60, 90]);
    expect(clock.now()).to.equal(100);
  });

  it("gives up after 100,000 steps of one instant, and says what they were", async () => {
    const clock = new ManualClock(0);
    const again = (): void => {
      for (let i = 0; i < 1000; i++) clock.step(`group ${String(i % 2)}`);
      clock.after(0, again);
    };
    clock.after(5, again);
    const error = (await clock.advance(10).catch((thrown: unknown) => thrown)) as QActionKitError;
    expect(error.code).to.equal("ERR_TEST_ENDLESS");
    // 100 timers of 1000 steps each, and the timers themselves
    expect(error.message)
      .to.contain("100100 steps at one instant")
      .and.contain("group 0 50000 times, group 1 50000 times");
    expect(clock.now()).to.equal(5);
  });

  it("many steps are fine when time passes between them", async () => {
    const clock = new ManualClock(0);
    let left = 3;
    const again = (): void => {
      for (let i = 0; i < 60_000; i++) clock.step("group 1");
      if (--left > 0) clock.after(1, again);
    };
    clock.after(0, again);
    await clock.advance(10);
    expect(left).to.equal(0);
  });

  it("lets promise jobs settle between two timers", async () => {
    const clock = new ManualClock(0);
    const seen: string[] = [];
    void sleep(clock, 5)
      .then(() => Promise.resolve())
      .then(() => seen.push(`chain at ${String(clock.now())}`));
    clock.after(6, () => seen.push("timer at 6"));
    await clock.advance(10);
    expect(seen).to.deep.equal(["chain at 5", "timer at 6"]);
  });

  it("forgets a cancelled timer, also inside the callback of another", async () => {
    const clock = new ManualClock(0);
    const second = clock.after(2, () => {
      throw new Error("cancelled timers do not fire");
    });
    clock.after(1, () => {
      second.cancel();
    });
    await clock.advance(5);
    expect(clock.pending).to.have.length(0);
  });

  it("passes on what a callback throws and stands at that timer", async () => {
    const clock = new ManualClock(0);
    clock.after(3, () => {
      throw new Error("boom");
    });
    const failure = await clock.advance(9).then(
      () => "no failure",
      (error: unknown) => String(error),
    );
    expect(failure).to.equal("Error: boom");
    expect(clock.now()).to.equal(3);
  });

  it("does not end a wait before its time", async () => {
    const clock = new ManualClock(0);
    let done = false;
    void sleep(clock, 10).then(() => (done = true));
    await clock.advance(9);
    expect(done).to.equal(false);
    await clock.advance(1);
    expect(done).to.equal(true);
  });
});
