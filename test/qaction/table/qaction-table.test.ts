/** QActionTable: a table as an object. */
import { expect } from "chai";
import { expectCode } from "../../support/qaction/expect-code.ts";
import { inScript, tableParams } from "../../support/qaction/script-element.ts";
import { QActionTable } from "../../../src/qaction/table/qaction-table.ts";
import { QActionTableRow } from "../../../src/qaction/table/qaction-table-row.ts";

const params = tableParams(
  100,
  [{ pid: 101 }, { pid: 102, options: ";indexColumn" }, { pid: 103, kind: "number" }],
  'displayColumn="1"',
);

async function inTable<T>(script: (table: QActionTable) => T) {
  return inScript(params, (protocol) => script(new QActionTable(protocol, 100, "table 100")));
}

const row = (...cells: (string | number | null)[]): QActionTableRow => new QActionTableRow(0, 3, cells);

describe("QActionTable", () => {
  it("adds, reads and deletes rows as the members of SLProtocol do", async () => {
    const { result } = await inTable((table) => [
      table.AddRow("a"),
      table.AddRow(["b", "x"]),
      table.AddRow(row("c", "y", 3)),
      table.AddRow(["d"], new Date(0)),
      table.AddRowReturnKey(row("e", "z", 5)),
      table.GetRow("c"),
      table.GetRow(1),
      table.Exists("c"),
      table.GetPosition("c"),
      table.DeleteRow(["a", "d"]),
      table.RowCount,
      table.Keys,
      table.DisplayKeys,
      table.GetKeysForIndex(102, "Y"),
      [table.TableId, table.TableName],
    ]);
    expect(result).to.deep.equal([
      1,
      2,
      3,
      4,
      "e",
      ["c", "y", 3],
      ["b", "x", null],
      true,
      3,
      3,
      3,
      ["b", "c", "e"],
      ["x", "y", "z"],
      ["c"],
      [100, "table 100"],
    ]);
  });

  it("cells: columns count from 0, positions too", async () => {
    const { result } = await inTable((table) => {
      table.AddRow(["a", "x", 1]);
      return [
        table.GetCell("a", 1),
        table.GetCell(0, 2),
        table.SetCell("a", 1, "y"),
        table.SetCell(0, 2, 1),
        table.GetRow("a"),
      ];
    });
    expect(result).to.deep.equal(["x", 1, true, false, ["a", "y", 1]]);
  });

  it("SetRow: by position, key or row object; a missing row is made only with createRow", async () => {
    const { result } = await inTable((table) => {
      table.AddRow(["a", "x", 1]);
      expectCode(() => table.SetRow("b", ["b", "y"]), "ERR_ARGUMENT");
      expectCode(() => table.SetRow(row("b")), "ERR_ARGUMENT");
      expectCode(() => table.SetRow(1, ["b"]), "ERR_ARGUMENT");
      expectCode(() => table.SetRow(-1, ["b"]), "ERR_ARGUMENT");
      return [
        table.SetRow(0, ["a", "y"]),
        table.SetRow("a", row("a", null, 2)),
        table.SetRow("b", ["b", "z"], true),
        table.SetRow(row("c", "q", null), true),
        table.Keys.map((key) => table.GetRow(key)),
      ];
    });
    expect(result).to.deep.equal([
      [0, 1],
      [0, 0, 1],
      [1, 1],
      [1, 1, 1],
      [
        ["a", "y", 2],
        ["b", "z", null],
        ["c", "q", null],
      ],
    ]);
  });

  it("fills from row objects and from columns, with time and flag", async () => {
    const { result } = await inTable((table) => {
      const steps = [table.FillArray([row("a", "x", 1), row("b", "y", 2)]), table.Keys.join()];
      steps.push(table.FillArrayNoDelete([["c"], ["z"]]), table.Keys.join());
      steps.push(table.FillArrayNoDelete([row("a", "w", Infinity)], true));
      steps.push(
        table.FillArray(
          [
            ["a", "b"],
            [-Infinity, "y"],
          ],
          null,
          true,
        ),
        table.Keys.join(),
      );
      return [steps, table.GetRow("a")];
    });
    expect(result).to.deep.equal([
      [true, "a,b", true, "a,b,c", true, true, "a,b"],
      ["a", null, 1],
    ]);
  });

  it("SetColumn wants one value a key", async () => {
    const { result } = await inTable((table) => {
      table.FillArray([["a", "b"]]);
      expectCode(() => table.SetColumn(102, ["a", "b"], ["x"]), "ERR_ARGUMENT");
      table.SetColumn(102, ["a", "b"], ["x", "y"]);
      table.SetColumn(102, ["a"], [-Infinity], true);
      return table.Keys.map((key) => table.GetCell(key, 1));
    });
    expect(result).to.deep.equal([null, "y"]);
  });

  it("Clear empties; iterating gives row objects", async () => {
    const { result } = await inTable((table) => {
      table.FillArray([
        ["a", "b"],
        ["x", "y"],
      ]);
      const keys = Array.from(table, (one) => [one.Key, one.Columns.get(1)]);
      return [keys, table.Clear(), table.Clear(), [...table]];
    });
    expect(result).to.deep.equal([
      [
        ["a", "x"],
        ["b", "y"],
      ],
      0,
      -1,
      [],
    ]);
  });

  it("row objects to rows and to columns", async () => {
    const { result } = await inTable((table) => [
      table.QActionRowsToObjectArray([row("a", "x"), row("b")]),
      table.QActionRowsToObjectFillArray([row("a", "x"), row("b")]),
    ]);
    expect(result).to.deep.equal([
      [
        ["a", "x", null],
        ["b", null, null],
      ],
      [
        ["a", "b"],
        ["x", null],
        [null, null],
      ],
    ]);
  });

  it("AddRowReturnKey with a time: a history set of each cell without a time of its own", async () => {
    const own = new Date(2026, 0, 2);
    const made = await inScript(
      tableParams(100, [{ pid: 101, type: "autoincrement" }, { pid: 102 }, { pid: 103 }]),
      (protocol) => {
        const table = new QActionTable(protocol, 100, "table 100");
        const key = table.AddRowReturnKey([null, "x", ["y", own]], new Date(2026, 0, 1));
        return [key, table.GetRow(key), table.AddRowReturnKey(row(null, "z"), null), table.AddRowReturnKey()];
      },
    );
    expect(made.result).to.deep.equal(["1", ["1", "x", "y"], "2", "3"]);
    // Neither column has historySet.
    expect(made.noticed("SCRIPT_HISTORY")).to.have.lengthOf(2);
  });
});
