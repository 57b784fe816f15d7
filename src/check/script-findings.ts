/** What the rules that look into scripts find, as the settings and the comments in the files have it. */
import { acceptedIn } from "../protocol/check/suppressions.ts";
import type { Protocol } from "../protocol/model.ts";
import { Lines } from "../protocol/xml/lines.ts";
import { settingSeverities, type CheckSettings } from "./check-config.ts";
import type { Finding } from "./finding.ts";
import type { ScriptCheckRuns, ScriptFinding } from "./scripts/check-scripts.ts";
import type { SourceFiles } from "./source-files.ts";

/** A file, where its lines begin, and which findings its author accepts. */
interface LookedInto {
  readonly lines: Lines;
  readonly accepts: ReturnType<typeof acceptedIn>;
}

/**
 * The findings in the scripts of a protocol that stands in a folder. The pair of comments works in a script as in the protocol:
 * `// <!-- SuppressValidator ID reason -->` to `// <!-- /SuppressValidator ID -->`.
 */
export class ScriptFindings {
  #runs: ScriptCheckRuns | undefined;

  /** What is found now. */
  async of(protocol: Protocol, files: SourceFiles, settings: CheckSettings): Promise<readonly Finding[]> {
    if (protocol.qactions.size === 0) return [];
    // With it come the members of SLProtocol and the readers, which a protocol without scripts does not need.
    const module = await import("./scripts/check-scripts.ts");
    this.#runs ??= new module.ScriptCheckRuns();
    const found = await this.#runs.findings(protocol, files, settings.codePage);
    return placedFindings(found, protocol, files, settings);
  }
}

function placedFindings(
  found: readonly ScriptFinding[],
  protocol: Protocol,
  files: SourceFiles,
  { rules }: CheckSettings,
): readonly Finding[] {
  const known = new Map<string, LookedInto>();
  const fileOf = (file: string): LookedInto => {
    const found = known.get(file);
    if (found !== undefined) return found;
    const text = file === protocol.source.file ? protocol.source.text : (files.text(file) ?? "");
    const made = { lines: new Lines(text), accepts: acceptedIn(text) };
    known.set(file, made);
    return made;
  };
  const findings: Finding[] = [];
  for (const { rule, severity, message, span, fix } of found) {
    const { file, start, end } = span;
    const setting = rules[rule];
    if (setting === "off") continue;
    const { lines, accepts } = fileOf(file);
    const position = lines.at(start);
    if (accepts({ code: rule, position })) continue;
    findings.push({
      ruleId: rule,
      severity: setting === undefined ? severity : settingSeverities[setting],
      message,
      file,
      range: { start: position, end: lines.at(end) },
      ...(fix === undefined ? {} : { fix }),
    });
  }
  return findings;
}
