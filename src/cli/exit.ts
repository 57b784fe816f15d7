/** Exit codes: 0 success, 1 the work failed, 2 the arguments were wrong. */
import { QActionKitError } from "../base/errors.ts";

/** The arguments were wrong: exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** The work failed, and the message says why: exit code 1. */
export class CommandFailure extends Error {
  override readonly name = "CommandFailure";
}

/** Exit code and message for what a command threw. An unexpected error keeps its stack. */
export function describeFailure(error: unknown): { readonly code: 1 | 2; readonly message: string } {
  if (!(error instanceof Error)) return { code: 1, message: String(error) };
  // citty does not export its CLIError, which it throws for missing and unknown arguments.
  if (error instanceof UsageError || error.name === "CLIError") return { code: 2, message: error.message };
  if (error instanceof CommandFailure) return { code: 1, message: error.message };
  if (error instanceof QActionKitError) return { code: 1, message: `${error.code}: ${error.message}` };
  // A file that cannot be read, a full disk: the system's message names the file; the stack adds nothing.
  if ("syscall" in error) return { code: 1, message: error.message };
  return { code: 1, message: error.stack ?? error.message };
}
