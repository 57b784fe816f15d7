/** The executable itself. */
import { expect } from "chai";
import { optionRegister } from "../../src/options/register.ts";
import { qaction } from "../support/child.ts";

describe("qaction executable", () => {
  it("hands the words on and exits with the code", async () => {
    const { code, out } = await qaction("options", "--json");
    expect(code).to.equal(0);
    const lines = JSON.parse(out) as Record<string, unknown>[];
    expect(lines.map(({ name }) => name)).to.deep.equal(Object.keys(optionRegister));
    for (const line of lines)
      expect(line).to.have.all.keys("name", "default", "values", "layer", "meaning", "page");
    expect((await qaction("options", "--jason")).code).to.equal(2);
  });

  it("options for people names each option with its meaning", async () => {
    const { out } = await qaction("options");
    expect(out).to.match(/^codePage = 1252 {2}\(a whole number from 0 to 65535\)$/m);
    expect(out).to.match(/^uninitialisedText = null {2}\(""\)$/m);
  });
});
