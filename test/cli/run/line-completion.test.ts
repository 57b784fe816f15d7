/** Completion of lines of `--repl`. */
import { expect } from "chai";
import { completeLine, knownWords, noWords } from "../../../src/cli/run/line-completion.ts";
import { loadProtocol } from "../../../src/protocol/load-protocol.ts";

describe("completion of lines", () => {
  it("offers the requests, then the ids of the protocol by what the request takes", async () => {
    const { protocol } = await loadProtocol("examples/table-editor/protocol.xml");
    const known = knownWords(protocol);
    expect(completeLine("t", known)).to.deep.equal([["trigger ", "table "], "t"]);
    expect(completeLine("table ", known)).to.deep.equal([["1000 "], ""]);
    expect(completeLine("table 2", known)).to.deep.equal([[], "2"]);
    expect(completeLine("close ", known)).to.deep.equal([["0 "], ""]);
    const columns = protocol.params.get(1000)?.table?.columns.map(({ pid }) => `${String(pid)} `);
    expect(completeLine("cell ", known)).to.deep.equal([columns, ""]);
    const [parameters] = completeLine("set ", known);
    expect(parameters).to.not.include.members(columns ?? []);
    expect(parameters).to.not.include("1000 ");
  });

  it("offers nothing for what is free text, or for a request that does not exist", () => {
    expect(completeLine("cell 1001 ", noWords)).to.deep.equal([[], ""]);
    expect(completeLine("xyz 1", noWords)).to.deep.equal([[], "1"]);
    expect(completeLine("constructor ", noWords)).to.deep.equal([[], ""]);
  });
});
