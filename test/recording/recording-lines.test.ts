/** Lines of a recording: written and read back byte for byte, and refused with what is wrong. */
import { expect } from "chai";
import fc from "fast-check";
import { entryLine, headLine, readLine } from "../../src/recording/recording-lines.ts";
import type { RecordedEntry } from "../../src/recording/recorded-entry.ts";

const at = Date.UTC(2026, 0, 2, 3, 4, 5, 678);

/** The entry that a line is read as. */
function read(line: string): RecordedEntry | undefined {
  const content = readLine(line, 1);
  return content !== undefined && "entry" in content ? content.entry : undefined;
}

function message(line: string): string {
  try {
    readLine(line, 1);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return "";
}

describe("recording/recording-lines", () => {
  it("writes text as text and other bytes as base64, and reads both back byte for byte", () => {
    const entry = { at, connection: 0, direction: "in", opcode: 1 } as const;
    const line = entryLine({ ...entry, bytes: Buffer.from("Café \u0000 😀", "utf8") });
    expect(JSON.parse(line)).to.deep.equal({
      type: "stream",
      at: "2026-01-02T03:04:05.678Z",
      ...{ connection: 0, direction: "in", opcode: 1, length: 12, text: "Café \u0000 😀" },
    });
    const latin = entryLine({ ...entry, bytes: Buffer.from([0x43, 0xe9]) });
    expect(JSON.parse(latin)).to.include({ length: 2, base64: "Q+k=" });
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(Buffer.from(read(entryLine({ ...entry, bytes }))?.bytes ?? [])).to.deep.equal(
          Buffer.from(bytes),
        );
      }),
    );
  });

  it("keeps everything that an entry says", () => {
    const entry: RecordedEntry = {
      at,
      ...{
        connection: 3,
        direction: "state",
        code: 1001,
        reason: "reboot",
        note: "closed by the other side",
      },
      change: {
        ...{ phase: "closed", url: "ws://device/", by: "peer", clean: true },
        request: { text: "GET / HTTP/1.1\r\nAuthorization: Basic ***\r\n\r\n", masked: [[37, 3, 12]] },
      },
      place: 1,
    };
    expect(read(entryLine(entry))).to.deep.equal(entry);
  });

  it("reads stream lines of qaction run, whose payload is hex, and ignores fields of later versions", () => {
    const line =
      '{"type":"stream","at":"2026-01-02T03:04:05.678Z","number":7,"connection":0,"direction":"out",' +
      '"group":1,"pair":1,"command":1,"params":[12],"length":2,"hex":"c3a9","later":true}';
    expect(read(line)).to.deep.equal({
      ...{ at, connection: 0, direction: "out", bytes: Buffer.from("é"), place: 1 },
    });
  });

  it("reads its own head", () => {
    const head = { version: 1, at, source: "qaction run" };
    expect(readLine(headLine(head), 1)).to.deep.equal({ head });
  });

  for (const [what, line, words] of [
    ["no JSON", '{"type":', "It is not a JSON object."],
    ["a list", "[]", "It is not a JSON object."],
    [
      "another type",
      '{"type":"log"}',
      `'type' is "log". Lines of a recording are of type "recording" or "stream".`,
    ],
    [
      "a later version",
      '{"type":"recording","version":2,"at":"2026-01-01T00:00:00Z","source":"x"}',
      "version 2",
    ],
    [
      "no direction",
      '{"type":"stream","at":"2026-01-01T00:00:00Z","connection":0}',
      "'direction' is missing",
    ],
    [
      "an opcode that is none",
      '{"type":"stream","at":"2026-01-01T00:00:00Z","connection":0,"direction":"in","opcode":3}',
      "'opcode' is 3. Use 1 or 2.",
    ],
    [
      "a time that is none",
      '{"type":"stream","at":"yesterday","connection":0,"direction":"in"}',
      `'at' is "yesterday". Use a time such as`,
    ],
    [
      "two payloads",
      '{"type":"stream","at":"2026-01-01T00:00:00Z","connection":0,"direction":"in","text":"a","hex":"61"}',
      "either 'text', 'base64' or 'hex'",
    ],
    [
      "a length that is wrong",
      '{"type":"stream","at":"2026-01-01T00:00:00Z","connection":0,"direction":"in","text":"é","length":1}',
      "'length' is 1, but the payload has 2 bytes.",
    ],
    [
      "half a character",
      '{"type":"stream","at":"2026-01-01T00:00:00Z","connection":0,"direction":"in","text":"\\ud800"}',
      "a text without half characters",
    ],
    [
      "no base64",
      '{"type":"stream","at":"2026-01-01T00:00:00Z","connection":0,"direction":"in","base64":"a"}',
      `'base64' is "a". Use base64.`,
    ],
    [
      "a phase that is none",
      '{"type":"stream","at":"2026-01-01T00:00:00Z","connection":0,"direction":"state","change":{"phase":"up"}}',
      `'change.phase' is "up". Use 'open', 'failed', 'closed'.`,
    ],
  ] as const) {
    it(`refuses ${what}, and says what is wrong`, () => {
      expect(message(line)).to.include(words);
    });
  }
});
