/** The executable itself. */
import { expect } from "chai";
import { defaultOptions } from "../../src/options/register.ts";
import { qaction } from "../support/child.ts";

describe("qaction executable", () => {
  it("hands the words on and exits with the code", async () => {
    const { code, out } = await qaction("options", "--json");
    expect(code).to.equal(0);
    const options = JSON.parse(out) as { name: string; default: unknown }[];
    expect(Object.fromEntries(options.map((option) => [option.name, option.default]))).to.deep.equal(
      defaultOptions,
    );
    expect((await qaction("options", "--jason")).code).to.equal(2);
  });

  it("options for people names each option with its meaning", async () => {
    const { out } = await qaction("options");
    expect(out).to.match(/^codePage = 1252/m);
  });
});
