import { expect } from "chai";
import { caseOf, foldLetters, scriptOf } from "../../../src/encoding/language/letters.ts";

describe("encoding/language/letters", () => {
  it("writes each letter in one way, and keeps the length", () => {
    const rows: readonly (readonly [string, string])[] = [
      ["ÉCOLE", "école"],
      ["Țară și", "ţară şi"],
      ["İstanbul", "istanbul"],
      ["ΟΔΟΣ", "οδος"],
      ["ایرانی", "ايراني"],
    ];
    for (const [text, folded] of rows) expect(foldLetters(text), text).to.equal(folded);
    for (const text of ["İİ", "ẞ", "ŉ", "ǰ"]) expect(foldLetters(text), text).to.have.lengthOf(text.length);
  });

  it("knows the case of a letter, the second time as the first", () => {
    for (const [letter, of] of [
      ["A", "upper"],
      ["z", "lower"],
      ["É", "upper"],
      ["я", "lower"],
      ["ß", "none"],
      ["ع", "none"],
    ] as const)
      for (let time = 0; time < 2; time++) expect(caseOf(letter, letter.charCodeAt(0)), letter).to.equal(of);
  });

  it("knows scripts, marks among them, and takes symbols for no letters", () => {
    const rows: readonly (readonly [string, string | undefined])[] = [
      ["a", "Latin"],
      ["Z", "Latin"],
      ["é", "Latin"],
      ["\u0301", "Latin"],
      ["я", "Cyrillic"],
      ["\u064b", "Arabic"],
      ["\u05b0", "Hebrew"],
      ["\u0e31", "Thai"],
      ["漢", "Han"],
      ["か", "Kana"],
      ["ｶ", "HalfKana"],
      ["한", "Hangul"],
      ["न", "Other"],
      ["\u094d", "Other"],
      ["ა", "Other"],
      ["ᥪ", "Dead"],
      ["µ", undefined],
      ["º", undefined],
      ["ƒ", undefined],
      ["5", undefined],
      ["@", undefined],
      ["[", undefined],
      ["\u0080", undefined],
    ];
    for (const [character, script] of rows)
      expect(scriptOf(character.codePointAt(0) ?? 0), character).to.equal(script);
  });
});
