import { expect } from "chai";
import { reasonFor } from "../../src/encoding/inspect-words.ts";
import { inspectBytes } from "../../src/encoding/inspect.ts";
import { scanUtf8 } from "../../src/encoding/inspect-utf8.ts";

describe("encoding/inspect-words", () => {
  it("gives a reason for each reading", () => {
    const bytes = Buffer.from("Die Störung am Gerät besteht weiterhin", "latin1");
    const reasons = new Map(inspectBytes(bytes).readings.map(({ codePage, reason }) => [codePage, reason]));
    expect(reasons.get(1252)).to.equal("its letters and symbols fit German");
    expect(reasons.get(65001)).to.equal("it has sequences that are not valid UTF-8");
    expect(reasons.get(1251)).to.equal("it leaves odd characters in the text");
    const pairs = inspectBytes(Buffer.from("21 \xb0 \xb0", "latin1"));
    expect(pairs.readings.find(({ codePage }) => codePage === 950)?.reason).to.equal(
      "it has pairs without a character",
    );
    const odd = inspectBytes(Buffer.from("Störung am Gerät!", "latin1"));
    expect(odd.readings.find(({ codePage }) => codePage === 1200)?.reason).to.equal(
      "it leaves lone surrogates or an odd byte",
    );
  });

  it("says what a proof leaves for the others", () => {
    const utf8 = scanUtf8(Buffer.from("OK"));
    const context = { proof: { codePage: 65001, reason: "all bytes are ASCII" }, utf8, best: undefined };
    const reason = (codePage: number, score: number): string =>
      reasonFor({ codePage, score, cost: undefined }, true, context);
    expect(reason(65001, 100)).to.equal("all bytes are ASCII");
    expect(reason(1252, 100)).to.equal("it gives the same text");
    expect(reason(1200, 0)).to.equal("the bytes prove another encoding");
    // ASCII alone says nothing for UTF-8.
    const other = { ...context, proof: { codePage: 1252, reason: "the device says so" } };
    expect(reasonFor({ codePage: 65001, score: 100, cost: undefined }, true, other)).to.equal(
      "it gives the same text",
    );
  });

  it("calls a row of symbols nonsense from seven on: six may be a line of a table", () => {
    const verdict = (count: number): string =>
      inspectBytes(Buffer.alloc(count, 0xa6), { codePages: [1252] }).verdict;
    expect(verdict(6)).to.match(/^Perhaps|^Most likely/);
    expect(verdict(7)).to.match(/^No encoding gives sensible text/);
  });

  it("names the runner-up where the verdict is not sure", () => {
    // ñ is C4 in neither, F1 in both pages: a name of two words does not say which.
    const { verdict, readings } = inspectBytes(Buffer.from("\xf1", "latin1"), { codePages: [1252, 1250] });
    expect(readings[0]?.score).to.be.below(80);
    expect(verdict).to.match(/^Perhaps Windows-1252: .*Windows-1250 is possible too: "ń"\.$/);
  });
});
