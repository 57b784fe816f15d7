import { expect } from "chai";
import { SequenceFinder } from "../../../src/encoding/mojibake/sequences.ts";
import { mendsOf } from "../../../src/encoding/mojibake/utf8-damage.ts";

const finder = new SequenceFinder([1252, 1250, 28592, 850, 437, 1251]);

describe("encoding/mojibake/utf8-damage", () => {
  it("names stretches with their page", () => {
    const mends = mendsOf("Zürich, ZÃ¼rich", finder);
    expect(mends.map(({ start, end, after, step }) => ({ start, end, after, step }))).to.deep.equal([
      { start: 9, end: 11, after: "ü", step: { written: 65001, read: 1252 } },
    ]);
  });

  it("mends parts of one line that were read as different pages", () => {
    const mends = mendsOf("GrÃ¶ÃŸe, Temp├®rature", finder);
    expect(mends.map(({ after, step }) => [after, step.read])).to.deep.equal([
      ["öß", 1252],
      ["é", 850],
    ]);
  });

  it("takes the commoner page where several explain the damage equally well", () => {
    expect(mendsOf("TromsĂ¸ mĂĄlestasjon", finder).map(({ step }) => step.read)).to.deep.equal([1250, 1250]);
  });

  it("needs two points, and is content with one below a layer that was taken off", () => {
    expect(mendsOf("4 Å—", finder)).to.deep.equal([]);
    expect(mendsOf("Ã©", finder)).to.deep.equal([]);
    expect(mendsOf("Ã©", finder, 1)).to.have.lengthOf(1);
  });
});
