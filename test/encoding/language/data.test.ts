import { readFileSync } from "node:fs";
import { expect } from "chai";
import { languageData } from "../../../src/encoding/language/data.ts";
import { dataModule } from "../../../tools/language/data-module.ts";

describe("encoding/language/data", () => {
  it("is what its sources give: npm run language changes nothing", () => {
    const file = new URL("../../../src/encoding/language/data.ts", import.meta.url);
    expect(readFileSync(file, "utf8") === dataModule(), "run npm run language").to.equal(true);
  });

  it("has a row for a letter by itself and one behind each letter, in more than forty languages", () => {
    const { pairs } = languageData();
    for (const [tag, , , letters, costs] of pairs) {
      expect(letters.charAt(0), tag).to.equal(" ");
      expect(new Set(letters).size, tag).to.equal(letters.length);
      expect(costs.length, tag).to.equal(letters.length * (letters.length + 1));
    }
    // Chinese in two scripts, Japanese and Korean come on top.
    expect(pairs.length + 4).to.be.at.least(44);
  });
});
