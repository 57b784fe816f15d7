/** Row classes with a property for each column. */
import { expect } from "chai";
import { QActionTableRow } from "../../../src/qaction/table/qaction-table-row.ts";
import { column, defineRow } from "../../../src/qaction/table/row-class.ts";
import type { RowOf } from "../../../src/qaction/table/row-class.ts";

const ArticleRow = defineRow(1, 3, {
  Title: column.text(0),
  ArticleKey: column.text(1),
  ArticleKey_1001: column.text(1),
  Mode: column.discreet<1 | 2, 2>(2),
});
type ArticleRow = RowOf<typeof ArticleRow>;

describe("row class", () => {
  it("properties get and set the cells of their columns, null when not assigned", () => {
    const row: ArticleRow = new ArticleRow();
    expect([row.Title, row.Mode, row.Key, row.Index, row.ColumnCount]).to.deep.equal([null, null, "", 1, 3]);
    row.Title = "Café";
    row.ArticleKey_1001 = "7";
    row.Mode = 2;
    expect(row.ToObjectArray()).to.deep.equal(["Café", "7", 2]);
    expect([row.ArticleKey, row.Key]).to.deep.equal(["7", "7"]);
    row.Columns.set(0, Infinity);
    expect([...row]).to.deep.equal([Infinity, "7", 2]);
  });

  it("is made from cells by idx, or from properties", () => {
    expect(new ArticleRow(["x", "1", 1]).Mode).to.equal(1);
    expect(new ArticleRow({ ArticleKey: "1", Mode: 2 }).ToObjectArray()).to.deep.equal([null, "1", 2]);
    expect(new ArticleRow()).to.be.instanceOf(QActionTableRow);
  });

  it("keeps its columns for the types of tables", () => {
    expect(ArticleRow.columns.ArticleKey).to.deep.equal({ idx: 1 });
    expect(column.number(4)).to.deep.equal({ idx: 4 });
  });
});
