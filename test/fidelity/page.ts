/** Makes `docs/fidelity.md` from the promised behaviours and the outcomes of a test run. */
import type { Row } from "./rows.ts";
import type { TestResult } from "./reporter.ts";

/** Rows with their title, in the order of the page. */
export interface RowGroup {
  readonly title: string;
  readonly rows: readonly Row[];
}

/** Ids at the start of a test's title: `WS-31 ...`, or several joined by `, `, ` and ` or a slash. */
export function idsOf(title: string): string[] {
  const ids: string[] = [];
  const pattern = /^(?:,? and |, ?|\/| )?([A-Z]{2,4}-\d{2})\b/;
  let rest = title;
  for (let match = pattern.exec(rest); match !== null; match = pattern.exec(rest)) {
    ids.push(match[1] ?? "");
    rest = rest.slice(match[0].length);
  }
  return ids;
}

/** For each id the tests that carry it; an id with a failing test is not proven. */
export function proofs(tests: readonly TestResult[]): Map<string, TestResult[]> {
  const byId = new Map<string, TestResult[]>();
  for (const test of tests) {
    for (const id of idsOf(test.title)) {
      const list = byId.get(id) ?? [];
      list.push(test);
      byId.set(id, list);
    }
  }
  return byId;
}

/** True when at least one test carries the id and all of them pass. */
function holds(tests: readonly TestResult[] | undefined): tests is readonly TestResult[] {
  return tests !== undefined && tests.length > 0 && tests.every((test) => test.passed);
}

/** Ids in titles that no row knows: a typing mistake in a test. */
export function strayIds(groups: readonly RowGroup[], tests: readonly TestResult[]): string[] {
  const prefixes = new Set(groups.flatMap((group) => group.rows.map(([id]) => id.split("-")[0])));
  const known = new Set(groups.flatMap((group) => group.rows.map(([id]) => id)));
  return [...proofs(tests).keys()].filter((id) => prefixes.has(id.split("-")[0]) && !known.has(id));
}

/** An action that is answered by a line of the log and nothing else. */
export interface MissingAction {
  readonly on: string;
  readonly type: string;
  readonly reason: string;
  readonly page: string;
}

/** The section about actions that cannot be done here. */
function missingActions(actions: readonly MissingAction[]): string[] {
  return [
    "## Actions that are not available here",
    "",
    "They do nothing, and the log reports them with the code `ACTION_NOT_HERE` and the page that describes them. *merge* is",
    "one of them only for an element without the option `elements`.",
    "",
    "| On | Type | why | page |",
    "|---|---|---|---|",
    ...actions.map(({ on, type, reason, page }) => `| ${on} | ${type} | ${reason} | ${page} |`),
    "",
  ];
}

/** The whole page as Markdown. Same input, same text. */
export function fidelityPage(
  groups: readonly RowGroup[],
  tests: readonly TestResult[],
  actions: readonly MissingAction[] = [],
): string {
  const byId = proofs(tests);
  const lines = [
    "# Fidelity",
    "",
    "What a DataMiner Agent does with a connector, row by row, and the test that proves that the kit does the same.",
    "`npm run fidelity` writes this page from the titles and outcomes of a test run. A row without a passing test is",
    "marked *not yet*. The title of a test begins with the id of the row that it proves. Tests of C# need .NET: `npm run test:csharp`",
    "runs them and keeps their outcomes for this page.",
    "",
    "| group | proven | rows |",
    "|---|---:|---:|",
  ];
  let allProven = 0;
  let all = 0;
  for (const { rows } of groups) {
    const proven = rows.filter(([id]) => holds(byId.get(id))).length;
    allProven += proven;
    all += rows.length;
    lines.push(
      `| ${(rows[0]?.[0] ?? "").split("-")[0] ?? ""} | ${String(proven)} | ${String(rows.length)} |`,
    );
  }
  lines.push(`| **all** | **${String(allProven)}** | **${String(all)}** |`, "");
  for (const { title, rows } of groups) {
    lines.push(`## ${title}`, "", "| id | behaviour | proven by |", "|---|---|---|");
    for (const [id, promise] of rows) {
      const tests = byId.get(id);
      const files = holds(tests) ? [...new Set(tests.map((test) => test.file))].sort() : [];
      const proof = files.length > 0 ? files.map((file) => `[${file}](../${file})`).join(", ") : "not yet";
      lines.push(`| ${id} | ${promise.replaceAll("|", "\\|")} | ${proof} |`);
    }
    lines.push("");
  }
  if (actions.length > 0) lines.push(...missingActions(actions));
  return lines.join("\n");
}
