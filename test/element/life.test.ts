/** State and timeout state of an element, and the wishes of its scripts. */
import { expect } from "chai";
import { EventHub } from "../../src/element/event-hub.ts";
import { ElementLife } from "../../src/element/life.ts";
import { ManualClock } from "../../src/testing/manual-clock.ts";

function make(): { life: ElementLife; told: unknown[]; done: string[] } {
  const [told, done]: [unknown[], string[]] = [[], []];
  const hub = new EventHub(new ManualClock());
  hub.subscribe((event) => {
    if (event.type === "state") told.push([event.state, event.timeout]);
  });
  const life = new ElementLife(hub, {
    pause: () => void done.push("pause"),
    resume: () => void done.push("resume"),
    stop: () => Promise.resolve(void done.push("stop")),
    restart: () => Promise.resolve(void done.push("restart")),
  });
  return { life, told, done };
}

describe("life of an element", () => {
  it("begins stopped, reports every change, and ends a timeout with a stop", () => {
    const { life, told } = make();
    expect([life.state, life.inTimeout]).to.deep.equal(["stopped", false]);
    life.enter("active");
    life.timeoutChanged(true);
    life.enter("stopping");
    life.enter("stopped");
    expect(told).to.deep.equal([
      ["active", false],
      ["active", true],
      ["stopping", true],
      ["stopped", false],
    ]);
  });

  it("carries out the wishes of notify 115 after the script that asked", async () => {
    const { life, done } = make();
    life.enter("active");
    for (const state of [1, 3, 4, 6, 11, 99]) life.request(state);
    expect(done).to.deep.equal([]);
    await Promise.resolve();
    expect(done).to.deep.equal(["pause", "stop", "stop", "restart"]);
    life.enter("paused");
    life.request(1);
    await Promise.resolve();
    expect(done.at(-1)).to.equal("resume");
  });
});
