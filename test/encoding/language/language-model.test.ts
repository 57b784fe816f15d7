import { expect } from "chai";
import { frequencyClass, languageModel } from "../../../src/encoding/language/language-model.ts";

describe("encoding/language/language-model", () => {
  it("is unpacked once", () => {
    expect(languageModel()).to.equal(languageModel());
  });

  it("has the letters and languages of six scripts", () => {
    const { pairs } = languageModel();
    expect([...pairs.keys()]).to.have.members(["Latin", "Cyrillic", "Greek", "Hebrew", "Arabic", "Thai"]);
    for (const { letters, languages, foreignCosts } of pairs.values()) {
      expect(letters.get(0x20)).to.equal(0);
      expect(foreignCosts).to.have.lengthOf(letters.size);
      for (const { numbers, size, costs } of languages) {
        expect(numbers[0]).to.equal(0);
        expect(costs).to.have.lengthOf(size * (size + 1));
      }
    }
  });

  it("puts characters into classes by language: 的 is the commonest in Chinese, 这 is simplified, 這 traditional", () => {
    const { han, hangul } = languageModel();
    const classes = (character: string): number[] =>
      [0, 1, 2].map((index) => frequencyClass(han.classes.get(character.charCodeAt(0)) ?? 0, index, 3));
    expect(classes("的").slice(0, 2)).to.deep.equal([3, 3]);
    const [simplified = 0, traditional = 0] = classes("这");
    expect(simplified).to.be.above(traditional);
    const [simplified2 = 0, traditional2 = 0] = classes("這");
    expect(traditional2).to.be.above(simplified2);
    expect(classes("\u4e02")).to.deep.equal([0, 0, 0]);
    expect(hangul.classes.get("이".charCodeAt(0))).to.equal(3);
  });
});
