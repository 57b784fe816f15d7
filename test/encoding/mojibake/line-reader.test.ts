import { expect } from "chai";
import { LineReader } from "../../../src/encoding/mojibake/line-reader.ts";
import { SequenceFinder } from "../../../src/encoding/mojibake/sequences.ts";

const finder = new SequenceFinder([1252, 1251]);

function read(text: string, page = 0): ReturnType<LineReader["read"]> {
  const sequences = [...finder.find(text), ...finder.findLossy(text)].sort((a, b) => a.start - b.start);
  return new LineReader(text, finder).read(sequences, page, new Map());
}

describe("encoding/mojibake/line-reader", () => {
  it("reads a line as one page, and tells whether that explains all of it", () => {
    expect(read("TempÃ©rature Ã©levÃ©e")).to.deep.include({ text: "Température élevée", pure: true });
    expect(read("Zürich, ZÃ¼rich")).to.deep.include({ text: "Zürich, Zürich", pure: false });
    expect(read("Zürich")?.groups).to.deep.equal([]);
  });

  it("gives no reading that leaves something, where only whole ones are wanted", () => {
    const whole = (text: string): unknown =>
      new LineReader(text, finder).read(finder.find(text), 0, new Map(), true)?.text;
    expect(whole("TempÃ©rature")).to.equal("Température");
    expect(whole("Zürich, ZÃ¼rich")).to.equal(undefined);
  });

  it("does not count what a cut left of a sequence at the ends", () => {
    expect(read("©tÃ© Ã")?.pure).to.equal(true);
    expect(read("©tÃ© ö")?.pure).to.equal(false);
  });

  it("gives no evidence for letters of one living script", () => {
    expect(read("ВІКІ", 1)?.evidence).to.be.at.most(0);
    expect(read("РџСЂРёРІРµС‚", 1)?.evidence).to.be.above(3);
  });

  it("keeps the blank behind à, but not in às", () => {
    expect(read("voilÃ le")?.text).to.equal("voilà le");
    expect(read("atenÃ§Ã£o Ã s crianÃ§as")?.text).to.equal("atenção às crianças");
  });
});
