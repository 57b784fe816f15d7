/** What a row QAction sees of its row. */
import { expect } from "chai";
import { inScript, tableParams } from "../../support/qaction/script-element.ts";
import { rowContextOf } from "../../../src/parameter/table/row-context.ts";
import type { Table } from "../../../src/parameter/table/table.ts";

async function tableOf(attributes: string): Promise<Table> {
  const { parameters } = await inScript(
    tableParams(100, [{ pid: 101 }, { pid: 102 }, { pid: 103, kind: "number" }], attributes),
    () => undefined,
  );
  const table = parameters.table(100);
  if (table === undefined) throw new Error("The test has no table.");
  return table;
}

const change = {
  key: "a",
  position: 2,
  oldRow: ["a", "x", 1],
  newRow: ["a", "y", 1],
  columns: [1],
};

describe("row context", () => {
  it("has index and key, and details for the cells that changed", async () => {
    const at = Date.UTC(2026, 0, 2, 3, 4, 5, 6);
    expect(rowContextOf(await tableOf(""), change, at, "ann")).to.deep.equal({
      table: 100,
      index: 2,
      key: "a",
      newRow: [null, ["y", new Date(at), "ann", "y", null, 6, null], null],
    });
  });

  it("has the row before for tables that preserve state; of a new row everything changed", async () => {
    const table = await tableOf('options=";preserve state"');
    expect(rowContextOf(table, change, 0, "").oldRow).to.deep.equal([
      null,
      ["x", new Date(0), "", "x", null, 0, null],
      null,
    ]);
    const fresh = rowContextOf(table, { ...change, oldRow: null }, 0, "");
    expect(fresh.newRow).to.deep.equal([
      ["a", new Date(0), "", "a", null, 0, null],
      ["y", new Date(0), "", "y", null, 0, null],
      [1, new Date(0), "", "1", null, 0, null],
    ]);
    expect(fresh.oldRow).to.deep.equal([
      [null, new Date(0), "", null, null, 0, null],
      [null, new Date(0), "", null, null, 0, null],
      [null, new Date(0), "", null, null, 0, null],
    ]);
  });
});
