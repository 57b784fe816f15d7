import { expect } from "chai";
import { mend } from "../../../src/encoding/mojibake/mend.ts";
import { SequenceFinder } from "../../../src/encoding/mojibake/sequences.ts";

const finder = new SequenceFinder([1252, 28591, 850]);

describe("encoding/mojibake/mend", () => {
  it("returns ASCII after one scan", () => {
    expect(mend("plain\r\n\ttext", finder, 2)).to.deep.equal({ text: "plain\r\n\ttext", spans: [] });
  });

  it("judges each line, and each piece of a long one, by itself", () => {
    const right = "Zürich in Ordnung, 5 µs. ".repeat(40);
    const { text, spans } = mend(`${right}ZÃ¼rich ${right}\nTempÃƒÂ©rature\n${right}`, finder, 2);
    expect(text).to.equal(`${right}Zürich ${right}\nTempérature\n${right}`);
    expect(spans.map(({ start, before, steps }) => [start, before, steps.length])).to.deep.equal([
      [right.length, "ZÃ¼rich", 1],
      [right.length * 2 + 9, "TempÃƒÂ©rature", 2],
    ]);
  });

  it("mends damage of different kinds in one text", () => {
    const { text } = mend("ZÃ¼rich\ndon\u0092t\nTemp├®rature", finder, 2);
    expect(text).to.equal("Zürich\ndon’t\nTempérature");
  });
});
