/** `examples/table-editor`: rows from pushed messages, and from fields and buttons in the rows. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, use } from "chai";
import { Element } from "../../src/element/element.ts";
import { savedInMemory } from "../../src/parameter/saved/saved-values.ts";
import { parseProtocol } from "../../src/protocol/load-protocol.ts";
import qactionChai from "../../src/testing/chai.ts";
import { EventDevice, eventSources } from "../../src/testing/event-device.ts";
import { TestElement } from "../../src/testing/test-element.ts";
import { start } from "../support/child.ts";

use(qactionChai);

const folder = fileURLToPath(new URL("../../examples/table-editor/", import.meta.url));
const path = `${folder}protocol.xml`;

const [table, value, events, label, writeLabel, button] = [1000, 1002, 1003, 1004, 1104, 1105];

const event = (source: string, number: number): string =>
  JSON.stringify({ type: "event", source, value: number });

/** The connector on a simulated line, with one row for each source. */
async function withRows(...sources: readonly string[]): Promise<TestElement> {
  const test = await TestElement.start(path, { scripts: folder });
  await test.open();
  for (const [index, source] of sources.entries()) await test.receive(event(source, index));
  return test;
}

describe("example table-editor", () => {
  it("has no diagnostics, and its helper is up to date", async () => {
    expect(parseProtocol(readFileSync(path)).diagnostics).to.deep.equal([]);
    const { code, err } = await start("src/cli/main.ts", ["typings", path, "--check"]).ended;
    expect([code, err]).to.deep.equal([0, ""]);
  });

  it("subscribes, and makes a row of each pushed source", async () => {
    await using test = await withRows("Café Zoé", "日本語");
    expect(test.sent.map(({ text }) => text)).to.deep.equal(['{"type":"subscribe","sources":["*"]}']);
    expect(test.rows(table)).to.deep.equal([
      ["Café Zoé", 0, 1, null, null],
      ["日本語", 1, 1, null, null],
    ]);
  });

  it("updates the row of a known source, equal messages included, and leaves its label", async () => {
    await using test = await withRows("Café Zoé");
    expect(await test.setCell(writeLabel, "Café Zoé", "Büro €")).to.equal(0);
    await test.receive(event("Café Zoé", 7));
    await test.receive(event("Café Zoé", 7));
    expect(test).to.have.row(table, "Café Zoé", ["Café Zoé", 7, 3, "Büro €"]);
  });

  it("a field is set in its own row only", async () => {
    await using test = await withRows("a", "b");
    await test.setCell(writeLabel, "b", "second");
    expect(test).to.have.cell(table, "b", label, "second");
    expect(test).to.have.cell(table, "a", label, null);
  });

  it("the button Reset sets the count of its row to 0", async () => {
    await using test = await withRows("a", "b");
    expect(await test.setCell(button, "b", "reset")).to.equal(0);
    expect(test).to.have.cell(table, "b", events, 0);
    expect(test).to.have.cell(table, "a", events, 1);
    expect(test).to.have.logged("QA2|reset of row 'b'");
    await test.receive(event("b", 5));
    expect(test).to.have.row(table, "b", ["b", 5, 1]);
  });

  it("the button Forget deletes its row; the next event makes a new one without the label", async () => {
    await using test = await withRows("a", "b");
    await test.setCell(writeLabel, "a", "first");
    await test.setCell(button, "a", "forget");
    expect(test.rows(table)).to.deep.equal([["b", 1, 1, null, null]]);
    await test.receive(event("a", 9));
    expect(test).to.have.row(table, "a", ["a", 9, 1, null]);
  });

  it("a button of a row that is gone does nothing", async () => {
    await using test = await withRows("a");
    expect(await test.setCell(button, "gone", "forget")).to.equal(0x80040221);
    expect(test.rows(table)).to.have.length(1);
  });

  it("runs with a real device", async () => {
    await using device = await EventDevice.start();
    const protocol = parseProtocol(readFileSync(path)).protocol;
    await using element = new Element(protocol, {
      ...{ host: "ws://127.0.0.1", port: device.port, scripts: folder, savedValues: savedInMemory() },
    });
    const [first] = eventSources;
    const rowMade = element.when((one) => one.type === "qaction" && one.id === 1 && one.phase === "finished");
    await element.start();
    await rowMade;
    expect(element.row(table, first)?.slice(0, 1)).to.deep.equal([first]);
    expect(element.rows(table)?.[0]?.[value - table - 1]).to.be.a("number");
  });

  it("runs by the command line", async () => {
    await using device = await EventDevice.start();
    const { code, out } = await start("src/cli/main.ts", [
      ...["run", path, "--host", "ws://127.0.0.1", "--port", String(device.port), "--for", "1"],
    ]).ended;
    expect(code).to.equal(0);
    expect(out).to.contain(eventSources[0]);
  });
});
