/** NotifyProtocol numbers about standalone parameters. */
import { expect } from "chai";
import { notify } from "../../support/qaction/notify-element.ts";

describe("notify parameters", () => {
  it("60 and 177: raw bytes out and in", async () => {
    const { result } = await notify([
      [177, 1, [0xe9, 0x00]],
      [60, "parameter", 1],
      [60, "parameter", 99],
      [73, 1],
    ]);
    expect(result).to.deep.equal([null, new Uint8Array([0xe9, 0x00]), null, "é"]);
  });

  it("73: one value, or one for each of several ids; null for an unknown one", async () => {
    const { result } = await notify([
      [73, 2],
      [73, Uint32Array.of(2, 99)],
      [73, 99],
    ]);
    expect(result).to.deep.equal([0, [0, null], null]);
  });

  it("77 and 131: descriptions", async () => {
    const { result } = await notify([
      [77, 1],
      [131, 1, "Another"],
      [77, 1],
      [77, 99],
    ]);
    expect(result).to.deep.equal(["one!", null, "Another", null]);
  });

  it("84, 85, 342 and 343: by name, one or many; the write wins", async () => {
    const { result } = await notify([
      [84, "shared", "w"],
      [85, "shared"],
      [342, "shared", "r"],
      [343, ["shared"], ["w2"]],
      [84, ["one", "nobody"], ["x", "y"]],
      [73, [1, 3, 4]],
      [85, "nobody"],
    ]);
    expect(result).to.deep.equal([0, "w", 0, [0], [0, 0x80040239], ["x", "r", "w2"], null]);
  });

  it("474: null when cleared, a text when not", async () => {
    const { result } = await notify([
      [84, "one", "x"],
      [474, 1],
      [73, 1],
      [474, 100],
      [195, 100],
      [474, 101],
    ]);
    expect(result?.slice(0, 5)).to.deep.equal([0, null, null, null, 0]);
    expect(result?.[5]).to.be.a("string").and.to.contain("101");
  });

  it("a wrong shape gives null and the log line of the call", async () => {
    const { result, memory } = await notify([
      [60, 5, 1],
      [73, "x"],
      [77, {}],
      [84, 5, 1],
      [85, 5],
      [131, 1, 5],
      [177, null, []],
      [474, "x"],
    ]);
    expect(result).to.deep.equal(new Array(8).fill(null));
    expect(memory.messages[0]).to.equal("NotifyProtocol with 60 failed. 0x80040221 (5, 1)");
    expect(memory.messages).to.have.length(8);
  });
});
