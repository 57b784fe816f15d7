/** A message that came in by a socket. */
import { expect } from "chai";
import { ReceivedEntry } from "../../src/connection/received-entry.ts";

describe("message that came in by a socket", () => {
  it("has the fields of its stream entry, and those that the element is told", () => {
    const bytes = Uint8Array.of(1, 2);
    const received = new ReceivedEntry(5, 1, bytes, 2);
    expect(Object.assign({}, received)).to.deep.equal({
      ...{ at: 5, connection: 1, direction: "in", bytes, opcode: 2 },
      entry: undefined,
    });
    expect([received.binary, received.entry]).to.deep.equal([true, undefined]);
    expect(new ReceivedEntry(5, 1, bytes, 1).binary).to.equal(false);
  });
});
