/** The recipes of docs/checking.md for commits and continuous integration, run as they stand there, by a shell and git. */
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { fileURLToPath, pathToFileURL } from "node:url";
import { expect } from "chai";
import { codeBlocks } from "../../support/markdown.ts";
import { inFolder } from "../../support/temporary.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const tsx = pathToFileURL(path.join(root, "node_modules/tsx/dist/loader.mjs")).href;
const blocks = codeBlocks(readFileSync(path.join(root, "docs/checking.md"), "utf8"));
const hook = blocks.find(({ text }) => text.startsWith("#!/bin/sh"))?.text ?? "";
/** The commands of the steps that let a job fail when something can be fixed. */
const steps = (blocks.find(({ text }) => text.includes("fixes.diff"))?.text ?? "")
  .split("\n")
  .flatMap((line) => /^- run: (.*)$/.exec(line)?.[1] ?? []);

const right = "<Protocol/>\n";
const fixable =
  '<Protocol>\n  <QActions>\n    <QAction id="1" rwo="true" options="precompile" />\n  </QActions>\n</Protocol>\n';
const wrong = '<Protocol><Groups><Group id="65000" ping="true"/></Groups></Protocol>\n';

/** A repository in which `npx qaction` is this command. */
class Repository {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
    const bin = path.join(folder, "node_modules/.bin");
    mkdirSync(bin, { recursive: true });
    const command = `"${process.execPath}" --import "${tsx}" --conditions=qaction-kit-source "${root}src/cli/main.ts"`;
    writeFileSync(path.join(bin, "qaction"), `#!/bin/sh\nexec ${command} "$@"\n`);
    chmodSync(path.join(bin, "qaction"), 0o755);
    this.git("init", "--quiet");
    this.git("config", "user.name", "A");
    this.git("config", "user.email", "a@example.com");
    writeFileSync(path.join(folder, ".git/hooks/pre-commit"), hook);
    chmodSync(path.join(folder, ".git/hooks/pre-commit"), 0o755);
  }

  git(...words: readonly string[]): { readonly status: number | null; readonly output: string } {
    return this.run("git", words);
  }

  shell(command: string): { readonly status: number | null; readonly output: string } {
    return this.run("sh", ["-c", command]);
  }

  /** Writes a file, and tries to commit it. */
  commit(name: string, text: string): { readonly status: number | null; readonly output: string } {
    writeFileSync(path.join(this.folder, name), text);
    this.git("add", name);
    return this.git("commit", "--quiet", "-m", name);
  }

  private run(
    program: string,
    words: readonly string[],
  ): { readonly status: number | null; readonly output: string } {
    const env = { ...process.env, npm_config_offline: "true", npm_config_update_notifier: "false" };
    const { status, stdout, stderr } = spawnSync(program, words, { cwd: this.folder, encoding: "utf8", env });
    return { status, output: stdout + stderr };
  }
}

const hasGit = process.platform !== "win32" && spawnSync("git", ["--version"]).status === 0;

describe("cli/check recipes", () => {
  it("the hook refuses a commit with an error, and does not check where nothing of a connector is committed", async function () {
    if (!hasGit) this.skip();
    this.timeout(120_000);
    await inFolder((folder) => {
      const repository = new Repository(folder);
      expect(repository.commit("protocol.xml", right).status).to.equal(0);
      const refused = repository.commit("protocol.xml", wrong);
      expect(refused.status).to.equal(1);
      expect(refused.output).to.contain("error ID_OUT_OF_RANGE").and.to.contain("1 file checked: 1 error.");
      repository.git("reset", "--quiet");
      expect(repository.commit("README.md", "text\n")).to.deep.equal({ status: 0, output: "" });
    });
  });

  it("the job fails with what --fix would change, and passes when it is fixed", async function () {
    if (!hasGit) this.skip();
    this.timeout(120_000);
    await inFolder((folder) => {
      const repository = new Repository(folder);
      writeFileSync(path.join(folder, "protocol.xml"), fixable);
      expect(steps).to.have.length(2);
      const [make = "", look = ""] = steps;
      expect(repository.shell(make).status).to.equal(0);
      const shown = repository.shell(look);
      expect(shown.status).to.equal(1);
      expect(shown.output)
        .to.contain('-    <QAction id="1" rwo=')
        .and.to.contain('+    <QAction id="1" row=');
      expect(repository.git("apply", "fixes.diff").status).to.equal(0);
      expect(repository.shell(make).status).to.equal(0);
      expect(repository.shell(look)).to.deep.equal({ status: 0, output: "" });
    });
  });
});
