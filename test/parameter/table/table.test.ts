/** Reading a table, deleting rows, saved columns. */
import { expect } from "chai";
import { column, rowsOf, tableBench } from "../../support/parameter/parameter-protocols.ts";
import type { TableBench } from "../../support/parameter/parameter-protocols.ts";
import type { ParameterOptions } from "../../../src/parameter/store.ts";

function filled(options: Partial<ParameterOptions> = {}): TableBench {
  const made = tableBench({ options });
  made.table.fillRows(
    [
      ["a", "x", 1],
      ["b", "y", 2],
      ["c", "z", 3],
      ["d", "w", null],
    ],
    { absent: "remove" },
  );
  return made;
}

describe("Table", () => {
  it("finds rows, cells, keys and positions; positions start at 1", () => {
    const { table } = filled();
    expect([table.size, table.width, table.keyIdx]).to.deep.equal([4, 3, 0]);
    expect([table.has("a"), table.has("A"), table.has("x")]).to.deep.equal([true, false, false]);
    expect([table.position("a"), table.position("d"), table.position("x")]).to.deep.equal([1, 4, 0]);
    expect([table.keyAt(1), table.keyAt(4), table.keyAt(0), table.keyAt(5)]).to.deep.equal([
      "a",
      "d",
      undefined,
      undefined,
    ]);
    expect(table.row("b")).to.deep.equal(["b", "y", 2]);
    expect(table.row("x")).to.equal(undefined);
    expect([table.cell("b", 2), table.cell("d", 2), table.cell("x", 2), table.cell("b", 3)]).to.deep.equal([
      2,
      null,
      undefined,
      undefined,
    ]);
  });

  it("hands its contents out by columns", () => {
    expect(filled().table.contents()).to.deep.equal([
      ["a", "b", "c", "d"],
      ["x", "y", "z", "w"],
      [1, 2, 3, null],
    ]);
    expect(tableBench().table.contents()).to.deep.equal([[], [], []]);
  });

  it("deletes rows by key, passes over unknown keys, and says what is left", () => {
    const { table } = filled();
    expect(table.deleteRows(["b", "unknown", "b"])).to.deep.equal({
      code: 0,
      left: 3,
      removed: ["b"],
      changes: [],
    });
    expect(table.deleteRows(["unknown"])).to.deep.include({ code: 0, left: 3 });
    expect(table.keys()).to.deep.equal(["a", "c", "d"]);
    expect(table.position("d")).to.equal(3);
    expect(table.deleteRows(["a", "c", "d"]).left).to.equal(0);
  });

  for (const [rowRemoval, keys] of [
    ["shiftUp", ["a", "c", "d"]],
    ["moveLast", ["a", "d", "c"]],
  ] as const) {
    it(`rowRemoval ${rowRemoval}: the order after a row is deleted`, () => {
      const { table } = filled({ rowRemoval });
      table.deleteRows(["b"]);
      expect(table.keys()).to.deep.equal(keys);
    });
  }

  it("keyCase ignore finds a row whatever the case, and keeps the key as it was given", () => {
    const { table } = filled({ keyCase: "ignore" });
    expect(table.addRow("A")).to.include({ added: false, position: 1, key: "a" });
    expect(table.cell("B", 1)).to.equal("y");
    table.fillColumns([["C"], ["Z"]], { absent: "keep" });
    expect(table.row("c")).to.deep.equal(["c", "Z", 3]);
    expect(table.deleteRows(["D"]).removed).to.deep.equal(["d"]);
  });

  it("clear empties it, by the store as well", () => {
    const { table, store } = filled();
    expect(store.clear(1000)).to.equal(0);
    expect(rowsOf(table)).to.deep.equal([]);
  });

  it("saves the key, display columns and columns that ask for it; a volatile table nothing", () => {
    const columns = [
      column(0, 1001),
      column(1, 1002),
      column(2, 1003, "retrieved", { options: ["save"] }),
      column(3, 1004, "retrieved", { options: ["foreignKey=2000"] }),
      column(4, 1005, "state", { options: ["save"] }),
      column(5, 1006, "retrieved", { options: ["save", "volatile"] }),
      column(6, 1007),
    ];
    const saved = (definition: object): number[] => tableBench({ columns, definition }).table.savedColumns();
    expect(saved({})).to.deep.equal([0, 2, 3]);
    expect(saved({ displayColumn: 1 })).to.deep.equal([0, 1, 2, 3]);
    expect(saved({ namingFormat: ";1007;x;1002" })).to.deep.equal([0, 1, 2, 3, 6]);
    expect(saved({ options: ["naming=/1007,9999"] })).to.deep.equal([0, 2, 3, 6]);
    expect(saved({ options: ["volatile"] })).to.deep.equal([]);
  });

  it("says whether scripts may ask for the row as it was", () => {
    expect(filled().table.preservesState).to.equal(false);
    expect(tableBench({ definition: { options: ["preserve state"] } }).table.preservesState).to.equal(true);
  });
});
