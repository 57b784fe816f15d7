import { expect } from "chai";
import { resolveOptions, type Options } from "../../../src/options/register.ts";
import { EngineClock } from "../../../src/logic/schedule/engine-clock.ts";
import { Failures } from "../../../src/logic/failures.ts";
import { ConnectionRules } from "../../../src/logic/exchange/connection-rules.ts";
import { Candidates, type ConnectionCandidates } from "../../../src/logic/exchange/candidates.ts";
import { Threads } from "../../../src/logic/schedule/threads.ts";
import { ManualClock } from "../../../src/testing/manual-clock.ts";
import { param } from "../../support/logic/chain-bench.ts";
import { connection, engineProtocol, response, webSocket } from "../../support/logic/engine-bench.ts";

/** The candidates of a connection for some responses; thread 7 serves connection 1. */
function candidatesOf(
  id: number,
  responses: readonly string[],
  options: Partial<Options> = {},
): ConnectionCandidates {
  const protocol = engineProtocol({
    connections: [webSocket(0), webSocket(1), connection(2, "serial")],
    params: [param(11), param(12)],
    responses,
    threads: '<Threads><Thread id="7" connection="1"/></Threads>',
  });
  const resolved = resolveOptions(options);
  const notice = (): void => undefined;
  const clock = new EngineClock(new ManualClock(), new Failures(notice));
  const threads = new Threads(protocol, resolved, clock, notice);
  const rules = new ConnectionRules(protocol, resolved);
  return new Candidates(protocol, resolved, rules, threads, notice).of(id);
}

const ids = ({ responses }: ConnectionCandidates): number[] => responses.map(({ id }) => id);

describe("candidates", () => {
  it("hold the responses of the connection in file order, catch-alls first", () => {
    const responses = [
      response(5, [11, 12], 'options="Connection:1"'),
      response(4, [11], 'options="Connection:1"'),
      response(3, [12, 11], 'options="Connection:1"'),
      response(2, [11, 12]),
    ];
    expect(ids(candidatesOf(1, responses))).to.deep.equal([4, 5, 3]);
    expect(ids(candidatesOf(0, responses))).to.deep.equal([2]);
  });

  it("of an undeclared connection too", () => {
    expect(ids(candidatesOf(9, [response(5, [11], 'options="Connection:9"')]))).to.deep.equal([5]);
  });

  it("carry the circumstances of every attempt", () => {
    const { place } = candidatesOf(1, []);
    expect(place).to.deep.include({ connection: 1, equal: "off", leavesTraces: false });
    expect(place.context).to.deep.include({ depth: 0, connection: 1, thread: 7 });
    expect(candidatesOf(2, [], { pushMismatchLeavesTrace: true }).place).to.deep.include({
      equal: "skipParams",
      leavesTraces: true,
    });
  });
});
