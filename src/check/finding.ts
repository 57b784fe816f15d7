/** What `qaction check` reports: findings with their ranges, in a versioned form that programs can rely on. */
import type { Severity } from "../protocol/diagnostic.ts";
import type { Fix } from "../protocol/fix.ts";
import type { Position } from "../protocol/xml/xml-element.ts";

/** From `start` up to, and without, `end`. Lines and columns from 1, offsets from 0, in UTF-16 units of the decoded text. */
export interface FindingRange {
  readonly start: Position;
  readonly end: Position;
}

/** One mistake. */
export interface Finding {
  /** Stable, see `docs/diagnostics.md`. */
  readonly ruleId: string;
  /** After the settings of `qaction.config.json` and the caller. */
  readonly severity: Severity;
  /** What is wrong, where, and what to do. */
  readonly message: string;
  /** Path as given, or `protocol.xml`. */
  readonly file: string;
  readonly range: FindingRange;
  /** What mends it; missing where nobody but the author can know. */
  readonly fix?: Fix;
}

/** What `--format json` prints, and {@link checkConnector} gives. */
export interface CheckReport {
  /** Version of this form. It rises when a field changes its meaning or goes; new fields may come without. */
  readonly version: 1;
  /** By file, then by place. */
  readonly findings: readonly Finding[];
}
