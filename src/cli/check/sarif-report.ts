/** Findings as SARIF 2.1.0 (OASIS), which code hosts and editors show beside the source. */
import path from "node:path";
import { pathToFileURL } from "node:url";
import { errorCodes } from "../../base/errors.ts";
import type { Finding, FindingRange } from "../../check/finding.ts";
import type { SourceFiles } from "../../check/source-files.ts";
import { allRules, isRule } from "../../check/all-rules.ts";
import type { Severity } from "../../protocol/diagnostic.ts";
import type { Fix } from "../../protocol/fix.ts";
import { Lines } from "../../protocol/xml/lines.ts";
import type { CheckedFile } from "./checked-connector.ts";
import { pathInside } from "./report-path.ts";

const levels = { error: "error", warning: "warning", information: "note" } as const satisfies Record<
  Severity,
  string
>;

/** The log as JSON text. @param folder What paths are relative to. */
export function sarifReport(files: readonly CheckedFile[], version: string, folder: string): string {
  const findings = files.flatMap((file) => file.findings);
  const ruleIds = [...new Set(findings.map(({ ruleId }) => ruleId))].sort();
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "qaction-kit", semanticVersion: version, rules: ruleIds.map(ruleOf) } },
        columnKind: "utf16CodeUnits",
        originalUriBaseIds: { SRCROOT: { uri: `${pathToFileURL(folder).href}/` } },
        results: files.flatMap(({ findings: own, files: sources }) => {
          const linesOf = linesIn(sources);
          return own.map((finding) => resultOf(finding, ruleIds, folder, linesOf));
        }),
      },
    ],
  };
  return JSON.stringify(log, null, 2);
}

const isError = (id: string): id is keyof typeof errorCodes => Object.hasOwn(errorCodes, id);

function ruleOf(id: string): object {
  const text = isRule(id) ? allRules[id].explanation : isError(id) ? errorCodes[id] : id;
  return {
    id,
    shortDescription: { text },
    defaultConfiguration: { level: isRule(id) ? levels[allRules[id].severity] : "error" },
  };
}

/** The lines of each file, worked out when they are needed. */
function linesIn(files: SourceFiles): (file: string) => Lines {
  const known = new Map<string, Lines>();
  return (file) => {
    const lines = known.get(file) ?? new Lines(files.text(file) ?? "");
    known.set(file, lines);
    return lines;
  };
}

function locationOf(file: string, folder: string): object {
  const inside = pathInside(file, folder);
  return inside === undefined
    ? { uri: pathToFileURL(path.resolve(folder, file)).href }
    : { uri: inside.split("/").map(encodeURIComponent).join("/"), uriBaseId: "SRCROOT" };
}

function regionOf({ start, end }: FindingRange): object {
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

function fixOf({ title, edits }: Fix, folder: string, linesOf: (file: string) => Lines): object {
  const files = [...new Set(edits.map(({ file }) => file))];
  return {
    description: { text: title },
    artifactChanges: files.map((file) => ({
      artifactLocation: locationOf(file, folder),
      replacements: edits
        .filter((edit) => edit.file === file)
        .map(({ start, end, text }) => ({
          deletedRegion: regionOf({ start: linesOf(file).at(start), end: linesOf(file).at(end) }),
          insertedContent: { text },
        })),
    })),
  };
}

function resultOf(
  finding: Finding,
  ruleIds: readonly string[],
  folder: string,
  linesOf: (file: string) => Lines,
): object {
  const { ruleId, severity, message, range, file, fix } = finding;
  return {
    ruleId,
    ruleIndex: ruleIds.indexOf(ruleId),
    level: levels[severity],
    message: { text: message },
    locations: [
      { physicalLocation: { artifactLocation: locationOf(file, folder), region: regionOf(range) } },
    ],
    ...(fix === undefined ? {} : { fixes: [fixOf(fix, folder, linesOf)] }),
  };
}
