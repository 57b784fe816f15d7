/** The timeout state of an element over its connections. */
import { expect } from "chai";
import { CommunicationState } from "../../src/element/communication.ts";
import { ManualClock } from "../../src/testing/manual-clock.ts";

function make(excluded: readonly number[] = []): {
  clock: ManualClock;
  state: CommunicationState;
  seen: boolean[];
} {
  const clock = new ManualClock();
  const seen: boolean[] = [];
  const state = new CommunicationState({
    clock,
    elementTimeoutMs: 2000,
    excluded: new Set(excluded),
    changed: (inTimeout) => seen.push(inTimeout),
  });
  return { clock, state, seen };
}

describe("communication state", () => {
  it("enters the timeout state after the element's timeout time, not at once", async () => {
    const { clock, state, seen } = make();
    state.report(0, false);
    await clock.advance(1999);
    expect(state.inTimeout).to.equal(false);
    await clock.advance(1);
    expect(state.inTimeout).to.equal(true);
    expect(seen).to.deep.equal([true]);
  });

  it("counts from the first failure, not from the last", async () => {
    const { clock, state } = make();
    state.report(0, false);
    await clock.advance(1500);
    state.report(0, false);
    await clock.advance(500);
    expect(state.inTimeout).to.equal(true);
  });

  it("leaves it at the first sign of life of that connection", async () => {
    const { clock, state, seen } = make();
    state.report(0, false);
    state.report(1, false);
    await clock.advance(2000);
    state.report(0, true);
    expect(state.inTimeout).to.equal(true);
    state.report(1, true);
    expect(seen).to.deep.equal([true, false]);
  });

  it("WS-67 a connection that is not included keeps the element out of timeout", async () => {
    const { clock, state, seen } = make([1]);
    state.report(1, false);
    await clock.advance(60_000);
    expect(state.inTimeout).to.equal(false);
    expect(seen).to.deep.equal([]);
    expect(state.isFailing(1)).to.equal(true);
  });

  it("leaves nothing pending when stopped", () => {
    const { clock, state } = make();
    state.report(0, false);
    state.stop();
    expect(clock.pending).to.have.length(0);
  });
});
