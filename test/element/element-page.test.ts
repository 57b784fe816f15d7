/** `docs/element.md`: its programs run and print what the page says. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { start } from "../support/child.ts";
import { codeBlocks, textsOf } from "../support/markdown.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const blocks = codeBlocks(readFileSync(path.join(root, "docs/element.md"), "utf8"));
const programs = textsOf(blocks, "ts");

describe("docs/element.md", function () {
  this.timeout(60_000);
  let folder = "";
  // Inside the repository, so that the package finds itself by its own name.
  before(() => {
    mkdirSync(path.join(root, "test/.element"), { recursive: true });
    folder = mkdtempSync(path.join(root, "test/.element/"));
  });
  after(() => {
    rmSync(path.join(root, "test/.element"), { recursive: true, force: true });
  });

  const [printed = ""] = textsOf(blocks, "text");
  for (const [index, text] of programs.entries()) {
    it(`program ${String(index + 1)} prints what the page says`, async () => {
      const file = path.join(folder, `program-${String(index)}.ts`);
      writeFileSync(file, text);
      const promised = [...text.matchAll(/console\.log\(.*\); \/\/ (.*)$/gm)].map(([, line = ""]) => line);
      const { code, out, err } = await start(file).ended;
      expect([code, err]).to.deep.equal([0, ""]);
      expect(out).to.equal(promised.length > 0 ? `${promised.join("\n")}\n` : printed);
    });
  }

  it("names the Node that package.json asks for", () => {
    const { engines } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as {
      engines: { node: string };
    };
    const least = engines.node.replace(">=", "");
    expect(readFileSync(path.join(root, "docs/element.md"), "utf8")).to.contain(`from ${least} on`);
  });
});
