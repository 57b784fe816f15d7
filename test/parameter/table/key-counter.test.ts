/** Keys that the engine hands out. */
import { expect } from "chai";
import { column, tableBench } from "../../support/parameter/parameter-protocols.ts";
import type { TableBench } from "../../support/parameter/parameter-protocols.ts";
import type { ColumnDefinition } from "../../../src/protocol/model.ts";
import type { ParameterOptions } from "../../../src/parameter/store.ts";

function counted(more: Partial<ColumnDefinition> = {}, options: Partial<ParameterOptions> = {}): TableBench {
  return tableBench({
    columns: [column(0, 1001, "autoincrement", more), column(1, 1002), column(2, 1003)],
    options,
  });
}

describe("KeyCounter", () => {
  it("counts from 1, above every key there is", () => {
    const { table } = counted();
    expect(table.addRowReturnKey().key).to.equal("1");
    expect(table.addRow(["7", "x"]).key).to.equal("7");
    expect(table.addRowReturnKey([null, "text"]).key).to.equal("8");
    expect(table.row("8")).to.deep.equal(["8", "text", null]);
    expect(table.addRow(["name"]).added).to.equal(true);
    expect(table.addRowReturnKey().key).to.equal("9");
  });

  it("goes on from the highest restored key", () => {
    const { table } = counted();
    table.restoreRow("41", []);
    expect(table.addRowReturnKey().key).to.equal("42");
  });

  it("adds the offset of ColumnOption@value", () => {
    const { table } = counted({ value: "100" });
    expect([table.addRowReturnKey().key, table.addRowReturnKey().key]).to.deep.equal(["101", "102"]);
    for (const value of ["-3", "2.5", "many", "1e400"])
      expect(counted({ value }).table.addRowReturnKey().key, value).to.equal("1");
  });

  it("counts per group with groupby, joined with a dot or the separator", () => {
    const { table } = counted({ options: ["groupby=1"] });
    const add = (group: string): string => table.addRowReturnKey([null, group]).key;
    expect([add("1"), add("1"), add("2"), add("1")]).to.deep.equal(["1.1", "1.2", "2.1", "1.3"]);
    const dashed = counted({ options: ["groupby=1", "separator=-"] }).table;
    expect(dashed.addRowReturnKey([null, "x"]).key).to.equal("x-1");
    expect(dashed.addRowReturnKey().key).to.equal("-1");
  });

  for (const autoincrementReuse of [false, true]) {
    it(`autoincrementReuse ${String(autoincrementReuse)}: the highest row is deleted`, () => {
      const { table } = counted({}, { autoincrementReuse });
      table.addRowReturnKey();
      table.addRowReturnKey();
      table.deleteRows(["2"]);
      expect(table.addRowReturnKey().key).to.equal(autoincrementReuse ? "2" : "3");
    });
  }

  it("a table of the other kind gives no key", () => {
    expect(tableBench().table.addRowReturnKey()).to.include({ key: "", added: false, position: 0 });
  });
});
