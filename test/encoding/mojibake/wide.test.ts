import { expect } from "chai";
import { mendsOfWide } from "../../../src/encoding/mojibake/wide.ts";

function first(text: string): string | undefined {
  return mendsOfWide(text)[0]?.after;
}

describe("encoding/mojibake/wide", () => {
  it("takes back the wrong order of UTF-16", () => {
    expect(mendsOfWide("挀愀昀\ue900")[0]).to.deep.include({
      after: "café",
      step: { written: 1200, read: 1201 },
    });
    for (const text of ["ಮೀಟರ್‌ಗಳು", "मिलीसेकंड"])
      expect(first(Buffer.from(text, "utf16le").swap16().toString("utf16le")), text).to.equal(text);
    const swapped = Buffer.from("Ошибка связи", "utf16le").swap16().toString("utf16le");
    expect(first(swapped)).to.equal("Ошибка связи");
  });

  it("takes nothing back that holds what is no text: controls, private use, characters that do not exist", () => {
    for (const text of ["Ошибка\u0085 связи", "temp\u0001rature", "Ошибка\ue123 связи", "Ошибка\u0378 связи"])
      expect(first(Buffer.from(text, "utf16le").swap16().toString("utf16le")), text).to.equal(undefined);
  });

  it("takes back bytes read as UTF-16LE, an odd or cut last byte too", () => {
    expect(first("敔灭\ua9c3慲畴敲")).to.equal("Température");
    expect(first("敔灭\ua9c3慲畴敲\u0021")).to.equal("Température!");
    expect(first("敔灭\ua9c3慲畴敲\ufffd")).to.equal("Température\ufffd");
    expect(first("敨汬⁯潷汲Ⅴ")).to.equal("hello world!");
    expect(first(Buffer.from("temperatur am gerät 21", "latin1").toString("utf16le"))).to.equal(
      "temperatur am gerät 21",
    );
  });

  it("takes single bytes for words only, of the commonest page", () => {
    // Japanese the other way round: as single bytes it would be v}bś0M0n0Đ0Ä.
    expect(mendsOfWide(Buffer.from("白抜きのバツ", "utf16le").swap16().toString("utf16le"))).to.deep.equal(
      [],
    );
    expect(first(Buffer.from("Èdè Swampi Kri", "latin1").toString("utf16le"))).to.equal("Èdè Swampi Kri");
  });

  it("leaves right text of Asia", () => {
    for (const text of [
      "नमस्ते",
      "प्रतिशत",
      "ひらがな",
      "数値による並べ替え",
      "温度过高请检查设备",
      "信号丢失",
      "온도가 너무 높습니다",
      "가가가",
    ])
      expect(mendsOfWide(text), text).to.deep.equal([]);
  });

  it("leaves symbols, letters and syllables that are repeated, and other letters of one row", () => {
    for (const text of [
      "••••••••",
      "………………",
      "‰‰‰‰",
      "ⅠⅡⅢⅣ",
      "ㅋㅋㅋㅋㅋㅋ",
      "ㄱㄴㄷㄹㅁㅂㅅ",
      "ⴰⵣⵓⵍ",
      "ⰳⰾⰰⰳⱁⰾⱏ",
      "慢慢慢慢",
      "湯湯水水",
      "ＡＢＣ’s",
    ])
      for (const line of [text, `1: ${text} (ok)`, `(${text})`, `${text};${text};${text}`])
        expect(mendsOfWide(line), line).to.deep.equal([]);
  });
});
