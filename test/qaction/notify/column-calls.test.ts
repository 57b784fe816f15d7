/** NotifyProtocol numbers about whole tables. */
import { expect } from "chai";
import { inScript, tableParams } from "../../support/qaction/script-element.ts";
import { notify } from "../../support/qaction/notify-element.ts";

describe("notify columns", () => {
  it("321: the asked columns in the asked order; null for the whole call when an idx is wrong", async () => {
    const { result, memory } = await notify([
      [321, 100, Uint32Array.of(2, 0)],
      [321, 100, [5]],
      [321, 999, [0]],
      [474, 100],
      [321, 100, [0, 1]],
    ]);
    expect(result).to.deep.equal([
      [
        [1, 2],
        ["a", "b"],
      ],
      null,
      null,
      null,
      [[], []],
    ]);
    expect(memory.messages[0]).to.equal("NotifyProtocol with 321 failed. 0x80040244 (100, [ 5 ])");
  });

  it("SLP-21 a displaykey column is last, cannot be set and not be read by 321", async () => {
    const xml = tableParams(100, [{ pid: 101 }, { pid: 102 }, { pid: 103, type: "displaykey" }]);
    const { result } = await inScript(xml, (protocol) => [
      protocol.AddRow(100, ["a", "x"]),
      protocol.GetRow(100, "a"),
      protocol.NotifyProtocol(321, 100, [2]),
      protocol.SetRow(100, "a", ["a", "x", "display"]),
    ]);
    expect(result).to.deep.equal([1, ["a", "x"], null, null]);
  });

  it("193 and 194: fills, with the flag second and the time third", async () => {
    const { result } = await notify([
      [
        193,
        100,
        [
          ["a", "c"],
          ["x", "y"],
        ],
      ],
      [397, 100],
      [194, [100, true, new Date(0)], [["c"], [-Infinity], [Infinity]]],
      [215, [100, "c"]],
      [193, 100, "x"],
      [193, "x", []],
    ]);
    expect(result).to.deep.equal([true, ["a", "c"], true, ["c", null, null], null, null]);
  });

  it("220 and 336: several columns in one call; the flag alone, in an array, or with a time", async () => {
    const { result } = await notify([
      [
        220,
        [100, 102, 103],
        [
          ["a", "b"],
          ["x", "y"],
          [8, 9],
        ],
      ],
      [321, 100, [1, 2]],
      [220, [100, 102, true], [["a"], [-Infinity]]],
      [
        336,
        [100, 103, [true, new Date(0)]],
        [
          ["a", "b"],
          [Infinity, 5],
        ],
      ],
      [321, 100, [1, 2]],
      [220, [100, 102], [["a"]]],
      [220, [100], [["a"]]],
    ]);
    expect(result).to.deep.equal([
      null,
      [
        ["x", "y"],
        [8, 9],
      ],
      null,
      null,
      [
        [null, "y"],
        [8, 5],
      ],
      null,
      null,
    ]);
  });

  it("168: primary and display keys", async () => {
    const { result } = await notify([
      [168, 100],
      [168, 999],
    ]);
    expect(result).to.deep.equal([
      [
        ["a", "b"],
        ["Red", "red"],
      ],
      null,
    ]);
  });

  it("SLP-24 161 and 162 translate keys of a table with displayColumn, and echo their input without", async () => {
    const { result } = await notify([
      [161, 102, "a"],
      [161, 102, "nobody"],
      [162, 102, "red"],
      [162, 102, "nothing"],
    ]);
    expect(result).to.deep.equal(["Red", "nobody", "b", "nothing"]);
    const plain = await inScript(tableParams(100, [{ pid: 101 }, { pid: 102 }]), (protocol) => {
      protocol.AddRow(100, ["a", "x"]);
      return [protocol.NotifyProtocol(161, 102, "a"), protocol.NotifyProtocol(162, 102, "x")];
    });
    expect(plain.result).to.deep.equal(["a", "x"]);
  });

  it("196 ignores case, 411 does not", async () => {
    const { result } = await notify([
      [196, 102, "RED"],
      [411, 102, "red"],
      [411, 102, "RED"],
    ]);
    expect(result).to.deep.equal([["a", "b"], ["b"], []]);
  });

  it("393 and 394: the table of a column, the key column of a table", async () => {
    const { result, memory } = await notify([
      [393, 103],
      [393, 1],
      [394, 100],
      [394, 999],
    ]);
    expect(result).to.deep.equal([100, null, 101, null]);
    expect(memory.messages).to.deep.equal([
      "NotifyProtocol with 393 failed. 0x80040221 (1, null)",
      "NotifyProtocol with 394 failed. 0x80040221 (999, null)",
    ]);
  });
});
