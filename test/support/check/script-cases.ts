/** Cases of the rules that look into scripts: what each finds, marked where it is, and what it leaves alone. */
import { expect } from "chai";
import type { ScriptRule } from "../../../src/check/scripts/script-checks.ts";
import type { ScriptCase } from "./script-connector.ts";

/** A case in which no rule finds anything. */
export interface RightCase extends ScriptCase {
  readonly title: string;
}

/** A case, and what is found in it. */
export interface FoundCase extends RightCase {
  /** Rule and marked text of each finding. */
  readonly found: readonly string[];
}

/** At least three wrong and three right cases for each rule. */
export type ScriptRuleCases = Partial<
  Readonly<Record<ScriptRule, { readonly wrong: readonly FoundCase[]; readonly right: readonly RightCase[] }>>
>;

/** All cases of a table, one after the other. */
export function casesIn(table: ScriptRuleCases): readonly FoundCase[] {
  return Object.values(table).flatMap(({ wrong, right }) => [
    ...wrong,
    ...right.map((one) => ({ ...one, found: [] })),
  ]);
}

/** Expects three wrong cases of each rule in a table, in which that rule finds something, and three right ones. */
export function expectEnoughCases(table: ScriptRuleCases): void {
  for (const [rule, { wrong, right }] of Object.entries(table)) {
    const own = wrong.filter(({ found }) => found.some((one) => one.startsWith(`${rule} `)));
    expect(own.length, `wrong cases of ${rule}`).to.be.at.least(3);
    expect(right.length, `right cases of ${rule}`).to.be.at.least(3);
  }
}
