/** Text to elements with places: each trap of the parser underneath, hostile names, depth, and what is malformed. */
import { expect } from "chai";
import { XMLParser } from "fast-xml-parser";
import { Lines } from "../../../src/protocol/xml/lines.ts";
import type { XmlElement } from "../../../src/protocol/xml/xml-element.ts";
import { parserOptions, readXml } from "../../../src/protocol/xml/read-xml.ts";
import { sure } from "../../support/protocol/parsed.ts";

interface Found {
  readonly code: string;
  readonly message: string;
  readonly offset: number;
}

function read(
  text: string,
  maxDepth = 100,
): { root: XmlElement; all: readonly XmlElement[]; found: Found[] } {
  const found: Found[] = [];
  const all = readXml(text, new Lines(text), maxDepth, (code, message, offset) => {
    found.push({ code, message, offset });
  });
  return { root: sure(all[0]), all, found };
}

const rootOf = (text: string): XmlElement => read(text).root;

/** What stands in the text between the offsets of an element. */
const slice = (text: string, { position, end }: XmlElement): string => text.slice(position.offset, end);

/** A shape that is easy to compare. */
function shape({ name, text, attributes, children }: XmlElement): unknown {
  return [
    name,
    Object.fromEntries(attributes.map((one) => [one.name, one.value])),
    text,
    ...children.map(shape),
  ];
}

describe("protocol/xml/read-xml", () => {
  describe("traps of fast-xml-parser", () => {
    it("trap 1: values are left as they stand", () => {
      const root = rootOf('<P id="010" x="  a "><Value>0x0D</Value><V>1.10</V><T>  lead</T><B>true</B></P>');
      expect(root.attributes.map(({ value }) => value)).to.deep.equal(["010", "  a "]);
      expect(root.children.map(({ text }) => text)).to.deep.equal(["0x0D", "1.10", "  lead", "true"]);
    });

    it("trap 1: with the parser's own defaults they would not be", () => {
      const parsed = new XMLParser().parse("<P><Value>0x0D</Value><V>1.10</V></P>") as unknown;
      expect(parsed).to.deep.equal({ P: { Value: 13, V: 1.1 } });
    });

    it("trap 2: numeric character references are decoded, in text and attributes, not in CDATA", () => {
      const root = rootOf('<P a="&#x20AC;&amp;">&#x20AC;&lt;<![CDATA[&#x20AC;&lt;]]></P>');
      expect(root.attributes[0]?.value).to.equal("€&");
      expect(root.text).to.equal("€<&#x20AC;&lt;");
    });

    it("trap 2: names of HTML are not decoded but reported, with their place", () => {
      const text = "<P>a&nbsp;b</P>";
      const { root, found } = read(text);
      expect(root.text).to.equal("a&nbsp;b");
      expect(found).to.have.length(1);
      expect(found[0]).to.include({ code: "XML_ENTITY", offset: text.indexOf("&") });
      expect(found[0]?.message).to.contain("&nbsp;");
    });

    it("trap 3: a missing end tag is reported and moves nothing", () => {
      const text = "<P><A><B>x</A><A>y</A></P>";
      const { root, found } = read(text);
      expect(root.children.map(({ name }) => name)).to.deep.equal(["A", "A"]);
      expect(root.children[0]?.children[0]?.text).to.equal("x");
      expect(found.map(({ code, offset }) => [code, offset])).to.deep.equal([
        ["XML_MALFORMED", text.indexOf("</A>")],
      ]);
      expect(found[0]?.message).to.contain("<B> is not closed");
    });

    it("trap 3: a second attribute of one name is reported", () => {
      const { root, found } = read('<P a="1" a="2"/>');
      expect(root.attributes).to.have.length(1);
      expect(found[0]?.message).to.contain("duplicate attribute: a");
    });

    it("trap 4: CRLF is one line end in text, attribute and CDATA; offsets are those of the file", () => {
      const text = '<P\r\n a="1\r\n2">x\r\ny<B/><![CDATA[1\r\n2]]>\r<C/></P>';
      const root = rootOf(text);
      // XML 1.0 section 2.11 and 3.3.3.
      expect(root.text).to.equal("x\ny1\n2\n");
      expect(root.attributes[0]).to.include({ value: "1 2" });
      expect(sure(root.attributes[0]).position).to.deep.equal({ line: 2, column: 2, offset: 5 });
      expect(root.children.map((child) => slice(text, child))).to.deep.equal(["<B/>", "<C/>"]);
      // Ends of lines before <C/>: behind <P, in the attribute, in the text, in the CDATA, and the single CR.
      expect(sure(root.children[1]).position).to.deep.equal({
        line: 6,
        column: 1,
        offset: text.indexOf("<C/>"),
      });
    });

    it("trap 5: attributes have places too, whatever stands between them", () => {
      const text = `<P  b = "x a='1'"\n\ta='2>'/>`;
      const { attributes } = rootOf(text);
      expect(attributes.map(({ name, value }) => [name, value])).to.deep.equal([
        ["b", "x a='1'"],
        ["a", "2>"],
      ]);
      expect(attributes.map(({ position }) => position.offset)).to.deep.equal([4, text.indexOf("a='2>'")]);
      expect(attributes[1]?.position).to.include({ line: 2, column: 2 });
    });

    it("trap 5: elements deeper than 100 are read when the limit says so", () => {
      const text = "<a>".repeat(500) + "</a>".repeat(500);
      expect(read(text, 500).found).to.deep.equal([]);
    });

    it("the parser's options are the safe ones", () => {
      expect(parserOptions).to.include({
        ignoreAttributes: false,
        parseTagValue: false,
        parseAttributeValue: false,
        trimValues: false,
        processEntities: false,
      });
    });
  });

  it("positions of nested elements cover exactly their text", () => {
    const text = '<?xml version="1.0"?>\n<!-- <no/> --><P><A x="1">t</A>\n<B/> <C></C></P>\n';
    const { root } = read(text);
    expect(slice(text, root)).to.equal('<P><A x="1">t</A>\n<B/> <C></C></P>');
    expect(root.children.map((child) => slice(text, child))).to.deep.equal([
      '<A x="1">t</A>',
      "<B/>",
      "<C></C>",
    ]);
    expect(sure(root.children[1]).position).to.deep.equal({
      line: 3,
      column: 1,
      offset: text.indexOf("<B/>"),
    });
  });

  it("names are compared without prefix and case", () => {
    const root = rootOf(
      '<s:Protocol xmlns:s="http://www.skyline.be/protocol"><s:NAME S:Id="1"/></s:Protocol>',
    );
    expect(root).to.include({ name: "s:Protocol", localName: "protocol" });
    expect(root.children[0]).to.include({ name: "s:NAME", localName: "name" });
    expect(root.children[0]?.attributes[0]).to.include({ name: "S:Id", localName: "id" });
  });

  it("names that mean something to JavaScript or the parser are plain names", () => {
    const names = [
      "__proto__",
      "constructor",
      "prototype",
      "hasOwnProperty",
      "toString",
      "valueOf",
      "__defineGetter__",
      "toJSON",
    ];
    for (const name of names) {
      const { root, found } = read(`<P ${name}="1"><${name} ${name}="2">x</${name}><${name}/></P>`);
      expect(found, name).to.deep.equal([]);
      expect(shape(root), name).to.deep.equal([
        "P",
        Object.fromEntries([[name, "1"]]),
        "",
        [name, Object.fromEntries([[name, "2"]]), "x"],
        [name, {}, ""],
      ]);
    }
    expect(Object.keys(Object.prototype)).to.deep.equal([]);
    expect(Object.hasOwn(Object.prototype, "x")).to.equal(false);
  });

  it("a DOCTYPE is refused, its entities are never expanded", () => {
    const text =
      '<!DOCTYPE P [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]><P>&b;&c;</P>';
    const { root, found } = read(text);
    expect(root.text).to.equal("&b;&c;");
    expect(root.position.offset).to.equal(text.indexOf("<P>"));
    expect(found.map(({ code }) => code)).to.include.members(["XML_DOCTYPE", "XML_ENTITY"]);
    expect(found.find(({ code }) => code === "XML_DOCTYPE")?.offset).to.equal(0);
  });

  it("a processing instruction with a quote in it disturbs nothing", () => {
    const text = "<P><?it isn't?><A/></P>";
    expect(shape(rootOf(text))).to.deep.equal(["P", {}, "", ["A", {}, ""]]);
    expect(sure(rootOf(text).children[0]).position.offset).to.equal(text.indexOf("<A/>"));
  });

  it("nesting has a limit, what is deeper is left out", () => {
    const { root, found } = read(`<a>${"<b>".repeat(10)}x${"</b>".repeat(10)}<c/></a>`, 3);
    expect(shape(root)).to.deep.equal(["a", {}, "", ["b", {}, "", ["b", {}, ""]], ["c", {}, ""]]);
    expect(found).to.have.length(1);
    expect(found[0]).to.include({ code: "XML_DEPTH", offset: "<a><b><b>".length });
  });

  it("10 000 levels do no harm, below and above the limit, closed or not", () => {
    const open = "<a>".repeat(10_000);
    const close = "</a>".repeat(10_000);
    for (const text of [open + close, open]) {
      expect(read(text, 100).found.some(({ code }) => code === "XML_DEPTH")).to.equal(true);
      let depth = 0;
      for (let element: XmlElement | undefined = read(text, 20_000).root; element !== undefined; depth++) {
        element = element.children[0];
      }
      expect(depth).to.equal(10_000);
    }
  });

  it("everything is frozen", () => {
    const root = rootOf('<P a="1"><B>x</B></P>');
    for (const part of [root, root.attributes, root.attributes[0], root.children, root.position])
      expect(part).to.be.frozen;
  });

  it("no text and text without elements are no elements", () => {
    expect(read("<P/>").all).to.have.length(1);
    for (const text of ["", "   ", "words", "<", "<!-- -->", "<?xml version='1.0'?>", "\u0000"]) {
      const all = readXml(text, new Lines(text), 100, () => undefined);
      expect(all, text).to.deep.equal([]);
    }
  });
});
