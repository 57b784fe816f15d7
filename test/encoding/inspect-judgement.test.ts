import { expect } from "chai";
import { scoredTexts } from "../../src/encoding/inspect-costs.ts";
import { judge } from "../../src/encoding/inspect-judgement.ts";
import type { Judged } from "../../src/encoding/inspect-judgement.ts";
import { scanUtf8 } from "../../src/encoding/inspect-utf8.ts";

function judged(bytes: Uint8Array, codePages: readonly number[], proven?: number): Judged[] {
  const utf8 = scanUtf8(bytes);
  const proof = proven === undefined ? undefined : { codePage: proven, reason: "it is" };
  return judge(bytes, scoredTexts(bytes, codePages, utf8), utf8, proof);
}

describe("encoding/inspect-judgement", () => {
  it("puts what is proven first, then equal texts, then the commoner pages", () => {
    const found = judged(Buffer.from("OK\xe9", "latin1"), [850, 1251, 1252, 1250, 28591], 28591);
    expect(found.map(({ codePage, score }) => [codePage, score])).to.deep.equal([
      [28591, 100],
      [1252, 100],
      [1250, 100],
      [1251, 0],
      [850, 0],
    ]);
  });

  it("gives equal texts equal scores, never 100 without a proof", () => {
    const found = judged(Buffer.from("Störung am Gerät", "latin1"), [850, 1254, 1252, 1251]);
    expect(found.slice(0, 2).map(({ codePage }) => codePage)).to.deep.equal([1252, 1254]);
    expect(found[0]?.score).to.equal(found[1]?.score);
    expect(found[0]?.score).to.be.within(90, 99);
  });
});
