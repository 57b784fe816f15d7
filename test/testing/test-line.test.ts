/** The simulated line of a test element. */
import { expect } from "chai";
import type { ConnectionEvents } from "../../src/connection/connection.ts";
import { ManualClock } from "../../src/testing/manual-clock.ts";
import { TestLine } from "../../src/testing/test-line.ts";

function make(): { line: TestLine; calls: unknown[] } {
  const calls: unknown[] = [];
  const events: ConnectionEvents = {
    opened: ({ url }) => calls.push(["opened", url]),
    failed: () => calls.push(["failed"]),
    closed: ({ code, reason }) => calls.push(["closed", code, reason]),
    message: (bytes, { binary }) => void calls.push(["message", [...bytes], binary]),
    stream: ({ direction, note, opcode }) => calls.push([direction, opcode, note]),
    notice: () => undefined,
  };
  return { line: new TestLine(3, events, new ManualClock()), calls };
}

describe("test line", () => {
  it("is ready to send from the start and keeps what goes out", () => {
    const { line, calls } = make();
    expect(line.state).to.equal("open");
    expect(line.send({ bytes: Buffer.from("é"), text: true }, { command: 7 })).to.equal(true);
    expect(line.sent).to.deep.equal([
      { connection: 3, bytes: Buffer.from("é"), text: "é", opcode: 1, command: 7 },
    ]);
    expect(calls).to.deep.equal([["out", 1, undefined]]);
  });

  it("hands messages on, opens and closes when told", async () => {
    const { line, calls } = make();
    line.connect();
    await line.receive(Uint8Array.of(1, 2), 2);
    line.disconnect(1001, "away");
    expect(line.send({ bytes: Uint8Array.of(1), text: false })).to.equal(false);
    expect(calls).to.deep.equal([
      ["opened", "test:"],
      ["in", 2, undefined],
      ["message", [1, 2], true],
      ["closed", 1001, "away"],
      ["out", undefined, "not sent"],
    ]);
    await line.close();
    expect(line.state).to.equal("closed");
  });
});
