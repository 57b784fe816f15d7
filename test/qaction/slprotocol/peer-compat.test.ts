/** Habits of the C# mock. */
import { expect } from "chai";
import { inScript, tableParams } from "../../support/qaction/script-element.ts";
import { peerCode, peerFit, peerNoRow, peerSetRow } from "../../../src/qaction/slprotocol/peer-compat.ts";

describe("peer", () => {
  it("SetRow stores null and answers 0 for the key, 1 for changed, 2 for equal; a missing row stays missing", async () => {
    const { parameters } = await inScript(
      tableParams(100, [{ pid: 101 }, { pid: 102 }, { pid: 103 }]),
      (protocol) => protocol.AddRow(100, ["a", "x", "y"]),
    );
    const table = parameters.table(100);
    if (table === undefined) throw new Error("The test has no table.");
    expect(peerSetRow(table, "a", ["a", null, "y"]).cells).to.deep.equal([0, 1, 2]);
    expect(table.row("a")).to.deep.equal(["a", null, "y"]);
    expect(peerSetRow(table, "b", ["b"]).cells).to.equal(null);
    expect(peerNoRow(table)).to.deep.equal([0, 0, 0]);
    expect([peerFit(table, ["a"]), peerFit(table, [1, 2, 3, 4])]).to.deep.equal([
      ["a", null, null],
      [1, 2, 3],
    ]);
  });

  it("an unknown parameter has the code of arrays that differ in length, and every other code is kept", () => {
    expect([0x80040239, 0x80040222, 0].map(peerCode)).to.deep.equal([0x80040221, 0x80040222, 0]);
  });
});
