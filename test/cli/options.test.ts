/** `qaction options` lists the whole register. */
import { expect } from "chai";
import { optionLines } from "../../src/cli/options.ts";
import { defaultOptions } from "../../src/options/register.ts";

describe("qaction options", () => {
  it("lists every option with default, meaning and page", () => {
    expect(Object.fromEntries(optionLines().map((line) => [line.name, line.default]))).to.deep.equal(
      defaultOptions,
    );
    for (const line of optionLines())
      expect(line, line.name).to.include.keys("meaning", "page", "layer", "values");
  });
});
