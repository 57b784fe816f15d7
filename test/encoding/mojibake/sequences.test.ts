import { expect } from "chai";
import { SequenceFinder } from "../../../src/encoding/mojibake/sequences.ts";

const finder = new SequenceFinder([1252, 866, 1251]);
const [windows, dos, cyrillic] = [1, 2, 4];

describe("encoding/mojibake/sequences", () => {
  it("finds the sequences of all pages in one look", () => {
    // é is C3 A9: Ã© in 1252, ├й in 866, Г© in 1251; € is E2 82 AC: â‚¬ in 1252 and вЂљ.. in 1251.
    expect(finder.find("cafÃ© ├й Г© â‚¬")).to.deep.equal([
      { start: 3, length: 2, pages: windows },
      { start: 6, length: 2, pages: dos },
      { start: 9, length: 2, pages: cyrillic },
      { start: 12, length: 3, pages: windows },
    ]);
    expect(finder.codePointAt("Ã©", 0, 2, 0)).to.equal(0xe9);
    expect(finder.codePointAt("â‚¬", 0, 3, 0)).to.equal(0x20ac);
    expect(finder.codePointAt("ðŸ˜€", 0, 4, 0)).to.equal(0x1f600);
  });

  it("refuses overlong forms and halves of surrogate pairs, and takes a pair as CESU-8 writes it", () => {
    expect(finder.find("à\u0080€")).to.deep.equal([]); // E0 80 80
    expect(finder.find("í\u00a0½")).to.deep.equal([]); // ED A0 BD
    expect(finder.find("í\u00a0½í¸\u008d")).to.deep.equal([{ start: 0, length: 6, pages: windows }]);
    expect(finder.codePointAt("í\u00a0½í¸\u008d", 0, 6, 0)).to.equal(0x1f60d);
  });

  it("finds sequences of which one byte was lost", () => {
    expect(finder.findLossy("Ã\ufffd â€? Ã s")).to.deep.equal([
      { start: 0, length: 2, pages: windows, lossy: true },
      { start: 3, length: 3, pages: windows, lossy: true },
      { start: 7, length: 2, pages: windows, lossy: true },
    ]);
    expect(finder.codePointOfLossy("Ã s", 0, 2, 0)).to.equal(0xe0);
    expect(finder.codePointOfLossy("â€?", 0, 3, 0)).to.equal(0xfffd);
    expect(finder.findLossy("É s, Qué?")).to.deep.equal([]);
  });

  it("leaves out pages that have the bytes of one before them", () => {
    // Ã and © are C3 and A9 in all three; ‚ is 82 in 1252 and 1254, and Latin-1 has U+0082 there.
    const many = new SequenceFinder([1252, 28591, 1254]);
    const differing = (text: string): number[] => many.differing(text, many.find(text), [0, 1, 2]);
    expect(differing("cafÃ©")).to.deep.equal([0]);
    expect(differing("â‚¬ â\u0082¬")).to.deep.equal([0, 1]);
  });
});
