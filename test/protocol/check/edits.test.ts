/** Edits of a protocol by its elements: what each writes, and where none can be made. */
import { expect } from "chai";
import {
  appendChild,
  fixOf,
  removeAttribute,
  removeElement,
  renameAttribute,
  renameElement,
  setAttribute,
  setContent,
  xmlText,
  type Edits,
} from "../../../src/protocol/check/edits.ts";
import { parseProtocol } from "../../../src/protocol/load-protocol.ts";
import type { SourceText } from "../../../src/protocol/model.ts";
import type { XmlAttribute, XmlElement } from "../../../src/protocol/xml/xml-element.ts";

/** The text after the edits; undefined when there are none. */
function edited(text: string, edits: Edits): string | undefined {
  return edits
    ?.toSorted((a, b) => b.start - a.start)
    .reduce((left, { start, end, text: put }) => left.slice(0, start) + put + left.slice(end), text);
}

/** What a change makes of the first element inside of Protocol; `bytes` gives the file another encoding. */
function first(
  inside: string,
  change: (source: SourceText, element: XmlElement, attribute: XmlAttribute | undefined) => Edits,
): string | undefined {
  const text = `<Protocol>${inside}</Protocol>`;
  const { protocol } = parseProtocol(text);
  const [element] = protocol.root.children;
  if (element === undefined) throw new Error("no element");
  const result = edited(text, change(protocol.source, element, element.attributes[0]));
  return result?.slice("<Protocol>".length, -"</Protocol>".length);
}

const attributeOf = (attribute: XmlAttribute | undefined): XmlAttribute => {
  if (attribute === undefined) throw new Error("no attribute");
  return attribute;
};

describe("protocol/check/edits", () => {
  it("renames both tags of an element, and the one of an empty element", () => {
    const rename = (inside: string): string | undefined =>
      first(inside, (source, element) => renameElement(source, element, "New"));
    expect(rename("<Old a='>'>x</Old >")).to.equal("<New a='>'>x</New >");
    expect(rename("<Old/>")).to.equal("<New/>");
    expect(rename("<Old><Old/></Old>")).to.equal("<New><Old/></New>");
  });

  it("changes nothing in an element whose end tag is missing", () => {
    const inside = "<Old><A>x</Old>";
    expect(first(inside, (source, { children: [a] }) => a && renameElement(source, a, "New"))).to.equal(
      undefined,
    );
  });

  it("takes an element out with its line when it stands alone there", () => {
    const remove = (inside: string): string | undefined => first(inside, removeElement);
    expect(remove("\r\n  <Old>\r\n  </Old>\r\n  <B/>\r\n")).to.equal("\r\n  <B/>\r\n");
    expect(remove("\n <Old/><B/>\n")).to.equal("\n <B/>\n");
  });

  it("sets the text of an element, and leaves the white space around it", () => {
    const set = (inside: string): string | undefined =>
      first(inside, (source, element) => setContent(source, element, `a < "b" & é`));
    expect(set("<A>\n  old\n</A>")).to.equal(`<A>\n  a &lt; "b" &amp; é\n</A>`);
    expect(set("<A/>")).to.equal(`<A>a &lt; "b" &amp; é</A>`);
    expect(set("<A></A>")).to.equal(`<A>a &lt; "b" &amp; é</A>`);
    expect(set("<A>x<!-- y --></A>"), "a comment would be lost").to.equal(undefined);
    expect(set("<A>x<B/></A>"), "a child would be lost").to.equal(undefined);
  });

  it("appends a child in a line of its own when the others are", () => {
    const append = (inside: string): string | undefined =>
      first(inside, (source, element) => appendChild(source, element, "<New/>"));
    expect(append("<A>\r\n  <B/>\r\n</A>")).to.equal("<A>\r\n  <B/>\r\n  <New/>\r\n</A>");
    expect(append("<A><B/></A>")).to.equal("<A><B/><New/></A>");
    expect(append("<A></A>")).to.equal("<A><New/></A>");
    expect(append("<A/>")).to.equal("<A><New/></A>");
  });

  it("renames, removes and sets attributes", () => {
    const old = "<A b = 'x'  c=\"y\"/>";
    expect(first(old, (source, _, b) => renameAttribute(source, attributeOf(b), "n"))).to.equal(
      "<A n = 'x'  c=\"y\"/>",
    );
    expect(first(old, (source, _, b) => removeAttribute(source, attributeOf(b)))).to.equal('<A  c="y"/>');
    expect(first(old, (source, element) => setAttribute(source, element, "B", `it's "1" <2`))).to.equal(
      "<A b = 'it&apos;s &quot;1&quot; &lt;2'  c=\"y\"/>",
    );
    expect(first(old, (source, element) => setAttribute(source, element, "new", "1"))).to.equal(
      '<A b = \'x\'  c="y" new="1"/>',
    );
    expect(first("<A>x</A>", (source, element) => setAttribute(source, element, "new", "1"))).to.equal(
      '<A new="1">x</A>',
    );
  });

  it("writes what the encoding of the file does not hold as a reference", () => {
    const { protocol } = parseProtocol(Buffer.from("<Protocol><Name>\xe9</Name></Protocol>", "latin1"));
    expect(protocol.source.encoding).to.equal("windows-1252");
    expect(xmlText("é 温 😀", protocol.source)).to.equal("é &#28201; &#128512;");
  });

  it("a fix has all its changes or is none", () => {
    const edits = [{ file: "a", start: 0, end: 0, text: "x" }];
    expect(fixOf("safe", "Write x", edits, undefined)).to.equal(undefined);
    expect(fixOf("safe", "Write x")).to.equal(undefined);
    expect(fixOf("safe", "Write x", edits)).to.deep.equal({ kind: "safe", title: "Write x", edits });
  });
});
