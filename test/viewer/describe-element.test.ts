/** What the page knows of a protocol. */
import { expect } from "chai";
import { Element } from "../../src/element/element.ts";
import { parseProtocol } from "../../src/protocol/load-protocol.ts";
import { describeElement } from "../../src/viewer/describe-element.ts";
import { ids, protocolText } from "../support/viewer/connector.ts";

describe("description of an element", () => {
  const description = describeElement(new Element(parseProtocol(protocolText).protocol));
  const param = (id: number): (typeof description.params)[number] | undefined =>
    description.params.find((one) => one.id === id);

  it("has the pages in their order, without lines and web pages, and the default one", () => {
    expect(description.pages).to.deep.equal(["Main", "Table"]);
    expect(description.defaultPage).to.equal("Main");
  });

  it("orders pages that pageOrder does not name by their names (Protocol.Display-pageOrder)", () => {
    const text = protocolText
      .replace(/pageOrder="[^"]*"/, 'pageOrder="Table"')
      .replace('defaultPage="Main"', "");
    const other = describeElement(new Element(parseProtocol(text).protocol));
    expect([other.pages, other.defaultPage]).to.deep.equal([["Table", "Main"], "Table"]);
  });

  it("has positions, units, decimals, ranges, exceptions and discreets of a parameter", () => {
    expect(param(ids.level)).to.deep.include({
      positions: [{ page: "Main", row: 1, column: 0 }],
      units: "dB",
      decimals: 1,
      low: -60,
      high: 10,
      numeric: true,
      write: ids.writeLevel,
    });
    expect(param(ids.level)?.exceptions.map(({ display }) => display)).to.deep.equal(["No signal"]);
    expect(param(ids.mode)?.discreets).to.deep.equal([
      { display: "Standby", value: "0" },
      { display: "On air", value: "1" },
    ]);
    expect(param(ids.secret)?.secret).to.equal(true);
  });

  it("has the columns of a table as it shows them, and the write parameters of these", () => {
    expect(description.tables).to.deep.equal([
      {
        id: ids.table,
        key: 0,
        columns: [
          { pid: ids.key, idx: 0, width: 200 },
          { pid: ids.cell, idx: 1, width: 150 },
          { pid: 1003, idx: 2, width: 100 },
        ],
      },
    ]);
    expect(param(ids.cell)).to.include({ ofTable: ids.table, write: ids.writeCell });
    expect(param(ids.writeCell)).to.include({ ofTable: ids.table, ofRead: ids.cell });
  });
});
