/** `qaction check` as a user runs it. */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";
import type { CheckReport } from "../../../src/check/finding.ts";
import { checkTargets } from "../../../src/cli/check/check-targets.ts";
import { explainRule } from "../../../src/cli/check/explain.ts";
import { UsageError } from "../../../src/cli/exit.ts";
import { qaction, type ChildResult } from "../../support/child.ts";
import { inFolder } from "../../support/temporary.ts";

const warning = "<Protocol><Wrong/></Protocol>";
const error = '<Protocol><Groups><Group id="65000" ping="true"/></Groups></Protocol>';

/** Writes files into a folder and gives their paths. */
function write(folder: string, files: Readonly<Record<string, string>>): string[] {
  return Object.entries(files).map(([name, text]) => {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    return file;
  });
}

const run = (...words: string[]): Promise<ChildResult> => qaction("check", ...words);

describe("cli/check", () => {
  it("ends with 0 without errors, with 1 with one, and --rule decides what is one", async () => {
    await inFolder(async (folder) => {
      const [warningFile = "", errorFile = ""] = write(folder, {
        "warning.xml": warning,
        "error.xml": error,
      });
      const [clean, failed, raised, lowered] = await Promise.all([
        run(warningFile),
        run(warningFile, errorFile),
        run(warningFile, "--rule", "TAG_UNKNOWN=error"),
        run(errorFile, "--rule", "ID_OUT_OF_RANGE=off", "--rule=ID_MISSING=warn"),
      ]);
      expect(clean).to.include({ code: 0, err: "" });
      expect(clean.out).to.contain("TAG_UNKNOWN").and.to.contain("1 file checked: 1 warning.");
      expect(failed).to.include({ code: 1, err: "" });
      expect(failed.out).to.contain("2 files checked: 1 error, 1 warning.");
      expect(raised.code).to.equal(1);
      expect(lowered).to.include({ code: 0, out: "1 file checked: no findings.\n" });
    });
  });

  it("a file that is no protocol is an error, and the others are still checked", async () => {
    await inFolder(async (folder) => {
      write(folder, { "a/protocol.xml": "<Other/>", "b/Protocol.xml": warning });
      const { code, out } = await run(folder, "--format", "json");
      expect(code).to.equal(1);
      const { findings } = JSON.parse(out) as CheckReport;
      expect(findings.map(({ ruleId }) => ruleId)).to.deep.equal(["ERR_PROTOCOL_XML", "TAG_UNKNOWN"]);
    });
  });

  it("ends with 2 when the words or the configuration are wrong", async () => {
    await inFolder(async (folder) => {
      const [file = ""] = write(folder, {
        "protocol.xml": warning,
        "qaction.config.json": '{ "check": { "rules": { "TAG_UNKNWN": "off" } } }',
      });
      const tries: readonly (readonly [words: readonly string[], message: string])[] = [
        [[], "Which connector?"],
        [[path.join(folder, "missing.xml")], "names no protocol"],
        [["examples", "--format", "xml"], "--format is 'xml'. Use text, json, sarif, github."],
        [["examples", "--rule", "TAG_UNKNOWN=warning"], "Write ID=off, ID=warn or ID=error."],
        [["examples", "--rule", "TAG_UNKNWN=off"], "Did you mean 'TAG_UNKNOWN'?"],
        [["--explain", "TAG_UNKNWN"], "Did you mean 'TAG_UNKNOWN'?"],
        [[file], "Did you mean 'TAG_UNKNOWN'?"],
      ];
      const ends = await Promise.all(tries.map(([words]) => run(...words)));
      for (const [index, { code, err, out }] of ends.entries()) {
        expect({ code, out }, tries[index]?.[1]).to.deep.equal({ code: 2, out: "" });
        expect(err).to.contain(tries[index]?.[1]);
      }
    });
  });

  it("the examples are without a finding", async function () {
    this.timeout(120_000);
    // Without .NET one line says that the C# was not looked into.
    const { code, out } = await run("examples", "--rule", "SCRIPT_UNREAD=off");
    expect(out).to.match(/^\d+ files checked: no findings\.\n$/);
    expect(code).to.equal(0);
  });
});

describe("cli/check/check-targets", () => {
  it("a folder is its protocols, whatever the case of their names, without what is made or fetched", async () => {
    await inFolder(async (folder) => {
      const names = ["b/Protocol.xml", "a/protocol.xml"];
      write(
        folder,
        Object.fromEntries([...names, "node_modules/x/protocol.xml", "a/other.xml"].map((n) => [n, warning])),
      );
      expect(await checkTargets([folder])).to.deep.equal([
        `${folder}/a/protocol.xml`,
        `${folder}/b/Protocol.xml`,
      ]);
    });
  });

  it("a glob is what it finds, and each file comes once", async () => {
    await inFolder(async (folder) => {
      const [a = "", b = ""] = write(folder, { "a.xml": warning, "b.xml": warning });
      const pattern = `${folder.replaceAll("\\", "/")}/*.xml`;
      expect(await checkTargets([b, pattern])).to.deep.equal([b, a]);
    });
  });

  it("a word that names nothing is refused", async () => {
    const refused = await checkTargets(["no/such/*.xml"]).catch((failure: unknown) => failure);
    expect(refused).to.be.instanceOf(UsageError);
  });
});

describe("cli/check/explain", () => {
  it("a rule is explained with its severity", async () => {
    expect(await explainRule("ID_DUPLICATE")).to.match(/^# ID_DUPLICATE\n\nSeverity: error\. Two objects/);
  });
});
