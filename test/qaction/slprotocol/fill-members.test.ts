/** The FillArray family. */
import { expect } from "chai";
import { expectCode } from "../../support/qaction/expect-code.ts";
import { inScript, tableParams } from "../../support/qaction/script-element.ts";
import { SaveOption } from "../../../src/qaction/slprotocol/table-enums.ts";
import type { SLProtocol } from "../../../src/qaction/slprotocol/slprotocol.ts";
import type { Columns } from "../../../src/qaction/script-values.ts";

const params = tableParams(100, [{ pid: 101 }, { pid: 102 }, { pid: 103, kind: "number" }]);

/** Three rows to start with. */
function seed(protocol: SLProtocol): void {
  protocol.FillArray(100, [
    ["a", "b", "c"],
    ["x", "y", "z"],
    [1, 2, 3],
  ]);
}

function rows(protocol: SLProtocol): unknown[] {
  return (protocol.GetKeys(100) ?? []).map((key) => protocol.GetRow(100, key));
}

describe("fill members", () => {
  it("SLP-07 FillArray: null empties a cell; the content is replaced, absent rows go, positions stay", async () => {
    const made = await inScript(params, (protocol) => {
      seed(protocol);
      const result = protocol.FillArray(100, [
        ["d", "b"],
        ["w", null],
        [4, 2],
      ]);
      return [result, rows(protocol)];
    });
    expect(made.result).to.deep.equal([
      true,
      [
        ["b", null, 2],
        ["d", "w", 4],
      ],
    ]);
  });

  it("FillArrayNoDelete adds and updates, removes nothing", async () => {
    const { result } = await inScript(params, (protocol) => {
      seed(protocol);
      return [
        protocol.FillArrayNoDelete(100, [
          ["c", "d"],
          ["q", "r"],
        ]),
        rows(protocol),
      ];
    });
    expect(result).to.deep.equal([
      true,
      [
        ["a", "x", 1],
        ["b", "y", 2],
        ["c", "q", 3],
        ["d", "r", null],
      ],
    ]);
  });

  it("SLP-14 with a SaveOption the data is rows: Full replaces, Partial keeps", async () => {
    const { result } = await inScript(params, (protocol) => {
      seed(protocol);
      const partial = protocol.FillArray(100, [["b", "new", 9]], SaveOption.Partial);
      const afterPartial = protocol.GetKeys(100);
      const full = protocol.FillArray(100, [["b", "new", 9]], SaveOption.Full);
      return [partial, afterPartial, full, rows(protocol)];
    });
    expect(result).to.deep.equal([true, ["a", "b", "c"], true, [["b", "new", 9]]]);
  });

  it("SLP-14 data that looks transposed is warned about", async () => {
    const wide: Columns = ["a", "b", "c", "d"].map((key) => [key, "x", 1]);
    const made = await inScript(params, (protocol) => [
      protocol.FillArray(100, wide),
      protocol.FillArray(100, [["a", "b", "c", "d"]], SaveOption.Full),
    ]);
    expect(made.result).to.deep.equal([null, null]);
    expect(made.noticed("SCRIPT_ARGUMENT")[0]).to.contain("the data looks like rows");
  });

  it("SLP-15 a table with autoincrement is not filled", async () => {
    const numbered = tableParams(200, [{ pid: 201, type: "autoincrement" }, { pid: 202 }]);
    const { result, memory } = await inScript(numbered, (protocol) => [
      protocol.FillArray(200, [["1"], ["x"]]),
      protocol.RowCount(200),
    ]);
    expect(result).to.deep.equal([null, 0]);
    expect(memory.messages[0]).to.match(/^NT_FILL_ARRAY for 200 failed\. 0x8004/);
  });

  it("SLP-17 data that is no array of arrays: null, a log line, nothing written", async () => {
    const { result, memory } = await inScript(params, (protocol) => {
      seed(protocol);
      const loose = protocol as unknown as { FillArray(id: number, data: unknown): unknown };
      return [loose.FillArray(100, ["a", "b"]), loose.FillArray(100, null), protocol.RowCount(100)];
    });
    expect(result).to.deep.equal([null, null, 3]);
    expect(memory.messages).to.have.length(2);
    expect(memory.messages[0]).to.contain("no array of arrays");
  });

  it("an unknown table and a SaveOption that does not exist: null and a log line", async () => {
    const { result, memory } = await inScript(params, (protocol) => [
      protocol.FillArray(999, [["a"]]),
      protocol.FillArray(100, [["a"]], 5 as 193),
      protocol.FillArrayNoDelete(999, [["a"]]),
    ]);
    expect(result).to.deep.equal([null, null, null]);
    expect(memory.messages).to.deep.equal([
      "NT_FILL_ARRAY for 999 failed. 0x80040221",
      "NT_FILL_ARRAY for 100 with SaveOption 5 failed. 0x80040221",
      "NT_FILL_ARRAY_NO_DELETE for 999 failed. 0x80040221",
    ]);
  });

  it("SLP-08 Clear and Leave with the flag, behind the data or behind the time", async () => {
    const { result } = await inScript(params, (protocol) => {
      seed(protocol);
      protocol.FillArray(
        100,
        [
          ["a", "b"],
          [protocol.Clear, protocol.Leave],
        ],
        true,
      );
      const first = rows(protocol);
      protocol.FillArrayNoDelete(100, [["b"], [protocol.Clear]], null, true);
      protocol.FillArray(100, [["b", protocol.Leave, 7]], SaveOption.Partial, true);
      return [first, rows(protocol)];
    });
    expect(result).to.deep.equal([
      [
        ["a", null, 1],
        ["b", "y", 2],
      ],
      [
        ["a", null, 1],
        ["b", null, 7],
      ],
    ]);
  });

  it("before 10.4.2 there is no form with the flag", async () => {
    await inScript(
      params,
      (protocol) => {
        expectCode(() => protocol.FillArray(100, [["a"]], true), "ERR_ARGUMENT");
        expectCode(() => protocol.FillArrayWithColumn(100, 102, ["a"], ["x"], true), "ERR_ARGUMENT");
      },
      { dataMinerVersion: "10.4.1" },
    );
  });

  it("SLP-18 Partial with no rows: nothing since 10.6.1, an exception before", async () => {
    const { result } = await inScript(params, (protocol) => protocol.FillArray(100, [], SaveOption.Partial));
    expect(result).to.equal(true);
    await inScript(
      params,
      (protocol) => {
        expectCode(() => protocol.FillArray(100, [], SaveOption.Partial), "ERR_ARGUMENT");
      },
      { dataMinerVersion: "10.6.0" },
    );
  });

  it("FillArrayWithColumn sets one column; a single value goes to every key; missing rows are made", async () => {
    const made = await inScript(params, (protocol) => {
      seed(protocol);
      return [
        protocol.FillArrayWithColumn(100, 102, ["a", "d"], ["p", "q"]),
        protocol.FillArrayWithColumn(100, 103, ["a", "b"], [9]),
        rows(protocol),
      ];
    });
    expect(made.result).to.deep.equal([
      null,
      null,
      [
        ["a", "p", 9],
        ["b", "y", 9],
        ["c", "z", 3],
        ["d", "q", null],
      ],
    ]);
  });

  it("FillArrayWithColumn: lengths that differ throw; an idx instead of an id is pointed out", async () => {
    const made = await inScript(params, (protocol) => {
      seed(protocol);
      expectCode(() => protocol.FillArrayWithColumn(100, 102, ["a", "b", "c"], ["x", "y"]), "ERR_ARGUMENT");
      protocol.FillArrayWithColumn(100, 1, ["a"], ["x"]);
      protocol.FillArrayWithColumn(100, 101, ["a"], ["x"]);
      return rows(protocol)[0];
    });
    expect(made.result).to.deep.equal(["a", "x", 1]);
    expect(made.noticed("SCRIPT_ARGUMENT")[0]).to.contain("not its idx");
    expect(made.memory.messages).to.deep.equal([
      "NT_FILL_ARRAY_WITH_COLUMN for 100/1 failed. 0x80040239",
      "NT_FILL_ARRAY_WITH_COLUMN for 100/101 failed. 0x80040222",
    ]);
  });

  it("events: one row a change, only the cells that really changed", async () => {
    const made = await inScript(params, (protocol) => {
      seed(protocol);
      protocol.FillArrayNoDelete(100, [
        ["a", "b"],
        ["x", "new"],
        [1, 2],
      ]);
    });
    expect(made.changedRows.slice(3)).to.deep.equal(["100/b/1"]);
  });

  it("SLP-31 a fill with times needs historySet on each column", async () => {
    const made = await inScript(params, (protocol) => {
      protocol.FillArray(100, [["a"], ["x"], [1]], new Date(0));
      protocol.FillArrayNoDelete(100, [["a"], [["y", new Date(5)]]]);
      protocol.FillArrayWithColumn(100, 102, ["a"], ["z"], new Date(9));
      return rows(protocol);
    });
    expect(made.result).to.deep.equal([["a", "z", 1]]);
    expect(made.noticed("SCRIPT_HISTORY")).to.have.length(2);
  });

  it("SLP-16 fills skip columns that are not retrieved, with a warning", async () => {
    const custom = tableParams(100, [{ pid: 101 }, { pid: 102, type: "custom" }, { pid: 103 }]);
    const made = await inScript(custom, (protocol) => {
      protocol.AddRow(100, ["a", "kept", "x"]);
      return [protocol.FillArrayNoDelete(100, [["a"], ["ignored"], ["y"]]), protocol.GetRow(100, "a")];
    });
    expect(made.result).to.deep.equal([true, ["a", "kept", "y"]]);
    expect(made.noticed("TABLE_COLUMN")).to.have.length(1);
  });
});
