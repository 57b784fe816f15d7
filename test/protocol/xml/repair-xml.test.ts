/** A mended text nests, and every offset leads back to the text as it was. */
import { expect } from "chai";
import fc from "fast-check";
import { repairXml } from "../../../src/protocol/xml/repair-xml.ts";
import { checkXml } from "../../../src/protocol/xml/check-xml.ts";

const mended = (text: string, maxDepth = 100): string => repairXml(text, maxDepth).text;
const told = (text: string): string[] => repairXml(text, 100).repairs.map(({ what }) => what);

describe("protocol/xml/repair-xml", () => {
  it("a text that nests is left alone", () => {
    const text = `<a x="1>" y='"'><!-- < --><b/>t &lt;<![CDATA[<]]></a>`;
    expect(mended(text)).to.equal(text.replace("<!-- < -->", ""));
    expect(repairXml(text, 100).repairs).to.deep.equal([]);
  });

  const cases: readonly (readonly [what: string, text: string, expected: string])[] = [
    ["a missing end tag is put before the end tag of the parent", "<a><b>x</a>", "<a><b>x</b></a>"],
    ["several missing end tags, innermost first", "<a><b><c>x</a>", "<a><b><c>x</c></b></a>"],
    ["an end tag of nothing is taken out", "<a></b>x</a>", "<a>x</a>"],
    ["a text that ends too early is closed", "<a><b>x", "<a><b>x</b></a>"],
    ["an end tag without '>' gets one", "<a><b></b <c/></a>", "<a><b></b ><c/></a>"],
    ["names that differ in case fit each other", "<a></A>", "<a></A>"],
    ["a '<' that begins no tag is text", "<a>1 < 2 <= 3</a>", "<a>1 &lt; 2 &lt;= 3</a>"],
    ["an '&' that begins no reference is text", "<a x='&'>R&D & x;</a>", "<a x='&amp;'>R&amp;D &amp; x;</a>"],
    [
      "references stay, known or not",
      "<a>&amp;&#1;&#x20aC;&nbsp;&é;</a>",
      "<a>&amp;&#1;&#x20aC;&nbsp;&é;</a>",
    ],
    ["a quote that is not closed costs the rest of its tag", '<a x="1><b/></a>', "<a><b/></a>"],
    ["an attribute without quotes costs the rest of its tag", "<a x=1 y='2'><b/></a>", "<a><b/></a>"],
    ["the same in a self-closing tag", "<a><b x=1/><c/></a>", "<a><b/><c/></a>"],
    ["a tag that runs into the next one is closed", "<a><b <c/></b></a>", "<a><b><c/></b></a>"],
    ["a CDATA section that is not closed goes to the end", "<a><![CDATA[x<y", "<a><![CDATA[x<y]]></a>"],
    ["a comment that is not closed goes to the end", "<a>x<!-- y</a>", "<a>x</a>"],
    ["a processing instruction goes", "<?xml version='1.0'?><a><?b 'c?></a>", "<a></a>"],
    ["a DOCTYPE goes, with everything in it", `<!DOCTYPE a [<!ENTITY b "]>">]><a/>`, "<a/>"],
    ["a DOCTYPE that is not closed goes to the end", "<a/><!DOCTYPE a", "<a/>"],
  ];
  for (const [what, text, expected] of cases) it(what, () => expect(mended(text)).to.equal(expected));

  it("says what it did, and where", () => {
    expect(told("<a><b>x</a>")).to.deep.equal([
      "<b> is not closed, it was taken as closed before </a>: write </b>",
    ]);
    expect(told("<a></b></a>")).to.deep.equal(["</b> closes nothing and was ignored: remove it"]);
    expect(told("<a>")).to.deep.equal([
      "the text ends inside <a>, which was taken as closed there: write </a>",
    ]);
    expect(told("<a> < </a>")).to.deep.equal([
      "a '<' that does not begin a tag was taken as text: write &lt;",
    ]);
    expect(told("<a x=1></a>")).to.deep.equal([
      "the tag <a> is malformed here; the rest of it was ignored: correct it",
    ]);
    expect(repairXml("<a></b></a>", 100).repairs[0]?.offset).to.equal(3);
  });

  it("tells 50 repairs at most, and mends all", () => {
    const repaired = repairXml(`<a>${"&".repeat(200)}</a>`, 100);
    expect(repaired.text).to.equal(`<a>${"&amp;".repeat(200)}</a>`);
    expect(repaired.repairs).to.have.length(50);
  });

  it("what is nested too deep is taken out whole, and told once for each place", () => {
    const repaired = repairXml("<a><b><c><d></c></x></b><b><c/></b></a>", 2);
    expect(repaired.text).to.equal("<a><b></b><b></b></a>");
    expect(repaired.repairs.map(({ kind, offset }) => [kind, offset])).to.deep.equal([
      ["depth", 6],
      ["depth", 27],
    ]);
  });

  it("offsets lead back: of a character, and behind one", () => {
    const text = "<a></x><b>1</a><c/>";
    const { text: out, originalOffset } = repairXml(text, 100);
    expect(out).to.equal("<a><b>1</b></a><c/>");
    expect(originalOffset(out.indexOf("<b>"), "at")).to.equal(text.indexOf("<b>"));
    expect(originalOffset(out.indexOf("<b>"), "behind")).to.equal(text.indexOf("</x>"));
    expect(originalOffset(out.indexOf("</b>") + 4, "behind")).to.equal(text.indexOf("</a>"));
    expect(originalOffset(out.indexOf("<c/>"), "at")).to.equal(text.indexOf("<c/>"));
    expect(originalOffset(out.length, "behind")).to.equal(text.length);
  });

  it("a tag ends where its name has a character that names cannot have", () => {
    expect(repairXml("<r><x[", 4).text).to.equal("<r><x></x></r>");
    expect(repairXml("<r><a,b>t</a,b></r>", 4).text).to.match(/^<r><a>t<\/a>.*<\/r>$/);
  });

  it("whatever the text, the mended one nests and offsets stay inside", () => {
    const piece = fc.constantFrom(
      "<a>",
      "</a>",
      "<b x='1'>",
      "</b>",
      "<c/>",
      "<",
      ">",
      "</",
      "/>",
      '"',
      "'",
      "=",
      "&",
      "<!--",
      "-->",
      "<![CDATA[",
      "]]>",
      "<?",
      "?>",
      "<!DOCTYPE",
      "[",
      "]",
      " ",
      "\n",
      "x",
      "<d y=",
      "<e z='",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.integer({ min: 1, max: 4 }), (pieces, maxDepth) => {
        const text = `<r>${pieces.join("")}`;
        const repaired = repairXml(text, maxDepth);
        const faults = checkXml(repaired.text, maxDepth).faults.filter((fault) => fault.structural);
        expect(faults.filter(({ what }) => /close|closing|unclosed|unexpected end/.test(what))).to.deep.equal(
          [],
        );
        for (let offset = 0; offset <= repaired.text.length; offset++) {
          expect(repaired.originalOffset(offset, "at")).to.be.within(0, text.length);
        }
      }),
      { numRuns: 500 },
    );
  });
});
