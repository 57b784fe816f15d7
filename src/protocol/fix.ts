/** How a finding is mended: replacements in the text of files, which are done together or not at all. */

/** One replacement. */
export interface TextEdit {
  /** As in the finding: the path as given, or beside it. */
  readonly file: string;
  /** 0-based, in UTF-16 units of the decoded text (line ends as in the file, no byte order mark). */
  readonly start: number;
  /** Behind the last unit that is replaced; the same as `start` inserts. */
  readonly end: number;
  readonly text: string;
}

/**
 * `safe`: there is one right text and nobody else depends on it. `suggestion`: it changes what a script receives, a name
 * that others use, or what somebody may have meant otherwise.
 */
export type FixKind = "safe" | "suggestion";

/** What mends one finding. */
export interface Fix {
  readonly kind: FixKind;
  /** What it does, as an instruction: `Write 'inputParameters'`. */
  readonly title: string;
  /** At least one; they do not overlap. Several may stand at the same place: they are inserted in this order. */
  readonly edits: readonly TextEdit[];
}
