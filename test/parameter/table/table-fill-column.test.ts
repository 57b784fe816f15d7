/** FillArrayWithColumn. */
import { expect } from "chai";
import { CLEAR, LEAVE } from "../../../src/parameter/table/clear-leave.ts";
import { column, number, tableBench } from "../../support/parameter/parameter-protocols.ts";

const remove = { absent: "remove" } as const;
const start = [
  ["a", "b", "c"],
  ["x", "y", "z"],
  [1, 2, 3],
];

describe("FillArrayWithColumn", () => {
  it("sets one column, a single value for all keys", () => {
    const { table } = tableBench();
    table.fillColumns(start, remove);
    table.fillColumn(1003, ["a", "c"], [10, 30]);
    expect(table.contents()[2]).to.deep.equal([10, 2, 30]);
    table.fillColumn(1003, ["a", "b"], [7]);
    expect(table.contents()[2]).to.deep.equal([7, 7, 30]);
    table.fillColumn(1003, ["a", "b", "c"], [CLEAR, LEAVE, 5], true);
    expect(table.contents()[2]).to.deep.equal([null, 7, 5]);
    expect(table.fillColumn(1003, [], []).changes).to.deep.equal([]);
  });

  it("other lengths 0x80040221, an unknown column 0x80040239, key and engine columns 0x80040222", () => {
    const { table } = tableBench({
      columns: [
        column(0, 1001),
        column(1, 1002, "state"),
        column(2, 1003, "retrieved", { options: ["element"] }),
        column(3, 1004),
      ],
      params: [number(1004)],
    });
    expect(table.fillColumn(1004, ["a", "b", "c"], [1, 2]).code).to.equal(0x80040221);
    expect(table.fillColumn(4711, ["a"], [1]).code).to.equal(0x80040239);
    for (const pid of [1001, 1002, 1003])
      expect(table.fillColumn(pid, ["a"], ["b"]).code).to.equal(0x80040222);
    expect(table.fillColumn(1004, ["a", ""], [1]).code).to.equal(0x80040222);
    expect(table.size).to.equal(0);
  });

  for (const columnCreatesRows of [true, false]) {
    it(`columnCreatesRows ${String(columnCreatesRows)}: keys without a row`, () => {
      const { table } = tableBench({ options: { columnCreatesRows } });
      table.addRow("a");
      table.fillColumn(1003, ["a", "new"], [1, 2]);
      expect(table.cell("a", 2)).to.equal(1);
      expect(table.cell("new", 2)).to.equal(columnCreatesRows ? 2 : undefined);
    });
  }

  for (const columnNull of ["empty", "keep"] as const) {
    it(`columnNull ${columnNull}: null empties the cell or keeps it`, () => {
      const { table } = tableBench({ options: { columnNull } });
      table.addRow(["a", "x", 1]);
      table.fillColumn(1003, ["a"], [null]);
      expect(table.cell("a", 2)).to.equal(columnNull === "empty" ? null : 1);
    });
  }
});
