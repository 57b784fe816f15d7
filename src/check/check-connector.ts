/** Checks one connector: everything that its protocol says wrongly, less what its author accepts. */
import path from "node:path";
import { fileURLToPath } from "node:url";
import { QActionKitError } from "../base/errors.ts";
import { refuseUnknownKeys, type KeysOf } from "../base/known-names.ts";
import { allChecks } from "../protocol/check/all-checks.ts";
import type { Check } from "../protocol/check/check.ts";
import { acceptedIn } from "../protocol/check/suppressions.ts";
import type { Severity } from "../protocol/diagnostic.ts";
import { loadProtocol, parseProtocol, type LoadedProtocol } from "../protocol/load-protocol.ts";
import { Lines } from "../protocol/xml/lines.ts";
import {
  isRuleSetting,
  settingsFor,
  unknownRule,
  type RuleSetting,
  type RuleSettings,
} from "./check-config.ts";
import type { CheckReport, Finding } from "./finding.ts";
import { endOfMarked } from "./range.ts";

/** How to check. */
export interface CheckOptions {
  /** What the file holds now, when an editor has changed it and not saved it. */
  readonly text?: string;
  /** What single rules count; stronger than the configuration. */
  readonly rules?: RuleSettings;
  /** False: no `qaction.config.json` is looked for. */
  readonly config?: boolean;
}

const optionNames: KeysOf<CheckOptions> = { text: true, rules: true, config: true };

const severities: Readonly<Record<Exclude<RuleSetting, "off">, Severity>> = {
  warn: "warning",
  error: "error",
};

/** Rules that are off until a setting names them. */
const runtimeOnly: ReadonlySet<string> = new Set(
  Object.entries<Check>(allChecks).flatMap(([code, check]) => (check.runtimeOnly === true ? [code] : [])),
);

/**
 * Checks a `protocol.xml`, by its path, a `file:` URL or its bytes. Findings between
 * `<!-- SuppressValidator ID reason -->` and `<!-- /SuppressValidator ID -->` are left out, and rules count what the nearest
 * `qaction.config.json` says. Bytes have no place, and thus no configuration.
 * @throws QActionKitError `ERR_PROTOCOL_FILE` and `ERR_PROTOCOL_XML` as {@link loadProtocol}; `ERR_CHECK_CONFIG` for a
 *   configuration that cannot be used; `ERR_OPTION` for a rule or setting that does not exist
 */
export async function checkConnector(
  source: string | URL | Uint8Array,
  options: CheckOptions = {},
): Promise<CheckReport> {
  refuseUnknownKeys("checkConnector", options, optionNames);
  const { text, rules = {}, config = true } = options;
  for (const [id, setting] of Object.entries(rules)) {
    const wrong = isRuleSetting(setting)
      ? unknownRule(id)
      : `Rule '${id}' is ${JSON.stringify(setting)}. Use "off", "warn" or "error".`;
    if (wrong !== undefined) throw new QActionKitError("ERR_OPTION", wrong, { details: { name: id } });
  }
  const file =
    source instanceof Uint8Array ? undefined : typeof source === "string" ? source : pathOf(source);
  const loaded =
    text === undefined ? await loadProtocol(source) : parseProtocol(text, file === undefined ? {} : { file });
  const configured = config && file !== undefined ? await settingsFor(path.dirname(file)) : {};
  return { version: 1, findings: findingsOf(loaded, { ...configured, ...rules }) };
}

function pathOf(url: URL): string {
  return url.protocol === "file:" ? fileURLToPath(url) : url.href;
}

/** The findings of a protocol that has been loaded, by place. */
export function findingsOf(
  { protocol, diagnostics }: LoadedProtocol,
  settings: RuleSettings,
): readonly Finding[] {
  const { file, text } = protocol.source;
  const lines = new Lines(text);
  const accepted = acceptedIn(text);
  const findings: Finding[] = [];
  for (const diagnostic of diagnostics) {
    const { code, severity, message, position, length, fix } = diagnostic;
    const setting = settings[code] ?? (runtimeOnly.has(code) ? "off" : undefined);
    if (setting === "off" || accepted(diagnostic)) continue;
    const { offset } = position;
    const end = length === undefined ? endOfMarked(text, offset) : offset + length;
    findings.push({
      ruleId: code,
      severity: setting === undefined ? severity : severities[setting],
      message,
      file,
      range: { start: position, end: lines.at(end) },
      ...(fix === undefined ? {} : { fix }),
    });
  }
  return findings;
}
