/** Limits of what may wait. */
import { expect } from "chai";
import { Backlog } from "../../src/connection/backlog.ts";

function counted(limits: readonly [number, number]): { backlog: Backlog; said: string[] } {
  const said: string[] = [];
  const backlog = new Backlog(limits, (change, bytes) =>
    said.push(change === "go" ? change : `${change} ${String(bytes)}`),
  );
  return { backlog, said };
}

describe("connection/backlog", () => {
  it("warns beyond the first limit, stops beyond the second, goes on below the first", () => {
    const { backlog, said } = counted([10, 20]);
    backlog.add(10);
    backlog.add(1);
    backlog.add(9);
    expect(said).to.deep.equal(["warn 11"]);
    backlog.add(1);
    expect(backlog.stopped).to.equal(true);
    backlog.done(1);
    expect(backlog.stopped).to.equal(true);
    backlog.done(10);
    expect(said).to.deep.equal(["warn 11", "stop 21", "go"]);
    expect(backlog.stopped).to.equal(false);
    expect(backlog.bytes).to.equal(10);
  });

  it("warns once a time, and passes both limits in one step", () => {
    const { backlog, said } = counted([10, 20]);
    backlog.set(11);
    backlog.set(12);
    backlog.set(0);
    expect(said).to.deep.equal(["warn 11"]);
    backlog.set(25);
    expect(said).to.deep.equal(["warn 11", "warn 25", "stop 25"]);
  });
});
