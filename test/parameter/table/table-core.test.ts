/** Columns, options and keys of a table. */
import { expect } from "chai";
import { column, table, tableBench, text } from "../../support/parameter/parameter-protocols.ts";

describe("TableCore", () => {
  it("a displaykey column has no cell, and a gap of idxs none either", () => {
    const { table: made } = tableBench({
      columns: [column(0, 1001), column(2, 1003), column(3, 1002, "displaykey")],
    });
    expect(made.width).to.equal(3);
    expect(made.columns[1]).to.equal(undefined);
    made.addRow(["a", "nobody", 5]);
    expect(made.row("a")).to.deep.equal(["a", null, 5]);
    expect(made.column(1002)).to.equal(undefined);
  });

  it("reads its options without case", () => {
    const { core } = tableBench({ definition: { options: ["AutoAdd", "Naming=/1002"] } }).table;
    expect(core.has("autoadd")).to.equal(true);
    expect(core.has("volatile")).to.equal(false);
    expect(core.option("naming")).to.equal("/1002");
    expect(core.option("view")).to.equal(undefined);
  });

  it("a key is a text that is not empty, or a number", () => {
    const { core } = tableBench().table;
    expect(["a", 5, -1.5].map((value) => core.keyOf(value))).to.deep.equal(["a", "5", "-1.5"]);
    for (const value of ["", null, undefined, {}, Number.NaN, true])
      expect(core.keyOf(value)).to.equal(undefined);
    expect(core.keyOf(["a", new Date(0)])).to.equal("a");
  });

  it("a line about one thing is written once", () => {
    const { table: made, notices } = tableBench();
    made.core.once("TABLE_KEY", "x", "says so");
    made.core.once("TABLE_KEY", "x", "says so");
    made.core.once("TABLE_KEY", "y", "says more");
    expect(notices.map(({ message }) => message)).to.deep.equal([
      "Table 1000 (Param 1000) says so.",
      "Table 1000 (Param 1000) says more.",
    ]);
  });

  it("foreign keys that go round find nothing, and end", () => {
    const link = (to: number): { options: string[] } => ({ options: [`foreignKey=${String(to)}`] });
    const { table: made, store } = tableBench({
      columns: [column(0, 1001), column(1, 1002, "retrieved", link(2000))],
      params: [
        table(2000, [column(0, 2001), column(1, 2002, "retrieved", link(1000))]),
        text(2001),
        text(2002),
      ],
    });
    made.addRow(["a", "b"]);
    store.table(2000)?.addRow(["b", "a"]);
    expect(made.core.foreignCell(made.row("a") ?? [], 4711)).to.equal(undefined);
    expect(made.core.foreignCell(made.row("a") ?? [], 2002)).to.equal("a");
  });
});
