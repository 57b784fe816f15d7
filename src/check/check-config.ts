/** `qaction.config.json`: which rules are on, and how much they count. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { QActionKitError } from "../base/errors.ts";
import { unknownStoragePage } from "../encoding/storage.ts";
import { nearestName } from "../base/known-names.ts";
import type { Severity } from "../protocol/diagnostic.ts";
import { allRules, isRule } from "./all-rules.ts";

/** The name of the file, looked for beside a connector and in the folders above it. */
export const configFile = "qaction.config.json";

/** What a rule counts: nothing, a warning, an error. */
export type RuleSetting = "off" | "warn" | "error";

/** Settings by rule id; a rule that is not named keeps its own severity. */
export type RuleSettings = Readonly<Record<string, RuleSetting>>;

const ruleSettings: readonly string[] = ["off", "warn", "error"] satisfies readonly RuleSetting[];

/** What a check obeys. */
export interface CheckSettings {
  readonly rules: RuleSettings;
  /** Code page of the elements, when it is known: characters that it lacks are reported, and not only those that all lack. */
  readonly codePage?: number;
}

/** Settings, with those of one call, which are stronger. */
export function withStronger(
  { rules, codePage }: CheckSettings,
  moreRules: RuleSettings,
  otherPage: number | undefined,
): CheckSettings {
  const page = otherPage ?? codePage;
  return { rules: { ...rules, ...moreRules }, ...(page === undefined ? {} : { codePage: page }) };
}

/** The severity of a finding whose rule has a setting. */
export const settingSeverities: Readonly<Record<Exclude<RuleSetting, "off">, Severity>> = {
  warn: "warning",
  error: "error",
};

/** True for a setting that exists. */
export function isRuleSetting(value: unknown): value is RuleSetting {
  return typeof value === "string" && ruleSettings.includes(value);
}

/** What is wrong with a rule id, or undefined for one that exists. */
export function unknownRule(id: string): string | undefined {
  if (isRule(id)) return undefined;
  const near = nearestName(id, Object.keys(allRules));
  const hint = near === undefined ? "docs/diagnostics.md lists them." : `Did you mean '${near}'?`;
  return `There is no rule '${id}'. ${hint}`;
}

/** What is wrong with a number as the code page of an element, or undefined for one that it may have. */
export function unknownCodePage(codePage: number): string | undefined {
  return unknownStoragePage(codePage)?.replace("'unicode' or ", "");
}

/**
 * The settings of the nearest {@link configFile} in a folder or above it; none when there is no such file.
 * @throws QActionKitError `ERR_CHECK_CONFIG` for a file that cannot be used
 */
export async function settingsFor(folder: string): Promise<CheckSettings> {
  for (const file of configPlaces(folder)) {
    const text = await textOf(file);
    if (text !== undefined) return readSettings(text, file);
  }
  return { rules: {} };
}

/** Absolute paths where the {@link configFile} of a folder may stand, the nearest first. */
export function configPlaces(folder: string): readonly string[] {
  const here = path.resolve(folder);
  const above = path.dirname(here);
  return [path.join(here, configFile), ...(above === here ? [] : configPlaces(above))];
}

async function textOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, "utf8");
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && ["ENOENT", "ENOTDIR"].includes(String(cause.code))) {
      return undefined;
    }
    throw unusable(file, "It cannot be read. Check its permissions.", cause);
  }
}

function unusable(file: string, why: string, cause?: unknown): QActionKitError {
  return new QActionKitError("ERR_CHECK_CONFIG", `'${file}' cannot be used. ${why}`, {
    details: { file },
    cause,
  });
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The settings in the text of a configuration. @throws QActionKitError `ERR_CHECK_CONFIG` */
export function readSettings(text: string, file: string): CheckSettings {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch (cause) {
    throw unusable(file, `It is not JSON: ${cause instanceof Error ? cause.message : String(cause)}.`, cause);
  }
  const top = section(file, parsed, "The file", ["$schema", "check"]);
  const check = section(file, top["check"] ?? {}, "check", ["rules", "codePage"]);
  const rules = check["rules"] ?? {};
  if (!isObject(rules)) throw unusable(file, 'check.rules must be an object: { "ID": "off" }.');
  const settings: Record<string, RuleSetting> = {};
  for (const [id, setting] of Object.entries(rules)) {
    const wrong = unknownRule(id);
    if (wrong !== undefined) throw unusable(file, wrong);
    if (!isRuleSetting(setting)) {
      throw unusable(file, `Rule '${id}' is ${JSON.stringify(setting)}. Use "off", "warn" or "error".`);
    }
    settings[id] = setting;
  }
  const codePage = check["codePage"];
  if (codePage === undefined) return { rules: settings };
  const wrong = typeof codePage === "number" ? unknownCodePage(codePage) : "check.codePage must be a number.";
  if (wrong !== undefined || typeof codePage !== "number") throw unusable(file, wrong ?? "");
  return { rules: settings, codePage };
}

function section(
  file: string,
  value: unknown,
  what: string,
  known: readonly string[],
): Readonly<Record<string, unknown>> {
  if (!isObject(value)) throw unusable(file, `${what} must be an object: { "check": { "rules": {} } }.`);
  for (const key of Object.keys(value)) {
    if (known.includes(key)) continue;
    const near = nearestName(key, known);
    const hint = near === undefined ? `Use ${known.join(" or ")}.` : `Did you mean '${near}'?`;
    throw unusable(file, `${what} has an unknown key '${key}'. ${hint}`);
  }
  return value;
}
