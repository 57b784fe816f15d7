/** Every rule that looks into scripts, by its stable id. To add one, add an entry to the file of its subject. */
import { circleChecks } from "./circle-checks.ts";
import { codeChecks } from "./code-checks.ts";
import { deviceTextChecks } from "./device-text-checks.ts";
import { messageChecks } from "./message-checks.ts";
import { notifyChecks } from "./notify-checks.ts";
import { scriptReferenceChecks } from "./reference-checks.ts";
import { scriptUseChecks } from "./use-checks.ts";
import type { ScriptCheck, ScriptContext } from "./script-check.ts";
import type { ScriptSpan } from "./script-model.ts";
import type { Fix } from "../../protocol/fix.ts";

/** All rules. */
export const scriptChecks = {
  ...deviceTextChecks,
  ...messageChecks,
  ...circleChecks,
  ...scriptReferenceChecks,
  ...notifyChecks,
  ...scriptUseChecks,
  ...codeChecks,
} as const;

/** Id of a rule that looks into scripts. */
export type ScriptRule = keyof typeof scriptChecks;

/** Runs every rule. */
export function runScriptChecks(
  context: ScriptContext,
  report: (rule: ScriptRule, message: string, span: ScriptSpan, fix?: Fix) => void,
): void {
  for (const [rule, { check }] of Object.entries(scriptChecks) as [ScriptRule, ScriptCheck][]) {
    check(context, (...finding) => {
      report(rule, ...finding);
    });
  }
}
