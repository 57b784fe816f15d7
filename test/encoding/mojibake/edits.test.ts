import { expect } from "chai";
import { confidenceOf, EditedText, sameSteps } from "../../../src/encoding/mojibake/edits.ts";

const utf8 = { written: 65001, read: 1252 };
const latin1 = { written: 1252, read: 28591 };

describe("encoding/mojibake/edits", () => {
  it("widens spans to words, and joins words side by side", () => {
    const edited = new EditedText("a BÃ¼r tÃ¼r, fÃ¼r");
    edited.apply([3, 8, 14].map((start) => ({ start, end: start + 2, after: "ü", step: utf8, evidence: 2 })));
    expect(edited.text).to.equal("a Bür tür, für");
    expect(edited.spans()).to.deep.equal([
      { start: 2, end: 11, before: "BÃ¼r tÃ¼r", after: "Bür tür", steps: [utf8], confidence: 0.75 },
      { start: 13, end: 17, before: "fÃ¼r", after: "für", steps: [utf8], confidence: 0.75 },
    ]);
  });

  it("keeps places through layers, and tells the steps in the order in which they happened", () => {
    const edited = new EditedText("x ABCD yEF z");
    edited.apply([
      { start: 2, end: 6, after: "QR", step: utf8, evidence: 3 },
      { start: 8, end: 10, after: "S", step: utf8, evidence: 2 },
    ]);
    expect(edited.text).to.equal("x QR yS z");
    edited.apply([{ start: 2, end: 4, after: "T", step: latin1, evidence: 1 }]);
    expect(edited.text).to.equal("x T yS z");
    expect(edited.isFresh(0, 3)).to.equal(true);
    expect(edited.isFresh(4, 8)).to.equal(false);
    expect(
      edited.spans().map(({ start, end, before, after, steps }) => ({ start, end, before, after, steps })),
    ).to.deep.equal([
      { start: 2, end: 6, before: "ABCD", after: "T", steps: [latin1, utf8] },
      { start: 7, end: 10, before: "yEF", after: "yS", steps: [utf8] },
    ]);
  });

  it("makes one of edits and mends that overlap each other", () => {
    const edited = new EditedText("ABCDEF");
    edited.apply([{ start: 1, end: 5, after: "uvw", step: utf8, evidence: 2 }]);
    edited.apply([
      { start: 1, end: 2, after: "1", step: latin1, evidence: 2 },
      { start: 3, end: 4, after: "3", step: latin1, evidence: 2 },
    ]);
    expect(edited.text).to.equal("A1v3F");
    expect(edited.spans()).to.deep.include({
      start: 0,
      end: 6,
      before: "ABCDEF",
      after: "A1v3F",
      steps: [latin1, utf8],
      confidence: 0.75,
    });
  });

  it("rates evidence, and compares chains", () => {
    expect([0, 1, 2].map(confidenceOf)).to.deep.equal([0, 0.5, 0.75]);
    expect(sameSteps([utf8], [utf8])).to.equal(true);
    expect(sameSteps([utf8], [utf8, utf8])).to.equal(false);
  });
});
