import { expect } from "chai";
import { dialectOf, katakana } from "../../src/encoding/iso-2022-dialects.ts";

const sequence = (text: string): number[] => [0x1b, ...Buffer.from(text, "latin1")];

describe("encoding/iso-2022-dialects", () => {
  it("shares the tables of the three Japanese pages", () => {
    expect(dialectOf(50220)).to.equal(dialectOf(50222));
    expect(dialectOf(50220)).to.not.equal(dialectOf(50225));
  });

  it("knows the escape sequences, and when more bytes are needed", () => {
    const japanese = dialectOf(50220);
    expect(
      ["(B", "(J", "(I", "$@", "$B", "$(D", "&@", "(", "$(", "(X", "$(X"].map((text) =>
        japanese.modeOf(sequence(text)),
      ),
    ).to.deep.equal([
      "ascii",
      "ascii",
      "katakana",
      "double",
      "double",
      "double",
      "ascii",
      "incomplete",
      "incomplete",
      undefined,
      undefined,
    ]);
    const korean = dialectOf(50225);
    expect(["$)C", "$)", "$)A"].map((text) => korean.modeOf(sequence(text)))).to.deep.equal([
      "same",
      "incomplete",
      undefined,
    ]);
  });

  it("has code and unit for each other", () => {
    for (const page of [50220, 50225]) {
      const { codes, units } = dialectOf(page);
      for (const [unit, code] of codes) expect(units[code], String(page)).to.equal(unit);
    }
    expect(dialectOf(50220).units[katakana + 0x31]).to.equal(0xff71);
  });
});
