/** Checks one connector: everything that its protocol says wrongly, less what its author accepts. */
import path from "node:path";
import { fileURLToPath } from "node:url";
import { QActionKitError } from "../base/errors.ts";
import { checkOptionKeys, type OptionKeys } from "../base/option-keys.ts";
import { anyNumber, anyText, flag, objectOf } from "../base/value-kinds.ts";
import {
  isRuleSetting,
  settingsFor,
  unknownCodePage,
  unknownRule,
  withStronger,
  type CheckSettings,
  type RuleSettings,
} from "./check-config.ts";
import { ConnectorCheck } from "./connector-check.ts";
import type { CheckReport } from "./finding.ts";
import { SourceFiles } from "./source-files.ts";

/** How to check. */
export interface CheckOptions {
  /** What the protocol holds now, when an editor has changed it and not saved it. */
  readonly text?: string;
  /** What single rules count; stronger than the configuration. */
  readonly rules?: RuleSettings;
  /** False: no `qaction.config.json` is looked for. */
  readonly config?: boolean;
  /** Code page of the elements; stronger than the configuration. Default: not known, and only what no Windows page has is lost. */
  readonly codePage?: number;
}

/** The names of all options. */
export const checkOptionNames: OptionKeys<CheckOptions> = {
  text: anyText,
  rules: objectOf("an object with settings by rule"),
  config: flag,
  codePage: anyNumber,
};

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
  checkOptionKeys("checkConnector", options, checkOptionNames);
  const { check, files, settings } = await prepared(source, options);
  return { version: 1, findings: await check.findings(files, settings) };
}

/** What a check needs. */
export interface PreparedCheck {
  readonly check: ConnectorCheck;
  readonly files: SourceFiles;
  readonly settings: CheckSettings;
}

/**
 * Everything for checking a source.
 * @throws QActionKitError as {@link checkConnector}
 */
export async function prepared(
  source: string | URL | Uint8Array,
  { text, rules = {}, config = true, codePage }: CheckOptions,
): Promise<PreparedCheck> {
  for (const [id, setting] of Object.entries(rules)) {
    const wrong = isRuleSetting(setting)
      ? unknownRule(id)
      : `Rule '${id}' is ${JSON.stringify(setting)}. Use "off", "warn" or "error".`;
    if (wrong !== undefined) throw new QActionKitError("ERR_OPTION", wrong, { details: { name: id } });
  }
  const wrongPage = codePage === undefined ? undefined : unknownCodePage(codePage);
  if (wrongPage !== undefined) {
    throw new QActionKitError("ERR_OPTION", wrongPage, { details: { name: "codePage" } });
  }
  const bytes = source instanceof Uint8Array;
  const file = bytes ? "protocol.xml" : typeof source === "string" ? source : pathOf(source);
  const content = text ?? (bytes ? source : undefined);
  const configured = config && !bytes ? await settingsFor(path.dirname(file)) : { rules: {} };
  return {
    check: new ConnectorCheck(file, !bytes),
    files: new SourceFiles(content === undefined ? new Map() : new Map([[file, content]])),
    settings: withStronger(configured, rules, codePage),
  };
}

function pathOf(url: URL): string {
  return url.protocol === "file:" ? fileURLToPath(url) : url.href;
}
