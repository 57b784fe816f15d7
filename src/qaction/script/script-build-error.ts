/** Errors of esbuild as errors with the file, line and column of the script. */
import path from "node:path";
import type { BuildFailure, Message } from "esbuild";

/** True for the error of a failed build. */
export function isBuildFailure(error: unknown): error is BuildFailure {
  return error instanceof Error && "errors" in error && Array.isArray(error.errors);
}

/** True when a file would compile if top-level `await` were allowed. */
export function tellsAwait({ text }: Pick<Message, "text">): boolean {
  return text.startsWith("Top-level await ");
}

/** The first error of a build. */
export function scriptBuildError(error: unknown): Error {
  const [message] = isBuildFailure(error) ? error.errors : [];
  if (message === undefined) return error instanceof Error ? error : new Error(String(error));
  const cause: unknown = message.detail;
  // A package that failed while loading has the place in its own stack.
  if (cause instanceof Error && !("code" in cause)) return cause;
  const made =
    cause instanceof Error ? new Error(cause.message, { cause }) : new SyntaxError(wording(message.text));
  if (cause instanceof Error && "code" in cause) Object.assign(made, { code: cause.code });
  const { location } = message;
  const place =
    location === null
      ? ""
      : `\n    at ${path.resolve(location.file.replace(/\?imported$/, ""))}:${String(location.line)}:${String(location.column + 1)}`;
  made.stack = `${made.name}: ${made.message}${place}`;
  return made;
}

/** The message that Node has for the same error, if any. */
function wording(text: string): string {
  const missing = /^No matching export in "(.*)" for import "([^"]*)"$/.exec(text);
  if (missing === null) return text;
  const [, from = "", name = ""] = missing;
  const [, standsFor] = /^qaction-kit-(?:package|script):(.*?)(?: from .*)?:stand-in$/.exec(from) ?? [];
  const module = standsFor ?? path.resolve(from.replace(/\?imported$/, ""));
  return `The requested module '${module}' does not provide an export named '${name}'`;
}
