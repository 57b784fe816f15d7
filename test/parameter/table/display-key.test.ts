/** Display keys and the text of a cell. */
import { expect } from "chai";
import { displayText } from "../../../src/parameter/table/display-key.ts";
import type { TableDefinition } from "../../../src/protocol/model.ts";
import { column, number, table, tableBench, text } from "../../support/parameter/parameter-protocols.ts";

function keyOf(definition: Partial<TableDefinition>): string | undefined {
  const { table: made } = tableBench({ definition });
  made.addRow(["k", "Cam", 7]);
  return made.displayKey("k");
}

describe("display keys", () => {
  it("NamingFormat joins texts and columns without its separator", () => {
    expect(keyOf({ namingFormat: ";Input;1002;TS;1003" })).to.equal("InputCamTS7");
    expect(keyOf({ namingFormat: ",string ,1002, discreet ,1003" })).to.equal("string Cam discreet 7");
    expect(keyOf({ namingFormat: "; 1002;1003" }), "blanks around an id make it text").to.equal(" 10027");
  });

  it("naming keeps its separator between the values", () => {
    expect(keyOf({ options: ["naming=/1002,1003"] })).to.equal("Cam/7");
    expect(keyOf({ options: ["Naming= 1003"] })).to.equal("7");
  });

  it("displayColumn shows one column, but not the key's own", () => {
    expect(keyOf({ displayColumn: 1 })).to.equal("Cam");
    expect(keyOf({ displayColumn: 0 })).to.equal("k");
    expect(keyOf({})).to.equal("k");
  });

  it("NamingFormat goes before naming, naming before displayColumn", () => {
    expect(keyOf({ namingFormat: ";a", options: ["naming=/1003"], displayColumn: 1 })).to.equal("a");
    expect(keyOf({ options: ["naming=/1003"], displayColumn: 1 })).to.equal("7");
  });

  it("reaches columns of other tables over foreign keys", () => {
    const { table: cameras, store } = tableBench({
      columns: [column(0, 1001), column(1, 1002, "retrieved", { options: ["foreignKey=2000"] })],
      definition: { namingFormat: ";2002; - ;3002; - ;9999;1001" },
      params: [
        table(2000, [
          column(0, 2001),
          column(1, 2002),
          column(2, 2003, "retrieved", { options: ["foreignKey=3000"] }),
        ]),
        table(3000, [column(0, 3001), column(1, 3002)]),
        ...[2001, 2002, 2003, 3001, 3002].map((pid) => text(pid)),
      ],
    });
    store.table(3000)?.addRow(["hall", "Hall A"]);
    store.table(2000)?.addRow(["r1", "Rack 1", "hall"]);
    cameras.addRow(["c1", "r1"]);
    cameras.addRow(["c2", "nowhere"]);
    expect(cameras.displayKeys()).to.deep.equal(["Rack 1 - Hall A - 9999c1", " -  - 9999c2"]);
  });

  it("a missing row has none", () => {
    expect(tableBench().table.displayKey("x")).to.equal(undefined);
  });

  it("a cell shows its discreet, else the number with its display decimals; exceptions stay raw", () => {
    const discreets = [{ display: "On", value: "1" }];
    const exceptions = [{ value: "-1", display: "N/A" }];
    expect(displayText(number(1, {}, { discreets }), 1)).to.equal("On");
    expect(displayText(text(1, {}, { discreets }), "1")).to.equal("On");
    expect(displayText(number(1, { exceptions }), -1)).to.equal("-1");
    expect(displayText(number(1, { exceptions }, { discreets }), -1)).to.equal("");
    expect(displayText(number(1, {}, { displayDecimals: 2 }), 1.5)).to.equal("1.50");
    expect(displayText(number(1, {}, { displayDecimals: 0 }), 2.5)).to.equal("3");
    expect(displayText(number(1), 1.25)).to.equal("1.25");
    expect(displayText(undefined, 4)).to.equal("4");
    expect(displayText(text(1), null)).to.equal("");
  });
});
