/** Unknown tags are kept in the tree and reported with the name that was meant. */
import { expect } from "chai";
import { codesOf, findings, protocolOf } from "../../support/protocol/parsed.ts";

describe("protocol/check/tag-checks", () => {
  it("a tag the schema does not have is told, with its place, and kept", () => {
    const inside = '<Params><Param id="1"><Type>read</Type><Typo a="1">x</Typo></Param></Params><Prams/>';
    const found = findings(inside, "TAG_UNKNOWN");
    expect(found.map(({ severity, position }) => [severity, position.offset])).to.deep.equal([
      ["warning", "<Protocol>".length + inside.indexOf("<Typo")],
      ["warning", "<Protocol>".length + inside.indexOf("<Prams")],
    ]);
    const { root } = protocolOf(inside);
    expect(root.children.map(({ name }) => name)).to.deep.equal(["Params", "Prams"]);
    expect(root.children[0]?.children[0]?.children[1]).to.include({ name: "Typo", text: "x" });
  });

  it("names are compared without case and prefix", () => {
    expect(codesOf('<s:PARAMS><s:param id="1"><s:TYPE>read</s:TYPE></s:param></s:PARAMS>')).to.deep.equal([]);
  });

  it("below tags that are not read anything may stand", () => {
    expect(
      codesOf("<VersionHistory><Whatever><X/></Whatever></VersionHistory><Display><Pages/></Display>"),
    ).to.deep.equal([]);
  });
});
