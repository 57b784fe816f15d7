/** One file of `qaction check`: its findings, and its text to show them in. */
import { QActionKitError } from "../../base/errors.ts";
import { findingsOf } from "../../check/check-connector.ts";
import type { RuleSettings } from "../../check/check-config.ts";
import type { Finding } from "../../check/finding.ts";
import { loadProtocol } from "../../protocol/load-protocol.ts";

/** What checking a file gave. */
export interface CheckedFile {
  readonly file: string;
  /** Decoded, without byte order mark; empty when it could not be read. */
  readonly text: string;
  readonly findings: readonly Finding[];
}

/** Checks a file. One that cannot be loaded has one finding that says why, so that the others are still checked. */
export async function checkFile(file: string, settings: RuleSettings): Promise<CheckedFile> {
  try {
    const loaded = await loadProtocol(file);
    return { file, text: loaded.protocol.source.text, findings: findingsOf(loaded, settings) };
  } catch (error) {
    if (!(error instanceof QActionKitError)) throw error;
    const start = { line: 1, column: 1, offset: 0 };
    const { code: ruleId, message } = error;
    return {
      file,
      text: "",
      findings: [{ ruleId, severity: "error", message, file, range: { start, end: start } }],
    };
  }
}
