/** What the engine adds to a row: states, deltas, concatenations, row numbers. */
import { expect } from "chai";
import { rowState } from "../../../src/parameter/table/row-edit.ts";
import {
  column,
  number,
  rowsOf,
  table,
  tableBench,
  text,
} from "../../support/parameter/parameter-protocols.ts";
import type { TableBench } from "../../support/parameter/parameter-protocols.ts";

const remove = { absent: "remove" } as const;
const keep = { absent: "keep" } as const;

function withState(options: readonly string[] = []): TableBench {
  return tableBench({
    columns: [column(0, 1001), column(1, 1002), column(2, 1003, "state", { options })],
  });
}

describe("engine columns", () => {
  it("state: new, equal, updated, deleted, recreated", () => {
    const { table: made } = withState();
    const states = (): unknown => Object.fromEntries(made.keys().map((key) => [key, made.cell(key, 2)]));
    made.fillColumns(
      [
        ["a", "b"],
        ["x", "y"],
      ],
      remove,
    );
    expect(states()).to.deep.equal({ a: rowState.new, b: rowState.new });
    made.fillColumns(
      [
        ["a", "b"],
        ["x", "Y"],
      ],
      remove,
    );
    expect(states()).to.deep.equal({ a: rowState.equal, b: rowState.updated });
    const { changes } = made.fillColumns([["a"], ["x"]], remove);
    expect(states()).to.deep.equal({ a: rowState.equal, b: rowState.deleted });
    expect(changes.map(({ key, columns }) => [key, columns])).to.deep.equal([["b", [2]]]);
    made.fillColumns(
      [
        ["a", "b"],
        ["x", "Y"],
      ],
      remove,
    );
    expect(states()).to.deep.equal({ a: rowState.equal, b: rowState.recreated });
  });

  it("state: rows that a fill without deleting does not name keep theirs", () => {
    const { table: made } = withState();
    made.fillColumns(
      [
        ["a", "b"],
        ["x", "y"],
      ],
      keep,
    );
    made.fillColumns([["b"], ["y"]], keep);
    expect([made.cell("a", 2), made.cell("b", 2)]).to.deep.equal([rowState.new, rowState.equal]);
  });

  it("state: with the option delete, rows that vanished go", () => {
    const { table: made } = withState(["delete"]);
    made.fillColumns(
      [
        ["a", "b"],
        ["x", "y"],
      ],
      remove,
    );
    made.fillColumns([["b"], ["y"]], remove);
    expect(made.keys()).to.deep.equal(["b"]);
  });

  it("state: a script cannot write it; its own writes make a row new or updated", () => {
    const { table: made } = withState();
    made.addRow(["a", "x", 9]);
    expect(made.cell("a", 2)).to.equal(rowState.new);
    expect(made.setRow("a", [null, "y", 9]).cells).to.deep.equal([0, 1, 0]);
    expect(made.cell("a", 2)).to.equal(rowState.updated);
    expect(made.setCell("a", 2, 9)).to.include({ code: 0, changed: false });
    expect(made.cell("a", 2)).to.equal(rowState.updated);
  });

  it("delta: 100 to 102 writes 2 into the other column, and reports it", () => {
    const { table: made } = tableBench({
      columns: [column(0, 1001), column(1, 1003, "retrieved", { options: ["delta=2"] }), column(2, 1004)],
      params: [number(1004)],
    });
    made.addRow(["a", 100]);
    expect(made.cell("a", 2)).to.equal(null);
    expect(made.setCell("a", 1, 102).changes[0]?.columns).to.deep.equal([1, 2]);
    expect(made.row("a")).to.deep.equal(["a", 102, 2]);
    made.setCell("a", 1, 102);
    expect(made.cell("a", 2)).to.equal(2);
    made.fillColumns([["a"], [90]], keep);
    expect(made.cell("a", 2)).to.equal(-12);
    made.fillColumns([["a"], [null]], keep);
    expect(made.row("a")).to.deep.equal(["a", null, -12]);
  });

  it("delta with a foreign column subtracts the cell that the foreign key leads to", () => {
    const { table: made, store } = tableBench({
      columns: [
        column(0, 1001),
        column(1, 1002, "retrieved", { options: ["foreignKey=2000"] }),
        column(2, 1003, "retrieved", { options: ["delta=3:2002"] }),
        column(3, 1004),
      ],
      params: [number(1004), table(2000, [column(0, 2001), column(1, 2002)]), text(2001), number(2002)],
    });
    store.table(2000)?.addRow(["ref", 100]);
    made.addRow(["a", "ref", 102]);
    made.addRow(["b", "nowhere", 102]);
    expect(made.contents()[3]).to.deep.equal([2, null]);
  });

  it("two deltas that name each other do not go round", () => {
    const { table: made } = tableBench({
      columns: [
        column(0, 1001),
        column(1, 1003, "retrieved", { options: ["delta=2"] }),
        column(2, 1004, "retrieved", { options: ["delta=1"] }),
      ],
      params: [number(1004)],
    });
    made.addRow(["a", 1]);
    made.setCell("a", 1, 5);
    expect(made.row("a")).to.deep.equal(["a", 5, 4]);
  });

  it("concatenation joins cells, as a column of its own or as the primary key", () => {
    const joined = { value: "1,2", options: ["separator=."] };
    const { table: made } = tableBench({
      columns: [column(0, 1001), column(1, 1002), column(2, 1003), column(3, 1004, "concatenation", joined)],
      params: [text(1004)],
    });
    made.addRow(["a", "x", 1]);
    expect(made.cell("a", 3)).to.equal("x.1");
    made.setCell("a", 2, 2);
    expect(made.cell("a", 3)).to.equal("x.2");

    const keyed = tableBench({
      columns: [column(0, 1001, "concatenation", joined), column(1, 1002), column(2, 1003)],
    }).table;
    expect(keyed.addRow([null, "x", 1]).key).to.equal("x.1");
    expect(keyed.addRow([null, "x"]).added).to.equal(false);
    expect(keyed.fillColumns([[null], ["y"], [2]], keep).code).to.equal(0);
    expect(keyed.keys()).to.deep.equal(["x.1", "y.2"]);
  });

  it("index gives a new row its number", () => {
    const { table: made } = tableBench({
      columns: [column(0, 1001), column(1, 1003, "index")],
    });
    made.addRow(["a", 9]);
    made.fillColumns([["b"]], keep);
    expect(rowsOf(made)).to.deep.equal([
      ["a", 1],
      ["b", 2],
    ]);
  });
});
