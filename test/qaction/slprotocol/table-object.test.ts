/** The second part of the script's object. */
import { expect } from "chai";
import { inScript, tableParams } from "../../support/qaction/script-element.ts";

const params = tableParams(100, [{ pid: 101 }, { pid: 102 }]);

describe("table object", () => {
  it("tells the overloads apart: AddRow takes a mask, SetRow takes time or flag", async () => {
    const { result } = await inScript(params, (protocol) => {
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
