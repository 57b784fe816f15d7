/** Connectors in code: what they say is what is loaded. */
import { expect } from "chai";
import { QActionKitError } from "../../src/base/errors.ts";
import { parseProtocol } from "../../src/protocol/load-protocol.ts";
import { sketchConnector, sketchScripts, sketchXml } from "../../src/testing/connector-sketch.ts";

describe("connector sketch", () => {
  it("standalone parameters: short and long form", () => {
    const { params, unicode, connections } = sketchConnector({
      name: "A & B",
      params: {
        1: "text",
        2: {
          kind: "number",
          name: "<Level>",
          save: true,
          value: 5,
          discreets: { "Low & lower": 1, High: 2 },
        },
        3: { kind: "text", length: 4 },
        52: { kind: "number", name: "<Level>", type: "write", setter: true },
        60: { kind: "text", options: "dynamic ip 0" },
      },
    });
    expect([unicode, connections.map(({ kind }) => kind)]).to.deep.equal([true, ["virtual"]]);
    const [one, two, three, write, address] = [1, 2, 3, 52, 60].map((id) => params.get(id));
    expect(one).to.include({ name: "Parameter 1", type: "read", save: false, rtDisplay: true });
    expect(one?.interprete).to.include({ type: "string", lengthType: "next param" });
    expect(two).to.include({ name: "<Level>", save: true });
    expect(two?.discreets).to.deep.equal([
      { display: "Low & lower", value: "1" },
      { display: "High", value: "2" },
    ]);
    expect(two?.interprete).to.include({ type: "double", defaultValue: "5" });
    expect(three?.interprete).to.include({ lengthType: "fixed", length: 4 });
    expect(write).to.include({ type: "write", setter: true, name: "<Level>" });
    expect(address?.dynamicIp).to.equal(0);
  });

  it("tables: column ids follow that of the table, a write is a parameter of the same name", () => {
    const { params } = sketchConnector({
      tables: {
        1000: {
          columns: [
            "text",
            { kind: "number", name: "Level", options: ";save", write: 1052 },
            { pid: 1010, type: "custom" },
          ],
          options: ";naming=/1002",
        },
        2000: { name: "Other", columns: ["text", "text"], key: 1 },
      },
    });
    const table = params.get(1000)?.table;
    expect(table).to.deep.include({ index: 0, options: ["naming=/1002"] });
    expect(table?.columns.map(({ pid, type, options }) => [pid, type, options])).to.deep.equal([
      [1001, "retrieved", []],
      [1002, "retrieved", ["save"]],
      [1010, "custom", []],
    ]);
    expect(params.get(1052)).to.include({ type: "write", name: "Level", setter: true });
    expect(params.get(2000)).to.include({ name: "Other" });
    expect(params.get(2000)?.table?.index).to.equal(1);
  });

  it("QActions and their scripts; a message parameter makes connection 0 a WebSocket", () => {
    const run = (): void => undefined;
    const sketch = {
      unicode: false,
      message: 10,
      params: { 10: "text" },
      qactions: { 3: { run, triggers: [10], inputs: [10], options: "binary" }, 4: { run, row: true } },
    } as const;
    const { qactions, connections, responses, unicode } = sketchConnector(sketch);
    expect(qactions.get(3)).to.deep.include({
      triggers: [10],
      inputParameters: [10],
      binary: true,
      row: false,
    });
    expect(qactions.get(4)).to.deep.include({ triggers: [], entryPoints: ["Run"], row: true });
    expect([...sketchScripts(sketch)]).to.deep.equal([
      [3, run],
      [4, run],
    ]);
    expect(connections).to.have.length(1);
    expect(connections[0]).to.include({ kind: "http", webSocket: true });
    expect(responses.get(1)?.content).to.deep.equal([10]);
    expect(unicode).to.equal(false);
    // Only the test itself gives a socket another address, or runs a QAction without triggers.
    expect(
      parseProtocol(sketchXml(sketch)).diagnostics.filter(
        ({ severity, code }) => severity !== "error" && !["DYNAMIC_IP_MISSING", "ITEM_UNUSED"].includes(code),
      ),
    ).to.deep.equal([]);
  });

  it("what cannot be is refused with the words of the loader", () => {
    const twice = (): unknown =>
      sketchConnector({ params: { 1001: "text" }, tables: { 1000: { columns: ["text"] } } });
    expect(twice)
      .to.throw(QActionKitError, "The connector of the test is not valid.")
      .with.property("code", "ERR_TEST_SKETCH");
    expect(() => sketchConnector({ qactions: { 1: { run: () => undefined, triggers: [5] } } })).to.throw("5");
  });
});
