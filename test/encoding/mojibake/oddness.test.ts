import { expect } from "chai";
import { oddnessOf } from "../../../src/encoding/mojibake/oddness.ts";
import { lookAlikes, sentences } from "../../support/encoding/texts.ts";

function odd(text: string): number {
  const points = new Uint8Array(text.length);
  const all = oddnessOf(text, points);
  expect(all).to.equal(points.reduce((sum, point) => sum + point, 0));
  return all;
}

describe("encoding/mojibake/oddness", () => {
  it(`finds nothing odd in ${String(sentences.length)} right sentences`, () => {
    for (const [language, text] of sentences) expect(odd(text), `${language}: ${text}`).to.equal(0);
  });

  it("finds what wrong readings leave", () => {
    const rows: readonly (readonly [text: string, least: number])[] = [
      ["cafÃ©", 2],
      ["Gr÷▀e", 2],
      ["Tempйrature", 4],
      ["don\u0092t", 3],
      ["\uf8ff", 3],
      ["caf├®", 2],
      ["r√©gime", 3],
      ["rosé¼s", 2],
      ["AÔaſ", 2],
    ];
    for (const [text, least] of rows) expect(odd(text), text).to.be.at.least(least);
  });

  it("gives the least, one point, for a quote that opens right after a sign that ends a word", () => {
    expect([odd("ok ™„a“"), odd("ok ™ „a“")]).to.deep.equal([1, 0]);
  });

  it("allows units of measure, tables, trees and quotes", () => {
    for (const text of [
      "5 µF, 21 °C",
      "│a│b│",
      "├── src\n└── é",
      "a\tb\r\n",
      "4×3 m²·K",
      "„Süd“ – l’été",
      "10 Å²",
      "СМ²",
    ])
      expect(odd(text), text).to.equal(0);
    expect(lookAlikes.filter((text) => odd(text) > 4)).to.have.lengthOf.at.most(5);
  });
});
