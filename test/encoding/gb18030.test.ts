import { expect } from "chai";
import { gb18030Page } from "../../src/encoding/gb18030.ts";
import { bytes, hex } from "../support/encoding/vectors.ts";

const read = (data: string): string => gb18030Page.decoder(undefined).decode(bytes(data), true);
const written = (text: string): string => hex(gb18030Page.encoder(undefined).encode(text, true));

/** The ends of the standard's ranges, and characters between them. */
const rows: readonly (readonly [text: string, data: string])[] = [
  ["A", "41"],
  ["中", "D6D0"],
  ["€", "A2E3"],
  ["\u0080", "81308130"],
  ["é", "A8A6"],
  ["ë", "81308A35"],
  ["\uffff", "8431A439"],
  ["\u{10000}", "90308130"],
  ["😀", "9439FC36"],
  ["\u{10ffff}", "E3329A35"],
];

describe("encoding/gb18030", () => {
  for (const [text, data] of rows) {
    it(`has ${JSON.stringify(text)} as ${data}`, () => {
      expect(written(text)).to.equal(data);
      expect(read(data)).to.equal(text);
    });
  }

  it("gives back every character of every plane", () => {
    for (let plane = 0; plane <= 16; plane++) {
      const text = Array.from({ length: 0x10000 }, (_, at) =>
        String.fromCodePoint(plane * 0x10000 + at),
      ).join("");
      const whole = plane === 0 ? text.replaceAll(/[\ud800-\udfff]/g, "") : text;
      const data = gb18030Page.encoder("exception").encode(whole, true);
      expect(gb18030Page.decoder("exception").decode(data, true) === whole, String(plane)).to.equal(true);
    }
  });

  it("has no character for half a surrogate pair", () => {
    expect([0xd7ff, 0xd800, 0xdfff, 0xe000].map((unit) => gb18030Page.has(unit))).to.deep.equal([
      true,
      false,
      false,
      true,
    ]);
    expect(written("\ud800A")).to.equal("3F41");
  });
});
