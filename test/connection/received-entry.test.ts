/** The stream entry of a message that came in. */
import { expect } from "chai";
import { ReceivedEntry } from "../../src/connection/received-entry.ts";

describe("entry of a message that came in", () => {
  it("has the fields of a stream entry, and no opcode on a line without frames", () => {
    const bytes = Uint8Array.of(1, 2);
    const framed = new ReceivedEntry(5, 1, bytes, 2);
    expect(Object.assign({}, framed)).to.deep.equal({
      at: 5,
      connection: 1,
      direction: "in",
      bytes,
      opcode: 2,
    });
    expect(Object.assign({}, new ReceivedEntry(5, 0, bytes, undefined))).to.deep.equal({
      at: 5,
      connection: 0,
      direction: "in",
      bytes,
    });
  });
});
