/** Findings for programs: the form of {@link CheckReport}. */
import type { CheckReport } from "../../check/finding.ts";
import type { CheckedFile } from "./checked-connector.ts";

/** The report as JSON text. */
export function jsonReport(files: readonly CheckedFile[]): string {
  const report: CheckReport = { version: 1, findings: files.flatMap(({ findings }) => findings) };
  return JSON.stringify(report, null, 2);
}
