import { expect } from "chai";
import {
  builtDoubleBytePages,
  doubleByteCodePages,
  doubleBytePage,
  doubleByteToText,
  firstUnknownPair,
  unfinishedPair,
} from "../../src/encoding/double-byte.ts";
import { bytes } from "../support/encoding/vectors.ts";

describe("encoding/double-byte", () => {
  it("builds a page once", () => {
    expect(doubleByteCodePages).to.include.members([932, 936, 949, 950, 1361, 51932]);
    expect(doubleBytePage(51949), "EUC-KR has the table of the Macintosh's Korean").to.equal(
      doubleBytePage(10003),
    );
    expect(doubleBytePage(949)).to.equal(doubleBytePage(949));
    expect(builtDoubleBytePages()).to.include(949);
    expect(() => doubleBytePage(1252)).to.throw(RangeError);
  });

  it("has the one-way pairs of .NET: 398 in 932, 10 in 950, none in the others", () => {
    expect([932, 936, 949, 950].map((page) => doubleBytePage(page).oneWay.size)).to.deep.equal([
      398, 0, 0, 10,
    ]);
  });

  it("takes the next byte with a lead byte, whatever it is", () => {
    const page = doubleBytePage(932);
    expect(doubleByteToText(bytes("810A41"), page)).to.equal("\u30fbA");
    expect(doubleByteToText(bytes("8100"), page)).to.equal("\u30fb");
    expect(doubleByteToText(bytes("4181"), page)).to.equal("A\u30fb");
  });

  it("finds what is unknown and what is unfinished, however many lead bytes stand in a row", () => {
    const page = doubleBytePage(932);
    expect(firstUnknownPair(bytes("41814081FF"), page)).to.deep.equal({ offset: 3, length: 2 });
    expect(firstUnknownPair(bytes("418140"), page)).to.equal(undefined);
    for (let count = 0; count < 6; count++)
      expect(unfinishedPair(bytes(`41${"81".repeat(count)}`), page)).to.equal(count % 2);
  });

  it("does not cut a pair where the working memory ends", () => {
    const page = doubleBytePage(936);
    const data = Buffer.from(`41${"D0C5".repeat(40_000)}`, "hex");
    expect(doubleByteToText(data, page) === `A${"信".repeat(40_000)}`).to.equal(true);
  });
});
