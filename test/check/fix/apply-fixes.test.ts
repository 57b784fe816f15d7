/** `applyFixes`: rounds until nothing is left, over one file and several, and nothing twice. */
import { expect } from "chai";
import { applyFixes, fixedConnector, type FixReport } from "../../../src/check/fix/apply-fixes.ts";
import type { Finding } from "../../../src/check/finding.ts";
import { SourceFiles } from "../../../src/check/source-files.ts";
import { QActionKitError } from "../../../src/base/errors.ts";
import type { Fix, TextEdit } from "../../../src/protocol/fix.ts";

const position = { line: 1, column: 1, offset: 0 };
const finding = (ruleId: string, fix: Fix): Finding => ({
  ruleId,
  severity: "warning",
  message: ruleId,
  file: "a",
  range: { start: position, end: position },
  fix,
});
const edit = (file: string, start: number, end: number, text: string): TextEdit => ({
  file,
  start,
  end,
  text,
});

/** Fixes files with findings that depend on what they hold. */
function fixed(
  contents: Readonly<Record<string, string>>,
  rule: (text: (file: string) => string) => readonly Finding[],
  suggestions = false,
): Promise<FixReport> {
  const check = {
    findings: (files: SourceFiles) => Promise.resolve(rule((file) => files.text(file) ?? "")),
  };
  const files = new SourceFiles(new Map(Object.entries(contents)));
  return fixedConnector({ check, files, settings: { rules: {} } }, suggestions);
}

const textsOf = ({ files }: FixReport): Readonly<Record<string, string>> =>
  Object.fromEntries(files.map(({ file, after }) => [file, after.text]));

describe("check/fix/apply-fixes", () => {
  it("gives what the files would hold, what is fixed and what is left", async () => {
    const source =
      '<Protocol><Optons/><QActions><QAction id="1" options="precompile" rwo="false"/></QActions><Foo/></Protocol>';
    const { files, fixed: done, findings } = await applyFixes(Buffer.from(source));
    const after = source.replace("Optons", "Options").replace("rwo", "row");
    expect(files).to.deep.equal([
      {
        file: "protocol.xml",
        before: { text: source, bytes: Buffer.from(source) },
        after: { text: after, bytes: Buffer.from(after) },
      },
    ]);
    expect(done.map(({ ruleId }) => ruleId)).to.deep.equal(["TAG_UNKNOWN", "ATTRIBUTE_UNKNOWN"]);
    const unknown = findings.filter(({ ruleId }) => ruleId === "TAG_UNKNOWN");
    expect(unknown.map(({ range }) => range.start.offset)).to.deep.equal([after.indexOf("<Foo/>")]);
  });

  it("two fixes that meet follow each other", async () => {
    // Both replace the first character: the first one wins, and the second one is found again.
    const rule = (text: (file: string) => string): readonly Finding[] => {
      const of = (from: string, to: string): Finding[] =>
        text("a").startsWith(from)
          ? [finding(from + to, { kind: "safe", title: to, edits: [edit("a", 0, 1, to)] })]
          : [];
      return [...of("1", "2"), ...of("1", "3"), ...of("2", "4")];
    };
    const report = await fixed({ a: "1x" }, rule);
    expect(textsOf(report)).to.deep.equal({ a: "4x" });
    expect(report.fixed.map(({ ruleId }) => ruleId)).to.deep.equal(["12", "24"]);
  });

  it("a fix of several files is made in all of them, a suggestion only when it is wanted", async () => {
    const rule = (text: (file: string) => string): readonly Finding[] =>
      text("a") === "old"
        ? [
            finding("BOTH", {
              kind: "suggestion",
              title: "Write new",
              edits: [edit("a", 0, 3, "new"), edit("b", 0, 3, "new")],
            }),
          ]
        : [];
    expect(textsOf(await fixed({ a: "old", b: "old" }, rule, true))).to.deep.equal({ a: "new", b: "new" });
    expect(textsOf(await fixed({ a: "old", b: "old" }, rule))).to.deep.equal({});
  });

  it("a fix that cannot be made in one of its places is made in none", async () => {
    const rule = (): readonly Finding[] => [
      finding("BEHIND_END", {
        kind: "safe",
        title: "Write new",
        edits: [edit("a", 0, 3, "new"), edit("b", 0, 30, "new")],
      }),
      finding("MISSING_FILE", {
        kind: "safe",
        title: "Write new",
        edits: [edit("a", 0, 3, "new"), edit("no/such/file", 0, 0, "new")],
      }),
    ];
    const report = await fixed({ a: "old", b: "old" }, rule);
    expect(report.files).to.deep.equal([]);
    expect(report.findings).to.have.length(2);
  });

  it("fixes that undo each other end", async () => {
    const rule = (text: (file: string) => string): readonly Finding[] => [
      finding("TURN", {
        kind: "safe",
        title: "Turn",
        edits: [edit("a", 0, 1, text("a") === "1" ? "2" : "1")],
      }),
    ];
    expect((await fixed({ a: "1" }, rule)).fixed.length).to.be.lessThan(20);
  });

  it("refuses unknown options", async () => {
    const options = { suggestion: true } as object;
    const failure: unknown = await applyFixes(Buffer.from("<Protocol/>"), options).catch((e: unknown) => e);
    expect(failure).to.be.instanceOf(QActionKitError).and.to.include({ code: "ERR_OPTION" });
    expect(String(failure)).to.contain("Did you mean 'suggestions'?");
  });
});
