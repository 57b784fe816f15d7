import { expect } from "chai";
import { hexPairs } from "../../../src/encoding/read-bytes/dump-cells.ts";
import { readDump } from "../../../src/encoding/read-bytes/dump-reader.ts";
import type { DumpForm } from "../../../src/encoding/read-bytes/dump-reader.ts";

const form: DumpForm = { offset: /^\s*([0-9a-f]{4})(?=\s|$)/, radices: [16, 10], cells: hexPairs };

function read(input: string, other: Partial<DumpForm> = {}): string {
  const outcome = readDump(input, { ...form, ...other });
  if (outcome === undefined) return "nothing";
  if (!("content" in outcome)) return `${String(outcome.index)} ${outcome.problem}`;
  return `${Buffer.from(outcome.content as Uint8Array).toString("hex")} ${outcome.detail ?? ""}${outcome.sure ? "" : "?"}`;
}

describe("encoding/read-bytes/dump-reader", () => {
  it("joins rows and messages", () => {
    expect(read("0000 41 42\n0002 43")).to.equal("414243 2 rows");
    expect(read("0000 41 42\n0002 43\n0003\n")).to.equal("414243 2 rows");
    expect(read("0000 41\n0000 42")).to.equal("4142 2 rows of 2 messages");
    expect(read("one\n0000 41\n\ntwo\n0000 42")).to.equal("4142 2 rows of 2 messages");
  });

  it("finds the base of the offsets", () => {
    const row = "41 42 43 44 45 46 47 48 49 4a 4b 4c 4d 4e 4f 50";
    for (const second of ["0010", "0016"]) expect(read(`0000 ${row}\n${second} 51`)).to.match(/5051 2 rows$/);
  });

  it("writes out the rows that * replaces", () => {
    expect(read("0000 41 42\n*\n0006 43\n0007")).to.equal("41424142414243 2 rows");
    expect(read("0000 40 41\n0002 41 42\n*\n0008 43\n0009")).to.equal("404141424142414243 3 rows");
    expect(read("0000 40 41\n0002 41 42\n*")).to.match(/no offset after it/);
    expect(read("0000 40 41\n0002 41 42\n*\n0007 43")).to.match(/no offset after it/);
    expect(
      read("00000000 41 42\n00000002 41 42\n*\nfffffff0 43", { offset: /^([0-9a-f]{8})/, radices: [16] }),
    ).to.match(/a dump may have 64 MiB/);
  });

  it("says which row is wrong", () => {
    expect(read("0000 41 42\n0002 43\n0008 44")).to.equal(
      "11 the row does not have 6 bytes, as the offsets say",
    );
    expect(read("0004 41\n0002 43")).to.equal("8 the offset 0002 is not above that of the row before");
    expect(read("0000\n0002 43")).to.equal("0 a row has an offset and no bytes");
  });

  it("is careful with one row, with sentences around, and with a sign that is missing", () => {
    expect(read("2024 12 24")).to.equal("nothing");
    expect(read("0000 41")).to.equal("41 1 row");
    expect(read("0010 41  A")).to.equal("41 1 row");
    expect(read("a\nb\nc\n0000 41")).to.equal("nothing");
    expect(read("a\nb\n0000 41")).to.equal("41 1 row?");
    expect(read("0000 41", { sign: /\|/ })).to.equal("nothing");
    expect(read("0000 41  B", { confirmed: true })).to.equal("nothing");
    expect(read("text")).to.equal("nothing");
  });
});
