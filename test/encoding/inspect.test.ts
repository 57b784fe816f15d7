import { expect } from "chai";
import { Encoding } from "../../src/encoding/encoding.ts";
import { hexToBytes } from "../../src/encoding/hex.ts";
import { inspectBytes } from "../../src/encoding/inspect.ts";
import { readingOrder } from "../../src/encoding/inspect-readings.ts";
import { sentences } from "./support/texts.ts";

describe("encoding/inspect", () => {
  it("puts the right encoding first: every language in UTF-8", () => {
    for (const [language, text] of sentences) {
      const { readings, verdict } = inspectBytes(Encoding.UTF8.GetBytes(text));
      expect([readings[0]?.codePage, readings[0]?.text], language).to.deep.equal([65001, text]);
      expect(verdict, language).to.match(/^(This is|Most likely) UTF-8|^Plain ASCII/);
    }
  });

  it("reads the right text first: languages in UTF-16 and in their Windows page", () => {
    const rows: readonly (readonly [language: string, page: number])[] = [
      ["German", 1200],
      ["German", 1201],
      ["Russian", 1200],
      ["Japanese", 1200],
      ["Korean", 1200],
      ["French", 1252],
      ["German", 1252],
      ["Russian", 1251],
      ["Ukrainian", 1251],
      ["Greek", 1253],
      ["Japanese", 932],
      ["Chinese", 936],
      ["Korean", 949],
      ["Chinese, traditional", 950],
    ];
    for (const [language, page] of rows) {
      const text = new Map(sentences).get(language) ?? "";
      const [best] = inspectBytes(Encoding.GetEncoding(page).GetBytes(text)).readings;
      expect(best?.text, `${language} in ${String(page)}, taken for ${String(best?.codePage)}`).to.equal(
        text,
      );
    }
  });

  it("gives every reading with text, validity, score and reason", () => {
    const { readings, length } = inspectBytes([0xc3, 0xa9]);
    expect(length).to.equal(2);
    expect(readings.map(({ codePage }) => codePage)).to.have.members(readingOrder);
    const of = (page: number): unknown => readings.find(({ codePage }) => codePage === page);
    expect(of(65001)).to.deep.include({ name: "utf-8", text: "é", valid: true, byteOrderMark: false });
    expect(of(1252)).to.deep.include({ text: "Ã©", valid: true });
    for (const { score, reason } of readings) {
      expect(score).to.be.within(0, 100);
      expect(reason).to.not.equal("");
    }
    expect([...readings].sort((a, b) => b.score - a.score)).to.deep.equal(readings);
  });

  it("reads as the pages it is told to", () => {
    const { readings } = inspectBytes([0x80], { codePages: [65001, 1251] });
    expect(readings.map(({ codePage, valid }) => [codePage, valid])).to.deep.equal([
      [1251, true],
      [65001, false],
    ]);
    expect(() => inspectBytes([0x80], { codePages: [4711] })).to.throw(/4711/);
  });

  it("notices byte order marks, zeros, odd lengths, cuts and mixtures", () => {
    const rows: readonly (readonly [hex: string, notes: RegExp])[] = [
      ["EFBBBF4F4B", /byte order mark of UTF-8/],
      ["FFFE4F004B00", /byte order mark of UTF-16LE/],
      ["4F004B002100", /3 of 6 bytes are zero, all at odd positions/],
      ["004F004B", /2 of 4 bytes are zero, all at even positions/],
      ["4F004B0021", /The length is odd/],
      ["6361660A00", /end mark of a C string/],
      ["C3A9E282", /ends inside a character, at offset 2/],
      ["C3A920E920C3A9", /Mixed content: 2 good UTF-8 sequences and 1 broken ones, the first at offset 3/],
    ];
    for (const [hex, notes] of rows)
      expect(inspectBytes(hexToBytes(hex)).notes.join(" "), hex).to.match(notes);
    expect(inspectBytes(hexToBytes("4F4B")).notes).to.deep.equal([]);
    expect(inspectBytes(hexToBytes("EFBBBF4F4B")).readings[0]).to.deep.include({
      codePage: 65001,
      text: "OK",
      score: 100,
      byteOrderMark: true,
    });
    expect(inspectBytes(hexToBytes("EFBBBF4F4B")).byteOrderMark).to.deep.equal({
      codePage: 65001,
      length: 3,
    });
  });

  it("sums up in words", () => {
    const verdict = (hex: string): string => inspectBytes(hexToBytes(hex)).verdict;
    expect(verdict("")).to.equal("There are no bytes.");
    expect(verdict("4F4B")).to.match(/^Plain ASCII/);
    expect(verdict("54656D70C3A972617475726520C3A96C6576C3A965")).to.match(
      /^This is UTF-8: valid UTF-8 with 6 bytes/,
    );
    expect(verdict("89504E470D0A1A0A0000000D494844520001FF03")).to.match(/binary data/);
    expect(inspectBytes(Encoding.UTF8.GetBytes("TempÃ©rature Ã©levÃ©e")).verdict).to.match(
      /mojibake itself; meant was "Température élevée"/,
    );
    expect(inspectBytes(Encoding.GetEncoding(1251).GetBytes("Ошибка связи")).verdict).to.match(
      /Windows-1251.*ask for the device's page/,
    );
    expect(inspectBytes([], { codePages: [] }).verdict).to.equal("There are no bytes.");
  });

  it("takes number arrays, and refuses what is no byte", () => {
    expect(inspectBytes([79, 75]).readings[0]?.text).to.equal("OK");
    expect(() => inspectBytes([256])).to.throw(/Element 0/);
  });
});
