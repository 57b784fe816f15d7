import { expect } from "chai";
import {
  bestFitTable,
  builtSingleBytePages,
  singleByteCodePages,
  singleBytePage,
  singleByteToText,
  strictTable,
  textToSingleByte,
} from "../../src/encoding/single-byte.ts";
import { bytes, hex } from "../support/encoding/vectors.ts";

describe("encoding/single-byte", () => {
  it("builds a page once, and its encoders when they are needed", () => {
    const page = singleBytePage(1257);
    expect(singleBytePage(1257)).to.equal(page);
    expect(builtSingleBytePages()).to.include(1257);
    const table = strictTable(page);
    expect(strictTable(page)).to.equal(table);
    expect(bestFitTable(page)).to.not.equal(table);
  });

  it("knows which pages are Latin-1 but for 80 to 9F", () => {
    expect(singleByteCodePages.filter((page) => singleBytePage(page).nearLatin1)).to.deep.equal([
      1252, 28591,
    ]);
  });

  it("takes the same way for short, middling and long data", () => {
    const page = singleBytePage(1251);
    for (const times of [1, 100, 1000, 20_000]) {
      expect(
        singleByteToText(bytes("C6F3EA41".repeat(times)), page) === "ЖукA".repeat(times),
        String(times),
      ).to.equal(true);
      const data = textToSingleByte("ЖукA".repeat(times), strictTable(page), true);
      expect(data.equals(bytes("C6F3EA41".repeat(times))), String(times)).to.equal(true);
    }
  });

  it("is not misled by a text whose beginning is ASCII", () => {
    const text = `${"A".repeat(200)}é`;
    expect(hex(textToSingleByte(text, strictTable(singleBytePage(1252)), true)).endsWith("41E9")).to.equal(
      true,
    );
  });
});
