import { expect } from "chai";
import { EditedText } from "../../../src/encoding/mojibake/edits.ts";
import { mendsOfIdeographs, mendsOfNarrow } from "../../../src/encoding/mojibake/narrow.ts";

const pages = [1252, 28591, 850];

function mended(text: string): string {
  const edited = new EditedText(text);
  edited.apply(mendsOfNarrow(text, pages));
  return edited.text;
}

/** The bytes of UTF-16LE as characters of Latin-1. */
function inBytes(text: string): string {
  return Buffer.from(text, "utf16le").toString("latin1");
}

describe("encoding/mojibake/narrow", () => {
  it("takes back UTF-16 read byte by byte, in both orders", () => {
    expect(mended("c\0a\0f\0é\0")).to.equal("café");
    expect(mended("\0c\0a\0f\0é")).to.equal("café");
    expect(mended(inBytes("Ошибка связи"))).to.equal("Ошибка связи");
    expect(mended(inBytes("l’été – 5 €"))).to.equal("l’été – 5 €");
    expect(mended(inBytes("ಸೊನ್ನೆ"))).to.equal("ಸೊನ್ನೆ");
  });

  it("takes the commonest page where only symbols differ", () => {
    expect(mended(inBytes("5 µs"))).to.equal("5 µs");
    expect(mended(inBytes("25 m²"))).to.equal("25 m²");
    expect(mended(inBytes("±0,5 dB"))).to.equal("±0,5 dB");
    expect(mended(inBytes("boʻyalgan toʻgʻri toʻrtburchak"))).to.equal("boʻyalgan toʻgʻri toʻrtburchak");
  });

  it("mends a stretch of a text", () => {
    expect(mended(`Name: ${inBytes("Zürich")}, ok`)).to.equal("Name: Zürich, ok");
  });

  it("leaves what stands around the stretch: quotes, separators and line ends", () => {
    const around = [
      ["x ", ""],
      ["", " x"],
      ["12:01 ", " bad\n12:02 ok\n"],
      ['1;"', '"\n2;ok\n'],
      ["1;", ";ok\r\n2;ok"],
      ["name=", "\n"],
      ["('", "', 5)"],
    ] as const;
    const words = [
      "Zürich",
      "Zürich, 5 €",
      "Größe: 5 µm",
      "Ошибка связи",
      "zażółć gęślą",
      "a café – “quote”",
    ];
    for (const word of words)
      for (const [before, behind] of around)
        for (const bytes of [Buffer.from(word, "utf16le"), Buffer.from(word, "utf16le").swap16()])
          expect(mended(before + bytes.toString("latin1") + behind)).to.equal(before + word + behind);
  });

  it("mends a stretch in each of many lines", () => {
    const line = (word: string): string => `12:00 ${word} ok\n`;
    expect(mended(line(inBytes("Zürich")).repeat(5_000))).to.equal(line("Zürich").repeat(5_000));
  });

  it("takes back the marks at the end of a word, whose high byte is a blank", () => {
    for (const text of ["ଷ୍ଟୋର୍\u200c", "ସକର୍\u200d ବଲ୍\u200d"])
      expect(mended(inBytes(text)), text).to.equal(text);
  });

  it("takes back none rather than a part", () => {
    for (const text of ["저글링하는 사람", "여성용 샌들", "영어 대문자"])
      expect(mendsOfNarrow(inBytes(text), pages), text).to.deep.equal([]);
  });

  it("leaves controls that do not come from UTF-16, and tables", () => {
    for (const text of ["\u001b[0mé\u001b[1m", "a\tb\tc\td\te", "ab\0cd\0", "1\t2\t3\t4\t5"])
      expect(mendsOfNarrow(text, pages), text).to.deep.equal([]);
  });

  it("takes back Chinese and Japanese where nothing else makes sense", () => {
    const japanese = "ひらがなとカタカナ";
    expect(mendsOfIdeographs(inBytes(japanese), pages).map(({ after }) => after)).to.deep.equal([japanese]);
    expect(mendsOfIdeographs("naïveté", pages)).to.deep.equal([]);
  });
});
