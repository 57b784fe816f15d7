/** Keys by the value of a column. */
import { expect } from "chai";
import { column, number, tableBench } from "../../support/parameter/parameter-protocols.ts";

describe("column index", () => {
  it("finds rows without case for foreign keys and index columns, in the order of the rows", () => {
    const { table } = tableBench({
      columns: [
        column(0, 1001),
        column(1, 1002, "retrieved", { options: ["indexColumn"] }),
        column(2, 1003, "retrieved", { options: ["foreignKey=2000"] }),
        column(3, 1004),
      ],
      params: [number(1004)],
    });
    table.addRow(["a", "Red", 1, 5]);
    table.addRow(["b", "blue", 2, 5]);
    table.addRow(["c", "RED", 1, 5]);
    expect(table.keysForIndex(1002, "red")).to.deep.equal(["a", "c"]);
    expect(table.keysForIndex(1002, "RED", true)).to.deep.equal(["c"]);
    expect(table.keysForIndex(1003, "1")).to.deep.equal(["a", "c"]);
    expect(table.keysForIndex(1002, "green")).to.deep.equal([]);
    expect(table.keysForIndex(1004, "5")).to.equal(undefined);
    expect(table.keysForIndex(4711, "5")).to.equal(undefined);
  });

  it("follows every kind of write", () => {
    const { table } = tableBench({
      columns: [column(0, 1001), column(1, 1002, "retrieved", { options: ["indexColumn"] })],
    });
    const red = (): readonly string[] | undefined => table.keysForIndex(1002, "red");
    table.addRow(["a", "red"]);
    expect(red()).to.deep.equal(["a"]);
    table.setCell("a", 1, "blue");
    expect(red()).to.deep.equal([]);
    table.setRow("a", [null, "red"]);
    table.fillColumns([["b"], ["red"]], { absent: "keep" });
    expect(red()).to.deep.equal(["a", "b"]);
    table.deleteRows(["a"]);
    expect(red()).to.deep.equal(["b"]);
    table.restoreRow("c", [null, "red"]);
    expect(red()).to.deep.equal(["b", "c"]);
    table.clear();
    expect(red()).to.deep.equal([]);
  });
});
