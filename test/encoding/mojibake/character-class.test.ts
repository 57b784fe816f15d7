import { expect } from "chai";
import {
  classOf,
  eastAsian,
  isControl,
  isLetterKind,
  isRareClass,
  kind,
  kindOf,
  latin,
  scriptOfClass,
} from "../../../src/encoding/mojibake/character-class.ts";

function of(character: string): number {
  return classOf(character.codePointAt(0) ?? 0);
}

describe("encoding/mojibake/character-class", () => {
  it("knows kinds by where characters may stand", () => {
    const rows: readonly (readonly [characters: string, kind: number])[] = [
      ["aé", kind.lower],
      ["AÉ", kind.upper],
      ["漢あ한ا", kind.letter],
      ["\u0301\u064b", kind.mark],
      ["7٣", kind.digit],
      [" \t\n", kind.space],
      ["?;\ufffd。", kind.plain],
      ["»”®²", kind.closing],
      ["“„¿§", kind.opening],
      ["’–…\u00a0", kind.joining],
      ["£€", kind.currency],
      ["¤¼÷", kind.stray],
      ["├░", kind.box],
      ["√≥", kind.math],
      ["\u0081\ue000\uffff", kind.never],
      ["😀→", kind.neutral],
    ];
    for (const [characters, expected] of rows)
      for (const character of characters) expect(kindOf(of(character)), character).to.equal(expected);
  });

  it("counts the scripts of East Asia as one, and marks with their script", () => {
    for (const character of "漢あカー한") expect(scriptOfClass(of(character)), character).to.equal(eastAsian);
    expect(scriptOfClass(of("é"))).to.equal(latin);
    expect(scriptOfClass(of("\u0e31"))).to.equal(scriptOfClass(of("ก")));
    expect(isLetterKind(kind.letter)).to.equal(true);
    expect(isLetterKind(kind.mark)).to.equal(false);
  });

  it("tells letters without a living use", () => {
    for (const character of "ſᴴʘꜧ𐎠Ԭ\u0361") expect(isRareClass(of(character)), character).to.equal(true);
    for (const character of "șəɗđҳґᾳა\u0301") expect(isRareClass(of(character)), character).to.equal(false);
  });

  it("takes line ends and tabs for text", () => {
    expect([0, 9, 10, 13, 27, 32].map(isControl)).to.deep.equal([true, false, false, false, true, false]);
  });
});
