/** The text of a file of saved values. */
import { crc32 } from "node:zlib";
import { expect } from "chai";
import { SavedContent, type Change } from "../../../src/parameter/saved/saved-content.ts";
import {
  firstChecksum,
  firstLine,
  savedLines,
  readSavedLines,
} from "../../../src/parameter/saved/saved-lines.ts";

const value = (pid: number, number: number): Change => ["1/1", "value", pid, { bytes: "", number }];
const hex = (checksum: number): string => checksum.toString(16).padStart(8, "0");

/** A file of several writes. */
function fileOf(...writes: readonly (readonly Change[])[]): Buffer {
  const parts: Uint8Array[] = [firstLine];
  let checksum = firstChecksum;
  for (const changes of writes) {
    for (const line of savedLines(changes, checksum)) {
      parts.push(line.bytes);
      checksum = line.checksum;
    }
  }
  return Buffer.concat(parts);
}

/** What a file holds after so many writes, as text; for comparing. */
const shown = (content: SavedContent): string => JSON.stringify([...content.changes()]);

function read(bytes: Buffer): { reading: ReturnType<typeof readSavedLines>; held: string } {
  const content = new SavedContent();
  const reading = readSavedLines(bytes, content);
  return { reading, held: shown(content) };
}

const writes = [
  [value(1, 1)],
  [value(2, 2), value(1, 3)],
  [["1/1", "row", 1000, "é", { 1001: "é" }] as Change],
];

describe("saved lines", () => {
  it("is a line that says what it is, then lines of a checksum and JSON", () => {
    const json = '[["1/1","value",1,{"bytes":"","number":1}]]';
    const first = crc32("qaction-kit saved values 1\n");
    expect(fileOf([value(1, 1)]).toString()).to.equal(
      `qaction-kit saved values 1\n${hex(crc32(json, first))} ${json}\n`,
    );
  });

  it("cut off at any byte it holds what the whole lines say", () => {
    const whole = fileOf(...writes);
    const ends = [0, 1, 2, 3].map((count) => fileOf(...writes.slice(0, count)).length);
    for (let length = firstLine.length; length <= whole.length; length++) {
      const { reading, held } = read(whole.subarray(0, length));
      const count = ends.findLastIndex((end) => end <= length);
      const good = ends[count] ?? 0;
      expect(reading, String(length)).to.include({ state: "good", length: good, dropped: length - good });
      expect(held, String(length)).to.equal(read(fileOf(...writes.slice(0, count))).held);
    }
  });

  it("with any bit flipped it is never taken for whole: refused, or what was written before", () => {
    const whole = fileOf(...writes);
    const earlier = new Set([0, 1, 2].map((count) => read(fileOf(...writes.slice(0, count))).held));
    const states: Record<string, number> = { good: 0, damaged: 0, newer: 0, foreign: 0 };
    for (let at = 0; at < whole.length * 8; at++) {
      const spoilt = Buffer.from(whole);
      spoilt[at >> 3] = (spoilt[at >> 3] ?? 0) ^ (1 << (at & 7));
      const { reading, held } = read(spoilt);
      states[reading.state] = (states[reading.state] ?? 0) + 1;
      if (reading.state === "good") expect(reading.dropped, String(at)).to.be.greaterThan(0);
      expect(earlier.has(held), String(at)).to.equal(true);
    }
    // The last line cannot be told from a write that a crash has spoilt; all others can.
    expect(states["good"]).to.be.at.most(8 * (whole.length - fileOf(...writes.slice(0, 2)).length + 1));
    expect(states["damaged"]).to.be.greaterThan(8);
    expect(states["foreign"]).to.be.greaterThan(8);
  });

  it("a line that is missing, doubled or moved is damage", () => {
    const [first = "", ...lines] = fileOf(...writes)
      .toString()
      .trimEnd()
      .split("\n");
    const [a = "", b = "", c = ""] = lines;
    for (const order of [
      [b, c],
      [a, a, b, c],
      [a, c, b],
    ]) {
      const { reading } = read(Buffer.from(`${[first, ...order].join("\n")}\n`));
      expect(reading.state, JSON.stringify(order)).to.equal("damaged");
    }
  });

  it("another file is foreign, one of a later version newer", () => {
    expect(read(Buffer.from("<Protocol/>")).reading).to.deep.equal({ state: "foreign" });
    expect(read(Buffer.from("qaction-kit saved values 0\n")).reading).to.deep.equal({ state: "foreign" });
    expect(read(Buffer.from("qaction-kit saved values 01\n")).reading).to.deep.equal({ state: "foreign" });
    expect(read(Buffer.from("qaction-kit saved values 2\nwhatever")).reading).to.deep.equal({
      state: "newer",
      version: 2,
    });
  });

  it("many changes stand in several lines of about a MiB; one long value stays whole", () => {
    const text = "x".repeat(400_000);
    const long = (pid: number): Change => ["1/1", "value", pid, { bytes: "", text }];
    const lines = [...savedLines([1, 2, 3, 4, 5].map(long), firstChecksum)];
    expect(lines.map(({ bytes }) => bytes.length > 700_000)).to.deep.equal([true, true, false]);
    const { reading, held } = read(Buffer.concat([firstLine, ...lines.map(({ bytes }) => bytes)]));
    expect(reading).to.include({ state: "good", dropped: 0 });
    expect(held.length).to.be.greaterThan(5 * text.length);
  });
});
