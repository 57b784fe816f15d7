import { expect } from "chai";
import { mendsOfSwap } from "../../../src/encoding/mojibake/swaps.ts";

describe("encoding/mojibake/swaps", () => {
  it("takes back one page read as another where the language leaves no doubt", () => {
    const rows: readonly (readonly [seen: string, meant: string, written: number, read: number])[] = [
      ["Tempйrature йlevйe", "Température élevée", 1252, 1251],
      ["Îøèáêà ñâÿçè", "Ошибка связи", 1251, 1252],
      ["£ódŸ: za¿ó³æ", "Łódź: zażółć", 1250, 1252],
      [
        "Größe geändert".replaceAll("ö", "”").replaceAll("ß", "á").replaceAll("ä", "„"),
        "Größe geändert",
        850,
        1252,
      ],
      ["Ç èåñìïêñáóßá åßíáé õøçëÞ", "Η θερμοκρασία είναι υψηλή", 1253, 1252],
    ];
    for (const [seen, meant, written, read] of rows)
      expect(mendsOfSwap(seen)[0], seen).to.deep.include({ after: meant, step: { written, read } });
  });

  it("leaves right text, and letters of another alphabet typed for their looks", () => {
    for (const text of ["Température élevée", "зaтвoрeнo", "SENSЕ", "Ísafjörður", "Zoë Müller", "naïveté"])
      expect(mendsOfSwap(text), text).to.deep.equal([]);
  });

  it("leaves letters where another page has symbols that are as likely", () => {
    // Written in 866 with a middle dot, in KOI8-R with a no-break space, and in 1252 with an apostrophe.
    for (const text of [
      "milъligrams per decilitre",
      "{0}љmoles",
      "saighead suas leis aÆ cheann aÆ tionndadh deas",
    ])
      expect(mendsOfSwap(text), text).to.deep.equal([]);
  });

  it("leaves letters that are drawn out or listed: they are no words", () => {
    for (const text of [
      "AÍÍÍÍÍ",
      "NÃÃÃÃO",
      "ãããããã",
      "ååååå;ååååå;ååååå",
      "ÅÄÖÅÄÖÅÄÖ",
      "ÕÄÖÜ ÕÄÖÜ",
      "ÄÖÜ;ÄÖÜ;ÄÖÜ",
    ])
      expect(mendsOfSwap(text), text).to.deep.equal([]);
  });
});
