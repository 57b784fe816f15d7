/** One in twenty of what `npm run verdicts` looks at. */
import { expect } from "chai";
import { repairMojibake } from "../../src/encoding/mojibake.ts";
import { chains, damaged } from "../verdicts/chains.ts";
import { cldrTexts, variantsOf } from "../verdicts/texts.ts";

describe("encoding/mojibake: verdicts", () => {
  const texts = cldrTexts();

  it("leaves one in twenty right texts of CLDR as it is", () => {
    const some = texts.filter((_, index) => index % 20 === 0);
    expect(some.length).to.be.above(16_000);
    expect(some.filter((text) => repairMojibake(text).text !== text)).to.deep.equal([]);
  });

  it("leaves them in capitals and beside symbols", () => {
    const some = texts.filter((_, index) => index % 220 === 0).flatMap(variantsOf);
    expect(some.filter((text) => repairMojibake(text).text !== text)).to.deep.equal([]);
  });

  it("takes back UTF-8 and UTF-16 in 98 % and 90 % of texts of six characters and more", () => {
    const some = texts
      .filter((text) => Array.from(text).length >= 6)
      .filter((_, index) => index % 4000 === 7);
    for (const [kind, share] of [
      ["UTF-8", 0.98],
      ["UTF-16", 0.9],
    ] as const) {
      let all = 0;
      let right = 0;
      for (const text of some)
        for (const chain of chains[kind]) {
          const seen = damaged(text, chain);
          if (seen === undefined) continue;
          all++;
          if (repairMojibake(seen).text === text) right++;
        }
      expect(right / all, kind).to.be.at.least(share);
    }
  });
});
