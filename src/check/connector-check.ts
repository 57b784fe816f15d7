/** Checks one connector, also again and again: what has not changed is not looked at a second time. */
import path from "node:path";
import { allChecks } from "../protocol/check/all-checks.ts";
import type { Check } from "../protocol/check/check.ts";
import { xmlChecks } from "../protocol/check/xml-checks.ts";
import { checkCodePage } from "../protocol/check/storage-checks.ts";
import { acceptedIn } from "../protocol/check/suppressions.ts";
import type { Diagnostic } from "../protocol/diagnostic.ts";
import type { Protocol } from "../protocol/model.ts";
import { loadProtocol, parseProtocol, type LoadedProtocol } from "../protocol/load-protocol.ts";
import { Lines } from "../protocol/xml/lines.ts";
import { settingSeverities, type CheckSettings } from "./check-config.ts";
import { allRules } from "./all-rules.ts";
import type { Finding } from "./finding.ts";
import { unknownSuppressions } from "./suppression-checks.ts";
import { endOfMarked } from "./range.ts";
import { ScriptFindings } from "./script-findings.ts";
import type { FileContent, SourceFiles } from "./source-files.ts";

/** Rules that are off until a setting names them. */
const runtimeOnly: ReadonlySet<string> = new Set(
  Object.entries<Check>(allChecks).flatMap(([code, check]) => (check.runtimeOnly === true ? [code] : [])),
);

const ruleIds = Object.keys(allRules);

/** One connector. */
export class ConnectorCheck {
  readonly #file: string;
  readonly #withScripts: boolean;
  readonly #scripts = new ScriptFindings();
  #last: { readonly content: FileContent; readonly loaded: LoadedProtocol } | undefined;

  /**
   * @param file The path of its `protocol.xml`, which the findings name.
   * @param withScripts False for a protocol that stands in no folder, so that there are no scripts beside it.
   */
  constructor(file: string, withScripts = true) {
    this.#file = file;
    this.#withScripts = withScripts;
  }

  /**
   * Its findings, by file and place.
   * @throws QActionKitError as {@link loadProtocol}
   */
  async findings(files: SourceFiles, settings: CheckSettings): Promise<readonly Finding[]> {
    const loaded = await this.#loaded(files);
    const inScripts = this.#withScripts ? await this.#scripts.of(loaded.protocol, files, settings) : [];
    const own = await this.#inAllPlaces(findingsOf(loaded, settings), loaded.protocol, files);
    const findings = [...own, ...inScripts];
    const malformed = loaded.diagnostics.some(({ code }) => code === "XML_MALFORMED");
    return malformed ? findings.map(withoutGuess) : findings;
  }

  /** Damaged names are mended in the scripts too, or not at all. */
  async #inAllPlaces(
    findings: readonly Finding[],
    protocol: Protocol,
    files: SourceFiles,
  ): Promise<readonly Finding[]> {
    const named = findings.some(({ ruleId, fix }) => ruleId === "TEXT_MOJIBAKE" && fix !== undefined);
    if (!named || protocol.qactions.size === 0) return findings;
    const { withNamesInScripts } = await import("./names/name-fixes.ts");
    const folder = this.#withScripts ? path.dirname(this.#file) : undefined;
    return withNamesInScripts(findings, protocol, files, folder);
  }

  async #loaded(files: SourceFiles): Promise<LoadedProtocol> {
    const file = this.#file;
    const content = files.content(file);
    // A file that cannot be read: the loader says why.
    if (content === undefined) return loadProtocol(file);
    if (this.#last?.content !== content) this.#last = { content, loaded: parseProtocol(content, { file }) };
    return this.#last.loaded;
  }
}

/** Where the tags of a malformed file end is a guess, and an edit might damage it further; what is wrong with the text is none. */
function withoutGuess(finding: Finding): Finding {
  if (Object.hasOwn(xmlChecks, finding.ruleId)) return finding;
  const { fix: _, ...rest } = finding;
  return rest;
}

/** The findings of a protocol that has been loaded, by place. */
export function findingsOf(
  { protocol, diagnostics }: LoadedProtocol,
  { rules, codePage }: CheckSettings,
): readonly Finding[] {
  const { file, text } = protocol.source;
  const lines = new Lines(text);
  const accepted = acceptedIn(text);
  const findings: Finding[] = [];
  const all = [...diagnostics, ...unknownSuppressions(protocol.source, ruleIds)];
  for (const diagnostic of codePage === undefined ? all : withCodePage(all, protocol, codePage)) {
    const { code, severity, message, position, length, fix } = diagnostic;
    const setting = rules[code] ?? (runtimeOnly.has(code) ? "off" : undefined);
    if (setting === "off" || accepted(diagnostic)) continue;
    const { offset } = position;
    const end = length === undefined ? endOfMarked(text, offset) : offset + length;
    findings.push({
      ruleId: code,
      severity: setting === undefined ? severity : settingSeverities[setting],
      message,
      file,
      range: { start: position, end: lines.at(end) },
      ...(fix === undefined ? {} : { fix }),
    });
  }
  return findings.sort((a, b) => a.range.start.offset - b.range.start.offset);
}

/** Diagnostics in which the values that a known page cannot hold replace those that no page holds. */
function withCodePage(
  diagnostics: readonly Diagnostic[],
  protocol: Protocol,
  codePage: number,
): readonly Diagnostic[] {
  const code = "TEXT_CODE_PAGE";
  const { severity } = allChecks[code];
  const lost: Diagnostic[] = [];
  checkCodePage(
    protocol,
    (message, position, details) => lost.push({ code, severity, message, position, ...details }),
    codePage,
  );
  return [...diagnostics.filter((one) => one.code !== code), ...lost];
}
