/** `docs/qactions.md`: its scripts type-check, its XML loads and its test passes. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { parseProtocol } from "../../src/protocol/load-protocol.ts";
import { scriptPaths } from "../../src/qaction/script/script-files.ts";
import { complaints } from "../support/compile.ts";
import { start } from "../support/child.ts";
import { codeBlocks, textsOf } from "../support/markdown.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const page = readFileSync(path.join(root, "docs/qactions.md"), "utf8");
const blocks = codeBlocks(page);

describe("docs/qactions.md", () => {
  it("the scripts and the test type-check", () => {
    const types = ["mocha", "node", "qaction-kit/typings"]
      .map((name) => `/// <reference types="${name}" />\n`)
      .join("");
    const files = [...textsOf(blocks, "ts qaction"), ...textsOf(blocks, "ts test")].map(
      (text, index) => [`block-${String(index)}.ts`, types + text] as const,
    );
    expect(files).to.have.length(4);
    expect(complaints(Object.fromEntries(files))).to.deep.equal([]);
  });

  it("the QAction tag loads as it is described", () => {
    const { protocol } = parseProtocol(
      `<Protocol><QActions>${textsOf(blocks, "xml").join("")}</QActions></Protocol>`,
    );
    expect(protocol.qactions.get(2))
      .to.include({ binary: true })
      .and.to.deep.include({ triggers: [10] });
  });

  it("the test passes under mocha", async () => {
    mkdirSync(path.join(root, "test/.testing"), { recursive: true });
    const folder = mkdtempSync(path.join(root, "test/.testing/"));
    try {
      const file = path.join(folder, "block.test.ts");
      writeFileSync(file, textsOf(blocks, "ts test").join(""));
      const { code, out } = await start("node_modules/mocha/bin/mocha.js", ["--no-config", file]).ended;
      expect([code, out.includes("1 passing")], out).to.deep.equal([0, true]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it("names the script files in the order in which they are looked for", () => {
    const names = scriptPaths(2).slice(0, 4);
    const extensions = names.map((name) => `\`${name.replace(/^QAction_2(?=\.[mj])/, "")}\``);
    const [first = "", second = "", third = "", last = ""] = extensions;
    expect(page).to.contain(`${first}, ${second}, ${third} and ${last}`);
  });
});
