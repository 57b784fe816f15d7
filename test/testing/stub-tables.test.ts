/** The tables of a stub. */
import { expect } from "chai";
import { stubTables } from "../../src/testing/stub-tables.ts";

describe("stub tables", () => {
  it("as many columns as the longest row; a number makes a column one of numbers, but never the key", () => {
    const tables = stubTables({ 100: [["a"], ["b", 5, "x"]], 200: { key: 1, rows: [["x", "k"]] } });
    expect(tables.rows(100)).to.deep.equal([
      ["a", null, null],
      ["b", 5, "x"],
    ]);
    expect(tables.object("GetParameterIndexByKey")?.(200, "k", 1)).to.equal("x");
    expect(stubTables({ 100: [["a"]] }).rows(100)).to.deep.equal([["a"]]);
  });

  it("members of tables only, and only for tables that are there", () => {
    const tables = stubTables({ 100: [] });
    expect(tables.object("GetParameter")).to.equal(undefined);
    expect(tables.object("RowCount")?.(100)).to.equal(0);
    expect(tables.object("RowCount")?.([["a", "b"]])).to.equal(2);
    expect(tables.object("Row")?.([["a", "b"]], 1)).to.deep.equal(["b"]);
    expect(() => tables.object("RowCount")?.(5)).to.throw("RowCount(5)");
    expect(() => tables.rows(5)).to.throw("rows(5)");
  });
});
