/** Findings as a compiler shows them: place, severity, rule, message, the line with a marker below it. */
import type { Severity } from "../../protocol/diagnostic.ts";
import type { Finding } from "../../check/finding.ts";
import { paint, visible, type Style } from "../paint.ts";
import type { CheckedFile } from "./checked-connector.ts";
import { foldFindings, moreText } from "./fold.ts";

const styles: Readonly<Record<Severity, Style>> = { error: "red", warning: "yellow", information: "cyan" };

/** Characters of a line that are shown; of a longer line the part around the marker. */
const mostCharacters = 120;
/** Characters shown in front of the marker when the line is cut. */
const lead = 40;

/** The report, without a line end at its end. */
export function textReport(files: readonly CheckedFile[], colours: boolean): string {
  const blocks = files.flatMap(({ findings, files: sources }) => {
    const known = new Map<string, readonly string[]>();
    const linesOf = (file: string): readonly string[] => {
      const lines = known.get(file) ?? (sources.text(file) ?? "").split(/\r\n|\r|\n/);
      known.set(file, lines);
      return lines;
    };
    return foldFindings(findings).map((folded) => {
      const more = moreText(folded);
      const { first } = folded;
      const block = [headLine(first, colours), ...excerpt(first, linesOf(first.file), colours)];
      if (more !== undefined) block.push(paint("dim", `  ${more}`, colours));
      return block.join("\n");
    });
  });
  return [...blocks, summary(files)].join("\n\n");
}

function headLine({ file, range, severity, ruleId, message }: Finding, colours: boolean): string {
  const place = `${file}:${String(range.start.line)}:${String(range.start.column)}`;
  return `${paint("bold", place, colours)} ${paint(styles[severity], severity, colours)} ${ruleId} ${message}`;
}

/** The source line and the marker; nothing when the file could not be read. */
function excerpt(
  { range: { start, end }, severity }: Finding,
  lines: readonly string[],
  colours: boolean,
): string[] {
  const line = lines[start.line - 1];
  if (line === undefined || line.trim() === "") return [];
  const from = start.column - 1;
  const to = end.line === start.line ? end.column - 1 : line.length;
  const begin =
    line.length <= mostCharacters ? 0 : Math.max(0, Math.min(from - lead, line.length - mostCharacters));
  const shown = visible(line.slice(begin, begin + mostCharacters));
  const cutBefore = begin > 0 ? "..." : "";
  const cutBehind = begin + mostCharacters < line.length ? "..." : "";
  const number = String(start.line).padStart(6);
  // Tabs stay tabs, so that the marker stands below its text whatever their width.
  const indent = cutBefore + line.slice(begin, from);
  const padding = indent.replaceAll(/[^\t]/gu, " ");
  const length = Math.max(1, Math.min(to, begin + mostCharacters) - from);
  const marker = paint(styles[severity], `^${"~".repeat(length - 1)}`, colours);
  return [
    `${paint("dim", `${number} |`, colours)} ${cutBefore}${shown}${cutBehind}`,
    `${paint("dim", `${" ".repeat(6)} |`, colours)} ${padding}${marker}`,
  ];
}

/** How many findings there are, and in how many files. */
function summary(files: readonly CheckedFile[]): string {
  const findings = files.flatMap((file) => file.findings);
  const count = (severity: Severity, one: string, many: string): string[] => {
    const { length } = findings.filter((finding) => finding.severity === severity);
    return length === 0 ? [] : [`${String(length)} ${length === 1 ? one : many}`];
  };
  const counts = [
    ...count("error", "error", "errors"),
    ...count("warning", "warning", "warnings"),
    ...count("information", "note", "notes"),
  ];
  const checked = `${String(files.length)} ${files.length === 1 ? "file" : "files"} checked`;
  const safe = findings.filter(({ fix }) => fix?.kind === "safe").length;
  const suggested = findings.filter(({ fix }) => fix?.kind === "suggestion").length;
  const fixes = [
    ...(safe === 0 ? [] : [`--fix mends ${String(safe)}`]),
    ...(suggested === 0
      ? []
      : [`--fix-suggestions ${safe === 0 ? "mends " : ""}${String(suggested)}${safe === 0 ? "" : " more"}`]),
  ];
  const found = counts.length === 0 ? "no findings" : counts.join(", ");
  return `${checked}: ${[found, ...(fixes.length === 0 ? [] : [fixes.join(", ")])].join("; ")}.`;
}
