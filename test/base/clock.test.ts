/** The system's clock behind the interface that tests replace. */
import { expect } from "chai";
import { sleep, systemClock, type Clock } from "../../src/base/clock.ts";

describe("clock", () => {
  it("tells the system's time", () => {
    const before = Date.now();
    const now = systemClock.now();
    expect(now).to.be.within(before, Date.now());
  });

  it("fires once, and not at all when taken back", async () => {
    const fired: string[] = [];
    const taken = systemClock.after(0, () => fired.push("taken back"));
    taken.cancel();
    await new Promise<void>((resolve) => {
      systemClock.after(1, () => {
        fired.push("kept");
        resolve();
      });
    });
    expect(fired).to.deep.equal(["kept"]);
  });

  it("a time beyond the longest one of the system does not fire at once", async () => {
    const fired: string[] = [];
    // 2^31 - 1 ms is what setTimeout takes; beyond it fires after 1 ms.
    const far = [2 ** 31, 2 ** 40, Infinity].map((ms) => systemClock.after(ms, () => fired.push(String(ms))));
    await new Promise<void>((resolve) => {
      systemClock.after(5, resolve);
    });
    for (const timer of far) timer.cancel();
    expect(fired).to.deep.equal([]);
  });

  it("sleep waits on the clock it is given", async () => {
    const asked: number[] = [];
    const clock: Clock = {
      now: () => 0,
      after(ms, callback) {
        asked.push(ms);
        callback();
        return { cancel: () => undefined };
      },
    };
    await sleep(clock, 60_000);
    expect(asked).to.deep.equal([60_000]);
  });
});
