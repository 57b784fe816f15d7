import { expect } from "chai";
import { languageFit } from "../../../src/encoding/language/fit.ts";
import { sentences } from "../../support/encoding/texts.ts";

describe("encoding/language/fit", () => {
  it("names the language of a sentence", () => {
    const rows: readonly (readonly [text: string, language: string, script: string])[] = [
      ["Die Temperatur ist zu hoch, bitte prüfen Sie den Lüfter", "de", "Latin"],
      ["La température est trop élevée, vérifiez le ventilateur", "fr", "Latin"],
      ["La temperatura es demasiado alta, compruebe la señal", "es", "Latin"],
      ["Temperatura jest zbyt wysoka, sprawdź wentylator", "pl", "Latin"],
      ["Температура слишком высокая, проверьте вентилятор", "ru", "Cyrillic"],
      ["Температура занадто висока, перевірте вентилятор", "uk", "Cyrillic"],
      ["Η θερμοκρασία είναι πολύ υψηλή", "el", "Greek"],
      ["הטמפרטורה גבוהה מדי", "he", "Hebrew"],
      ["درجة الحرارة مرتفعة جدا", "ar", "Arabic"],
      ["อุณหภูมิสูงเกินไป", "th", "Thai"],
      ["温度过高，请检查风扇", "zh-Hans", "Han"],
      ["溫度過高，請檢查風扇", "zh-Hant", "Han"],
      ["온도가 너무 높습니다", "ko", "Hangul"],
      ["ファンを確認してください", "ja", "Kana"],
    ];
    for (const [text, language, script] of rows)
      expect(languageFit(text), text).to.deep.include({ language, script });
  });

  it("finds a letter of right text cheaper than one of a wrong reading of the same bytes", () => {
    const rows: readonly (readonly [right: string, wrong: string])[] = [
      ["Ошибка связи", "Îøèáêà ñâÿçè"],
      ["España, año 2023", "Espa๑a, a๑o 2023"],
      ["España, año 2023", "Espańa, ańo 2023"],
      ["SELKÄ EDELLÄ", "SELK─ EDELL─"],
      ["Jürgen Müller", "J│rgen M│ller"],
      ["ЗАГОЛОВОК", "зАГОЛОВОК"],
      ["Privet", "pRIVET"],
      ["21 °C", "21 ░C"],
    ];
    for (const [right, wrong] of rows)
      expect(languageFit(right).cost, `${right}, not ${wrong}`).to.be.below(languageFit(wrong).cost - 2);
  });

  it("keeps right sentences, those of thousands of characters aside, below what nonsense costs", () => {
    const usual = sentences.filter(([, text]) => !["Han", "Hangul"].includes(languageFit(text).script ?? ""));
    for (const [language, text] of usual)
      expect(languageFit(text).perLetter, `${language}: ${text}`).to.be.below(6);
  });

  it("says so when there are no letters", () => {
    expect(languageFit("")).to.deep.equal({
      cost: 0,
      letters: 0,
      perLetter: 0,
      script: undefined,
      language: undefined,
      scored: 0,
    });
    expect(languageFit("21.5 % - 30")).to.deep.include({
      letters: 0,
      script: undefined,
      language: undefined,
    });
  });

  it("does bounded work", () => {
    expect(languageFit("é".repeat(100_000)).scored).to.equal(1024);
    expect(languageFit("e".repeat(100_000)).scored).to.equal(4096);
  });
});
