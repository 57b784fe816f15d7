/** Errors of tests without the frames of the kit: the script and the test come first. */
import { describeScriptError } from "../qaction/script/script-error.ts";

/** The same error; its stack keeps only frames of scripts and of the test, if it has any. */
export function withOwnFrames<T>(error: T): T {
  const { stack, file } = describeScriptError(error);
  // A script may have frozen its error, which then stays as it is.
  if (file !== undefined && error instanceof Object) Reflect.set(error, "stack", stack);
  return error;
}
