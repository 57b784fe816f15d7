import { expect } from "chai";
import fc from "fast-check";
import { encodeCodePage, firstUnmappable } from "../../src/encoding/code-page.ts";
import { Encoding } from "../../src/encoding/encoding.ts";
import { explainMojibake, repairMojibake } from "../../src/encoding/mojibake.ts";
import { lookAlikes, sentences } from "../support/encoding/texts.ts";
import { shown, vectors } from "../support/encoding/vectors.ts";
import type { Rows } from "../support/encoding/vectors.ts";

type Chain = readonly (readonly [written: number, read: number])[];
const { cases } =
  vectors<Rows<readonly [text: string, seen: string, chain: Chain, reversible: boolean]>>("mojibake");

/** Chains that the documentation promises to take back: UTF-8 in any page, once or several times, and UTF-16 byte by byte. */
function isPromised(chain: Chain): boolean {
  const utf8 = chain.every(([written, read]) => written === 65001 && read !== 1200);
  return utf8 || (chain.length === 1 && chain[0]?.[0] === 1200 && chain[0][1] === 1252);
}

/** The text after the wrong steps; undefined when a step would lose something. */
function damage(text: string, chain: Chain): string | undefined {
  let current = text;
  for (const [written, read] of chain) {
    const exact = written === 65001 || written === 1200 || firstUnmappable(current, written) < 0;
    if (!exact) return undefined;
    const data =
      written === 65001 || written === 1200
        ? Encoding.GetEncoding(written).GetBytes(current)
        : encodeCodePage(current, written, "strict");
    current = Encoding.GetEncoding(read).GetString(data);
  }
  return current;
}

const chains: readonly Chain[] = [
  ...[1252, 28591, 1250, 1251, 437, 850, 852, 866, 20866, 28592, 1254, 1257].map((read): Chain => [
    [65001, read],
  ]),
  [
    [65001, 1252],
    [65001, 1252],
  ],
  [
    [65001, 28591],
    [65001, 1252],
  ],
  [
    [65001, 28591],
    [65001, 28591],
  ],
  [
    [65001, 1251],
    [65001, 1251],
  ],
  [
    [65001, 1250],
    [65001, 1250],
  ],
  [
    [65001, 1252],
    [65001, 1252],
    [65001, 1252],
  ],
  [[1200, 1252]],
  [[1200, 28591]],
];

describe("encoding/mojibake", () => {
  it(`undoes what can be undone: ${String(cases.length)} cases of mojibake`, () => {
    let promised = 0;
    let mended = 0;
    for (const [text, seen, chain, reversible] of cases) {
      const repair = repairMojibake(seen);
      if (repair.text === text) mended++;
      if (!reversible || !isPromised(chain)) continue;
      promised++;
      expect(repair.text, `${text} by ${JSON.stringify(chain)}`).to.equal(text);
      expect(explainMojibake(seen).text, text).to.equal(text);
      expect(repair.confidence).to.be.within(0.45, 1);
    }
    expect(promised).to.be.greaterThan(150);
    expect(mended).to.be.greaterThan(190);
  });

  it("never makes another text of one that can be undone", () => {
    for (const [text, seen, chain, reversible] of cases) {
      const { text: mended } = repairMojibake(seen);
      if (reversible) expect([text, seen], JSON.stringify(chain)).to.include(mended);
    }
  });

  it(`leaves right text as it is: ${String(sentences.length)} sentences`, () => {
    for (const [language, text] of sentences) {
      expect(repairMojibake(text), language).to.deep.equal({ text, steps: [], spans: [], confidence: 0 });
      expect(explainMojibake(text).steps, language).to.deep.equal([]);
      expect(repairMojibake(text.slice(0, 20)).text, language).to.equal(text.slice(0, 20));
      for (const word of text.split(" ")) expect(repairMojibake(word).text, language).to.equal(word);
    }
    expect(new Set(sentences.map(([language]) => language.split(/[ ,]/)[0])).size).to.be.at.least(20);
  });

  it("leaves the right texts of the vectors as they are", () => {
    for (const [text] of cases) expect(repairMojibake(text).steps, text).to.deep.equal([]);
  });

  it(`leaves what only looks like damage: ${String(lookAlikes.length)} texts`, () => {
    for (const text of lookAlikes)
      expect(repairMojibake(text), text).to.deep.equal({ text, steps: [], spans: [], confidence: 0 });
  });

  it("leaves every run of words out of a sentence as it is", () => {
    const damaged = sentences.flatMap(([language, text]) => {
      const words = text.split(" ");
      const runs = words.flatMap((_, from) =>
        words.slice(from).map((_word, index) => words.slice(from, from + index + 1).join(" ")),
      );
      return runs.filter((run) => repairMojibake(run).text !== run).map((run) => [language, run]);
    });
    expect(damaged).to.deep.equal([]);
  });

  it(`mends what it damaged itself: ${String(chains.length)} chains over long enough texts`, () => {
    const texts = sentences.map(([, text]) => text);
    fc.assert(
      fc.property(
        fc.constantFrom(...chains),
        fc.constantFrom(...texts),
        fc.constantFrom(...texts),
        (chain, first, second) => {
          const text = `${first} ${second}`;
          const seen = damage(text, chain);
          if (seen === undefined || seen === text) return;
          // Chinese, Japanese and Korean have no byte that stays the same at every second place.
          if (chain[0]?.[0] === 1200 && !/\p{Script=Latin}|[\u0370-\u0eff]/u.test(text)) return;
          expect(shown(repairMojibake(seen).text), `${text} by ${JSON.stringify(chain)}`).to.equal(
            shown(text),
          );
        },
      ),
      { numRuns: 400 },
    );
  });

  it("tells the steps in the order in which they happened", () => {
    const seen =
      damage("Température élevée", [
        [65001, 28591],
        [65001, 1252],
      ]) ?? "";
    expect(repairMojibake(seen).steps).to.have.lengthOf(2);
    const { summary, steps } = explainMojibake("TempÃƒÂ©rature ÃƒÂ©levÃƒÂ©e");
    expect(steps.map(({ written, read }) => [written, read])).to.deep.equal([
      [65001, 1252],
      [65001, 1252],
    ]);
    expect(summary).to.equal('UTF-8 bytes read as Windows-1252, twice. Meant was "Température élevée".');
    expect(steps[0]?.where).to.match(/options="binary"/);
  });

  it("mends UTF-8 and single bytes that were read as UTF-16LE, and UTF-16 in the wrong order", () => {
    expect(repairMojibake("\ua9c3\u6574\ua9c3\u6574").text).to.equal(
      "étéété".slice(0, 0) + "éteété".slice(0, 0) + Buffer.from("c3a97465c3a97465", "hex").toString(),
    );
    const wide = Buffer.from('{"status":"OK"}!', "utf8").toString("utf16le");
    expect(repairMojibake(wide).text).to.equal('{"status":"OK"}!');
    const latin = Buffer.from("temperatur am gerät 21", "latin1").toString("utf16le");
    expect(repairMojibake(latin).text).to.equal("temperatur am gerät 21");
    const swapped = Buffer.from("Température élevée", "utf16le").swap16().toString("utf16le");
    expect(repairMojibake(swapped)).to.deep.include({
      text: "Température élevée",
      steps: [{ written: 1200, read: 1201 }],
    });
  });

  it("says what is lost, and that it does not come back", () => {
    expect(explainMojibake("caf\ufffd").lost.join()).to.match(/U\+FFFD/);
    expect(explainMojibake("cafï¿½").lost.join()).to.match(/ï¿½/);
    expect(explainMojibake("锟斤拷").lost.join()).to.match(/GBK/);
    expect(explainMojibake("Temp?rature").lost.join()).to.match(/Question marks/);
    expect(explainMojibake("Did it work? Yes").lost).to.deep.equal([]);
    expect(explainMojibake("Did it work?").summary).to.equal(
      "Nothing in the text speaks for a wrong encoding.",
    );
    expect(repairMojibake("caf\ufffd").text).to.equal("caf\ufffd");
  });

  it("explains what it would not mend: two characters are a guess", () => {
    expect(repairMojibake("Ã©").text).to.equal("Ã©");
    const guess = explainMojibake("Ã©");
    expect(guess.text).to.equal("é");
    expect(guess.confidence).to.be.below(0.5);
    expect(guess.summary).to.match(/^Perhaps: UTF-8 bytes read as Windows-1252/);
  });

  it("tries only the pages it is told to", () => {
    const seen = "Temp├®rature ├®lev├®e";
    expect(repairMojibake(seen, { codePages: [1252] }).text).to.equal(seen);
    expect(repairMojibake(seen, { codePages: [850] }).text).to.equal("Température élevée");
  });
});
