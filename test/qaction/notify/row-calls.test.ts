/** NotifyProtocol numbers about rows and cells. */
import { expect } from "chai";
import { notify } from "../../support/qaction/notify-element.ts";

const changed = 0x0004024a;

describe("notify rows", () => {
  it("121 and 122: a cell by key or by 1-based position", async () => {
    const { result } = await notify([
      [122, ["100", "a", 2]],
      [122, Uint32Array.of(100, 2, 2)],
      [121, [100, "a", 2], "x"],
      [121, [100, "a", 2], "x"],
      [121, [100, 1, 3], [7, new Date(0)]],
      [122, [100, 1, 3]],
    ]);
    expect(result).to.deep.equal(["Red", "red", true, false, true, 7]);
  });

  it("121 for many cells: the values have an extra level around them", async () => {
    const { result } = await notify([
      [
        121,
        [
          [100, 100],
          ["a", "b"],
          [2, 2],
        ],
        [["x", "red"]],
      ],
      [121, [[100], ["a"], [3]], [[9], [new Date(0)]]],
      [121, [[100, 100], ["a"], [2]], [["x"]]],
      [121, [[100], ["a"], [2]], ["x"]],
    ]);
    expect(result).to.deep.equal([[changed, 0], [changed], 0x80040221, null]);
  });

  it("149, 156, 163, 195, 265: rows come and go, also with [agent, element, table]", async () => {
    const { result } = await notify([
      [149, 100, "c"],
      [149, Uint32Array.of(7, 42, 100), ["d", "x"]],
      [163, 100, "d"],
      [265, 100, "d"],
      [195, 100],
      [156, 100, "c"],
      [156, 100, ["d", "nobody"]],
      [265, 100, "d"],
      [195, 999],
      [149, 100, "5"],
      [163, 100, 5],
      [163, 100, null],
    ]);
    expect(result).to.deep.equal([3, 4, 4, true, 4, 3, 2, false, -1, 3, 3, null]);
  });

  it("215 and 225: a row out and in, with time and flag", async () => {
    const { result } = await notify([
      [215, [100, "a"]],
      [215, [100, "c"]],
      [215, [999, "a"]],
      [225, [100, "a"], ["a", "x"]],
      [225, [100, "a", null, true], ["a", -Infinity, Infinity]],
      [225, [100, "a", true], ["a", "y", Infinity]],
      [215, [100, "a"]],
      [225, [100, "c"], ["c"]],
    ]);
    expect(result).to.deep.equal([
      ["a", "Red", 1],
      [null, null, null],
      null,
      [0, 1],
      [0, 1, 0],
      [0, 1, 0],
      ["a", "y", 1],
      null,
    ]);
  });

  it("240: the key of the row that was added", async () => {
    const { result } = await notify([
      [240, 100, "k"],
      [240, 100, ["l", "x"]],
      [240, 100],
    ]);
    expect(result).to.deep.equal(["k", "l", ""]);
  });

  it("293: adds to the numbers of a row and gives the new values", async () => {
    const { result } = await notify([
      [293, [100, "b"], [null, null, 5]],
      [293, [100, "b"], [1, 1, 0.5]],
      [293, [100, "c"], [1]],
    ]);
    expect(result).to.deep.equal([[7], [7.5], null]);
  });

  it("a wrong shape gives null and a log line", async () => {
    const calls = [121, 122, 149, 156, 163, 195, 215, 225, 240, 265, 293].map((type) => [type, "x"] as const);
    const { result, memory } = await notify(calls);
    expect(result).to.deep.equal(calls.map(() => null));
    expect(memory.messages).to.have.length(calls.length);
  });
});
