/** The pages lead where they say, and hold no path of a machine. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { expectConsole, printed } from "./support/console-blocks.ts";
import { codeBlocks } from "./support/markdown.ts";

const root = fileURLToPath(new URL("../", import.meta.url));

/** All Markdown pages of the project. */
const pages = [
  "README.md",
  "CHANGELOG.md",
  ...["docs", "examples"].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".md") && !name.startsWith("api"))
      .map((name) => `${folder}/${name.replaceAll("\\", "/")}`),
  ),
];

describe("pages", () => {
  // The fidelity page is written after the tests have run; its links are the files they ran from.
  it("docs/cli.md: each command prints what the page shows", async () => {
    expect(await expectConsole(readFileSync(path.join(root, "docs/cli.md"), "utf8"))).to.be.at.least(3);
  });

  it("every command line names a command and options that exist", async () => {
    const helps = new Map<string, string>();
    let count = 0;
    for (const page of pages) {
      const blocks = codeBlocks(readFileSync(path.join(root, page), "utf8"));
      const shell = blocks.filter(({ info }) => /^(?:sh|bash)(?: |$)/.test(info));
      const lines = shell.flatMap(({ text }) => text.replaceAll("\\\n", " ").split("\n"));
      for (const line of lines) {
        // In README and docs, qaction is run by npx: installing the kit puts it on no path.
        expect(line, page).to.not.match(/^qaction /);
        const [, command = "", words = ""] = /\bnpx qaction (\S+)(.*)$/.exec(line) ?? [];
        if (command === "" || command.startsWith("-")) continue;
        count++;
        if (!helps.has(command)) helps.set(command, await printed([command, "--help"]));
        const help = helps.get(command) ?? "";
        expect(help, `${page}: ${line}`).to.contain(`qaction ${command}`);
        for (const [, flag = ""] of words.matchAll(/ (--[a-z-]+)/g))
          expect(help, `${page}: ${line}`).to.contain(flag);
      }
    }
    expect(count).to.be.greaterThan(15);
  });

  for (const page of pages.filter((name) => name !== "docs/fidelity.md")) {
    it(`${page}: every relative link leads to a file`, () => {
      const text = readFileSync(path.join(root, page), "utf8").replaceAll(/^```[\s\S]*?^```$/gm, "");
      const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = ""]) => link.split("#")[0] ?? "");
      const broken = links.filter(
        (link) =>
          link !== "" && !/^[a-z]+:/.test(link) && !existsSync(path.join(root, path.dirname(page), link)),
      );
      expect(broken.filter((link) => link !== "docs/fidelity.md")).to.deep.equal([]);
    });

    it(`${page}: no path of a machine`, () => {
      expect(readFileSync(path.join(root, page), "utf8")).to.not.match(
        /(^|[\s"'`(])\/(home|root|work|tmp|Users)\//m,
      );
    });
  }
});
