/** Character references as XML 1.0 section 4.1 has them, and nothing of HTML. */
import { expect } from "chai";
import { decodeReferences, rawLength } from "../../../src/protocol/xml/character-references.ts";

describe("protocol/xml/character-references", () => {
  it("the five predefined names", () => {
    expect(decodeReferences("&lt;&gt;&amp;&quot;&apos;")).to.equal("<>&\"'");
  });

  it("numbers, decimal and hexadecimal, also beyond 16 bits", () => {
    expect(decodeReferences("&#8364;&#x20AC;&#x1F600;&#13;")).to.equal("€€😀\r");
  });

  it("decodes once: &amp;lt; is the text &lt;", () => {
    expect(decodeReferences("&amp;lt;")).to.equal("&lt;");
  });

  it("other names, also those of objects, stay as written", () => {
    for (const text of [
      "&nbsp;",
      "&copy;",
      "&constructor;",
      "&__proto__;",
      "&;",
      "& ",
      "&lt",
      "&#;",
      "&#x;",
    ]) {
      expect(decodeReferences(text)).to.equal(text);
    }
  });

  it("numbers of no XML character stay as written", () => {
    for (const text of ["&#0;", "&#x1;", "&#xD800;", "&#xFFFE;", "&#x110000;", "&#99999999999999999999;"]) {
      expect(decodeReferences(text)).to.equal(text);
    }
  });

  it("tells how long a reference is in the source", () => {
    expect(rawLength("a&lt;b", 0)).to.deep.equal({ raw: 1, decoded: 1 });
    expect(rawLength("a&lt;b", 1)).to.deep.equal({ raw: 4, decoded: 1 });
    expect(rawLength("&#x1F600;", 0)).to.deep.equal({ raw: 9, decoded: 2 });
    expect(rawLength("&nbsp;", 0)).to.deep.equal({ raw: 1, decoded: 1 });
    expect(rawLength("&", 0)).to.deep.equal({ raw: 1, decoded: 1 });
  });
});
