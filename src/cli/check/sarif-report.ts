/** Findings as SARIF 2.1.0 (OASIS), which code hosts and editors show beside the source. */
import path from "node:path";
import { pathToFileURL } from "node:url";
import { errorCodes } from "../../base/errors.ts";
import type { Finding } from "../../check/finding.ts";
import { allChecks, type DiagnosticCode } from "../../protocol/check/all-checks.ts";
import type { Severity } from "../../protocol/diagnostic.ts";
import type { CheckedFile } from "./checked-file.ts";
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
        results: findings.map((finding) => resultOf(finding, ruleIds, folder)),
      },
    ],
  };
  return JSON.stringify(log, null, 2);
}

const isCheck = (id: string): id is DiagnosticCode => Object.hasOwn(allChecks, id);
const isError = (id: string): id is keyof typeof errorCodes => Object.hasOwn(errorCodes, id);

function ruleOf(id: string): object {
  const text = isCheck(id) ? allChecks[id].explanation : isError(id) ? errorCodes[id] : id;
  return {
    id,
    shortDescription: { text },
    defaultConfiguration: { level: isCheck(id) ? levels[allChecks[id].severity] : "error" },
  };
}

function resultOf(finding: Finding, ruleIds: readonly string[], folder: string): object {
  const { ruleId, severity, message, range, file } = finding;
  const inside = pathInside(file, folder);
  const artifactLocation =
    inside === undefined
      ? { uri: pathToFileURL(path.resolve(folder, file)).href }
      : { uri: inside.split("/").map(encodeURIComponent).join("/"), uriBaseId: "SRCROOT" };
  return {
    ruleId,
    ruleIndex: ruleIds.indexOf(ruleId),
    level: levels[severity],
    message: { text: message },
    locations: [
      {
        physicalLocation: {
          artifactLocation,
          region: {
            startLine: range.start.line,
            startColumn: range.start.column,
            endLine: range.end.line,
            endColumn: range.end.column,
          },
        },
      },
    ],
  };
}
