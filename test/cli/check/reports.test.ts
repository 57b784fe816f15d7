/** The four forms of the report of `qaction check`. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import Ajv from "ajv";
import { expect } from "chai";
import type { CheckReport } from "../../../src/check/finding.ts";
import type { CheckedFile } from "../../../src/cli/check/checked-connector.ts";
import { foldFindings } from "../../../src/cli/check/fold.ts";
import { githubReport } from "../../../src/cli/check/github-report.ts";
import { jsonReport } from "../../../src/cli/check/json-report.ts";
import { sarifReport } from "../../../src/cli/check/sarif-report.ts";
import { textReport } from "../../../src/cli/check/text-report.ts";
import { findingsOf } from "../../../src/check/connector-check.ts";
import { SourceFiles } from "../../../src/check/source-files.ts";
import { parseProtocol } from "../../../src/protocol/load-protocol.ts";

/** A file that has been checked, from its text. */
function checked(text: string, file = "protocol.xml"): CheckedFile {
  const findings = findingsOf(parseProtocol(text, { file }), { rules: {} });
  return { file, findings, files: new SourceFiles(new Map([[file, text]])) };
}

const wrong = checked("<Protocol>\n\t<Wrong/>\n</Protocol>");

/** A SARIF log as far as these tests look into it. */
interface SarifLog {
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
    readonly results: readonly {
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly level: string;
      readonly locations: readonly {
        readonly physicalLocation: {
          readonly artifactLocation: { readonly uri: string; readonly uriBaseId?: string };
          readonly region: object;
        };
      }[];
    }[];
  }[];
}

describe("cli/check/text-report", () => {
  it("place, severity, rule, message, the line and a marker below what is meant", () => {
    expect(textReport([wrong], false)).to.equal(
      [
        "protocol.xml:2:2 warning TAG_UNKNOWN <Wrong> is not a tag of <Protocol>. It has no effect; correct the name or remove it.",
        "     2 | \t<Wrong/>",
        "       | \t^~~~~~~~",
        "",
        "1 file checked: 1 warning.",
      ].join("\n"),
    );
  });

  it("a long line is cut around the marker", () => {
    const long = checked(
      `<Protocol>${"<Vendor>a</Vendor>".repeat(1)}${" ".repeat(300)}<Wrong/>${" ".repeat(300)}</Protocol>`,
    );
    const [, source = "", marker = ""] = textReport([long], false).split("\n");
    expect(source.length).to.be.lessThan(140);
    expect(source.slice(marker.indexOf("^"), marker.indexOf("^") + 8)).to.equal("<Wrong/>");
    expect(marker.slice(marker.indexOf("^"))).to.equal("^~~~~~~~");
  });

  it("control characters of the file do not reach the terminal", () => {
    const text = textReport([checked("<Protocol>\x1b[2J<Wrong/></Protocol>")], false);
    expect(text).not.to.contain("\x1b");
  });

  it("findings that repeat each other are one, with the lines of the others", () => {
    const params = Array.from(
      { length: 5 },
      (_, i) => `<Param id="${String(64_001 + i)}"><Type>read</Type></Param>`,
    );
    const text = textReport(
      [checked(`<Protocol><Params>\n${params.join("\n")}\n</Params></Protocol>`)],
      false,
    );
    expect(text.match(/ID_RESERVED/g)).to.have.length(1);
    expect(text).to.contain("and 4 more like it, in lines 3, 4, 5, 6");
    expect(text).to.contain("1 file checked: 5 warnings.");
  });

  it("73 parameters of one module are one finding, whatever stands between them", () => {
    const params = Array.from({ length: 73 }, (_, i) => {
      const own = `<Param id="${String(i + 1)}"><Name>Own ${String(i)}</Name><Type>read</Type></Param>`;
      return `${own}\n<Param id="${String(70_001 + 7 * i)}"><Name>Module ${String(i)}</Name><Type>read</Type></Param>`;
    });
    const file = checked(`<Protocol><Params>\n${params.join("\n")}\n</Params></Protocol>`);
    const text = textReport([file], false);
    expect(text.match(/ID_RESERVED/g)).to.have.length(1);
    expect(text).to.contain("and 72 more like it, in lines 5, 7, 9, 11, 13, 15, 17, 19, ...");
    expect(text).to.contain("1 file checked: 73 warnings.");
    // Programs get every one.
    const { findings } = JSON.parse(jsonReport([file])) as CheckReport;
    expect(findings.filter(({ ruleId }) => ruleId === "ID_RESERVED")).to.have.length(73);
  });

  it("three of a kind are all shown, and other messages are no repetition", () => {
    const { findings } = checked("<Protocol><A/><A/><A/><B/></Protocol>");
    expect(
      foldFindings(findings).map(({ first, more }) => [first.range.start.column, more.length]),
    ).to.deep.equal([
      [11, 0],
      [15, 0],
      [19, 0],
      [23, 0],
    ]);
  });

  it("nothing found is said", () => {
    expect(textReport([checked("<Protocol/>"), checked("<Protocol/>", "b.xml")], false)).to.equal(
      "2 files checked: no findings.",
    );
  });
});

describe("cli/check/json-report", () => {
  it("is versioned, with every finding by itself", () => {
    const { findings } = wrong;
    expect(JSON.parse(jsonReport([wrong, wrong]))).to.deep.equal({
      version: 1,
      findings: [...findings, ...findings],
    });
  });
});

describe("qaction.check.schema.json", () => {
  const schemaFile = new URL("../../../qaction.check.schema.json", import.meta.url);
  const schema = JSON.parse(readFileSync(schemaFile, "utf8")) as object;
  // Programs must bear new fields; here a field that the schema does not name is a mistake.
  const strict: unknown = JSON.parse(JSON.stringify(schema), (_key, value: unknown) =>
    typeof value === "object" && value !== null && "properties" in value
      ? { ...value, additionalProperties: false }
      : value,
  );
  const [allows, knows] = [schema, strict as object].map((one) => new Ajv().compile(one));

  it("describes every field of a report", () => {
    const reports = [
      [],
      [wrong],
      [checked('<Protocol><QActions><QAction id="1" rwo="true"/></QActions></Protocol>')],
      [checked('<Protocol><Groups><Group id="65000" ping="true"/></Groups></Protocol>'), wrong],
    ].map((files): unknown => JSON.parse(jsonReport(files)));
    expect(JSON.stringify(reports)).to.contain('"fix"').and.to.contain('"error"');
    for (const report of reports) {
      expect(allows?.(report), JSON.stringify(allows?.errors)).to.equal(true);
      expect(knows?.(report), JSON.stringify(knows?.errors)).to.equal(true);
    }
  });

  it("refuses another version and what is no finding, and bears new fields", () => {
    const finding = wrong.findings[0];
    const position = finding?.range.start;
    const bad: readonly object[] = [
      { version: 2, findings: [] },
      { version: 1 },
      { version: 1, findings: [{ ...finding, severity: "fatal" }] },
      { version: 1, findings: [{ ...finding, range: { start: position } }] },
      { version: 1, findings: [{ ...finding, range: { start: { ...position, line: 0 }, end: position } }] },
      { version: 1, findings: [{ ...finding, fix: { kind: "safe", title: "Write it", edits: [] } }] },
    ];
    for (const report of bad) expect(allows?.(report), JSON.stringify(report)).to.equal(false);
    expect(allows?.({ version: 1, findings: [{ ...finding, more: 1 }], more: 1 })).to.equal(true);
  });
});

describe("cli/check/sarif-report", () => {
  const schema: unknown = JSON.parse(
    readFileSync(new URL("../../support/check/sarif-2.1.0.json", import.meta.url), "utf8"),
  );
  const draft4 = createRequire(import.meta.url)("ajv/lib/refs/json-schema-draft-04.json") as object;
  const ajv = new Ajv({ schemaId: "auto" }).addMetaSchema(draft4);
  const valid = ajv.compile(schema as object);
  const folder = path.resolve("a folder");
  const logOf = (files: readonly CheckedFile[]): SarifLog => {
    const log: unknown = JSON.parse(sarifReport(files, "0.1.0", folder));
    expect(valid(log), JSON.stringify(valid.errors)).to.equal(true);
    return log as SarifLog;
  };

  it("the schema refuses what is no log", () => {
    expect(valid({ version: "2.1.0", runs: [{}] })).to.equal(false);
  });

  it("is valid, with findings and without", () => {
    expect(logOf([checked("<Protocol/>")]).runs[0]?.results).to.deep.equal([]);
    const [run] = logOf([
      wrong,
      checked('<Protocol><Groups><Group id="65000" ping="true"/></Groups></Protocol>'),
    ]).runs;
    expect(run?.results.map(({ ruleId, level }) => [ruleId, level])).to.deep.equal([
      ["TAG_UNKNOWN", "warning"],
      ["ID_OUT_OF_RANGE", "error"],
    ]);
    for (const { ruleId, ruleIndex } of run?.results ?? []) {
      expect(run?.tool.driver.rules[ruleIndex]?.id).to.equal(ruleId);
    }
    expect(run?.results[0]?.locations[0]?.physicalLocation).to.deep.equal({
      artifactLocation: { uri: "protocol.xml", uriBaseId: "SRCROOT" },
      region: { startLine: 2, startColumn: 2, endLine: 2, endColumn: 10 },
    });
  });

  it("paths are URIs, relative inside the folder and absolute outside of it", () => {
    const uriOf = (file: string): string | undefined =>
      logOf([checked("<Protocol><Wrong/></Protocol>", file)]).runs[0]?.results[0]?.locations[0]
        ?.physicalLocation.artifactLocation.uri;
    expect(uriOf(path.join(folder, "ü", "a b.xml"))).to.equal("%C3%BC/a%20b.xml");
    expect(uriOf(path.resolve("beside", "a.xml"))).to.match(/^file:\/\/.*\/beside\/a\.xml$/);
  });
});

describe("cli/check/github-report", () => {
  it("one command a finding, with what would end it escaped", () => {
    const file = checked("<Protocol><A:b/></Protocol>", "a,b:c.xml");
    expect(githubReport([file], path.resolve("."))).to.equal(
      "::warning file=a%2Cb%3Ac.xml,line=1,endLine=1,col=11,endColumn=17,title=TAG_UNKNOWN::<A:b> is not a tag of <Protocol>. It has no effect; correct the name or remove it.",
    );
  });

  it("a message of several lines stays one command", () => {
    const [finding] = wrong.findings;
    if (finding === undefined) throw new Error("There is no finding.");
    const file: CheckedFile = {
      ...wrong,
      findings: [{ ...finding, message: "50 % of\r\ntwo: a, b\nthree" }],
    };
    const report = githubReport([file], path.resolve("."));
    expect(report.split("\n")).to.have.length(1);
    expect(report).to.match(/::50 %25 of%0D%0Atwo: a, b%0Athree$/);
  });

  it("a range of several lines has no columns, since GitHub refuses them", () => {
    const report = githubReport([checked('<Protocol><Wrong\n a="1"/></Protocol>')], path.resolve("."));
    expect(report).to.contain("line=1,endLine=2,title=");
  });
});
