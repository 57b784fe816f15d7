/** Members for rows and keys. */
import { expect } from "chai";
import { expectCode } from "../../support/qaction/expect-code.ts";
import { inScript, tableParams } from "../../support/qaction/script-element.ts";
import type { SLProtocol } from "../../../src/qaction/slprotocol/slprotocol.ts";

const params = tableParams(100, [{ pid: 101 }, { pid: 102 }, { pid: 103, kind: "number" }]);
const numbered = tableParams(200, [{ pid: 201, type: "autoincrement" }, { pid: 202 }]);

describe("row members", () => {
  it("AddRow gives the 1-based position; missing cells stay uninitialised", async () => {
    const made = await inScript(params, (protocol) => [
      protocol.AddRow(100, ["a", "x"]),
      protocol.AddRow(100, "b"),
      protocol.GetRow(100, "a"),
      protocol.GetRow(100, "b"),
    ]);
    expect(made.result).to.deep.equal([1, 2, ["a", "x", null], ["b", null, null]]);
    expect(made.changedRows).to.deep.equal(["100/a/0,1", "100/b/0"]);
  });

  it("SLP-09 AddRow of an existing key does nothing, and gives its position", async () => {
    const made = await inScript(params, (protocol) => [
      protocol.AddRow(100, ["a", "x"]),
      protocol.AddRow(100, ["b", "y"]),
      protocol.AddRow(100, ["a", "z"]),
      protocol.GetRow(100, "a"),
    ]);
    expect(made.result).to.deep.equal([1, 2, 1, ["a", "x", null]]);
    expect(made.changedRows).to.have.length(2);
    expect(made.memory.messages).to.deep.equal([]);
  });

  it("compat = peer: AddRow upserts, SetRow stores null and answers 0, 1, 2", async () => {
    const { result } = await inScript(
      params,
      (protocol) => [
        protocol.AddRow(100, ["a", "x", 1]),
        protocol.AddRow(100, ["a", "z", 1]),
        protocol.GetRow(100, "a"),
        protocol.SetRow(100, "a", ["a", "z", null]),
        protocol.GetRow(100, "a"),
      ],
      { compat: "peer" },
    );
    expect(result).to.deep.equal([1, 1, ["a", "z", 1], [0, 2, 1], ["a", "z", null]]);
  });

  it("compat = peer: AddRow fits the row to the table, also one that replaces another", async () => {
    const { result } = await inScript(
      params,
      (protocol) => [
        protocol.AddRow(100, ["a", "x", 1, "beyond"]),
        protocol.AddRow(100, ["a", "z"]),
        protocol.GetRow(100, "a"),
        protocol.AddRow(100, ["a", "y", 2, "beyond"]),
        protocol.GetRow(100, "a"),
      ],
      { compat: "peer" },
    );
    expect(result).to.deep.equal([1, 1, ["a", "z", null], 1, ["a", "y", 2]]);
  });

  it("compat = peer: ClearAllKeys of an empty table is 0, SetRow of a position without a row 0 for each column", async () => {
    const script = (protocol: SLProtocol): unknown[] => [
      protocol.ClearAllKeys(100),
      protocol.SetRow(100, 7, ["a", "z"]),
      protocol.SetRow(100, "nobody", ["nobody", "z"]),
    ];
    expect((await inScript(params, script, { compat: "peer" })).result).to.deep.equal([0, [0, 0, 0], null]);
    expect((await inScript(params, script)).result).to.deep.equal([-1, null, null]);
  });

  it("AddRow of an unknown table or without a key: -1 and a log line", async () => {
    const { result, memory } = await inScript(params, (protocol) => [
      protocol.AddRow(999, ["a"]),
      protocol.AddRow(100, [null, "b"]),
    ]);
    expect(result).to.deep.equal([-1, -1]);
    expect(memory.messages).to.deep.equal([
      "NT_ADD_ROW for 999 failed. 0x80040221",
      "NT_ADD_ROW for 100 failed. 0x80040222",
    ]);
  });

  it("AddRow and AddRowReturnKey of a longer row drop the cells beyond the table, and say so once", async () => {
    const made = await inScript(params + numbered, (protocol) => {
      protocol.AddRow(100, ["c", "d", 3, 4], [true, false, true, false]);
      return [
        protocol.AddRow(100, ["a", "b", 1, 2]),
        protocol.AddRow(100, [["b", "c", 2, 3], new Date(0)]),
        protocol.AddRowReturnKey(200, [null, "x", "beyond"]),
        protocol.GetRow(100, "a"),
        protocol.GetRow(100, "b"),
        protocol.GetRow(100, "c"),
        protocol.GetRow(200, "1"),
      ];
    });
    expect(made.result).to.deep.equal([2, 3, "1", ["a", "b", 1], ["b", "c", 2], ["c", "d", 3], ["1", "x"]]);
    expect(made.noticed("TABLE_DATA")).to.deep.equal([
      "Table 100 (table 100) was given a row of 4 cells, and it has 3 columns. The cells beyond were dropped.",
      "Table 200 (table 200) was given a row of 3 cells, and it has 2 columns. The cells beyond were dropped.",
    ]);
    expect(made.memory.messages).to.deep.equal([]);
  });

  it("AddRow with a mask: first the masked cells, then the others; lengths that differ throw", async () => {
    const made = await inScript(params, (protocol) => {
      protocol.AddRow(100, ["a", "x", 5], [true, false, true]);
      expectCode(() => {
        protocol.AddRow(100, ["b"], [true, false]);
      }, "ERR_ARGUMENT");
      return protocol.GetRow(100, "a");
    });
    expect(made.result).to.deep.equal(["a", "x", 5]);
    expect(made.changedRows).to.deep.equal(["100/a/0,2", "100/a/1"]);
  });

  it("AddRow with a time is a history set of its cells", async () => {
    const made = await inScript(params, (protocol) => [
      protocol.AddRow(100, [["a", "x"], new Date(0)]),
      protocol.GetRow(100, "a"),
    ]);
    expect(made.result).to.deep.equal([1, ["a", "x", null]]);
    expect(made.noticed("SCRIPT_HISTORY")).to.have.length(1);
  });

  it("SLP-19 a numeric primary key is taken as text, with a warning; so are keys with doubtful characters", async () => {
    const made = await inScript(params, (protocol) => [protocol.AddRow(100, [5]), protocol.GetKeys(100)]);
    expect(made.result).to.deep.equal([1, ["5"]]);
    expect(made.noticed("TABLE_KEY")).to.have.length(1);
    // UIComponentsTablePrimaryKeys: no blanks at the ends, no ; ? *; Primary_keys1: no backslash.
    for (const key of [" a", "a ", "a;b", "a?", "*", "a\\b"]) {
      const doubtful = await inScript(params, (protocol) => [
        protocol.AddRow(100, [key]),
        protocol.GetKeys(100),
      ]);
      expect(doubtful.result, key).to.deep.equal([1, [key]]);
      expect(doubtful.noticed("TABLE_KEY")[0], key).to.contain(`'${key}'`);
    }
    const plain = await inScript(params, (protocol) => protocol.AddRow(100, ["a b-c.1"]));
    expect(plain.noticed("TABLE_KEY")).to.deep.equal([]);
  });

  it("AddRowReturnKey gives the key of an autoincrement table; another table cannot make one", async () => {
    const { result, memory } = await inScript(params + numbered, (protocol) => [
      protocol.AddRowReturnKey(200),
      protocol.AddRowReturnKey(200, [null, "x"]),
      protocol.GetRow(200, "2"),
      protocol.AddRowReturnKey(100),
      protocol.AddRowReturnKey(100, ["k", "y"]),
      protocol.AddRowReturnKey(999),
    ]);
    expect(result).to.deep.equal(["1", "2", ["2", "x"], "", "k", ""]);
    expect(memory.messages).to.deep.equal([
      "NT_ADD_ROW_RETURN_KEY for 100 failed. 0x80040222",
      "NT_ADD_ROW_RETURN_KEY for 999 failed. 0x80040221",
    ]);
  });

  it("SLP-10 GetRow of a missing row is an array of nulls, of an unknown table null; positions count from 0", async () => {
    const { result, memory } = await inScript(params, (protocol) => {
      protocol.AddRow(100, ["a", "x", 1]);
      return [
        protocol.GetRow(100, 0),
        protocol.GetRow(100, 1),
        protocol.GetRow(100, "b"),
        protocol.GetRow(999, "a"),
      ];
    });
    expect(result).to.deep.equal([["a", "x", 1], [null, null, null], [null, null, null], null]);
    expect(memory.messages).to.deep.equal([
      "NT_GET_ROW for 100/1 failed. 0x80040239",
      "NT_GET_ROW for 100/b failed. 0x80040239",
      "NT_GET_ROW for 999/a failed. 0x80040239",
    ]);
  });

  it("SLP-07 SetRow: null keeps a cell, 1 for changed and 0 for equal, a missing row is not made", async () => {
    const made = await inScript(params, (protocol) => {
      protocol.AddRow(100, ["a", "x", 1]);
      return [
        protocol.SetRow(100, "a", ["a", null, 2]),
        protocol.SetRow(100, 0, ["a", "z"]),
        protocol.GetRow(100, "a"),
        protocol.SetRow(100, "b", ["b", "z"]),
        protocol.SetRow(100, "a", ["a", "b", 1, 2]),
        protocol.SetRow(999, "a", ["a"]),
        protocol.SetRow(100, 7, ["a"]),
      ];
    });
    expect(made.result).to.deep.equal([[0, 0, 1], [0, 1], ["a", "z", 2], null, null, null, null]);
    expect(made.memory.messages).to.deep.equal([
      "NT_SET_ROW for 100/b failed. 0x80040221",
      "NT_SET_ROW for 100/a failed. 0x80040222",
      "NT_SET_ROW for 999/a failed. 0x80040221",
      "NT_SET_ROW for 100/7 failed. 0x80040221",
    ]);
  });

  it("SLP-08 Clear and Leave work with the flag; without it they are stored as infinities, with a warning", async () => {
    const made = await inScript(params, (protocol) => {
      protocol.AddRow(100, ["a", "x", 1]);
      protocol.AddRow(100, ["b", "x", 1]);
      protocol.SetRow(100, "a", ["a", protocol.Clear, protocol.Leave], true);
      protocol.SetRow(100, "b", ["b", null, protocol.Leave], null, false);
      return [protocol.GetRow(100, "a"), protocol.GetRow(100, "b")];
    });
    expect(made.result).to.deep.equal([
      ["a", null, 1],
      ["b", "x", Infinity],
    ]);
    expect(made.noticed("TABLE_INFINITY")).to.have.length(1);
  });

  it("DeleteRow by key, by several keys, by 0-based position; unknown keys are passed over", async () => {
    const made = await inScript(params, (protocol) => {
      for (const key of ["a", "b", "c", "d", "e"]) protocol.AddRow(100, key);
      return [
        protocol.DeleteRow(100, "a"),
        protocol.DeleteRow(100, ["b", "nobody"]),
        protocol.DeleteRow(100, 0),
        protocol.DeleteRow(100, "nobody"),
        protocol.GetKeys(100),
        protocol.DeleteRow(999, "a"),
        protocol.DeleteRow(100, 9),
      ];
    });
    expect(made.result).to.deep.equal([4, 3, 2, 2, ["d", "e"], -1, 2]);
    expect(made.memory.messages).to.deep.equal([
      "NT_DELETE_ROW for 999 failed. 0x80040221",
      "NT_DELETE_ROW for 100 failed. 0x80040221",
    ]);
  });

  it("Exists, GetKeyPosition and RowCount, with their answers for what is not there", async () => {
    const { result } = await inScript(params, (protocol) => {
      protocol.AddRow(100, "a");
      protocol.AddRow(100, "b");
      return [
        protocol.Exists(100, "b"),
        protocol.Exists(100, "c"),
        protocol.Exists(999, "a"),
        protocol.GetKeyPosition(100, "b"),
        protocol.GetKeyPosition(100, "c"),
        protocol.GetKeyPosition(999, "a"),
        protocol.RowCount(100),
        protocol.RowCount(999),
      ];
    });
    expect(result).to.deep.equal([true, false, false, 2, 0, 0, 2, -1]);
  });

  it("RowCount and Row of a table that came as an input", async () => {
    const table = [
      ["a", "b"],
      [1, null],
    ];
    const { result } = await inScript(params, (protocol) => [
      protocol.RowCount(table),
      protocol.Row(table, 1),
      protocol.Row(table, 2),
      protocol.Row(table, -1),
      protocol.RowCount([null, null]),
      protocol.Row([null, null], 0),
    ]);
    expect(result).to.deep.equal([2, ["b", null], null, null, 0, null]);
  });

  it("ClearAllKeys: 0 when emptied, -1 without rows or without a table", async () => {
    const { result } = await inScript(params, (protocol) => {
      protocol.AddRow(100, "a");
      return [
        protocol.ClearAllKeys(100),
        protocol.RowCount(100),
        protocol.ClearAllKeys(100),
        protocol.ClearAllKeys(999),
      ];
    });
    expect(result).to.deep.equal([0, 0, -1, -1]);
  });

  it("before 10.5.6 ClearAllKeys needed RTDisplay", async () => {
    const hidden = tableParams(100, [{ pid: 101 }], "", false);
    for (const [dataMinerVersion, expected] of [
      ["10.5.5", [-1, 1]],
      ["10.5.6", [0, 0]],
    ] as const) {
      const { result } = await inScript(
        hidden,
        (protocol) => {
          protocol.AddRow(100, "a");
          return [protocol.ClearAllKeys(100), protocol.RowCount(100)];
        },
        { dataMinerVersion },
      );
      expect(result).to.deep.equal(expected);
    }
  });

  it("SLP-22 GetKeys: primary keys, or display keys, which need RTDisplay", async () => {
    const columns = [{ pid: 101 }, { pid: 102 }];
    const use = (xml: string) =>
      inScript(xml, (protocol) => {
        protocol.AddRow(100, ["a", "Alpha"]);
        return [
          protocol.GetKeys(100),
          protocol.GetKeys(100, 0),
          protocol.GetKeys(100, 1),
          protocol.GetKeys(999),
        ];
      });
    const shown = await use(tableParams(100, columns, 'displayColumn="1"'));
    expect(shown.result).to.deep.equal([["a"], ["a"], ["Alpha"], null]);
    expect(shown.noticed("SCRIPT_ARGUMENT")).to.have.length(0);
    const hidden = await use(tableParams(100, columns, 'displayColumn="1"', false));
    expect(hidden.noticed("SCRIPT_ARGUMENT")[0]).to.contain("RTDisplay");
  });

  it("SLP-23 GetKeysForIndex: only foreign keys and index columns, upper and lower case are the same", async () => {
    const xml =
      tableParams(100, [{ pid: 101 }, { pid: 102, options: ";indexColumn" }, { pid: 103 }]) +
      tableParams(200, [{ pid: 201 }, { pid: 202, options: ";foreignKey=100" }]);
    const made = await inScript(xml, (protocol) => {
      protocol.AddRow(200, ["k", "A"]);
      protocol.AddRow(100, ["a", "Red", "x"]);
      protocol.AddRow(100, ["b", "RED", "x"]);
      protocol.AddRow(100, ["c", "blue", "x"]);
      return [
        protocol.GetKeysForIndex(202, "a"),
        protocol.GetKeysForIndex(102, "red"),
        protocol.GetKeysForIndex(102, "green"),
        protocol.GetKeysForIndex(103, "x"),
        protocol.GetKeysForIndex(999, "x"),
      ];
    });
    expect(made.result).to.deep.equal([["k"], ["a", "b"], [], [], []]);
    expect(made.noticed("SCRIPT_ARGUMENT")).to.have.length(2);
    expect(made.memory.messages[0]).to.equal("NT_GET_KEYS_FOR_INDEX for 103 failed. 0x80040221");
  });

  it("tells the overloads apart: AddRow takes a mask, SetRow takes time or flag", async () => {
    const two = tableParams(100, [{ pid: 101 }, { pid: 102 }]);
    const { result } = await inScript(two, (protocol) => {
      protocol.AddRow(100, ["a", "x"], [true, true]);
      return [
        protocol.SetRow(100, "a", ["a", protocol.Clear], true),
        protocol.SetRow(100, "a", ["a", "y"], null),
        protocol.SetRow(100, "a", ["a", protocol.Leave], null, true),
        protocol.GetRow(100, "a"),
      ];
    });
    expect(result).to.deep.equal([
      [0, 1],
      [0, 1],
      [0, 0],
      ["a", "y"],
    ]);
  });
});
