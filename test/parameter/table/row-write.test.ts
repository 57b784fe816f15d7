/** AddRow, SetRow, the cell setters and restored rows. */
import { expect } from "chai";
import { CLEAR, LEAVE } from "../../../src/parameter/table/clear-leave.ts";
import { column, number, rowsOf, tableBench } from "../../support/parameter/parameter-protocols.ts";

describe("row writes", () => {
  describe("addRow", () => {
    it("appends a row and gives its 1-based position; missing and null cells are not initialised", () => {
      const { table } = tableBench();
      expect(table.addRow(["a", "x"])).to.include({ code: 0, position: 1, key: "a", added: true });
      expect(table.addRow("b")).to.include({ position: 2, key: "b", added: true });
      expect(table.addRow(["c", null, 0])).to.include({ position: 3 });
      expect(rowsOf(table)).to.deep.equal([
        ["a", "x", null],
        ["b", null, null],
        ["c", null, 0],
      ]);
    });

    it("an existing key: nothing is written, and the position of that row comes back", () => {
      const { table, notices } = tableBench();
      table.addRow(["a", "x", 1]);
      expect(table.addRow(["a", "y", 2])).to.deep.include({
        code: 0,
        position: 1,
        added: false,
        changes: [],
      });
      expect(table.row("a")).to.deep.equal(["a", "x", 1]);
      expect(notices).to.deep.equal([]);
    });

    it("reports every cell that is not null, in one change", () => {
      const { table } = tableBench();
      expect(table.addRow(["a", null, 5]).changes).to.deep.equal([
        { key: "a", position: 1, oldRow: null, newRow: ["a", null, 5], columns: [0, 2] },
      ]);
    });

    it("more cells than columns: those beyond are dropped, which is said once", () => {
      const { table, notices } = tableBench();
      expect(table.addRow(["a", "x", 2, 3, 4])).to.include({ code: 0, added: true });
      table.addRow(["b", "y", 2, 3]);
      expect(rowsOf(table)).to.deep.equal([
        ["a", "x", 2],
        ["b", "y", 2],
      ]);
      expect(notices.map(({ code }) => code)).to.deep.equal(["TABLE_DATA"]);
    });

    it("no key, or an empty one: refused with a line", () => {
      const { table, notices } = tableBench();
      for (const row of [[], [null, "x"], ["", "x"], [{}]]) {
        expect(table.addRow(row)).to.include({ code: 0x80040222, position: 0, added: false });
      }
      expect(table.size).to.equal(0);
      expect(notices.every(({ code }) => code === "TABLE_DATA")).to.equal(true);
    });

    it("Clear and Leave stay not initialised; a moment beside a value is passed over", () => {
      const { table } = tableBench();
      table.addRow(["a", CLEAR, LEAVE]);
      table.addRow(["b", ["x", new Date(0)], [5, new Date(0)]]);
      expect(rowsOf(table)).to.deep.equal([
        ["a", null, null],
        ["b", "x", 5],
      ]);
    });

    it("a number as key is taken as text, with one line", () => {
      const { table, notices } = tableBench();
      expect(table.addRow([5, "x"]).key).to.equal("5");
      table.addRow([6, "x"]);
      expect(notices.map(({ code }) => code)).to.deep.equal(["TABLE_KEY"]);
    });

    it("a key with blanks at its ends or ; ? * \\ is taken, with one line", () => {
      const { table, notices } = tableBench();
      for (const key of [" a", "b;c", "d?", "*", "e\\f"]) expect(table.addRow(key).added).to.equal(true);
      expect(notices.map(({ code }) => code)).to.deep.equal(["TABLE_KEY"]);
    });

    it("rowLimits: a full table takes no row, a volatile one has its own limit, and before 10.4.9 there is none", () => {
      const rowLimits = [2, 3] as const;
      const fill = (options: object, volatile: boolean): number => {
        const definition = { options: volatile ? ["volatile"] : [] };
        const { table } = tableBench({ options: { rowLimits, ...options }, definition });
        for (const key of ["a", "b", "c", "d"]) table.addRow(key);
        return table.size;
      };
      expect([fill({}, false), fill({}, true)]).to.deep.equal([2, 3]);
      expect(fill({ dataMinerVersion: "10.4.8" }, false)).to.equal(4);
      expect(tableBench().table.core.limit).to.equal(105_000);
      expect(tableBench({ definition: { options: ["volatile"] } }).table.core.limit).to.equal(1_005_000);
    });
  });

  describe("setRow", () => {
    it("gives 1 for each cell that changed; null keeps; the key never changes", () => {
      const { table } = tableBench();
      table.addRow(["a", "x", 1]);
      const outcome = table.setRow("a", ["other", "x", 2]);
      expect(outcome.cells).to.deep.equal([0, 0, 1]);
      expect(outcome.changes).to.deep.equal([
        { key: "a", position: 1, oldRow: ["a", "x", 1], newRow: ["a", "x", 2], columns: [2] },
      ]);
      expect(table.setRow("a", [null, null]).cells).to.deep.equal([0, 0]);
      expect(table.setRow("a", [null, "x", 2]).changes).to.deep.equal([]);
      expect(rowsOf(table)).to.deep.equal([["a", "x", 2]]);
    });

    it("a row given before is a snapshot that later writes leave alone", () => {
      const { table } = tableBench();
      table.addRow(["a", "x", 1]);
      const before = table.row("a");
      table.setCell("a", 1, "y");
      expect(before).to.deep.equal(["a", "x", 1]);
    });

    it("Clear and Leave with the flag; without it they are stored as infinities, with a line", () => {
      const { table, notices } = tableBench();
      table.addRow(["a", "x", 1]);
      expect(table.setRow("a", [null, CLEAR, LEAVE], true).cells).to.deep.equal([0, 1, 0]);
      expect(table.row("a")).to.deep.equal(["a", null, 1]);
      table.setRow("a", [null, null, LEAVE]);
      expect(table.cell("a", 2)).to.equal(Infinity);
      expect(notices.map(({ code }) => code)).to.deep.equal(["TABLE_INFINITY"]);
    });

    it("more cells than columns, or a missing row: nothing is done", () => {
      const { table } = tableBench();
      expect(table.setRow("a", ["a", "x"])).to.deep.equal({ code: 0x80040221, cells: null, changes: [] });
      table.addRow("a");
      expect(table.setRow("a", [1, 2, 3, 4])).to.include({ code: 0x80040222, cells: null });
    });

    it("autoAdd makes SetRow and the cell setters add a missing row", () => {
      const { table } = tableBench({ definition: { options: ["autoAdd"] } });
      expect(table.setRow("a", [null, "x", CLEAR], true).cells).to.deep.equal([0, 1, 0]);
      expect(table.setCell("b", 2, 5)).to.include({ code: 0, changed: true });
      expect(table.setRow("", [null, "x"]).cells).to.equal(null);
      expect(rowsOf(table)).to.deep.equal([
        ["a", "x", null],
        ["b", null, 5],
      ]);
    });
  });

  describe("setCell", () => {
    it("says whether the cell changed; the cell of the key never does", () => {
      const { table } = tableBench();
      table.addRow(["a", "x", 1]);
      expect(table.setCell("a", 1, "y")).to.include({ code: 0, changed: true });
      expect(table.setCell("a", 1, "y")).to.deep.equal({ code: 0, changed: false, changes: [] });
      expect(table.setCell("a", 0, "b")).to.include({ code: 0, changed: false });
      expect(table.setCell("a", 2, "abc")).to.include({ code: 0x80040222, changed: false });
      expect(table.row("a")).to.deep.equal(["a", "y", 1]);
    });

    it("a missing row 0x80040221, a column outside 0x80040244", () => {
      const { table } = tableBench();
      expect(table.setCell("a", 1, "x").code).to.equal(0x80040221);
      expect(table.setCell("a", 0, "x").code).to.equal(0x80040221);
      table.addRow("a");
      expect(table.setCell("a", 3, "x").code).to.equal(0x80040244);
    });

    for (const cellNull of ["keep", "empty"] as const) {
      it(`cellNull ${cellNull}: null in a cell setter`, () => {
        const { table } = tableBench({ options: { cellNull } });
        table.addRow(["a", "x", 1]);
        expect(table.setCell("a", 1, null).changed).to.equal(cellNull === "empty");
        expect(table.cell("a", 1)).to.equal(cellNull === "empty" ? null : "x");
      });
    }

    it("a write column with an idx of its own reports every set", () => {
      const { table } = tableBench({
        columns: [column(0, 1001), column(1, 1002), column(2, 1053)],
        params: [number(1053, {}, { type: "write" })],
      });
      table.addRow(["a", "x", 1]);
      expect(table.setCell("a", 2, 1)).to.deep.include({ changed: false });
      expect(table.setCell("a", 2, 1).changes.map(({ columns }) => columns)).to.deep.equal([[2]]);
      expect(table.setRow("a", [null, "x", 1]).changes.map(({ columns }) => columns)).to.deep.equal([[2]]);
    });
  });

  it("a restored row comes back with its saved cells and reports nothing", () => {
    const { table } = tableBench();
    table.restoreRow("a", [null, "x"]);
    table.restoreRow("a", [null, null, 5]);
    table.restoreRow("", ["", "nobody"]);
    expect(rowsOf(table)).to.deep.equal([["a", "x", 5]]);
  });
});
