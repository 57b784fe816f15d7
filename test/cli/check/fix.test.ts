/** `qaction check --fix`, `--fix-suggestions`, `--dry-run` and `--watch`, as a user runs them. */
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
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

/** What runs TypeScript, from any folder. */
const tsx = pathToFileURL(path.resolve("node_modules/tsx/dist/loader.mjs")).href;
const hasGit = spawnSync("git", ["--version"]).status === 0;

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

  it("the output of --dry-run is a patch that git applies, whatever the encoding of the files", async function () {
    if (!hasGit) this.skip();
    await inFolder(async (folder) => {
      const text = (end: string): string =>
        `<Protocol>${end}  <Name>G\u00fcte</Name>${end}  <QActions>${end}    <QAction id="1" name="\u00e9" options="precompile" rwo="true" />${end}  </QActions>${end}</Protocol>${end}`;
      const swapped = (one: string): Buffer => Buffer.from(one, "utf16le").swap16();
      const contents: Readonly<Record<string, Buffer>> = {
        "utf8/protocol.xml": Buffer.from(text("\n")),
        "mark \u00fc/protocol.xml": Buffer.from(`\ufeff${text("\r\n")}`),
        "utf16le/protocol.xml": Buffer.from(`\ufeff${text("\r\n")}`, "utf16le"),
        "utf16be/protocol.xml": swapped(`\ufeff${text("\n")}`),
        "1252/protocol.xml": Buffer.from(text("\r\n").trimEnd(), "latin1"),
      };
      for (const [name, bytes] of Object.entries(contents)) {
        mkdirSync(path.join(folder, path.dirname(name)));
        writeFileSync(path.join(folder, name), bytes);
      }
      const main = path.resolve("src/cli/main.ts");
      const options = { cwd: folder };
      const { stdout } = spawnSync(
        process.execPath,
        ["--import", tsx, "--conditions=qaction-kit-source", main].concat([
          ...["check", ".", "--fix", "--dry-run"],
        ]),
        options,
      );
      const { status, stderr } = spawnSync("git", ["apply", "--whitespace=nowarn", "-"], {
        cwd: folder,
        input: stdout,
        encoding: "utf8",
      });
      expect({ status, stderr }).to.deep.equal({ status: 0, stderr: "" });
      for (const [name, bytes] of Object.entries(contents)) {
        const wide = name.startsWith("utf16");
        const encoding = name.startsWith("utf16be") ? "latin1" : wide ? "utf16le" : "latin1";
        const [from, to] = ["rwo", "row"].map((word) =>
          name.startsWith("utf16be") ? swapped(word).toString("latin1") : word,
        );
        const expected = bytes.toString(encoding).replace(from ?? "", to ?? "");
        expect(readFileSync(path.join(folder, name)).toString(encoding), name).to.equal(expected);
      }
    });
  });

  it("people see a file that is not UTF-8 as text, which is said, without control characters", () => {
    const from = "<Protocol>\n<Name>\u00fc\x1b</Name>\n</Protocol>\n";
    const wide = (text: string): FixedFile["before"] => ({
      text,
      bytes: Buffer.from(`\ufeff${text}`, "utf16le"),
    });
    const shown = diffOf(
      [{ file: "a.xml", before: wide(from), after: wide(from.replace("Name>", "Nome>")) }],
      process.cwd(),
      true,
    );
    const [said, , , , , removed, added] = shown.split("\n");
    expect(said).to.equal(
      "The next file is utf-16le, and shown as text. What is written to a file or a pipe has its bytes.",
    );
    expect([removed, added]).to.deep.equal([
      "\x1b[31m-<Name>\u00fc\u00b7</Name>\x1b[39m",
      "\x1b[32m+<Nome>\u00fc\u00b7</Name>\x1b[39m",
    ]);
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

  it("sees scripts and what they import come and go, and outlives a configuration that is being edited", async function () {
    this.timeout(120_000);
    await inFolder(async (folder) => {
      const file = path.join(folder, "protocol.xml");
      writeFileSync(file, "<Protocol/>");
      const child = start("src/cli/main.ts", ["check", file, "--watch"]);
      await child.says("Watching for changes");
      writeFileSync(path.join(folder, "qaction.config.json"), '{"check":');
      await child.says("ERR_CHECK_CONFIG");
      rmSync(path.join(folder, "qaction.config.json"));
      writeFileSync(
        path.join(folder, "QAction_1.ts"),
        "export function Run(): void {}\nconst text: number = '';\n",
      );
      writeFileSync(file, '<Protocol><QActions><QAction id="1" triggers="1"/></QActions></Protocol>');
      await child.shows("SCRIPT_TYPES");
      writeFileSync(
        path.join(folder, "QAction_1.ts"),
        "import { one } from './one.ts';\nexport function Run(): number { return one; }\n",
      );
      await child.shows("./one.ts");
      writeFileSync(path.join(folder, "one.ts"), "export const one: string = '';\n");
      await child.shows("Type 'string' is not assignable to type 'number'");
      rmSync(file);
      await child.shows("ERR_PROTOCOL_FILE");
      child.signal("SIGINT");
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
      false,
    );
    expect(lines.split("\n").filter((line) => /^(---|\+\+\+)/.test(line))).to.deep.equal([
      "--- a/b/c.xml",
      "+++ b/b/c.xml",
      "--- a/d.xml",
      "+++ b/d.xml",
    ]);
  });
});
