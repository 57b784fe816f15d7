import { expect } from "chai";
import { commonShare, oddity } from "../../src/encoding/oddity.ts";
import { lookAlikes, sentences } from "./support/texts.ts";

describe("encoding/oddity", () => {
  it(`finds nothing odd in ${String(sentences.length)} right sentences`, () => {
    for (const [language, text] of sentences) {
      // A word of one letter, as the Vietnamese letter Ã in front of a comma, is the one thing that looks odd.
      expect(oddity(text), `${language}: ${text}`).to.be.at.most(language === "Vietnamese capitals" ? 2 : 0);
    }
  });

  it("finds what wrong readings leave", () => {
    const rows: readonly (readonly [string, number])[] = [
      ["cafÃ©", 3],
      ["Gr÷▀e", 2],
      ["Tempйrature", 4],
      ["a\u0000b\u0000", 6],
      ["caf\ufffd", 3],
      ["\u009d", 3],
      ["\uf8ff", 3],
      ["caf├®", 2],
    ];
    for (const [text, least] of rows) expect(oddity(text), text).to.be.at.least(least);
  });

  it("allows units of measure, tables and trees", () => {
    for (const text of ["10 kΩ, 5 µF, ΔT", "│a│b│", "├── src\n└── é", "a\tb\r\n"])
      expect(oddity(text), text).to.equal(0);
    expect(lookAlikes.filter((text) => oddity(text) > 4)).to.have.lengthOf.at.most(4);
  });

  it("knows common letters from rare ones", () => {
    expect(commonShare("Ошибка связи")).to.be.above(0.5);
    expect(commonShare("Îøèáêà ñâÿçè")).to.be.below(0.1);
    expect(commonShare("Température élevée")).to.be.above(0.6);
    expect(commonShare("abc")).to.be.NaN;
  });
});
