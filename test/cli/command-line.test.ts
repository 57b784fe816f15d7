/** Which command runs, and how a command line ends. */
import { readFileSync } from "node:fs";
import { expect } from "chai";
import { commandNames } from "../../src/cli/descriptions.ts";
import { qaction } from "../support/child.ts";

const version = (
  JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as { version: string }
).version;

describe("command line", () => {
  it("--version prints the version of the package", async () => {
    expect(await qaction("--version")).to.deep.equal({ code: 0, out: `${version}\n`, err: "" });
  });

  it("--help lists the commands, and COMMAND --help its words", async () => {
    const { code, out } = await qaction("--help");
    expect(code).to.equal(0);
    for (const command of ["run", "decode", "typings", "options"]) expect(out).to.contain(command);
    const run = await qaction("run", "--help");
    expect(run.code).to.equal(0);
    for (const word of ["--host", "--set", "--json", "--option"]) expect(run.out).to.contain(word);
  });

  it("--help holds no colours in a pipe", async () => {
    const escape = String.fromCharCode(27);
    expect((await qaction("--help")).out).to.not.contain(escape);
    expect((await qaction("decode", "--help")).out).to.not.contain(escape);
  });

  it("no command, or one that does not exist, ends with 2 and names those that do", async () => {
    for (const words of [[], ["rum"]]) {
      const { code, err } = await qaction(...words);
      expect(code).to.equal(2);
      for (const name of commandNames) expect(err).to.include(name);
    }
  });
});
