import { expect } from "chai";
import { SequenceFinder } from "../../../src/encoding/mojibake/sequences.ts";
import { mendsOf } from "../../../src/encoding/mojibake/utf8-damage.ts";

const finder = new SequenceFinder([1252, 1250, 28592, 850, 437, 1251]);

describe("encoding/mojibake/utf8-damage", () => {
  it("names stretches with their page", () => {
    const mends = mendsOf("Zürich, ZÃ¼rich", finder);
    expect(mends.map(({ start, end, after, step }) => ({ start, end, after, step }))).to.deep.equal([
      { start: 9, end: 11, after: "ü", step: { written: 65001, read: 1252 } },
    ]);
  });

  it("mends parts of one line that were read as different pages", () => {
    const mends = mendsOf("GrÃ¶ÃŸe, Temp├®rature", finder);
    expect(mends.map(({ after, step }) => [after, step.read])).to.deep.equal([
      ["öß", 1252],
      ["é", 850],
    ]);
  });

  it("takes the commoner page where several explain the damage equally well", () => {
    expect(mendsOf("TromsĂ¸ mĂĄlestasjon", finder).map(({ step }) => step.read)).to.deep.equal([1250, 1250]);
  });

  it("needs two points, and is content with one below a layer that was taken off", () => {
    expect(mendsOf("4 Å—", finder)).to.deep.equal([]);
    expect(mendsOf("Ã©", finder)).to.deep.equal([]);
    expect(mendsOf("Ã©", finder, 1)).to.have.lengthOf(1);
  });

  it("leaves quantities with their sign, roots, and Cyrillic capitals typed for Latin ones, however many there are", () => {
    const all = new SequenceFinder([1252, 1250, 1251, 10000]);
    const right = [
      "Ø±0,1 mm; Ø±0,2 mm; Ø±0,5 mm",
      "V = Å³, A = Å²",
      "Ø² Ø³ Ø²",
      "Х±1 У±2",
      "Γ(1/2) = √π, Γ(3/2) = √π/2, √∞, √µ",
      "CAFЕ’s, SALЕ…",
      "(USB-С”;USB-С”;USB-С”)",
    ];
    for (const text of right) expect(mendsOf(text, all), text).to.deep.equal([]);
    const damaged = [
      ["Â±0,5 dB, 25 mÂ²", "± ²"],
      ["Ã³ptico, Ã± y Ã³", "ó ñ ó"],
      ["o√π? o√π!", "ù ù"],
      ["√µnne √µhtul", "õ õ"],
      ["cЕ“ur, cЕ“urs", "œ œ"],
    ];
    for (const [text = "", after] of damaged)
      expect(
        mendsOf(text, all)
          .map((mend) => mend.after)
          .join(" "),
        text,
      ).to.equal(after);
  });
});
