/** What the kit itself has to say while an element runs: one line, with a stable code. */

/**
 * Codes of the lines that the runtime writes, with the sentence that explains each in `docs/errors.md`.
 * What a script writes with `Log` has no code.
 */
export const noticeCodes = {
  SCRIPT_FAILED: "A QAction threw. The element goes on; the line holds the script's own stack.",
} as const satisfies Record<string, string>;

/** A stable code, see {@link noticeCodes}. */
export type NoticeCode = keyof typeof noticeCodes;

/** One line of the runtime. */
export interface Notice {
  readonly code: NoticeCode;
  /** As in the element log of DataMiner: `INF`, `ERR`, `DBG`; a warning is an `INF` of level 0 or 1. */
  readonly kind: "information" | "warning" | "error" | "debug";
  /** A whole sentence: what, where (ids), what to do. */
  readonly message: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** Where a floor writes its notices. */
export type NoticeSink = (notice: Notice) => void;
