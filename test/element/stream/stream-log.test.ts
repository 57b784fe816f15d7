/** The ring of stream entries and its classic layout. */
import { expect } from "chai";
import { ReceivedEntry } from "../../../src/connection/received-entry.ts";
import { StreamLog, type StreamEntry } from "../../../src/element/stream/stream-log.ts";

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

  it("keeps 1000 entries and 256 KiB of payload by default", () => {
    const [short, long] = [new StreamLog(), new StreamLog()];
    for (let index = 0; index < 1100; index++) {
      short.add({ at, connection: 0, direction: "in", bytes: new Uint8Array(256) });
      long.add({ at, connection: 0, direction: "in", bytes: new Uint8Array(16 * 1024) });
    }
    expect(short.entries).to.have.length(1000);
    expect(long.entries).to.have.length(16); // 16 times 16 KiB
  });

  it("links a message to what it matched, set off and took, while it is kept", () => {
    const log = new StreamLog({ entries: 3 });
    const [first, second, third] = ["first", "second", "third"].map((text, connection) =>
      log.add({ at, connection, direction: "in", bytes: Buffer.from(text) }),
    ) as [number, number, number];
    expect([first, second, third]).to.deep.equal([1, 2, 3]);
    log.match(second, { response: 31, params: [11, 12], pair: 4, group: 5 });
    log.match(second, { response: 32, params: [13] });
    log.ran(second, 7);
    log.ran(second, 8);
    log.done(second, at + 25);
    log.match(third, { response: 33, params: [] });
    const linked = { response: 31, params: [11, 12], pair: 4, group: 5, qactions: [7, 8], durationMs: 25 };
    expect(log.entries[1]).to.deep.include(linked);
    expect(log.entries.map(({ response }) => response)).to.deep.equal([undefined, 31, 33]);
    // The first entry is gone: its place is that of the fourth now, which learns nothing of it.
    log.add({ at, connection: 1, direction: "in", bytes: Buffer.from("fourth") });
    log.match(first, { response: 31, params: [] });
    log.ran(first, 7);
    log.done(first, at);
    expect(log.entries.at(-1)).to.not.have.any.keys("response", "qactions", "durationMs");
  });

  it("finds entries by every field", () => {
    const log = new StreamLog();
    const bytes = Buffer.from("x");
    log.add({
      at,
      connection: 0,
      direction: "out",
      bytes,
      opcode: 1,
      group: 2,
      pair: 3,
      command: 4,
      params: [10],
    });
    log.add({ at: at + 1, connection: 1, direction: "in", bytes: Buffer.from("y"), opcode: 2, session: 6 });
    log.match(2, { response: 5, params: [11] });
    log.ran(2, 7);
    log.add({ at: at + 2, connection: 0, direction: "state", code: 1001, note: "closed" });
    const numbers = (filter: Parameters<StreamLog["find"]>[0]): number[] =>
      log.find(filter).map(({ number }) => number);
    const cases: readonly (readonly [Parameters<StreamLog["find"]>[0], readonly number[]])[] = [
      [{}, [1, 2, 3]],
      [{ connection: 0 }, [1, 3]],
      [{ direction: "in" }, [2]],
      [{ group: 2 }, [1]],
      [{ pair: 3 }, [1]],
      [{ command: 4 }, [1]],
      [{ session: 6 }, [2]],
      [{ response: 5 }, [2]],
      [{ param: 11 }, [2]],
      [{ param: 10 }, [1]],
      [{ qaction: 7 }, [2]],
      [{ opcode: 1 }, [1]],
      [{ code: 1001 }, [3]],
      [{ from: at + 1 }, [2, 3]],
      [{ to: at + 1 }, [1, 2]],
      [{ connection: 0, direction: "in" }, []],
    ];
    for (const [filter, expected] of cases)
      expect(numbers(filter), JSON.stringify(filter)).to.deep.equal(expected);
  });

  it("gives entries back with all their fields, and without those they do not have", () => {
    const log = new StreamLog({ entries: 5 });
    const bytes = Buffer.from("x");
    const out = { at: 1, connection: 2, direction: "out", bytes, opcode: 2, group: 3, pair: 4 } as const;
    const ping = { at: 1, connection: 0, direction: "in", bytes, group: -1, pair: 1 } as const;
    const whole = { ...out, command: 5, response: 6, params: [7], session: 8, durationMs: 0 } as const;
    const state = {
      at: -5,
      connection: 0,
      direction: "state",
      code: 1000,
      reason: "",
      note: "closed",
    } as const;
    for (let round = 0; round < 3; round++) {
      log.add(whole);
      log.add(state);
      log.add(ping);
      log.add(new ReceivedEntry(9, 1, bytes, 1));
      log.add({ at: 9, connection: 1, direction: "in", bytes });
    }
    const received = { at: 9, connection: 1, direction: "in", bytes } as const;
    expect(log.entries).to.deep.equal([
      { number: 11, ...whole },
      { number: 12, ...state },
      { number: 13, ...ping },
      { number: 14, ...received, opcode: 1 },
      { number: 15, ...received },
    ]);
    log.match(14, { response: 1, params: [2], group: -1, pair: undefined });
    expect(log.find({ group: -1 }).map(({ number }) => number)).to.deep.equal([13, 14]);
    log.done(15, 8);
    expect(log.newest?.durationMs, "a clock that goes back").to.equal(0);
  });

  it("tells listeners of each entry until they end it", () => {
    const log = new StreamLog();
    const told: StreamEntry[] = [];
    const end = log.subscribe((entry) => told.push(entry));
    log.add({ at, connection: 0, direction: "out", note: "a" });
    end();
    log.add({ at, connection: 0, direction: "out", note: "b" });
    expect(told.map(({ number, note }) => [number, note])).to.deep.equal([[1, "a"]]);
  });

  it("gives single entries by number, and those after one, the newest of many", () => {
    const log = new StreamLog({ entries: 4 });
    for (let index = 1; index <= 6; index++)
      log.add({ at, connection: 0, direction: "out", note: String(index) });
    const numbers = (entries: readonly StreamEntry[]): readonly number[] =>
      entries.map(({ number }) => number);
    expect([log.entry(2), log.entry(3)?.note, log.entry(6)?.note, log.entry(7)]).to.deep.equal([
      undefined,
      "3",
      "6",
      undefined,
    ]);
    expect(numbers(log.after(0))).to.deep.equal([3, 4, 5, 6]);
    expect(numbers(log.after(4))).to.deep.equal([5, 6]);
    expect(numbers(log.after(0, 2))).to.deep.equal([5, 6]);
    expect(numbers(log.after(6))).to.deep.equal([]);
  });
});
