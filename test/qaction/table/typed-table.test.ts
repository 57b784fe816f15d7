/** Tables whose rows are of a class. */
import { expect } from "chai";
import { QActionTable } from "../../../src/qaction/table/qaction-table.ts";
import { column, defineRow } from "../../../src/qaction/table/row-class.ts";
import { tableMaker } from "../../../src/qaction/table/typed-table.ts";
import type { TableOf } from "../../../src/qaction/table/typed-table.ts";
import { inScript, tableParams } from "../../support/qaction/script-element.ts";

const Row = defineRow(0, 2, { Key0: column.text(0), Level: column.number(1) });
const make = tableMaker(100, "Levels", Row);

describe("typed table", () => {
  it("is a QActionTable; iterating gives rows of the class", async () => {
    const params = tableParams(100, [{ pid: 101 }, { pid: 102, kind: "number" }]);
    const { result } = await inScript(params, (protocol) => {
      const table = make(protocol) as TableOf<typeof Row>;
      table.FillArray([new Row({ Key0: "a", Level: 1 }), new Row(["b", 2])]);
      const levels = Array.from(table, (row) => [row instanceof Row, row.Key0, row.Level, row.Key]);
      return [table instanceof QActionTable, table.TableId, table.TableName, levels, table.GetCell("b", 1)];
    });
    expect(result).to.deep.equal([
      true,
      100,
      "Levels",
      [
        [true, "a", 1, "a"],
        [true, "b", 2, "b"],
      ],
      2,
    ]);
  });
});
