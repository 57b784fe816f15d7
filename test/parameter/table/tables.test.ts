/** Finding tables and the places of columns. */
import { expect } from "chai";
import { column, table, tableBench, text } from "../../support/parameter/parameter-protocols.ts";

describe("TableSet", () => {
  const { store, table: made } = tableBench({
    columns: [column(0, 1001), column(1, 1002), column(2, 1003), column(3, 1060)],
    params: [
      text(1052, {}, { type: "write", name: "Param 1002" }),
      text(1060, {}, { type: "write" }),
      text(7, {}, { type: "write" }),
      table(2000, [column(0, 2001)]),
      text(2001),
    ],
  });

  it("finds a table by its id", () => {
    expect(store.table(1000)).to.equal(made);
    expect(store.table(1001)).to.equal(undefined);
    expect([...store.tables()].map(({ pid }) => pid)).to.deep.equal([1000, 2000]);
  });

  it("finds the place of a column, and of the write parameter that belongs to one", () => {
    expect(store.columnPlace(1003)).to.deep.include({ idx: 2 });
    expect(store.columnPlace(1052)).to.deep.equal({ table: made, idx: 1 });
    expect(store.columnPlace(1060)).to.deep.equal({ table: made, idx: 3 });
    expect(store.columnPlace(2001)?.table.pid).to.equal(2000);
    expect([store.columnPlace(7), store.columnPlace(1000)]).to.deep.equal([undefined, undefined]);
  });

  it("a write column also holds what was set by its own id, a read column does not", () => {
    expect(store.set(1052, "x", "external", undefined)).to.include({ code: 0, fired: true });
    expect(store.get(1052)).to.equal("x");
    expect(store.set(1060, "y", "script", undefined).code).to.equal(0);
    expect(store.get(1002)).to.equal(undefined);
  });
});
