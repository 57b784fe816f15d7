/** What a ColumnOption says, and values as cells. */
import { expect } from "chai";
import { Column } from "../../../src/parameter/table/column.ts";
import { column, number, tableBench, text } from "../../support/parameter/parameter-protocols.ts";

function columnOf(options: readonly string[], type = "retrieved"): Column | undefined {
  return tableBench({ columns: [column(0, 1001), column(1, 1002, type, { options })] }).table.column(1002);
}

describe("Column", () => {
  it("reads its options without case", () => {
    const found = columnOf(["ForeignKey=2000", "DELTA=4:2002", "separator=."]);
    expect(found).to.be.instanceOf(Column);
    expect(found?.foreignKey).to.equal(2000);
    expect(found?.delta).to.deep.equal({ idx: 4, pid: 2002 });
    expect(found?.separator).to.equal(".");
    expect(columnOf(["delta=4"])?.delta).to.deep.equal({ idx: 4 });
    expect(columnOf(["save"])?.has("save")).to.equal(true);
    expect(columnOf([])?.delta).to.equal(undefined);
  });

  it("only foreign keys and index columns are indexed", () => {
    expect(columnOf(["foreignKey=2000"])?.indexed).to.equal(true);
    expect(columnOf(["indexColumn"])?.indexed).to.equal(true);
    expect(columnOf(["save"])?.indexed).to.equal(false);
  });

  it("who writes which type", () => {
    const rows = [
      ["retrieved", true, true],
      ["snmp", true, true],
      ["custom", true, false],
      ["state", false, false],
      ["concatenation", false, false],
      ["index", false, false],
      ["autoincrement", false, false],
      ["viewtablekey", false, false],
    ] as const;
    for (const [type, byScript, byFill] of rows) {
      expect(columnOf([], type), type).to.include({ byScript, byFill });
    }
  });

  it("cells are kept in the storage form of the element: what a code page lacks is lost", () => {
    const { table } = tableBench({ page: 1252 });
    table.addRow(["Ж", "é€Ж", 1]);
    expect(table.cell("Ж", 1)).to.equal("é€?");
    expect(
      tableBench({ page: 1252, options: { storageBestFit: true } }).table.addRow(["a", "Ā"]).added,
    ).to.equal(true);
  });

  it("ENC-39 primary keys are Unicode in every protocol", () => {
    const { table } = tableBench({ page: 1251 });
    table.addRow(["é😀", "é", 1]);
    expect(table.keys()).to.deep.equal(["é😀"]);
    expect(table.row("é😀")).to.deep.equal(["é😀", "?", 1]);
  });

  it("numbers are rounded to Decimals, and roundOnSet false leaves them", () => {
    for (const roundOnSet of [true, false]) {
      const { table } = tableBench({ options: { roundOnSet } });
      table.addRow(["a", null, 1.23456789]);
      expect(table.cell("a", 2)).to.equal(roundOnSet ? 1.234567 : 1.23456789);
    }
  });

  it("Sequence works on sets unless noset, with operands of the same row", () => {
    const half = { operation: "div", operand: { kind: "param", value: 1003 } } as const;
    const { table } = tableBench({
      columns: [column(0, 1001), column(1, 1003), column(2, 1004), column(3, 1005)],
      params: [number(1004, { sequence: [half] }), number(1005, { sequence: [half], sequenceNoSet: true })],
    });
    table.addRow(["a", 4, 10, 10]);
    expect(table.row("a")).to.deep.equal(["a", 4, 2.5, 10]);
    table.setCell("a", 1, 0);
    expect(table.setCell("a", 2, 1).code).to.equal(0x80040222);
    expect(table.cell("a", 2)).to.equal(2.5);
  });

  it("texts become numbers and numbers texts; what suits neither keeps the cell, with one line", () => {
    const { table, notices } = tableBench();
    table.addRow(["a", 5, "6.5"]);
    expect(table.row("a")).to.deep.equal(["a", "5", 6.5]);
    for (const value of ["abc", {}, Number.NaN]) {
      expect(table.setRow("a", [null, null, value]).cells).to.deep.equal([0, 0, 0]);
    }
    expect(table.cell("a", 2)).to.equal(6.5);
    expect(notices.map(({ code }) => code)).to.deep.equal(["TABLE_VALUE"]);
  });

  it("a column whose parameter is missing holds text", () => {
    const { table } = tableBench({ columns: [column(0, 1001), column(1, 4711)] });
    table.addRow(["a", 5]);
    expect(table.cell("a", 1)).to.equal("5");
    expect(text(1).interprete.type).to.equal("string");
  });
});
