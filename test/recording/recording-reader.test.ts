/** Recordings read chunk by chunk: lines over chunk borders, errors with their line, a last line that was cut. */
import { expect } from "chai";
import fc from "fast-check";
import type { RecordedEntry, RecordingRemark } from "../../src/recording/recorded-entry.ts";
import { entryLine, headLine } from "../../src/recording/recording-lines.ts";
import { RecordingReader } from "../../src/recording/recording-reader.ts";

const texts = ["one", "Zürich 😀", "", "{}\n", "x".repeat(300)];
const recording = Buffer.from(
  headLine({ version: 1, at: 0, source: "test" }) +
    texts
      .map((text, index) => {
        const entry = { at: 10 * index, connection: 0, direction: "in", opcode: 1 } as const;
        return entryLine({ ...entry, bytes: Buffer.from(text) });
      })
      .join(""),
);

const textsOf = (entries: readonly RecordedEntry[]): string[] =>
  entries.map(({ bytes }) => Buffer.from(bytes ?? []).toString("utf8"));

describe("recording/recording-reader", () => {
  it("gives the same entries wherever the chunks are cut", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(recording.length), { maxLength: 8 }), (cuts) => {
        const reader = new RecordingReader("a.jsonl");
        const places = [0, ...cuts.sort((a, b) => a - b), recording.length];
        const entries = places
          .slice(1)
          .flatMap((end, index) => reader.push(recording.subarray(places[index], end)));
        expect(textsOf([...entries, ...reader.end()])).to.deep.equal(texts);
        expect(entries.map(({ place }) => place)).to.deep.equal([2, 3, 4, 5, 6]);
        expect(reader.head?.source).to.equal("test");
      }),
    );
  });

  it("takes a byte order mark, CR LF and empty lines, as editors leave them", () => {
    const reader = new RecordingReader("a.jsonl");
    const text = `\ufeff${recording.toString("utf8").replaceAll("\n", "\r\n")}\r\n`;
    expect(textsOf(reader.push(Buffer.from(text)))).to.deep.equal(texts);
  });

  it("cut at any byte it has every whole entry, and a remark says what is left out", () => {
    const lines = recording.toString("utf8").split("\n");
    for (let end = 0; end <= recording.length; end++) {
      const remarks: RecordingRemark[] = [];
      const reader = new RecordingReader("a.jsonl", (remark) => remarks.push(remark));
      const entries = [...reader.push(recording.subarray(0, end)), ...reader.end()];
      const whole = recording.subarray(0, end).toString("latin1").split("\n").length - 1;
      const missing = recording.subarray(0, end).toString("utf8").split("\n")[whole] ?? "";
      // A line that lacks only its line end is whole.
      const complete = missing !== "" && missing === lines[whole];
      expect(entries).to.have.length(Math.max(0, whole - 1) + (complete && whole > 0 ? 1 : 0));
      expect(remarks, String(end)).to.have.length(missing === "" || complete ? 0 : 1);
      if (remarks[0] !== undefined)
        expect(remarks[0].message).to.include(`a.jsonl:${String(whole + 1)} is cut`);
    }
  });

  it("an error within names file and line", () => {
    const reader = new RecordingReader("session.jsonl");
    const broken = `${headLine({ version: 1, at: 0, source: "test" })}\n{"type":"stream"}\n`;
    expect(() => reader.push(Buffer.from(broken)))
      .to.throw("session.jsonl:3 'at' is missing: a time such as")
      .with.property("code", "ERR_RECORDING");
  });
});
