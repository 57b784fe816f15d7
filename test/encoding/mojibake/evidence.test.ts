import { expect } from "chai";
import {
  between,
  isWordAt,
  kindAt,
  onlyScript,
  passingSumsOf,
  pointsOf,
  pointsOfSequence,
  sumsOf,
  visible,
} from "../../../src/encoding/mojibake/evidence.ts";
import { kind, latin } from "../../../src/encoding/mojibake/character-class.ts";

describe("encoding/mojibake/evidence", () => {
  it("shows a text without its invisible marks", () => {
    expect(visible("\u200e5 MP\u200e, ବଲ୍\u200d\ufeff")).to.equal("5 MP, ବଲ୍");
  });

  it("sums the points of a stretch", () => {
    const sums = sumsOf("don\u0092t");
    expect(between(sums, 0, 3)).to.equal(0);
    expect(between(sums, 3, 99)).to.be.at.least(3);
    // A long text and a short one behind it: the points of the first leave nothing.
    const long = "don\u0092t ".repeat(200);
    expect(pointsOf(long)).to.equal(between(sums, 0, 99) * 200);
    expect(pointsOf("café")).to.equal(0);
  });

  it("gives the same sums in memory that a longer text used before, one place behind the end too", () => {
    const text = "don\u0092t";
    passingSumsOf("don\u0092t ".repeat(200));
    expect(Array.from(passingSumsOf(text).subarray(0, text.length + 2))).to.deep.equal(
      Array.from(sumsOf(text)),
    );
  });

  it("gives long sequences points, and two characters none that may be meant", () => {
    const points = (text: string, start: number, length: number, code: number): number =>
      pointsOfSequence(text, { start, length, pages: 1 }, code);
    expect(points("ðŸ˜€", 0, 4, 0x1f600)).to.equal(3);
    expect(points("â‚¬", 0, 3, 0x20ac)).to.equal(1);
    expect(points("AÃ‘OS", 1, 2, 0xd1)).to.equal(1);
    expect(points("«AMANHÃ»", 6, 2, 0xfb)).to.equal(0);
    expect(points("OÃ™ ET", 1, 2, 0xd9)).to.equal(2);
    expect(points("MISUTÂ\u00a0A", 5, 2, 0xa0)).to.equal(1);
    // A closing quote that nothing opens, or after a small letter, is damage; after anything else it may be meant.
    expect(points("5Â» ", 1, 2, 0xbb)).to.equal(1);
    expect(points("«eÂ» ", 2, 2, 0xbb)).to.equal(1);
    expect(points("«5Â» ", 2, 2, 0xbb)).to.equal(0);
    expect(points("5Ã– ", 1, 2, 0xd6)).to.equal(2);
    expect(points("5Ã–.", 1, 2, 0xd6)).to.equal(1);
    // C3 in Windows-1251 is a letter: a word of its script may go on with it.
    expect(points("даГ±", 2, 2, 0xf1)).to.equal(0);
    expect(points("аГ±", 1, 2, 0xf1)).to.equal(0);
    expect(points("daГ±", 2, 2, 0xf1)).to.equal(1);
  });

  it("knows words, kinds and the one script of a text", () => {
    expect([isWordAt("a ", 0), isWordAt("a ", 1), isWordAt("a", 9)]).to.deep.equal([true, false, false]);
    expect(kindAt("a", -1)).to.equal(kind.space);
    expect([onlyScript("été"), onlyScript("é1"), onlyScript("éж")]).to.deep.equal([latin, 0, 0]);
    expect(onlyScript("привет")).to.be.above(latin);
  });
});
