import { expect } from "chai";
import { resolveOptions, type Options } from "../../../src/options/register.ts";
import { EngineClock } from "../../../src/logic/schedule/engine-clock.ts";
import { Failures } from "../../../src/logic/failures.ts";
import { ProtocolLinks } from "../../../src/logic/exchange/connection-rules.ts";
import { EntryLock } from "../../../src/logic/schedule/lock.ts";
import { PushPlans, type PushPlan } from "../../../src/logic/exchange/response-candidates.ts";
import { ProtocolThread } from "../../../src/logic/schedule/thread.ts";
import { ManualClock } from "../../../src/testing/manual-clock.ts";
import { param } from "../../support/logic/chain-bench.ts";
import { connection, engineProtocol, response, webSocket } from "../../support/logic/engine-bench.ts";

/** Serves every connection. */
const seventh = new ProtocolThread(7, "seventh", new EntryLock(), {
  ...{ clock: new EngineClock(new ManualClock(), new Failures(() => undefined)), notice: () => undefined },
  ...{ options: { queueAlarmSize: 1 }, execute: () => undefined },
});

/** The plan of a connection for some responses. */
function planOf(id: number, responses: readonly string[], options: Partial<Options> = {}): PushPlan {
  const protocol = engineProtocol({
    connections: [webSocket(0), webSocket(1), connection(2, "serial")],
    params: [param(11), param(12)],
    responses,
  });
  const resolved = resolveOptions(options);
  const links = new ProtocolLinks({
    ...{ protocol, options: resolved },
    connections: { settings: () => ({ timeoutMs: 1, retries: 0 }) },
    threads: { lockOf: () => new EntryLock() },
  });
  const notice = (): void => undefined;
  const parts = { protocol, options: resolved, links, notice, threads: { servingThread: () => seventh } };
  return new PushPlans(parts).of(id);
}

const candidates = (plan: PushPlan): number[] => plan.candidates.map(({ id }) => id);

describe("push plans", () => {
  it("hold the responses of the connection in file order, catch-alls first", () => {
    const responses = [
      response(5, [11, 12], 'options="Connection:1"'),
      response(4, [11], 'options="Connection:1"'),
      response(3, [12, 11], 'options="Connection:1"'),
      response(2, [11, 12]),
    ];
    expect(candidates(planOf(1, responses))).to.deep.equal([4, 5, 3]);
    expect(candidates(planOf(0, responses))).to.deep.equal([2]);
  });

  it("of an undeclared connection too", () => {
    expect(candidates(planOf(9, [response(5, [11], 'options="Connection:9"')]))).to.deep.equal([5]);
  });

  it("carry the circumstances of every attempt", () => {
    const { place } = planOf(1, []);
    expect(place).to.deep.include({ connection: 1, equal: "off", leavesTraces: false });
    expect(place.context).to.deep.include({ depth: 0, connection: 1, thread: 7 });
    expect(planOf(2, [], { pushMismatchLeavesTrace: true }).place).to.deep.include({
      equal: "skipParams",
      leavesTraces: true,
    });
  });
});
