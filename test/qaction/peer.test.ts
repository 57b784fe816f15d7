/** Habits of the C# mock. */
import { expect } from "chai";
import { inScript, tableParams } from "./fixture.ts";
import { peerSetRow } from "../../src/qaction/peer.ts";

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
  });
});
