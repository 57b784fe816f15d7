/** Findings that repeat each other: shown once, with the lines of the others. */
import type { Finding } from "../../check/finding.ts";

/** A finding and those like it, in the order of their places. */
export interface FoldedFinding {
  readonly first: Finding;
  /** Findings of the same file and rule, with the same message but for its numbers. */
  readonly more: readonly Finding[];
}

/** So many findings that are alike are all shown; more are folded. */
const mostShown = 3;

/** Folds what repeats; the others stay as they are. */
export function foldFindings(findings: readonly Finding[]): readonly FoldedFinding[] {
  const kinds = new Map<string, Finding[]>();
  for (const finding of findings) {
    const { file, ruleId, severity, message } = finding;
    const kind = [file, ruleId, severity, message.replaceAll(/\d+/g, "0")].join("\n");
    const alike = kinds.get(kind);
    if (alike === undefined) kinds.set(kind, [finding]);
    else alike.push(finding);
  }
  const folded = [...kinds.values()].flatMap((alike): FoldedFinding[] => {
    const [first, ...more] = alike;
    if (first === undefined) return [];
    return more.length < mostShown ? alike.map((one) => ({ first: one, more: [] })) : [{ first, more }];
  });
  const order = new Map(findings.map((finding, index) => [finding, index]));
  return folded.sort((a, b) => (order.get(a.first) ?? 0) - (order.get(b.first) ?? 0));
}

/** Lines that are named before the others are only counted. */
const mostLines = 8;

/** What to say of the findings that are not shown; undefined when there are none. */
export function moreText({ more }: FoldedFinding): string | undefined {
  if (more.length === 0) return undefined;
  const lines = [...new Set(more.map(({ range }) => range.start.line))];
  const rest = lines.length > mostLines ? ", ..." : "";
  const places = `${lines.length === 1 ? "line" : "lines"} ${lines.slice(0, mostLines).join(", ")}${rest}`;
  return `and ${String(more.length)} more like it, in ${places}`;
}
