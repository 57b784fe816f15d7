/** The assertions of `qaction-kit/chai`, and above all what they say when they fail. */
import { fileURLToPath } from "node:url";
import * as chai from "chai";
import type { SLProtocol } from "../../src/qaction/slprotocol/slprotocol.ts";
import qactionChai from "../../src/testing/chai.ts";
import { TestElement } from "../../src/testing/test-element.ts";
import { connector, join, numberParam, onChange, sending, textParam } from "../support/element/connector.ts";

chai.use(qactionChai);
const { expect } = chai;

/** The message of a failing assertion. */
function failure(assertion: () => void): string {
  try {
    assertion();
  } catch (error) {
    if (error instanceof chai.AssertionError) return error.message;
    throw error;
  }
  throw new Error("The assertion holds.");
}

describe("chai plugin", () => {
  it("parameter, sent, logged and inTimeout hold or fail, also negated", async () => {
    const parts = join(
      { params: textParam(12, { value: "é" }) + numberParam(41, "write") },
      sending(12),
      onChange(41, { id: 5, action: "execute", groups: "1" }),
    );
    await using test = await TestElement.start(connector(parts));
    await test.set(41, 1);
    expect(test).to.have.parameter(12, "é");
    expect(test).to.not.have.parameter(12, "e");
    expect(test).to.have.sent("é");
    expect(test).to.have.sent(/é/);
    expect(test).to.have.sent(Buffer.from("é"));
    expect(test).to.not.have.sent("e");
    expect(test).to.not.be.inTimeout();
    expect(test).to.not.have.logged(/anything/);
    await test.close();
    await test.advance(2000);
    expect(test).to.be.inTimeout();
    expect(failure(() => expect(test).to.have.sent("nothing like it"))).to.contain('sent was:\n  "é"');
    expect(failure(() => expect(test).to.have.logged("never"))).to.contain("the log is:");
    expect(failure(() => expect(test).to.not.be.inTimeout())).to.contain("not to be in timeout");
  });

  it("says when two texts differ only by encoding, and shows both byte rows", async () => {
    await using test = await TestElement.start(
      connector({ params: textParam(12, { value: "Ã©" }) + textParam(13, { value: "\ua9c3" }) }),
    );
    const once = failure(() => expect(test).to.have.parameter(12, "é"));
    expect(once).to.contain("looks like UTF-8 read as Windows-1252");
    expect(once).to.contain("expected as UTF-8: c3 a9").and.to.contain("actual as UTF-8:   c3 83 c2 a9");
    expect(failure(() => expect(test).to.have.parameter(13, "é"))).to.contain("UTF-8 read as UTF-16LE");
    expect(failure(() => expect(test).to.have.parameter(12, "è"))).to.not.contain("looks like");
  });

  it("says that there is no such parameter, and what was logged", async () => {
    await using test = await TestElement.start(
      connector({
        params: textParam(20) + textParam(21),
        qactions: '<QAction id="1" name="Go" encoding="csharp" triggers="20"/>',
      }),
      { scripts: fileURLToPath(new URL("./", import.meta.url)) },
    );
    await test.set(20, "x");
    expect(failure(() => expect(test).to.have.parameter(99, "é")))
      .to.contain("expected parameter 99 to be 'é' but there is no parameter 99")
      .and.to.contain("SCRIPT_MISSING: QAction 1 (Go): there is no script for it.");
    expect(test).to.have.logged("SCRIPT_MISSING");
    await using calling = await TestElement.start({
      params: { 20: "text" },
      tables: { 1000: { columns: ["text", "text"] } },
      qactions: { 1: { triggers: [20], run: (slp: SLProtocol) => slp.SetParameter(99, "x") } },
    });
    await calling.set(20, "x");
    expect(failure(() => expect(calling).to.have.parameter(20, "y"))).to.match(
      /QAction 1: NT_SET_PARAMETER for 99 failed\. 0x80040239 There is no parameter 99\. See chai\.test\.ts:\d+\./,
    );
    expect(failure(() => expect(calling).to.have.parameter(1000, "y"))).to.contain(
      "it is a table: use row or cell",
    );
    expect(failure(() => expect(calling).to.have.parameter(1002, "y"))).to.contain(
      "it holds no value of its own: use cell for a column",
    );
  });

  it("tells texts apart that look alike, keys and messages too", async () => {
    const [composed, decomposed] = ["Caf\u00e9", "Cafe\u0301"];
    await using test = await TestElement.start(
      connector(join({ params: textParam(12, { value: decomposed }) }, sending(12))),
    );
    expect(failure(() => expect(test).to.have.parameter(12, composed)))
      .to.contain("expected is in Unicode normalization form NFC, actual in NFD")
      .and.to.contain("expected: U+0043 U+0061 U+0066 [U+00E9]")
      .and.to.contain("actual:   U+0043 U+0061 U+0066 [U+0065] U+0301");
    await using table = await TestElement.start({ tables: { 1000: { columns: ["text", "text"] } } });
    table.slProtocol.AddRow(1000, ["CafÃ©", "10\u00a0km"]);
    expect(failure(() => expect(table).to.have.row(1000, "Café"))).to.contain(
      "the key 'CafÃ©' is there: it looks like UTF-8 read as Windows-1252",
    );
    expect(failure(() => expect(table).to.have.cell(1000, "Café", 1, "x"))).to.contain(
      "there is no such cell; the key 'CafÃ©' is there",
    );
    expect(failure(() => expect(table).to.have.row(1000, "CafÃ©", ["CafÃ©", "10 km"]))).to.contain(
      "[U+00A0 NO-BREAK SPACE]",
    );
  });

  it("bytes shows both rows as hex with the first difference marked", () => {
    expect(Uint8Array.of(1, 2)).to.have.bytes([1, 2]);
    expect([1, 2]).to.not.have.bytes([1, 3]);
    const message = failure(() => expect(Uint8Array.of(0xc3, 0xa9, 0x41)).to.have.bytes([0xc3, 0x28]));
    expect(message).to.contain("c3 [28]\n").and.to.contain("c3 [a9] 41\n");
  });

  it("row and cell, by idx or parameter id, with the rows that are there in the failure", async () => {
    await using test = await TestElement.start({
      tables: { 1000: { columns: ["text", "text", "number"] } },
      qactions: { 1: { run: (slp: SLProtocol) => slp.AddRow(1000, ["a", "Ã©"]) } },
    });
    await test.run(1);
    expect(test).to.have.row(1000, "a");
    expect(test).to.have.row(1000, "a", ["a"]);
    expect(test).to.have.row(1000, "a", ["a", "Ã©", null]);
    expect(test).to.not.have.row(1000, "b");
    expect(test).to.have.cell(1000, "a", 2, null);
    expect(test).to.have.cell(1000, "a", 1002, "Ã©");
    expect(test).to.not.have.cell(1000, "a", 1002, "é");
    expect(failure(() => expect(test).to.have.row(1000, "b"))).to.contain('its rows are:\n  ["a","Ã©",null]');
    expect(failure(() => expect(test).to.have.row(1000, "a", ["a", "é"]))).to.contain("row 'a' to be");
    expect(failure(() => expect(test).to.have.cell(1000, "a", 1, "é"))).to.contain(
      "UTF-8 read as Windows-1252",
    );
    expect(failure(() => expect(test).to.have.cell(1000, "b", 1, "é"))).to.contain("no such cell");
  });
});
