/** Completion of the command line: what may follow, and the script of bash in a real bash. */
import { spawnSync } from "node:child_process";
import { chmodSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { candidateLines, candidatesFor } from "../../../src/cli/completion/complete.ts";
import { commandNames } from "../../../src/cli/descriptions.ts";
import { optionRegister } from "../../../src/options/register.ts";
import { qaction } from "../../support/child.ts";
import { inFolder } from "../../support/temporary.ts";

const args = {
  file: { type: "positional", description: "A file." },
  json: { type: "boolean", description: "As JSON." },
  kind: { type: "string", description: "A kind.", valueHint: "one|two" },
  only: { type: "string" },
  option: { type: "string" },
} as const;

async function after(...words: readonly string[]): Promise<{ words: readonly string[]; directive: number }> {
  const { words: found, directive } = await candidatesFor(words, () => Promise.resolve(args));
  return { words: found.map(({ word }) => word), directive };
}

describe("completion", () => {
  it("offers commands, then options, values of options, and files", async () => {
    expect(await after("")).to.deep.equal({ words: commandNames, directive: 4 });
    expect(await after("de")).to.deep.equal({ words: ["decode"], directive: 4 });
    expect((await after("run", "--")).words).to.deep.equal(["--json", "--kind", "--only", "--option"]);
    expect(await after("run", "--kind", "")).to.deep.equal({ words: ["one", "two"], directive: 4 });
    expect((await after("run", "--only", "par")).words).to.deep.equal(["parameter"]);
    const options = await after("run", "--option", "");
    expect(options).to.deep.equal({
      words: Object.keys(optionRegister).map((name) => `${name}=`),
      directive: 6,
    });
    expect(await after("run", "")).to.deep.equal({ words: [], directive: 0 });
    expect(await after("run", "--json", "x")).to.deep.equal({ words: [], directive: 0 });
    expect(await after("nothing", "x")).to.deep.equal({ words: [], directive: 0 });
  });

  it("answers in the lines that the scripts of shells read", () => {
    const words = [{ word: "--json", description: "As JSON." }, { word: "x" }];
    expect(candidateLines({ words, directive: 4 })).to.equal("--json\tAs JSON.\nx\n:4");
  });

  it("qaction complete answers for every command", async () => {
    const { code, out } = await qaction("complete", "--", "completion", "");
    expect([code, out]).to.deep.equal([0, "bash\nzsh\nfish\npowershell\n:4\n"]);
  });

  it("qaction completion prints a script for each shell, and refuses others", async () => {
    const { out: zsh } = await qaction("completion", "zsh");
    expect(zsh)
      .to.match(/^#compdef qaction\n/)
      .and.contain("qaction complete -- ");
    const other = await qaction("completion", "tcsh");
    expect([other.code, other.err]).to.deep.equal([
      2,
      "There is no completion for 'tcsh'. Use one of bash, zsh, fish, powershell.\n",
    ]);
  });

  it("bash completes words, and files where there are none", async function () {
    if (process.platform === "win32") this.skip();
    await inFolder(async (folder) => {
      const { out: script } = await qaction("completion", "bash");
      // What the script asks is answered by a file: the candidates are tested above.
      writeFileSync(
        path.join(folder, "qaction"),
        `#!/bin/sh\nprintf 'options\\tList.\\ncodePage=\\n:4\\n'\n`,
      );
      chmodSync(path.join(folder, "qaction"), 0o755);
      const ask = `PATH=${folder}:$PATH; ${script}
        COMP_WORDS=(qaction o); COMP_CWORD=1; compopt() { :; }; _qaction; printf '%s\\n' "\${COMPREPLY[@]}"; complete -p qaction`;
      const { stdout } = spawnSync("bash", ["-c", ask], { encoding: "utf8" });
      expect(stdout).to.equal("options\ncodePage=\ncomplete -o default -F _qaction qaction\n");
    });
  });
});
