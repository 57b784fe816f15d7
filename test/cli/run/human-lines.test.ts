/** Events as lines for people. */
import { expect } from "chai";
import { diagnosticText, humanLine, valueText } from "../../../src/cli/run/human-lines.ts";

const at = Date.UTC(2026, 10, 25, 1, 2, 3, 4);

describe("human lines", () => {
  it("aligns time, kind and text", () => {
    expect(humanLine({ type: "state", at, state: "active", timeout: false }, false)).to.equal(
      "01:02:03.004  state       active",
    );
    expect(
      humanLine(
        { type: "parameter", at, pid: 20, name: "Message", value: "é", source: "script", changed: true },
        false,
      ),
    ).to.equal('01:02:03.004  parameter   20 Message = "é" (script)');
  });

  it("shows a payload as text when it is UTF-8 and as hex when not", () => {
    const entry = { number: 1, at, connection: 0, direction: "in", opcode: 1 } as const;
    expect(
      humanLine({ type: "stream", at, entry: { ...entry, bytes: Buffer.from("é😀") } }, false),
    ).to.contain(">> [0] text 6 B é😀");
    expect(
      humanLine(
        { type: "stream", at, entry: { ...entry, opcode: 2, bytes: Uint8Array.of(0xe9, 0x0d) } },
        false,
      ),
    ).to.contain(">> [0] binary 2 B 0xe90d");
  });

  it("a payload cut inside a character is still text", () => {
    const bytes = Buffer.from(`a${"é".repeat(5000)}`);
    const entry = { number: 1, at, connection: 0, direction: "in", opcode: 1, bytes } as const;
    expect(humanLine({ type: "stream", at, entry }, false)).to.match(/10001 B aéé/);
  });

  it("keeps one event on one line and tells null from text", () => {
    expect(valueText("a\nb\u0000")).to.equal('"a\\u000ab\\u0000"');
    expect(valueText(null)).to.equal("null");
    expect(valueText(0)).to.equal("0");
    expect(valueText("x".repeat(500))).to.match(/^"x{160}\.\.\. \(500 characters\)"$/);
  });

  it("a command that was not sent says so, a close its code and reason", () => {
    const lost = { number: 1, at, connection: 0, direction: "out", command: 1, note: "not sent" } as const;
    expect(humanLine({ type: "stream", at, entry: lost }, false)).to.contain("<< [0] command 1 not sent");
    expect(
      humanLine(
        { type: "connection", at, connection: 0, phase: "closed", code: 1001, reason: "going away" },
        false,
      ),
    ).to.contain('[0] closed code 1001 "going away"');
  });

  it("keeps the further lines of a stack or dump in the column of the text", () => {
    const event = {
      type: "log",
      at,
      kind: "error",
      message: "No.\n    at Run (QAction_1.ts:3)",
      qaction: 1,
    } as const;
    const [first = "", second = ""] = humanLine(event, false).split("\n");
    expect(first.indexOf("error")).to.equal(26);
    expect(second).to.equal(`${" ".repeat(26)}    at Run (QAction_1.ts:3)`);
  });

  it("names the parameters and rows that were saved, the first eight of many", () => {
    const rows = [
      { table: 1000, key: "a\nb", row: { 1001: "a" } },
      { table: 1000, key: null, row: null },
    ];
    const parameters = [12, 13].map((pid) => ({ pid, value: 1 }));
    expect(humanLine({ type: "saved", parameters, rows, at: 0 }, false)).to.match(
      / {2}saved {7}12, 13, 1000\/a\\u000ab, 1000\/\*$/,
    );
    const many = Array.from({ length: 10 }, (_, pid) => ({ pid, value: 1 }));
    expect(humanLine({ type: "saved", parameters: many, rows: [], at: 0 }, false)).to.match(
      /, 7 and 2 more$/,
    );
  });

  it("says to whom a message is shown", () => {
    const message = { type: "message", message: "Saved.\n", caption: "Backup", user: "kim", at: 0 } as const;
    expect(humanLine(message, false)).to.contain("message     to kim: Backup: Saved.\\u000a");
    expect(humanLine({ ...message, caption: "", user: "" }, false)).to.contain("to nobody: Saved.");
  });

  it("colours on request only", () => {
    const event = { type: "log", at, kind: "error", message: "No.", code: "SCRIPT_FAILED" } as const;
    expect(humanLine(event, true)).to.contain("\u001b[31mlog       \u001b[39m");
    expect(humanLine(event, false)).to.equal("01:02:03.004  log         error SCRIPT_FAILED: No.");
  });

  it("a diagnostic begins with file:line:column", () => {
    const position = { line: 3, column: 9, offset: 40 };
    expect(
      diagnosticText("p.xml", { code: "X", severity: "error", message: "No.", position }, false),
    ).to.equal("p.xml:3:9 error X No.");
  });
});
