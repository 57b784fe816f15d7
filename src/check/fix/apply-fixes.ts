/** Makes the fixes of a connector: again and again until nothing is left to fix, in memory. */
import path from "node:path";
import { checkOptionKeys, type OptionKeys } from "../../base/option-keys.ts";
import { flag } from "../../base/value-kinds.ts";
import type { Fix } from "../../protocol/fix.ts";
import { checkOptionNames, prepared, type CheckOptions, type PreparedCheck } from "../check-connector.ts";
import type { Finding } from "../finding.ts";
import type { FileContent, SourceFiles } from "../source-files.ts";
import { EditableFile } from "./editable-file.ts";

/** How to fix. */
export interface FixOptions extends CheckOptions {
  /** True: also what changes what a script receives, or a name that others use. */
  readonly suggestions?: boolean;
}

const optionNames: OptionKeys<FixOptions> = {
  ...checkOptionNames,
  suggestions: flag,
};

/** What a file holds. */
export interface FileState {
  /** Decoded, without byte order mark. */
  readonly text: string;
  /** In the encoding of the file. */
  readonly bytes: Uint8Array;
}

/** A file that the fixes change. */
export interface FixedFile {
  /** Path as the findings have it. */
  readonly file: string;
  readonly before: FileState;
  /** What to write: outside of the edits byte for byte as before. */
  readonly after: FileState;
}

/** What fixing a connector gives. */
export interface FixReport {
  readonly files: readonly FixedFile[];
  /** Findings that the fixes mend. */
  readonly fixed: readonly Finding[];
  /** Findings that are left, with their places in the changed files. */
  readonly findings: readonly Finding[];
}

/**
 * Fixes a connector. Nothing is written: the caller gets what the files would hold. A fix is made in all its places or not
 * at all; of two that meet, the second one follows in the next round. Fixing the result again changes nothing.
 * @throws QActionKitError as {@link checkConnector}
 */
export async function applyFixes(
  source: string | URL | Uint8Array,
  options: FixOptions = {},
): Promise<FixReport> {
  checkOptionKeys("applyFixes", options, optionNames);
  const { suggestions = false, ...checking } = options;
  return fixedConnector(await prepared(source, checking), suggestions);
}

/** So many rounds of fixing at most: a fix may uncover another one, but two rules must not undo each other forever. */
const mostRounds = 10;

/** What gives the findings, so that fixing can be tried on any. */
export interface FixSource extends Omit<PreparedCheck, "check"> {
  readonly check: Pick<PreparedCheck["check"], "findings">;
}

/** The same for a check that is prepared. */
export async function fixedConnector(
  { check, files: original, settings }: FixSource,
  suggestions: boolean,
): Promise<FixReport> {
  const changed = new Map<string, string>();
  const fixed: Finding[] = [];
  let files = original;
  let findings = await check.findings(files, settings);
  for (let round = 0; round < mostRounds; round++) {
    const made = chosen(findings, files, suggestions);
    if (made.findings.length === 0) break;
    fixed.push(...made.findings);
    for (const { fix } of made.findings) {
      for (const { file } of fix?.edits ?? []) changed.set(path.resolve(file), file);
    }
    files = files.renewed(made.contents);
    findings = await check.findings(files, settings);
  }
  const fixedFiles = Array.from(changed.values(), (file) => ({
    file,
    before: stateOf(file, original),
    after: stateOf(file, files),
  }));
  return { files: fixedFiles.filter(({ before, after }) => before.text !== after.text), fixed, findings };
}

function stateOf(file: string, files: SourceFiles): FileState {
  return { text: files.text(file) ?? "", bytes: files.bytes(file) ?? new Uint8Array() };
}

/** The fixes of one round that do not meet, and what the files hold with them. */
function chosen(
  findings: readonly Finding[],
  files: SourceFiles,
  suggestions: boolean,
): { readonly findings: readonly Finding[]; readonly contents: ReadonlyMap<string, FileContent> } {
  const editable = new Map<string, EditableFile>();
  const editableFile = (file: string): EditableFile | undefined => {
    const known = editable.get(path.resolve(file));
    const content = known === undefined ? files.content(file) : undefined;
    if (content === undefined) return known;
    const made = new EditableFile(content);
    editable.set(path.resolve(file), made);
    return made;
  };
  const takes = ({ kind, edits }: Fix): boolean => {
    if (kind === "suggestion" && !suggestions) return false;
    if (!edits.every((edit) => editableFile(edit.file)?.allows(edit) === true)) return false;
    for (const edit of edits) editableFile(edit.file)?.add(edit);
    return true;
  };
  const taken = findings.filter(({ fix }) => fix !== undefined && takes(fix));
  const contents = new Map(
    Array.from(editable)
      .filter(([, one]) => one.hasEdits)
      .map(([file, one]) => [file, one.edited()]),
  );
  return { findings: taken, contents };
}
