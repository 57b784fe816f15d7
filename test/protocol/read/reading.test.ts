/** Finding children, attributes and texts, and the place of each character of a text. */
import { expect } from "chai";
import { childrenNamed } from "../../../src/protocol/xml/xml-element.ts";
import { readingOf, sure } from "../../support/protocol/parsed.ts";

describe("protocol/read/reading", () => {
  it("children and attributes are found without case and prefix, values trimmed", () => {
    const { reading, root } = readingOf('<P><s:NAME ID=" 1 "> x </s:NAME></P>');
    const name = sure(reading.child(root, "name"));
    expect(reading.attribute(name, "id")?.value).to.equal("1");
    expect(reading.content(name)?.value).to.equal("x");
    expect(reading.childContent(root, "name")?.value).to.equal("x");
  });

  it("what is missing or blank is undefined", () => {
    const { reading, root } = readingOf('<P a=" "><N>  </N></P>');
    expect(reading.attribute(root, "a")).to.equal(undefined);
    expect(reading.attribute(root, "b")).to.equal(undefined);
    expect(reading.childContent(root, "n")).to.equal(undefined);
    expect(reading.childContent(root, "m")).to.equal(undefined);
    expect(reading.childContent(undefined, "m")).to.equal(undefined);
    expect(reading.content(undefined)).to.equal(undefined);
  });

  it("the first child counts, a second one is reported once", () => {
    const { reading, root } = readingOf("<P><N>1</N><N>2</N></P>");
    expect(reading.childContent(root, "n")?.value).to.equal("1");
    reading.child(root, "n");
    expect(reading.diagnostics.map(({ code, position }) => [code, position.offset])).to.deep.equal([
      ["TAG_REPEATED", 11],
    ]);
  });

  it("all children of a name", () => {
    const { root } = readingOf("<P><N>1</N><M/><n>2</n></P>");
    expect(childrenNamed(root, "n").map(({ text }) => text)).to.deep.equal(["1", "2"]);
    expect(childrenNamed(undefined, "n")).to.deep.equal([]);
  });

  /** The text of the first child; `|` marks where character `index` of its value must be found. */
  const placed = (marked: string, index: number): void => {
    const text = marked.replace("|", "");
    const { reading, root } = readingOf(text);
    const content = sure(reading.content(root.children[0]));
    expect(content.at(index).offset, marked).to.equal(marked.indexOf("|"));
  };

  it("a character of a text is found in the file, over everything that stands between", () => {
    placed("<P><N>|abc</N></P>", 0);
    placed("<P><N>ab|c</N></P>", 2);
    placed("<P><N> \r\n a|b</N></P>", 1);
    placed("<P><N>a&lt;|b</N></P>", 2);
    placed("<P><N>&#x1F600;|b</N></P>", 2);
    placed("<P><N>a\r\n|b</N></P>", 2);
    placed("<P><N><![CDATA[|abc]]></N></P>", 0);
    placed("<P><N><![CDATA[ab|c]]></N></P>", 2);
    placed("<P><N><![CDATA[\r\n |abc]]></N></P>", 0);
    placed("<P><N><![CDATA[a]]><![CDATA[|b]]></N></P>", 1);
    placed("<P><N>a<!-- x --><C>long</C><?p?>|b</N></P>", 1);
    placed('<P><N x="a>b"\n>|a</N></P>', 0);
  });

  it("an index behind the text is inside the file", () => {
    const { reading, root } = readingOf("<P><N>a</N></P>");
    expect(sure(reading.content(root.children[0])).at(99).offset).to.be.at.most(15);
  });

  it("an attribute has the place of its name", () => {
    const { reading, root } = readingOf('<P  a="1"/>');
    expect(reading.attribute(root, "a")?.position.offset).to.equal(4);
    expect(reading.attribute(root, "a")?.at(3).offset).to.equal(4);
  });

  it("the same finding at the same place is there once", () => {
    const { reading, root } = readingOf("<P/>");
    reading.report("TAG_MISSING", "x", root.position);
    reading.report("TAG_MISSING", "x", root.position);
    reading.report("TAG_MISSING", "y", root.position);
    expect(reading.diagnostics).to.have.length(2);
    expect(reading.diagnostics[0]).to.be.frozen;
    expect(reading.diagnostics[0]).to.include({ severity: "error", message: "x" });
  });

  it("a message that quotes a very long value is shortened in the middle", () => {
    const { reading, root } = readingOf("<P/>");
    reading.report("TAG_MISSING", `begin ${"x".repeat(5000)} end.`, root.position);
    const message = sure(reading.diagnostics[0]).message;
    expect(message).to.match(/^begin x+ … x+ end\.$/);
    expect(message.length).to.equal(500 + " … ".length + 300);
  });
});
