/** Checks of the comments that accept findings, against the ids of all rules. */
import { nearestName, onlyNearName } from "../base/known-names.ts";
import type { Check } from "../protocol/check/check.ts";
import { fixOf, replaceAt, type Edits } from "../protocol/check/edits.ts";
import { suppressionsOf } from "../protocol/check/suppressions.ts";
import type { Diagnostic } from "../protocol/diagnostic.ts";
import type { SourceText } from "../protocol/model.ts";
import { Lines } from "../protocol/xml/lines.ts";

/** Comments that accept findings. */
export const suppressionChecks = {
  SUPPRESSION_UNKNOWN: {
    severity: "warning",
    explanation:
      "A pair of SuppressValidator comments with the id of a rule that does not exist. It suppresses nothing.",
  },
} as const satisfies Readonly<Record<string, Omit<Check, "check">>>;

/** The pairs of comments whose id is no rule. Numbers are rules of the official validator, which judges them itself. */
export function unknownSuppressions(source: SourceText, rules: readonly string[]): readonly Diagnostic[] {
  const { text } = source;
  const unknown = suppressionsOf(text).ranges.filter(({ id }) => !/^\d/.test(id) && !rules.includes(id));
  if (unknown.length === 0) return [];
  const lines = new Lines(text);
  return unknown.map(({ id, begin, end }) => {
    const opening = text.lastIndexOf("<!--", begin);
    const near = nearestName(id, rules);
    const only = onlyNearName(id, rules);
    const renamed = (from: number, name: string): Edits =>
      replaceAt(source, text.indexOf(id, from + "<!--".length), id.length, name);
    const hint =
      near === undefined ? "Correct the id, or remove the two comments." : `Did you mean '${near}'?`;
    return {
      code: "SUPPRESSION_UNKNOWN",
      severity: suppressionChecks.SUPPRESSION_UNKNOWN.severity,
      message: `SuppressValidator ${id} names no rule, and suppresses nothing. ${hint}`,
      position: lines.at(opening),
      length: begin - opening,
      fix:
        only === undefined
          ? undefined
          : fixOf("safe", `Write '${only}'`, renamed(opening, only), renamed(end, only)),
    };
  });
}
