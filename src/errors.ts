/** The one error class of qaction-kit and the table of all its codes. */

/**
 * Every error code, with the sentence that explains it in `docs/errors.md`.
 * Codes are part of the public interface: match `error.code`, not the message.
 */
export const errorCodes = {
  ERR_BYTE_STREAM: "An element of a byte stream is not an integer from 0 to 255.",
  ERR_OPTION: "A named option does not exist, or has a value that it cannot have.",
  ERR_INTERNAL: "The kit broke a rule of its own. Please report it with the message.",
} as const satisfies Record<`ERR_${string}`, string>;

/** A stable error code, see {@link errorCodes}. */
export type ErrorCode = keyof typeof errorCodes;

/** Options of {@link QActionKitError}. */
export interface QActionKitErrorOptions {
  /** What went wrong underneath. */
  readonly cause?: unknown;
  /** Facts a program may want: ids, offsets, values. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** Base of everything the kit throws: what was wrong, where, and what to do, with a stable {@link code}. */
export class QActionKitError extends Error {
  override readonly name: string = "QActionKitError";
  /** Stable code, one of {@link errorCodes}. */
  readonly code: ErrorCode;
  /** Facts a program may want: ids, offsets, values. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: ErrorCode, message: string, options: QActionKitErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.details = options.details ?? {};
  }
}
