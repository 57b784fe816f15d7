/** Members for single cells. */
import { expect } from "chai";
import { inScript, tableParams } from "../../support/qaction/script-element.ts";

const changed = 0x0004024a;
const params = tableParams(100, [{ pid: 101 }, { pid: 102 }, { pid: 103, kind: "number" }]);
const timed = params.replace('<Param id="102">', '<Param id="102" historySet="true">');

describe("cell members", () => {
  it("SLP-12 GetParameterIndex and SetParameterIndex count rows and columns from 1, and warn about 0", async () => {
    const made = await inScript(params, (protocol) => {
      protocol.AddRow(100, ["a", "x", 1]);
      protocol.AddRow(100, ["b", "y", 2]);
      return [
        protocol.GetParameterIndex(100, 2, 3),
        protocol.SetParameterIndex(100, 2, 3, 5),
        protocol.GetParameterIndex(100, 2, 3),
        protocol.GetParameterIndex(100, 0, 1),
        protocol.GetParameterIndexByKey(100, "a", 0),
      ];
    });
    expect(made.result).to.deep.equal([2, true, 5, null, null]);
    expect(made.noticed("SCRIPT_ARGUMENT")).to.have.length(2);
    expect(made.noticed("SCRIPT_ARGUMENT")[0]).to.contain("count from 1");
  });

  it("SLP-04 a cell never set reads null, also a numeric one", async () => {
    const { result, memory } = await inScript(params, (protocol) => {
      protocol.AddRow(100, "a");
      return [protocol.GetParameterIndex(100, 1, 2), protocol.GetParameterIndexByKey(100, "a", 3)];
    });
    expect(result).to.deep.equal([null, null]);
    expect(memory.messages).to.deep.equal([]);
  });

  it("GetParameterIndex outside the table gives null and 0x80040244", async () => {
    const { result, memory } = await inScript(params, (protocol) => {
      protocol.AddRow(100, "a");
      return [
        protocol.GetParameterIndex(100, 2, 1),
        protocol.GetParameterIndex(100, 1, 4),
        protocol.GetParameterIndex(999, 1, 1),
      ];
    });
    expect(result).to.deep.equal([null, null, null]);
    expect(memory.messages).to.deep.equal([
      "NT_GET_PARAMETER_INDEX for 100/2/1 failed. 0x80040244",
      "NT_GET_PARAMETER_INDEX for 100/1/4 failed. 0x80040244",
      "NT_GET_PARAMETER_INDEX for 999/1/1 failed. 0x80040221",
    ]);
  });

  it("SLP-11 GetParameterIndexByKey of a missing row logs the same code as an unknown table", async () => {
    const { result, memory } = await inScript(params, (protocol) => {
      protocol.AddRow(100, "a");
      return [
        protocol.GetParameterIndexByKey(100, "b", 1),
        protocol.GetParameterIndexByKey(999, "a", 1),
        protocol.GetParameterIndexByKey(100, "a", 9),
      ];
    });
    expect(result).to.deep.equal([null, null, null]);
    expect(memory.messages).to.deep.equal([
      "NT_GET_PARAMETER_INDEX for 100/b/1 failed. 0x80040221",
      "NT_GET_PARAMETER_INDEX for 999/a/1 failed. 0x80040221",
      "NT_GET_PARAMETER_INDEX for 100/a/9 failed. 0x80040244",
    ]);
  });

  it("SetParameterIndexByKey says whether the cell changed; null keeps it; events only on change", async () => {
    const made = await inScript(params, (protocol) => {
      protocol.AddRow(100, ["a", "x", 1]);
      return [
        protocol.SetParameterIndexByKey(100, "a", 2, "y"),
        protocol.SetParameterIndexByKey(100, "a", 2, "y"),
        protocol.SetParameterIndexByKey(100, "a", 2, null),
        protocol.GetParameterIndexByKey(100, "a", 2),
        protocol.SetParameterIndexByKey(100, "b", 2, "y"),
        protocol.Exists(100, "b"),
      ];
    });
    expect(made.result).to.deep.equal([true, false, false, "y", false, false]);
    expect(made.changedRows).to.deep.equal(["100/a/0,1,2", "100/a/1"]);
    expect(made.memory.messages).to.deep.equal(["NT_PUT_PARAMETER_INDEX for 100/b/2 failed. 0x80040221"]);
  });

  it("a table with autoAdd makes the missing row", async () => {
    const auto = tableParams(100, [{ pid: 101 }, { pid: 102 }], 'options=";autoAdd"');
    const { result } = await inScript(auto, (protocol) => [
      protocol.SetParameterIndexByKey(100, "b", 2, "y"),
      protocol.GetRow(100, "b"),
    ]);
    expect(result).to.deep.equal([true, ["b", "y"]]);
  });

  it("SLP-20 the primary key cell never changes, with a warning, and its column cannot be filled", async () => {
    const made = await inScript(params, (protocol) => {
      protocol.AddRow(100, ["a"]);
      return [protocol.SetParameterIndex(100, 1, 1, "z"), protocol.GetKeys(100)];
    });
    expect(made.result).to.deep.equal([false, ["a"]]);
    expect(made.noticed("SCRIPT_ARGUMENT")[0]).to.contain("A key never changes");
    const filled = await inScript(params, (protocol) => {
      protocol.AddRow(100, ["a"]);
      protocol.FillArrayWithColumn(100, 101, ["a"], ["z"]);
      return protocol.GetKeys(100);
    });
    expect(filled.result).to.deep.equal(["a"]);
    expect(filled.memory.messages[0]).to.match(/^NT_FILL_ARRAY_WITH_COLUMN for 100\/101 failed\. 0x8004/);
  });

  it("SetParametersIndex and SetParametersIndexByKey give one code a cell", async () => {
    const { result } = await inScript(params, (protocol) => {
      protocol.AddRow(100, ["a", "x", 1]);
      protocol.AddRow(100, ["b", "y", 2]);
      return [
        protocol.SetParametersIndex([100, 100], [1, 2], [2, 2], ["x", "z"]),
        protocol.SetParametersIndexByKey([100, 100, 999], ["a", "c", "a"], [3, 2, 1], [7, "q", "q"]),
        protocol.SetParametersIndexByKey([100], ["a", "b"], [2], ["x"]),
        protocol.SetParametersIndex([100], [1], [2], ["x"], []),
      ];
    });
    expect(result).to.deep.equal([[0, changed], [changed, 0x80040221, 0x80040221], 0x80040221, 0x80040221]);
  });

  it("before 10.2.7 arrays of one element do not work", async () => {
    const call = { dataMinerVersion: "10.2.6" };
    const { result } = await inScript(
      params,
      (protocol) => {
        protocol.AddRow(100, ["a"]);
        return protocol.SetParametersIndex([100], [1], [2], ["x"]);
      },
      call,
    );
    expect(result).to.equal(0x80040221);
  });

  it("SLP-31 a cell with a time needs historySet, and times must not go back", async () => {
    const [early, late] = [new Date(1000), new Date(2000)];
    const made = await inScript(timed, (protocol) => {
      protocol.AddRow(100, ["a"]);
      return [
        protocol.SetParameterIndexByKey(100, "a", 2, "x", late),
        protocol.SetParameterIndexByKey(100, "a", 2, ["y", early]),
        protocol.SetParametersIndex([100], [1], [3], [5], [late]),
        protocol.GetRow(100, "a"),
      ];
    });
    expect(made.result).to.deep.equal([true, true, [changed], ["a", "y", 5]]);
    expect(made.noticed("SCRIPT_HISTORY")).to.have.length(2);
    expect(made.noticed("SCRIPT_HISTORY")[0]).to.contain("102").and.to.contain("before the time");
    expect(made.noticed("SCRIPT_HISTORY")[1]).to.contain("103").and.to.contain("no historySet");
  });
});
