/** Several connectors that are checked together: their report as text for people or in three forms for programs, and their fixes. */
import path from "node:path";
import process from "node:process";
import { configPlaces, type CheckSettings } from "../../check/check-config.ts";
import type { FixedFile } from "../../check/fix/apply-fixes.ts";
import { SourceFiles } from "../../check/source-files.ts";
import { packageVersion } from "../package-version.ts";
import { coloured } from "../paint.ts";
import { CheckedConnector, type CheckedFile, type Fixing } from "./checked-connector.ts";
import { diffOf, joinedChanges, patchOf, writeChanges } from "./fixed-files.ts";
import { githubReport } from "./github-report.ts";
import { isInterrupted, mendInterrupted } from "./replace-together.ts";
import { jsonReport } from "./json-report.ts";
import { sarifReport } from "./sarif-report.ts";
import { textReport } from "./text-report.ts";

const reports = {
  text: (files) => textReport(files, coloured()),
  json: jsonReport,
  sarif: (files) => sarifReport(files, packageVersion(), process.cwd()),
  github: (files) => githubReport(files, process.cwd()),
} as const satisfies Record<string, (files: readonly CheckedFile[]) => string>;

/** The names of the forms. */
export const formats = Object.keys(reports);
/** True for a form that exists. */
export const isFormat = (word: string): word is keyof typeof reports => Object.hasOwn(reports, word);

/** What one call does with each connector. */
export interface CheckRunOptions {
  /** Stronger than the configuration of each connector. */
  readonly settings: CheckSettings;
  readonly fixing: Fixing;
  readonly format: keyof typeof reports;
  /** True: the fixes are shown and not written. */
  readonly dryRun: boolean;
  /** True: the connectors are checked again after changes, so that what is known of them is kept. */
  readonly again: boolean;
}

/** Connectors that are checked together, once or after each change. */
export class CheckRun {
  readonly #files: readonly string[];
  /** By path of the protocol, when they are checked again. */
  readonly #connectors = new Map<string, CheckedConnector>();
  readonly #options: CheckRunOptions;
  /** By path of the protocol. */
  readonly #results = new Map<string, CheckedFile>();

  constructor(files: readonly string[], options: CheckRunOptions) {
    this.#files = files;
    this.#options = options;
  }

  /** Every file that a check depends on. */
  *files(): Iterable<string> {
    for (const file of this.#files) {
      yield file;
      yield* this.#results.get(file)?.files.asked() ?? [];
      yield* configPlaces(path.dirname(file));
    }
  }

  /**
   * Checks the connectors that files belong to, prints the report of all, and writes what the fixes change.
   * @param changed Absolute paths; undefined for all.
   * @returns the exit code
   */
  async check(changed?: ReadonlySet<string>): Promise<number> {
    const { settings, fixing, format, dryRun, again } = this.#options;
    const changes: FixedFile[] = [];
    const written: (readonly [folder: string, changes: readonly FixedFile[]])[] = [];
    let fixed = 0;
    for (const file of this.#files) {
      await mendFixOf(path.dirname(file), fixing !== "none" && !dryRun);
      const last = this.#results.get(file);
      if (last !== undefined && changed !== undefined && !concerns(last, changed)) continue;
      // A file that two connectors share has what the fixes of the first one make of it.
      const contents = new Map(joinedChanges(changes).map((one) => [one.file, one.after.bytes]));
      const stale = new Map(Array.from(changed ?? [], (one) => [one, undefined]));
      const files = (last?.files ?? new SourceFiles()).renewed(stale).renewed(contents);
      const connector = this.#connectors.get(file) ?? new CheckedConnector(file);
      const result = await connector.checked(files, settings, fixing);
      if (again) this.#connectors.set(file, connector);
      this.#results.set(file, again ? result : shownPart(result));
      changes.push(...result.changes);
      if (result.changes.length > 0) written.push([path.dirname(file), result.changes]);
      fixed += result.fixed.length;
    }
    const joined = joinedChanges(changes);
    if (dryRun) {
      const folder = process.cwd();
      const { stdout } = process;
      stdout.write(stdout.isTTY ? diffOf(joined, folder, coloured()) : patchOf(joined, folder));
    } else {
      for (const [folder, own] of written) await writeChanges(folder, own);
      const report = reports[format]([...this.#results.values()]);
      if (report !== "") console.log(report);
    }
    if (fixing !== "none") console.error(fixedText(fixed, joined.length, dryRun));
    return this.#code();
  }

  #code(): number {
    const results = [...this.#results.values()];
    return results.some(({ findings }) => findings.some(({ severity }) => severity === "error")) ? 1 : 0;
  }
}

/** Mends what is left of an interrupted fix of a folder, or tells of it. */
async function mendFixOf(folder: string, writes: boolean): Promise<void> {
  const mended = writes ? await mendInterrupted(folder) : undefined;
  if (mended !== undefined)
    console.error(`A fix of '${folder}' was interrupted. It is ${mended === 0 ? "undone" : "completed"}.`);
  else if (!writes && (await isInterrupted(folder)))
    console.error(`A fix of '${folder}' was interrupted. Run it again with --fix to mend that first.`);
}

function concerns({ file, files }: CheckedFile, changed: ReadonlySet<string>): boolean {
  const own = [path.resolve(file), ...configPlaces(path.dirname(file))];
  return own.some((one) => changed.has(one)) || files.dependsOn(changed);
}

/** What the reports need of a connector: of thousands, the rest would not fit into memory. */
function shownPart({ file, findings, files }: CheckedFile): CheckedFile {
  return { file, findings, files: files.only(findings.map((one) => one.file)) };
}

function fixedText(findings: number, files: number, dryRun: boolean): string {
  if (findings === 0) return "Nothing to fix.";
  const what = `${String(findings)} ${findings === 1 ? "finding" : "findings"}`;
  const where = `${String(files)} ${files === 1 ? "file" : "files"}`;
  return dryRun ? `${what} would be fixed in ${where}.` : `${what} fixed in ${where}.`;
}
