/** The timeout state of an element over its connections. */
import { expect } from "chai";
import { CommunicationState } from "../../src/element/communication.ts";
import { Redundancy } from "../../src/logic/exchange/redundancy.ts";
import { ManualClock } from "../../src/testing/manual-clock.ts";

function make(excluded: readonly number[] = []): {
  clock: ManualClock;
  state: CommunicationState;
  seen: boolean[];
  changes: (readonly [connection: number, well: boolean, what: "answer" | "line"])[];
} {
  const clock = new ManualClock();
  const seen: boolean[] = [];
  const changes: ReturnType<typeof make>["changes"] = [];
  const given = { connections: Object.fromEntries(excluded.map((id) => [id, { includeTimeout: false }])) };
  const nothing = (): void => undefined;
  const state = new CommunicationState(
    clock,
    2000,
    given,
    new Redundancy(undefined, nothing),
    { item: nothing, timeoutChanged: nothing },
    { connectionChanged: (...change) => void changes.push(change), timeoutChanged: nothing },
    { timeoutChanged: (inTimeout) => void seen.push(inTimeout) },
  );
  return { clock, state, seen, changes };
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

  it("reports every answer and every line, whether it counts or not", async () => {
    const { clock, state, seen, changes } = make();
    state.report(0, true);
    state.line(1, true);
    state.line(1, false, false);
    await clock.advance(2000);
    expect([state.isFailing(1), seen]).to.deep.equal([false, []]);
    state.line(1, false);
    await clock.advance(2000);
    expect([state.isFailing(1), seen]).to.deep.equal([true, [true]]);
    expect(changes).to.deep.equal([
      [0, true, "answer"],
      [1, true, "line"],
      [1, false, "line"],
      [1, false, "line"],
    ]);
  });

  it("does not tell of one answer behind the other, unless something lies between", () => {
    const { state, changes } = make();
    for (let time = 0; time < 3; time++) state.report(0, true);
    state.line(0, true);
    state.report(0, true);
    state.report(0, false);
    state.report(0, true);
    state.report(1, true);
    state.report(0, true);
    state.stop();
    state.report(0, true);
    expect(changes).to.deep.equal([
      [0, true, "answer"],
      [0, true, "line"],
      [0, true, "answer"],
      [0, false, "answer"],
      [0, true, "answer"],
      [1, true, "answer"],
      [0, true, "answer"],
      [0, true, "answer"],
    ]);
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
