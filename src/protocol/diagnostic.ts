/** Findings about a protocol file: a stable code, a place, and a sentence that says what to do. */
import type { Fix } from "./fix.ts";
import type { Position } from "./xml/xml-element.ts";

/** An error changes what runs, a warning may, an information does not. */
export type Severity = "error" | "warning" | "information";

/** What a finding may have beside its sentence and its place. */
export interface FindingDetails {
  /** UTF-16 units from the place that are meant; missing: the tag, the attribute or the words that stand there. */
  readonly length?: number | undefined;
  /** What mends it; missing where nobody but the author can know. */
  readonly fix?: Fix | undefined;
}

/** One finding. */
export interface Diagnostic extends FindingDetails {
  /** Stable, see `docs/diagnostics.md`. */
  readonly code: string;
  readonly severity: Severity;
  /** What is wrong, where, and what to do. */
  readonly message: string;
  readonly position: Position;
}
