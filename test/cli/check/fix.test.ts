/** `qaction check --fix`, `--fix-suggestions`, `--dry-run` and `--watch`, as a user runs them. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { applyPatch, parsePatch } from "diff";
import { expect } from "chai";
import type { FixedFile } from "../../../src/check/fix/apply-fixes.ts";
import { diffOf, joinedChanges } from "../../../src/cli/check/fixed-files.ts";
import { qaction, start } from "../../support/child.ts";
import { inFolder } from "../../support/temporary.ts";

// A byte order mark, CRLF, and an attribute in single quotes: what must stay as it is.
const before =
  "\ufeff<Protocol>\r\n  <QActions>\r\n    <QAction id = '1' name=\"Q\" options=\"precompile\" rwo='true' />\r\n  </QActions>\r\n</Protocol>\r\n";
const after = before.replace("rwo", "row");

const change = (file: string, from: string, to: string): FixedFile => ({
  file,
  before: { text: from.replace("\ufeff", ""), bytes: Buffer.from(from) },
  after: { text: to.replace("\ufeff", ""), bytes: Buffer.from(to) },
});

describe("cli/check --fix", () => {
  it("shows the change with --dry-run, writes it without, and changes nothing the second time", async () => {
    await inFolder(async (folder) => {
      const file = path.join(folder, "protocol.xml");
      writeFileSync(file, before);
      const shown = await qaction("check", file, "--fix", "--dry-run");
      expect(shown).to.include({ code: 0, err: "1 finding would be fixed in 1 file.\n" });
      const [patch] = parsePatch(shown.out);
      expect(applyPatch(before, patch ?? "")).to.equal(after);
      expect(readFileSync(file, "utf8")).to.equal(before);

      const fixed = await qaction("check", file, "--fix");
      expect(fixed).to.include({ code: 0, err: "1 finding fixed in 1 file.\n" });
      expect(fixed.out).to.equal("1 file checked: no findings.\n");
      expect(readFileSync(file, "utf8")).to.equal(after);
      expect(readdirSync(folder)).to.deep.equal(["protocol.xml"]);

      expect(await qaction("check", file, "--fix")).to.include({ code: 0, err: "Nothing to fix.\n" });
      expect(readFileSync(file, "utf8")).to.equal(after);
    });
  });

  it("the report says how many findings can be fixed, and names the edits for programs", async () => {
    await inFolder(async (folder) => {
      const file = path.join(folder, "protocol.xml");
      writeFileSync(file, before);
      const [text, json] = await Promise.all([
        qaction("check", file),
        qaction("check", file, "--format=json"),
      ]);
      expect(text.out).to.contain("1 file checked: 1 warning; --fix mends 1.");
      const { findings } = JSON.parse(json.out) as { findings: { fix: object }[] };
      const at = before.indexOf("rwo") - 1;
      expect(findings.map(({ fix }) => fix)).to.deep.equal([
        { kind: "safe", title: "Write 'row'", edits: [{ file, start: at, end: at + 3, text: "row" }] },
      ]);
    });
  });

  it("--dry-run without a fix, or with a form for programs, is refused", async () => {
    const [alone, formed] = await Promise.all([
      qaction("check", "examples", "--dry-run"),
      qaction("check", "examples", "--fix", "--dry-run", "--format", "json"),
    ]);
    expect(alone).to.include({ code: 2, out: "" });
    expect(alone.err).to.contain("Add --fix or --fix-suggestions.");
    expect(formed).to.include({ code: 2, out: "" });
    expect(formed.err).to.contain("Leave --format out.");
  });
});

describe("cli/check --watch", () => {
  it("checks again after each change, until it is told to end", async () => {
    await inFolder(async (folder) => {
      const file = path.join(folder, "protocol.xml");
      writeFileSync(file, "<Protocol/>");
      const child = start("src/cli/main.ts", ["check", file, "--watch"]);
      await child.says("Watching for changes");
      await child.shows("1 file checked: no findings.");
      writeFileSync(file, "<Protocol><Wrong/></Protocol>");
      await child.shows("1 file checked: 1 warning.");
      writeFileSync(path.join(folder, "qaction.config.json"), '{"check":{"rules":{"TAG_UNKNOWN":"error"}}}');
      await child.shows("1 file checked: 1 error.");
      child.signal("SIGTERM");
      expect((await child.ended).code).to.equal(1);
    });
  });
});

describe("cli/check/fixed-files", () => {
  it("a file that two connectors share is one change", () => {
    expect(
      joinedChanges([change("a", "1", "2"), change("b", "1", "2"), change("./a", "2", "3")]),
    ).to.deep.equal([change("a", "1", "3"), change("b", "1", "2")]);
  });

  it("paths of a diff are relative to the folder where that is possible", () => {
    const folder = path.resolve("a folder");
    const lines = diffOf(
      [change(path.join(folder, "b", "c.xml"), "1\n", "2\n"), change("d.xml", "1\n", "2\n")],
      folder,
    );
    expect(lines.split("\n").filter((line) => /^(---|\+\+\+)/.test(line))).to.deep.equal([
      "--- a/b/c.xml",
      "+++ b/b/c.xml",
      "--- a/d.xml",
      "+++ b/d.xml",
    ]);
  });
});
