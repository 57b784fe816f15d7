/** One connector of `qaction check`: its findings, and the files to show them in. */
import path from "node:path";
import { QActionKitError } from "../../base/errors.ts";
import { settingsFor, withStronger, type CheckSettings } from "../../check/check-config.ts";
import { ConnectorCheck } from "../../check/connector-check.ts";
import type { Finding } from "../../check/finding.ts";
import { fixedConnector, type FixReport } from "../../check/fix/apply-fixes.ts";
import type { SourceFiles } from "../../check/source-files.ts";
import { UsageError } from "../exit.ts";

/** What checking a connector gave. */
export interface CheckedFile {
  /** Path of its `protocol.xml`. */
  readonly file: string;
  readonly findings: readonly Finding[];
  /** What the files of the findings hold. */
  readonly files: SourceFiles;
}

/** Which fixes are made. */
export type Fixing = "none" | "safe" | "suggestions";

/** A connector that is checked once, or again after each change. */
export class CheckedConnector {
  readonly file: string;
  readonly #check: ConnectorCheck;

  constructor(file: string) {
    this.file = file;
    this.#check = new ConnectorCheck(file);
  }

  /**
   * Checks the connector, and fixes it in memory. One that cannot be loaded has one finding that says why, so that the others
   * are still checked.
   * @param settings Stronger than the configuration.
   */
  async checked(
    files: SourceFiles,
    { rules, codePage }: CheckSettings,
    fixing: Fixing,
  ): Promise<CheckedFile & Pick<FixReport, "fixed"> & { readonly changes: FixReport["files"] }> {
    const { file } = this;
    const settings = withStronger(await configured(file), rules, codePage);
    try {
      if (fixing === "none") {
        return { file, findings: await this.#check.findings(files, settings), files, fixed: [], changes: [] };
      }
      const prepared = { check: this.#check, files, settings };
      const { files: changes, ...report } = await fixedConnector(prepared, fixing === "suggestions");
      const contents = new Map(changes.map((one) => [one.file, one.after.bytes]));
      return { file, ...report, files: files.renewed(contents), changes };
    } catch (error) {
      if (!(error instanceof QActionKitError)) throw error;
      return { file, findings: [unusable(file, error)], files, fixed: [], changes: [] };
    }
  }
}

function unusable(file: string, { code: ruleId, message }: QActionKitError): Finding {
  const start = { line: 1, column: 1, offset: 0 };
  return { ruleId, severity: "error", message, file, range: { start, end: start } };
}

/** The configuration for a file. @throws UsageError for one that cannot be used: no result would be right */
async function configured(file: string): Promise<CheckSettings> {
  try {
    return await settingsFor(path.dirname(file));
  } catch (error) {
    if (error instanceof QActionKitError) throw new UsageError(`${error.code}: ${error.message}`);
    throw error;
  }
}
