/** Every rule of `qaction check`, by its id: those on the protocol, and those that look into scripts. */
import { allChecks } from "../protocol/check/all-checks.ts";
import { scriptChecks } from "./scripts/script-checks.ts";
import { suppressionChecks } from "./suppression-checks.ts";

/** All rules. Ids are part of the public interface and are stable. */
export const allRules = { ...allChecks, ...suppressionChecks, ...scriptChecks } as const;

/** Id of a rule. */
export type RuleId = keyof typeof allRules;

/** True for the id of a rule. */
export function isRule(id: string): id is RuleId {
  return Object.hasOwn(allRules, id);
}
