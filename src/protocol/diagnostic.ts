/** Findings about a protocol file: a stable code, a place, and a sentence that says what to do. */
import type { Position } from "./xml/xml-element.ts";

/** An error changes what runs, a warning may, an information does not. */
export type Severity = "error" | "warning" | "information";

/** One finding. */
export interface Diagnostic {
  /** Stable, see `docs/diagnostics.md`. */
  readonly code: string;
  readonly severity: Severity;
  /** What is wrong, where, and what to do. */
  readonly message: string;
  readonly position: Position;
  /** UTF-16 units from there that are meant; missing: the tag, the attribute or the words that stand there. */
  readonly length?: number;
}
