/** The documented JSON form of events. */
import { expect } from "chai";
import { diagnosticLine, eventLine } from "../../../src/cli/run/json-lines.ts";

const at = Date.UTC(2026, 10, 25, 1, 2, 3, 4);

describe("json lines", () => {
  it("writes times as ISO 8601 and keeps the fields of an event", () => {
    expect(
      eventLine({
        type: "parameter",
        at,
        pid: 20,
        name: "Message",
        value: "é",
        source: "script",
        changed: true,
      }),
    ).to.deep.equal({
      type: "parameter",
      at: "2026-11-25T01:02:03.004Z",
      pid: 20,
      name: "Message",
      value: "é",
      source: "script",
      changed: true,
    });
  });

  it("writes the bytes of a stream entry as hex with their length", () => {
    const entry = {
      number: 7,
      at,
      connection: 0,
      direction: "in",
      opcode: 1,
      bytes: Buffer.from("é"),
      response: 1,
    } as const;
    expect(eventLine({ type: "stream", at, entry })).to.deep.equal({
      type: "stream",
      at: "2026-11-25T01:02:03.004Z",
      number: 7,
      connection: 0,
      direction: "in",
      opcode: 1,
      response: 1,
      length: 2,
      hex: "c3a9",
    });
    const lost = { number: 8, at, connection: 0, direction: "out", note: "not sent" } as const;
    expect(eventLine({ type: "stream", at, entry: lost })).to.not.have.any.keys("hex", "length");
  });

  it("writes a diagnostic with file, line and column", () => {
    const position = { line: 3, column: 9, offset: 40 };
    expect(diagnosticLine("p.xml", { code: "X", severity: "error", message: "No.", position })).to.deep.equal(
      {
        type: "diagnostic",
        file: "p.xml",
        code: "X",
        severity: "error",
        message: "No.",
        line: 3,
        column: 9,
      },
    );
  });
});
