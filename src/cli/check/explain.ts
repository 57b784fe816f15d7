/** `qaction check --explain ID`: what a rule finds, and its page when it has one. */
import { readFile } from "node:fs/promises";
import { unknownRule } from "../../check/check-config.ts";
import { allRules, type RuleId } from "../../check/all-rules.ts";
import { UsageError } from "../exit.ts";

/** The page of a rule in `docs/rules`, which the package has both beside `src` and beside `dist`. */
async function pageOf(id: string): Promise<string | undefined> {
  try {
    return await readFile(new URL(`../../../docs/rules/${id}.md`, import.meta.url), "utf8");
  } catch {
    return undefined;
  }
}

/**
 * The text about a rule.
 * @throws UsageError for a rule that does not exist
 */
export async function explainRule(id: string): Promise<string> {
  const wrong = unknownRule(id);
  if (wrong !== undefined) throw new UsageError(wrong);
  const { severity, explanation } = allRules[id as RuleId];
  const page = await pageOf(id);
  return (
    page?.trimEnd() ??
    `# ${id}\n\nSeverity: ${severity}. ${explanation}\n\nAn example stands in docs/diagnostics.md.`
  );
}
