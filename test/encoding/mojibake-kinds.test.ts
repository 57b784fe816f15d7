/** Kinds of right and of damaged text that repair once got wrong, a few inputs each. */
import { expect } from "chai";
import { explainMojibake, repairMojibake } from "../../src/encoding/mojibake.ts";

function expectUnchanged(texts: readonly string[]): void {
  for (const text of texts)
    expect(repairMojibake(text), text).to.deep.equal({ text, steps: [], spans: [], confidence: 0 });
}

function expectMended(rows: readonly (readonly [seen: string, meant: string])[]): void {
  for (const [seen, meant] of rows) expect(repairMojibake(seen).text, seen).to.equal(meant);
}

/** UTF-16LE as the characters of its bytes. */
function inBytes(text: string): string {
  return Buffer.from(text, "utf16le").toString("latin1");
}

describe("encoding/mojibake: kinds of text", () => {
  it("leaves Indic and East Asian text", () => {
    expectUnchanged([
      "नमस्ते",
      "प्रतिशत",
      "ひらがな",
      "数値による並べ替え",
      "বাংলা",
      "தமிழ்",
      "温度过高",
      "온도가 높습니다",
      "ಕನ್ನಡ",
    ]);
    expectMended([
      ["敨汬⁯潷汲Ⅴ", "hello world!"],
      ["РџСЂРёРІРµС‚", "Привет"],
    ]);
  });

  it("leaves Cyrillic text, Latin look-alikes in it too", () => {
    expectUnchanged([
      "10 секунд",
      "5 сек",
      "3 тон",
      "я тебя люблю",
      "бейсбол",
      "зaтвoрeнo",
      "ВІКІ",
      "ПоздравЂаво",
      "СМ² 5",
    ]);
  });

  it("leaves capitals before a sign", () => {
    expectUnchanged([
      "CAFÉ’s",
      "SUÍÇA",
      "BANGLADÉŠ",
      "HÅØYA",
      "ЛІВІЯ…",
      "VALKO-VENÄJÄ\u00a0: 5",
      "ESSE CARA AI QUEM É¿",
      "NESTLÉ® 5",
      "IRMÃ…",
      "TRANSFORMATORIŲ™",
    ]);
  });

  it("leaves symbols behind a letter or a number", () => {
    expectUnchanged(["4288×…", "5×£35", "Irã×2", "Brontë…”", "lá´´ ", "aí´´", "√π", "∆°", "10 Å—"]);
  });

  it("takes no rare page for a common one, and no letters without a living use", () => {
    expectUnchanged(["píšťala", "wjacerěčne", "Đông Phi", "เบนิน", "Ō¬o", "├┤a┼┐a┼┐a"]);
  });

  it("takes the commonest page for UTF-16 in bytes where only symbols differ", () => {
    expectMended([
      ["5\0 \0µ\0s\0", "5 µs"],
      [inBytes("25 m²"), "25 m²"],
      [inBytes("±0,5 dB"), "±0,5 dB"],
      [inBytes("§ 5, 1½"), "§ 5, 1½"],
    ]);
  });

  it("takes the commoner page of two that explain the damage", () => {
    expectMended([
      ["TromsĂ¸ mĂĄlestasjon", "Tromsø målestasjon"],
      ["┼¢iga ─îu─ìnik", "Žiga Čučnik"],
    ]);
  });

  it("knows à with a no-break space behind it", () => {
    expectMended([
      ["ART TRIP Ã\u00a0 l'office", "ART TRIP à l'office"],
      ["GÃ\u00a0idhlig", "Gàidhlig"],
    ]);
  });

  it("mends what is damaged in part, and says where", () => {
    const log = "12:00 Zürich ok\n12:01 ZÃ¼rich bad";
    expect(repairMojibake(log)).to.deep.include({
      text: "12:00 Zürich ok\n12:01 Zürich bad",
      steps: [{ written: 65001, read: 1252 }],
    });
    expect(
      repairMojibake(log).spans.map(({ start, end, before, after }) => [start, end, before, after]),
    ).to.deep.equal([[22, 29, "ZÃ¼rich", "Zürich"]]);
    expect(explainMojibake(log).summary).to.equal(
      'UTF-8 bytes read as Windows-1252 (at line 2, character 7). Meant was "12:00 Zürich ok\\n12:01 Zürich bad".',
    );
    expectMended([
      ["Zürich;ZÃ¼rich;Genf", "Zürich;Zürich;Genf"],
      [
        "INSERT INTO t VALUES ('Malmö', 'KÃ¸benhavn', 'Gr├Â├ƒe')",
        "INSERT INTO t VALUES ('Malmö', 'København', 'Größe')",
      ],
    ]);
  });

  it("mends text that is cut inside a character, or has a U+FFFD or a question mark in it", () => {
    expectMended([
      ["TempÃ©rature Ã", "Température Ã"],
      ["©tÃ© Ã©levÃ©", "©té élevé"],
      ["ZÃ¼rich \ufffd ok, GrÃ¶ÃŸe", "Zürich \ufffd ok, Größe"],
      ["SlovenÄ\ufffdina", "Sloven\ufffdina"],
      ["Was? GrÃ¶ÃŸe?", "Was? Größe?"],
      ["â€œbb+â€? from â€œbbâ€?", "“bb+\ufffd from “bb\ufffd"],
    ]);
  });

  it("takes off all layers", () => {
    expectMended([
      ["4Ãƒâ€”4", "4×4"],
      ["ÃŽÂ» = 1550 nm", "λ = 1550 nm"],
      ["3 Ã— 4", "3 × 4"],
      ["TempÃƒÆ’Ã‚Â©rature", "Température"],
    ]);
  });

  it("knows MacRoman, blanks for A0, C1 controls, CESU-8, and pages read as 1252", () => {
    expectMended([
      ["r√©gime", "régime"],
      ["voilÃ le travail", "voilà le travail"],
      ["atenÃ§Ã£o Ã s crianÃ§as", "atenção às crianças"],
      ["\u0084Handwerk\u0093", "„Handwerk“"],
      ["Hi í\u00a0½í¸\u008d", "Hi 😍"],
      ["£ódŸ: za¿ó³æ", "Łódź: zażółć"],
      ["Gr”áe ge„ndert", "Größe geändert"],
      [
        "Iþýk sönmüþ, çözüm için güç kaynaðýný deðiþtirin",
        "Işık sönmüş, çözüm için güç kaynağını değiştirin",
      ],
      ["ÍØ³ËÀÙÁÔÊÙ§à¡Ô¹ä»", "อุณหภูมิสูงเกินไป"],
    ]);
  });

  it("keeps guesses at a low confidence, and never says nothing is wrong with damaged text", () => {
    const guess = explainMojibake("Ã©");
    expect(guess.confidence).to.be.above(0).and.below(0.5);
    for (const text of ["ZÃ¼rich", "x\nZÃ¼rich\ny", "Zürich, ZÃ¼rich", "\u0084Handwerk\u0093"])
      expect(explainMojibake(text).summary, text).to.not.include("Nothing in the text");
    expect(explainMojibake("Zürich").summary).to.equal("Nothing in the text speaks for a wrong encoding.");
  });
});
