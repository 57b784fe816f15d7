/** The pages of docs/encoding: each runs its own examples, and says all that a page must say. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { runInThisContext } from "node:vm";
import { expect } from "chai";
import ts from "typescript";
import * as encoding from "../../src/encoding/index.ts";
import { consoleCommands, expectConsole } from "../support/console-blocks.ts";
import { codeBlocks, textsOf } from "../support/markdown.ts";

const folder = new URL("../../docs/encoding/", import.meta.url);
const pages = readdirSync(folder).filter((name) => name.endsWith(".md"));
const background = [
  "README.md",
  "repair.md",
  "runtimes.md",
  "code-pages-and-unicode.md",
  "what-bytes-tell.md",
];

function textOf(page: string): string {
  return readFileSync(new URL(page, folder), "utf8");
}

type Check = (value: unknown, expected: string, line: string) => void;

/** A block as a function: imports become names of the module, and each line with `// => value` a check. */
function program(block: string): (module: typeof encoding, check: Check) => void {
  const checked = block.replace(/^(.+); \/\/ => (.+)$/gm, (line, expression: string, expected: string) => {
    return `__check(${expression}, ${JSON.stringify(expected)}, ${JSON.stringify(line)});`;
  });
  const imported = checked.replace(
    /^import \{([^}]*)\} from "qaction-kit\/encoding";$/gm,
    (_, names: string) => {
      const values = names.split(",").map((name) => name.trim());
      return `const { ${values.filter((name) => !name.startsWith("type ")).join(", ")} } = __module;`;
    },
  );
  const { outputText } = ts.transpileModule(imported.replace(/ByteStream/g, "ArrayLike<number>"), {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  });
  return runInThisContext(`(__module, __check) => { ${outputText}\n }`) as (
    module: typeof encoding,
    check: Check,
  ) => void;
}

describe("docs/encoding", () => {
  for (const page of pages) {
    it(`${page} runs as it is written`, () => {
      let checks = 0;
      for (const block of textsOf(codeBlocks(textOf(page)), "ts")) {
        for (const [, names = ""] of block.matchAll(/^import \{([^}]*)\}/gm)) {
          for (const name of names.split(",").map((text) => text.trim())) {
            if (!name.startsWith("type ")) expect(encoding, `${page} imports ${name}`).to.have.property(name);
          }
        }
        program(block)(encoding, (value, expected, line) => {
          expect(value, line).to.deep.equal(JSON.parse(expected));
          checks++;
        });
      }
      expect(checks, page).to.be.at.least(2);
    });
  }

  for (const page of pages.filter((name) => consoleCommands(textOf(name)).length > 0)) {
    it(`${page} shows what qaction decode prints`, async () => {
      await expectConsole(textOf(page));
    });
  }

  it("says on each page of a symptom what you see, why, where and both fixes", () => {
    for (const page of pages.filter((name) => !background.includes(name))) {
      const text = textOf(page);
      for (const part of [
        "**You see**",
        "**Cause",
        "**Where in the connector.**",
        "**Fix in the XML.**",
        "**Fix in the QAction.**",
      ]) {
        expect(text, page).to.include(part);
      }
      expect(textsOf(codeBlocks(text), "xml"), page).to.not.be.empty;
      expect(textsOf(codeBlocks(text), "csharp"), page).to.not.be.empty;
      expect(consoleCommands(text), `${page} shows qaction decode`).to.not.be.empty;
      expect(text, `${page} shows bytes`).to.match(/`[0-9A-F]{2}( [0-9A-F]{2})*`/);
    }
  });

  it("is found from the table of symptoms, every page, and links to nothing that is not there", () => {
    const index = textOf("README.md");
    for (const page of pages.filter((name) => name !== "README.md"))
      expect(index, page).to.include(`(${page})`);
    for (const page of pages) {
      for (const [, target = ""] of textOf(page).matchAll(/\]\(([^)#]+)\)/g))
        expect(existsSync(new URL(target, folder)), `${page}: ${target}`).to.equal(true);
    }
  });
});
