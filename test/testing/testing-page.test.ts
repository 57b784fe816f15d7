/** `docs/testing.md`: every test in it is run, and passes, under the runner that it is for. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { initialFiles } from "../../src/cli/init/init-files.ts";
import { parseProtocol } from "../../src/protocol/load-protocol.ts";
import { complaints } from "../support/compile.ts";
import { start } from "../support/child.ts";
import { codeBlocks, textsOf } from "../support/markdown.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

const blocks = codeBlocks(readFileSync(path.join(root, "docs/testing.md"), "utf8"));

describe("docs/testing.md", () => {
  let folder = "";
  // Inside the repository, so that the package finds itself by its own name.
  before(() => {
    mkdirSync(path.join(root, "test/.testing"), { recursive: true });
    folder = mkdtempSync(path.join(root, "test/.testing/"));
  });
  after(() => {
    rmSync(path.join(root, "test/.testing"), { recursive: true, force: true });
  });

  it("the tests for mocha pass", async () => {
    const tests = textsOf(blocks, "ts test");
    const files = tests.map((text, index) => {
      const file = path.join(folder, `block-${String(index)}.test.ts`);
      writeFileSync(file, text);
      return file;
    });
    const words = ["--no-config", "--timeout", "20000", ...files];
    const { code, out } = await start("node_modules/mocha/bin/mocha.js", words).ended;
    const count = tests.join("").match(/^it\(/gm)?.length ?? 0;
    expect(count).to.be.greaterThan(tests.length);
    expect([code, out.includes(`${String(count)} passing`)], out).to.deep.equal([0, true]);
  });

  it("the test for node:test passes", async () => {
    const [text = ""] = textsOf(blocks, "ts node:test");
    const file = path.join(folder, "node.ts");
    writeFileSync(file, text);
    const { code, out } = await start(file).ended;
    expect([code, /^(# |ℹ )pass 1$/m.test(out)], out).to.deep.equal([0, true]);
  });

  it("the test for vitest is the one for node:test, but for its runner", () => {
    const body = (text = ""): string =>
      text.slice(text.indexOf("test(")).replaceAll("chai.expect(", "expect(");
    expect(body(textsOf(blocks, "ts vitest")[0])).to.equal(body(textsOf(blocks, "ts node:test")[0]));
  });

  it("all of them type-check", () => {
    const files = [...textsOf(blocks, "ts test"), ...textsOf(blocks, "ts node:test")].map(
      (text, index) =>
        [
          `block-${String(index)}.ts`,
          `/// <reference types="mocha" />\n/// <reference types="node" />\n/// <reference types="qaction-kit/typings" />\n${text}`,
        ] as const,
    );
    expect(complaints(Object.fromEntries(files))).to.deep.equal([]);
  });

  it("the configuration for mocha is that of a new connector", () => {
    const [config = ""] = textsOf(blocks, "json");
    const kit = { source: "^1.0.0", dependencies: {}, devDependencies: {} };
    const made = initialFiles("x", "virtual", kit)[".mocharc.json"] ?? "";
    expect((JSON.parse(config) as Record<string, unknown>)["node-option"]).to.deep.equal(
      (JSON.parse(made) as Record<string, unknown>)["node-option"],
    );
  });

  it("no block is of another kind, and the C# one is about a table that the example has", () => {
    const kinds = new Set(blocks.map(({ info }) => info));
    expect([...kinds].sort()).to.deep.equal([
      "bash",
      "csharp",
      "json",
      "ts node:test",
      "ts test",
      "ts vitest",
    ]);
    const { protocol } = parseProtocol(readFileSync(path.join(root, "examples/table-editor/protocol.xml")));
    expect(textsOf(blocks, "csharp")[0]).to.contain("AddRow(1000");
    expect(protocol.params.get(1000)?.type).to.equal("array");
  });
});
