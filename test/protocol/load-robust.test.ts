/** Loading whatever somebody hands over: it never throws for bad content, and every place lies in the text. */
import { expect } from "chai";
import fc from "fast-check";
import { QActionKitError } from "../../src/base/errors.ts";
import { parseProtocol, type LoadedProtocol } from "../../src/protocol/load-protocol.ts";
import type { Position, XmlElement } from "../../src/protocol/xml/xml-element.ts";
import { completeText } from "../support/protocol/parsed.ts";

/** Places of the result that do not lie in the text, or not in their parent. */
function wrongPlaces({ protocol, diagnostics }: LoadedProtocol): string[] {
  const { length } = protocol.source.text;
  const wrong: string[] = [];
  const inside = ({ line, column, offset }: Position, from: number, to: number): boolean =>
    line >= 1 && column >= 1 && offset >= from && offset <= to;
  for (const { position, message } of diagnostics) if (!inside(position, 0, length)) wrong.push(message);
  const stack: (readonly [XmlElement, from: number, to: number])[] = [[protocol.root, 0, length]];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const [element, from, to] = next;
    const { name, position, end, attributes } = element;
    if (!inside(position, from, to) || end < position.offset || end > to)
      wrong.push(`<${name}> ${String(end)}`);
    for (const one of attributes)
      if (!inside(one.position, position.offset, end)) wrong.push(`${name}@${one.name}`);
    for (const child of element.children) stack.push([child, position.offset, end]);
  }
  return wrong;
}

describe("protocol/load, robust", () => {
  it("whatever is done to a good file: it loads with places inside the text, or is no protocol", () => {
    const hostile = fc.constantFrom(
      "<",
      ">",
      "</",
      "/>",
      "&",
      "&amp;",
      "&#0;",
      "&#x110000;",
      '"',
      "'",
      "<!--",
      "-->",
      "<![CDATA[",
      "]]>",
      "<?",
      "?>",
      "<!DOCTYPE x [",
      "]>",
      "\r",
      "\n",
      "\0",
      "\ud800",
      "é",
      "<Param>",
      "</Param>",
      "<Id>",
      "__proto__",
      ' id="1"',
      "9".repeat(400),
      " ",
      "(",
      "id:",
    );
    const edit = fc.record({
      at: fc.nat(completeText.length),
      remove: fc.oneof(fc.nat(3), fc.nat(400)),
      insert: fc.oneof(hostile, fc.string({ maxLength: 5 }), fc.constant("")),
    });
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 8 }), (edits) => {
        const text = edits.reduce(
          (one, { at, remove, insert }) => one.slice(0, at) + insert + one.slice(at + remove),
          completeText,
        );
        try {
          expect(wrongPlaces(parseProtocol(text))).to.deep.equal([]);
        } catch (error) {
          if (!(error instanceof QActionKitError) || error.code !== "ERR_PROTOCOL_XML") throw error;
          expect(error.message).to.contain("is not a protocol");
        }
      }),
      { numRuns: 150 },
    );
  });

  it("whatever the bytes: it loads or is no protocol", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.boolean(), (bytes, wrapped) => {
        const source = wrapped
          ? Buffer.concat([Buffer.from("<Protocol>"), bytes, Buffer.from("</Protocol>")])
          : bytes;
        try {
          expect(wrongPlaces(parseProtocol(source))).to.deep.equal([]);
        } catch (error) {
          if (!(error instanceof QActionKitError) || error.code !== "ERR_PROTOCOL_XML") throw error;
        }
      }),
      { numRuns: 500 },
    );
  });
});
