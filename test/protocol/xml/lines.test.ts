/** Line and column of offsets, for every way to end a line. */
import { expect } from "chai";
import fc from "fast-check";
import { Lines } from "../../../src/protocol/xml/lines.ts";

describe("protocol/xml/lines", () => {
  for (const [name, end] of [
    ["LF", "\n"],
    ["CRLF", "\r\n"],
    ["CR", "\r"],
  ] as const) {
    it(`counts lines that end in ${name}`, () => {
      const text = ["ab", "", "cde"].join(end);
      const lines = new Lines(text);
      expect(lines.at(0)).to.deep.equal({ line: 1, column: 1, offset: 0 });
      expect(lines.at(1)).to.deep.equal({ line: 1, column: 2, offset: 1 });
      const second = 2 + end.length;
      expect(lines.at(second)).to.deep.equal({ line: 2, column: 1, offset: second });
      const third = second + end.length;
      expect(lines.at(third + 2)).to.deep.equal({ line: 3, column: 3, offset: third + 2 });
    });
  }

  it("mixed line ends, each counted once", () => {
    const lines = new Lines("a\r\nb\rc\nd");
    expect([0, 3, 5, 7].map((offset) => lines.at(offset).line)).to.deep.equal([1, 2, 3, 4]);
  });

  it("an offset outside is moved into the text", () => {
    const lines = new Lines("ab\nc");
    expect(lines.at(-5)).to.deep.equal({ line: 1, column: 1, offset: 0 });
    expect(lines.at(99)).to.deep.equal({ line: 2, column: 2, offset: 4 });
  });

  it("columns are UTF-16 units", () => {
    expect(new Lines("😀x").at(2)).to.deep.equal({ line: 1, column: 3, offset: 2 });
  });

  it("agrees with counting by hand, in any order of questions", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("a", "\r", "\n", "\r\n", "xyz"), { maxLength: 40 }),
        fc.array(fc.nat(80), { maxLength: 30 }),
        (parts, offsets) => {
          const text = parts.join("");
          const lines = new Lines(text);
          for (const offset of offsets.map((one) => Math.min(one, text.length))) {
            // A CRLF is one end: what stands between its two characters is still on the line before.
            const before = text.slice(0, offset);
            const ended = before.endsWith("\r") && text[offset] === "\n" ? before.slice(0, -1) : before;
            expect(lines.at(offset).line).to.equal(ended.split(/\r\n|\r|\n/).length);
          }
        },
      ),
    );
  });
});
