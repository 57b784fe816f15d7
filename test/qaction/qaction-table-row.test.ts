/** QActionTableRow: one row as an object. */
import { expect } from "chai";
import { QActionTableRow } from "../../src/qaction/qaction-table-row.ts";

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
});
