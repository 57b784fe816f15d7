/** QActionTableRow: one row as an object. */
import { expect } from "chai";
import { QActionTableRow } from "../../../src/qaction/table/qaction-table-row.ts";

describe("QActionTableRow", () => {
  it("has its cells by idx; columns never assigned are null in the array", () => {
    const row = new QActionTableRow(1, 3, ["x", "key"]);
    expect(row.Key).to.equal("key");
    expect([row.Index, row.ColumnCount]).to.deep.equal([1, 3]);
    expect(row.ToObjectArray()).to.deep.equal(["x", "key", null]);
    row.Columns.set(2, 5);
    expect([...row]).to.deep.equal(["x", "key", 5]);
  });

  it("a row without a key has the empty one; a number is taken as text; more values than columns are cut", () => {
    expect(new QActionTableRow(0, 2).Key).to.equal("");
    expect(new QActionTableRow(0, 2, [7]).Key).to.equal("7");
    expect(new QActionTableRow(0, 2, ["a", "b", "c"]).ToObjectArray()).to.deep.equal(["a", "b"]);
  });

  it("is known as a row by another copy of the kit; a row class knows its own", () => {
    class Special extends QActionTableRow {}
    const mark = Symbol.for("qaction-kit.QActionTableRow");
    const foreign: unknown = { [mark]: true };
    expect(foreign instanceof QActionTableRow).to.equal(true);
    expect([null, "row", {}].map((value: unknown) => value instanceof QActionTableRow)).to.deep.equal([
      false,
      false,
      false,
    ]);
    const rows = [new QActionTableRow(0, 1), new Special(0, 1)];
    expect(rows.map((row) => row instanceof QActionTableRow)).to.deep.equal([true, true]);
    expect(rows.map((row) => row instanceof Special)).to.deep.equal([false, true]);
  });
});
