/** Change events of cells. */
import { expect } from "chai";
import { cellChanges } from "../../src/parameter/cell-change.ts";
import { tableBench } from "./fixture.ts";

describe("cellChanges", () => {
  it("gives one entry a cell, row by row, each with the whole row before and after", () => {
    const { table } = tableBench();
    table.addRow(["a", "x", 1]);
    const outcome = table.fillRows(
      [
        ["b", null, 5],
        ["a", "y", 2],
      ],
      { absent: "keep" },
    );
    const found = [...cellChanges(table, outcome)].map(({ table: of, ...rest }) => ({ ...rest, of: of.pid }));
    const [b, a] = [
      { of: 1000, key: "b", position: 2, oldRow: null, newRow: ["b", null, 5] },
      { of: 1000, key: "a", position: 1, oldRow: ["a", "x", 1], newRow: ["a", "y", 2] },
    ];
    expect(found).to.deep.equal([
      { ...b, pid: 1001, idx: 0 },
      { ...b, pid: 1003, idx: 2 },
      { ...a, pid: 1002, idx: 1 },
      { ...a, pid: 1003, idx: 2 },
    ]);
  });
});
