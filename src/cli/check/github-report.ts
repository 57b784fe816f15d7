/** Findings as workflow commands of GitHub Actions, which shows them as annotations of the changed lines. */
import type { Severity } from "../../protocol/diagnostic.ts";
import type { CheckedFile } from "./checked-connector.ts";
import { foldFindings, moreText } from "./fold.ts";
import { pathInside } from "./report-path.ts";

const commands: Readonly<Record<Severity, string>> = {
  error: "error",
  warning: "warning",
  information: "notice",
};

/** Text of a command: a line end would begin another one. */
const escaped = (text: string): string =>
  text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");

/** Value of a property, which also ends at `:` and `,`. */
const property = (text: string): string => escaped(text).replaceAll(":", "%3A").replaceAll(",", "%2C");

/** One command a line; repeated findings are folded, since GitHub shows few annotations of one step. */
export function githubReport(files: readonly CheckedFile[], folder: string): string {
  return files
    .flatMap(({ findings }) => foldFindings(findings))
    .map((folded) => {
      const { file, range, severity, ruleId, message } = folded.first;
      const more = moreText(folded);
      const places = [
        `file=${property(pathInside(file, folder) ?? file)}`,
        `line=${String(range.start.line)}`,
        `endLine=${String(range.end.line)}`,
        // Columns are for one line only.
        ...(range.start.line === range.end.line
          ? [`col=${String(range.start.column)}`, `endColumn=${String(range.end.column)}`]
          : []),
        `title=${property(ruleId)}`,
      ];
      return `::${commands[severity]} ${places.join(",")}::${escaped(more === undefined ? message : `${message} (${more})`)}`;
    })
    .join("\n");
}
