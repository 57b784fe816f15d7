/** Discreet values as literals. */
import { expect } from "chai";
import { discreetNames } from "../../src/codegen/discreet-names.ts";
import { protocolOf } from "../support/codegen/protocol-text.ts";
import type { ParamXml } from "../support/codegen/protocol-text.ts";

const sets = (...params: readonly ParamXml[]) => discreetNames(protocolOf(...params));

describe("discreet names", () => {
  it("numbers for numeric parameters, text for others; what cannot be held is left out", () => {
    const discreets = [
      ["On", "1"],
      ["Half", "0.50"],
      ["Word", "abc"],
    ] as const;
    const { reads } = sets(
      { id: 1, name: "Mode", numeric: true, discreets },
      { id: 2, name: "Text", discreets },
    );
    expect(reads.map(({ values }) => values)).to.deep.equal([
      [
        { name: "On", value: 1 },
        { name: "Half", value: 0.5 },
      ],
      [
        { name: "On", value: "1" },
        { name: "Half", value: "0.50" },
        { name: "Word", value: "abc" },
      ],
    ]);
  });

  it("values that look the same are told apart; exact repetitions count once", () => {
    const discreets = [
      ["On", "1"],
      ["On", "2"],
      ["Off", "0"],
      ["Off", "0"],
    ] as const;
    const [set] = sets({ id: 1, name: "Mode", numeric: true, discreets }).reads;
    expect(set?.values.map(({ name }) => name)).to.deep.equal(["On_1", "On_2", "Off"]);
    expect(set?.union).to.deep.equal([1, 2, 0]);
  });

  it("the union has the raw values of exceptions too", () => {
    const interprete =
      '<Exceptions><Exception id="1" value="-1"><Display>N/A</Display></Exception></Exceptions>';
    const [set] = sets({ id: 1, name: "Mode", numeric: true, discreets: [["On", "1"]], interprete }).reads;
    expect([set?.values.length, set?.union]).to.deep.equal([1, [1, -1]]);
  });

  it("read and write of one name have a type each", () => {
    const discreets = [["On", "1"]] as const;
    const { reads, writes } = sets(
      { id: 1, name: "Mode", discreets },
      { id: 2, name: "Mode", type: "write", discreets },
      { id: 3, name: "Plain" },
    );
    expect([reads[0]?.member, reads[0]?.typeName]).to.deep.equal(["mode", "ModeDiscreet"]);
    expect([writes[0]?.member, writes[0]?.typeName]).to.deep.equal(["mode", "ModeWriteDiscreet"]);
    expect(reads).to.have.lengthOf(1);
  });
});
