import { expect } from "chai";
import { decodeCodePage, encodeCodePage } from "../../../src/encoding/code-page.ts";
import { SequenceFinder, type Sequence } from "../../../src/encoding/mojibake/sequences.ts";
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

  it("takes none where the language speaks for the rarer page, but not clearly", () => {
    // Of the same bytes, C3 A1 as 28592 reads them and C3 A5 as 1250 does: árbol and årbol; then é and Ê.
    for (const seen of ["ĂĄrbol de palma", "lune et ĂŠtoile"]) {
      expect(mendsOf(seen, finder), seen).to.deep.equal([]);
      expect(mendsOf(seen, finder, 1), seen).to.have.lengthOf(1);
    }
    // No language of the model has these letters: 850 and 437 are as common, 1252 is commoner than all.
    expect(mendsOf("ßëÇßîÑßë░ßè¢ ßëúßê¡", finder)).to.deep.equal([]);
    expect(
      mendsOf("à²µà²Ÿà²°", new SequenceFinder([1252, 28605])).map(({ step }) => step.read),
    ).to.deep.equal([1252]);
  });

  it("judges a page by what is meant below its layers", () => {
    // C5 9F as 1250 reads it, twice; with 28592 in the place of the second it would be inıźaat.
    expect(mendsOf("inÄąĹşaat", finder).map(({ step }) => step.read)).to.deep.equal([1250]);
  });

  it("looks at no more layers than so many, however many there are", () => {
    /** How often the sequences of a text are looked for. */
    const looks = (layers: number): number => {
      let [count, text] = [0, "é"];
      class Counting extends SequenceFinder {
        override find(searched: string): Sequence[] {
          count++;
          return super.find(searched);
        }
      }
      for (let layer = 0; layer < layers; layer++) text = decodeCodePage(Buffer.from(text, "utf8"), 1252);
      mendsOf(text, new Counting([1252]));
      return count;
    };
    expect(looks(2)).to.be.above(looks(1));
    expect([looks(4), looks(6), looks(8)]).to.deep.equal([looks(3), looks(3), looks(3)]);
  });

  it("takes a page that explains a whole line before one that explains a part", () => {
    const all = new SequenceFinder([1252, 28591, 28605]);
    // Serbian with Latin a, e and o: the mended line is odd, but no part of it is left.
    expect(mendsOf("Ð¸Ð·Ð½eÐ½aÑ’eÑše", all).every(({ step }) => step.read === 1252)).to.equal(true);
  });

  it("leaves UTF-8 by chance: letters of three bytes among letters of a page, and NULs of UTF-16", () => {
    // Bulgarian in 866 read as 1251, and Korean in UTF-16LE read as Latin-1.
    const all = new SequenceFinder([1252, 1251, 10000]);
    for (const seen of [
      decodeCodePage(encodeCodePage("{0} хектопаскали", 866, "strict"), 1251),
      Buffer.from("여성용 샌들", "utf16le").toString("latin1"),
    ])
      expect(mendsOf(seen, all), seen).to.deep.equal([]);
    expect(mendsOf("Zürich\0ZÃ¼rich\0", all).map(({ after }) => after)).to.deep.equal(["ü"]);
  });

  it("leaves little evidence for what no language writes: a Greek letter right after a word of Latin ones", () => {
    for (const text of ["portÎ”", "àé Î°down"]) expect(mendsOf(text, finder), text).to.deep.equal([]);
    expect(
      mendsOf("Î”Î¹Î±ÎºÎ¿Ï€Î®", finder)
        .map(({ after }) => after)
        .join(""),
    ).to.equal("Διακοπή");
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
