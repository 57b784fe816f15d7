/** The ring of stream entries and its classic layout. */
import { expect } from "chai";
import { formatEntry, StreamLog } from "../../src/element/stream-log.ts";

const at = Date.UTC(2026, 0, 2, 3, 4, 5, 678);

describe("stream log", () => {
  it("numbers entries and keeps the newest by count", () => {
    const log = new StreamLog({ entries: 3 });
    for (let index = 0; index < 5000; index++)
      log.add({ at, connection: 0, direction: "in", note: String(index) });
    expect(log.total).to.equal(5000);
    expect(log.entries.map((entry) => [entry.number, entry.note])).to.deep.equal([
      [4998, "4997"],
      [4999, "4998"],
      [5000, "4999"],
    ]);
  });

  it("keeps the newest by bytes, and the last one whatever its size", () => {
    const log = new StreamLog({ bytes: 100 });
    for (const size of [60, 30, 30, 500])
      log.add({ at, connection: 0, direction: "in", bytes: new Uint8Array(size) });
    expect(log.entries.map((entry) => entry.bytes?.length)).to.deep.equal([500]);
  });

  it("links a message to the response it matched while it is kept", () => {
    const log = new StreamLog({ entries: 2 });
    const first = log.add({ at, connection: 0, direction: "in" });
    const second = log.add({ at, connection: 0, direction: "in" });
    log.link(second.number, 31);
    log.add({ at, connection: 0, direction: "in" });
    log.link(first.number, 31);
    expect(log.entries.map((entry) => entry.response)).to.deep.equal([31, undefined]);
  });

  it("writes an entry as the stream viewer does, without a dump when nothing was sent", () => {
    const sent = {
      number: 1,
      at,
      connection: 0,
      direction: "out",
      bytes: Uint8Array.of(0x41),
      command: 7,
    } as const;
    expect(formatEntry(sent, "hello")).to.match(/^<< 03:04:05\.678 \[0\] hello\n000000 {2}41 +A$/);
    const lost = { number: 2, at, connection: 0, direction: "out", note: "not sent" } as const;
    expect(formatEntry(lost, "hello")).to.equal("<< 03:04:05.678 [0] hello not sent");
  });
});
