/** Completion of the command line: what may follow, and the scripts of bash, zsh and fish in the real shells. */
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

/** A `qaction` that answers as the real one does: the candidates are tested above. */
const answers = `#!/bin/sh
for last; do :; done
case "$last" in
  d) printf 'decode\\tBytes: as text.\\ndoctor\\tLook.\\n:4\\n' ;;
  --) printf -- '--json\\tAs JSON.\\n--kind\\tA kind.\\n:4\\n' ;;
  co) printf 'codePage=\\n:6\\n' ;;
  *) printf ':0\\n' ;;
esac
`;

/** Types each line and a tab into a zsh on a terminal, and prints the words once all of them have appeared. */
const zshQuestions = `zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell 'PS1=; autoload -Uz compinit; compinit -D -u; source script.zsh; echo REA""DY'
zpty -r shell seen '*READY*'
ask() {
  zpty -wn shell "$1"$'\\t'
  zpty -r shell seen "*\${(j:*:)\${@:2}}*"
  print -r -- \${@:2}
  zpty -wn shell $'\\C-u'
}
ask 'qaction d' decode doctor
ask 'qaction run --' --json --kind
ask 'qaction run --option co' codePage=
ask 'qaction run pro' protocol.xml
zpty -d shell
`;

function has(shell: string): boolean {
  return spawnSync(shell, ["--version"]).status === 0;
}

/** Runs a shell in the folder, where it finds the `qaction` that answers. */
function inShell(folder: string, shell: string, ...given: readonly string[]): string {
  const env = { ...process.env, HOME: folder, PATH: `${folder}:${process.env["PATH"] ?? ""}` };
  return spawnSync(shell, given, { cwd: folder, env, encoding: "utf8", timeout: 50_000 }).stdout;
}

async function withAnswers(work: (folder: string) => Promise<void>): Promise<void> {
  await inFolder(async (folder) => {
    writeFileSync(path.join(folder, "qaction"), answers);
    chmodSync(path.join(folder, "qaction"), 0o755);
    writeFileSync(path.join(folder, "protocol.xml"), "");
    await work(folder);
  });
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

  it("fish completes words, and files where there are none", async function () {
    this.timeout(60_000);
    if (!has("fish")) this.skip();
    await withAnswers(async (folder) => {
      const { out: script } = await qaction("completion", "fish");
      writeFileSync(path.join(folder, "script.fish"), script);
      const ask = (line: string): string =>
        inShell(folder, "fish", "--no-config", "-c", `source script.fish; complete --do-complete '${line}'`);
      expect(ask("qaction d")).to.equal("decode\tBytes: as text.\ndoctor\tLook.\n");
      expect(ask("qaction run --")).to.equal("--json\tAs JSON.\n--kind\tA kind.\n");
      expect(ask("qaction run --option co")).to.equal("codePage=\n");
      expect(ask("qaction run pro")).to.equal("protocol.xml\n");
    });
  });

  it("zsh completes words, and files where there are none", async function () {
    this.timeout(60_000);
    if (!has("zsh")) this.skip();
    await withAnswers(async (folder) => {
      const { out: script } = await qaction("completion", "zsh");
      writeFileSync(path.join(folder, "script.zsh"), script);
      writeFileSync(path.join(folder, "ask.zsh"), zshQuestions);
      expect(inShell(folder, "zsh", "-f", "ask.zsh")).to.equal(
        "decode doctor\n--json --kind\ncodePage=\nprotocol.xml\n",
      );
    });
  });
});
