/** Faults of a text as XML, and where they are. */
import { expect } from "chai";
import { checkXml } from "../../../src/protocol/xml/check-xml.ts";

const faultsOf = (text: string): (readonly [string, number])[] =>
  checkXml(text, 100).faults.map(({ what, offset }) => [what, offset]);

describe("protocol/xml/check-xml", () => {
  it("a good text has no faults", () => {
    expect(checkXml('<?xml version="1.0"?>\r\n<a x="1">é😀</a>\n', 100)).to.deep.equal({
      faults: [],
      special: false,
      tooDeep: false,
    });
  });

  it("a fault has the place of its last character", () => {
    expect(faultsOf("<a><b></a>")).to.deep.equal([["unexpected close tag", 9]]);
    expect(faultsOf("<a>\r\n&nbsp;</a>")).to.deep.equal([["undefined entity", 10]]);
    expect(faultsOf('<a x="1" x="2"/>')[0]?.[0]).to.equal("duplicate attribute: x");
  });

  it("stops at the first fault that puts tags out of step, goes on after others", () => {
    expect(faultsOf("<a></b></a></c>")).to.have.length(1);
    expect(faultsOf("<a>&x; &y;</a>")).to.have.length(2);
  });

  it("goes on when the text is known to nest", () => {
    expect(checkXml("<a>&#1; &#2; &x;</a>", 100, true).faults.map(({ what }) => what)).to.deep.equal([
      "malformed character entity",
      "malformed character entity",
      "undefined entity",
    ]);
  });

  it("names of JavaScript are no entities", () => {
    expect(faultsOf("<a>&constructor;&toString;</a>")).to.deep.equal([
      ["undefined entity", 15],
      ["undefined entity", 25],
    ]);
  });

  it("an '&' that begins no reference is structural, because saxes runs on to the next ';'", () => {
    expect(checkXml("<a>R&D</a><!-- ; -->", 100).faults[0]).to.include({ structural: true });
  });

  it("lists 50 faults at most", () => {
    expect(faultsOf(`<a>${"&x;".repeat(500)}</a>`)).to.have.length(50);
  });

  it("knows a DOCTYPE and a processing instruction, not the declaration", () => {
    expect(checkXml("<!DOCTYPE a><a/>", 100).special).to.equal(true);
    expect(checkXml("<a><?b?></a>", 100).special).to.equal(true);
    expect(checkXml('<?xml version="1.0"?><a/>', 100).special).to.equal(false);
  });

  it("counts the depth, self-closing elements included", () => {
    expect(checkXml("<a><b/></a>", 2).tooDeep).to.equal(false);
    expect(checkXml("<a><b/></a>", 1).tooDeep).to.equal(true);
    expect(checkXml("<a><b></b><b></b></a>", 2).tooDeep).to.equal(false);
  });
});
