/** What one check of a protocol is: a severity, an explanation and, unless the reader reports it, a function. */
import type { FindingDetails, Severity } from "../diagnostic.ts";
import type { Protocol } from "../model.ts";
import type { Position } from "../xml/xml-element.ts";

/** Reports one finding: a sentence that says what is wrong and what to do, the place, how much of it is meant and what mends it. */
export type Report = (message: string, position: Position, details?: FindingDetails) => void;

/** One check. Its code is the key under which it stands. */
export interface Check {
  readonly severity: Severity;
  /** One or two sentences for `docs/diagnostics.md`. */
  readonly explanation: string;
  /** True: it is about what this runtime does, and no mistake of the connector. `qaction check` has it off. */
  readonly runtimeOnly?: true;
  /**
   * Looks at a protocol that has been read. Missing where only the reader sees what is wrong, such as a malformed
   * number, which is no longer in the model.
   */
  readonly check?: (protocol: Protocol, report: Report) => void;
}

/** Checks of one subject by code. */
export type Checks = Readonly<Record<string, Check>>;
