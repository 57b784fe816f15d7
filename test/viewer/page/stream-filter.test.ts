/** Searching the stream: text, hex, regular expressions. */
import { expect } from "chai";
import type { ElementDescription, StreamItem } from "../../../src/viewer/messages.ts";
import { streamTest, type StreamChoice } from "../../../src/viewer/page/stream-filter.ts";

const names = { commands: { 1: "Ask level" }, responses: {}, sessions: {} } as unknown as ElementDescription;

function entry(number: number, text: string, more: Partial<StreamItem> = {}): StreamItem {
  const bytes = Buffer.from(text, "utf8");
  return {
    number,
    at: 0,
    connection: 0,
    direction: "in",
    length: bytes.length,
    hex: bytes.toString("hex"),
    ...more,
  };
}

const entries = [
  entry(1, '{"name":"Café"}'),
  entry(2, "LEVEL?", { direction: "out", command: 1 }),
  entry(3, "", { direction: "state", note: "open ws://127.0.0.1", connection: 1 }),
  // 12 3c: the digits 23 stand across two bytes.
  { ...entry(4, ""), hex: "123c", length: 2 },
];

function found(choice: Partial<StreamChoice>): readonly number[] | string {
  const test = streamTest({ direction: "all", connection: -1, words: "", mode: "text", ...choice }, names);
  return typeof test === "function" ? entries.filter(test).map(({ number }) => number) : test.problem;
}

describe("search in the stream", () => {
  it("finds text in payloads, names and notes, whatever its case", () => {
    expect(found({ words: "café" })).to.deep.equal([1]);
    expect(found({ words: "ask LEVEL" })).to.deep.equal([2]);
    expect(found({ words: "ws://" })).to.deep.equal([3]);
    expect(found({})).to.deep.equal([1, 2, 3, 4]);
  });

  it("finds bytes in hex, at whole bytes only", () => {
    expect(found({ mode: "hex", words: "c3 a9" })).to.deep.equal([1]);
    expect(found({ mode: "hex", words: "0xC3,0xA9" })).to.deep.equal([1]);
    expect(found({ mode: "hex", words: "23" })).to.deep.equal([]);
    expect(found({ mode: "hex", words: "c" })).to.be.a("string");
  });

  it("finds regular expressions, and says what is wrong with one", () => {
    expect(found({ mode: "regex", words: 'caf."' })).to.deep.equal([1]);
    expect(found({ mode: "regex", words: "(" })).to.be.a("string");
  });

  it("keeps to a direction and a connection", () => {
    expect(found({ direction: "out" })).to.deep.equal([2]);
    expect(found({ connection: 1 })).to.deep.equal([3]);
  });
});
