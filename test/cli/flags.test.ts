/** Words on the command line are checked before anything runs. */
import { expect } from "chai";
import { UsageError } from "../../src/cli/exit.ts";
import { checkFlags, fillValue, seconds, wholeNumber } from "../../src/cli/flags.ts";

const args = {
  file: { type: "positional" },
  set: { type: "string" },
  codePage: { type: "string" },
  json: { type: "boolean" },
} as const;

describe("flags", () => {
  it("keeps every value of a repeated flag, and knows both spellings of a long name", () => {
    expect(
      checkFlags(["p.xml", "--set", "1=a", "--set=2=b", "--json", "--code-page", "1251"], args),
    ).to.deep.equal({
      set: ["1=a", "2=b"],
      json: [],
      "code-page": ["1251"],
    });
  });

  it("refuses an unknown flag, a flag without its value and a word too many", () => {
    for (const words of [
      ["p.xml", "--sett", "1=a"],
      ["p.xml", "--set"],
      ["p.xml", "q.xml"],
    ]) {
      expect(() => checkFlags(words, args), words.join(" ")).to.throw(UsageError);
    }
  });

  it("reads whole numbers in their range", () => {
    expect(wholeNumber("port", "4601", 0, 65535)).to.equal(4601);
    for (const text of ["", "1.5", "x", "65536", "-1"]) {
      expect(() => wholeNumber("port", text, 0, 65535), text).to.throw(UsageError, /from 0 to 65535/);
    }
  });

  it("reads seconds as ms", () => {
    expect(seconds("for", "2.5")).to.equal(2500);
    for (const text of ["", "0", "-1", "soon"]) expect(() => seconds("for", text), text).to.throw(UsageError);
  });

  it("gives a flag its usual value when none follows", () => {
    const fill = (...words: readonly string[]): readonly string[] => fillValue(words, "viewer", "0", /^\d+$/);
    expect(fill("p.xml", "--viewer")).to.deep.equal(["p.xml", "--viewer=0"]);
    expect(fill("--viewer", "p.xml")).to.deep.equal(["--viewer=0", "p.xml"]);
    expect(fill("--viewer", "--json")).to.deep.equal(["--viewer=0", "--json"]);
    expect(fill("--viewer", "8090", "--viewer=1")).to.deep.equal(["--viewer", "8090", "--viewer=1"]);
  });
});
