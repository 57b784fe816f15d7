/** Describes what a script threw, with file and line and without the stack frames of the kit. */
import { fileURLToPath } from "node:url";
import { inspect, types } from "node:util";

/** Description of an error. */
export interface ScriptErrorDescription {
  /** Name and message, or the thrown value itself. */
  readonly message: string;
  /** Message and the frames of scripts; never empty. */
  readonly stack: string;
  /** File of the innermost frame of a script. */
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

const root = new URL("../../../", import.meta.url);
const kitFolders = ["src/", "dist/"].flatMap((folder) => {
  const url = new URL(folder, root);
  return [url.href, fileURLToPath(url)];
});

function isForeignFrame(line: string): boolean {
  return (
    line.includes("node:") ||
    /[\\/]node_modules[\\/](?:tsx|esbuild)[\\/]/.test(line) ||
    kitFolders.some((folder) => line.includes(folder))
  );
}

function cleanFrame(line: string): string {
  return line.replace(/file:\/\/[^\s:)]+/, (url) => fileURLToPath(url));
}

const place = /((?:[A-Za-z]:)?[/\\][^:()\n]*):(\d+)(?::(\d+))?/;

/** Describes anything that a script threw, including values that are not errors. */
export function describeScriptError(error: unknown): ScriptErrorDescription {
  if (!isError(error)) return { message: textOf(error), stack: textOf(error) };
  // A script may have replaced these.
  const [name, text, stack]: readonly unknown[] = [error.name, error.message, error.stack];
  const message = text === "" ? textOf(name) : `${textOf(name)}: ${textOf(text)}`;
  const lines = (typeof stack === "string" ? stack : message).split("\n").map(cleanFrame);
  const firstFrame = lines.findIndex((line) => /^\s+at /.test(line));
  const head = firstFrame === -1 ? lines : lines.slice(0, firstFrame);
  const frames = (firstFrame === -1 ? [] : lines.slice(firstFrame)).filter((line) => !isForeignFrame(line));
  const where = firstPlace(frames.length === 0 ? [head.join("\n")] : frames);
  return {
    message,
    stack: [...head, ...frames].join("\n"),
    ...(where === null ? {} : position(where)),
  };
}

/** True for an error, also one of another realm: test runners run each file in a context of its own. */
function isError(value: unknown): value is Error {
  return value instanceof Error || types.isNativeError(value);
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : inspect(value);
}

function firstPlace(texts: readonly string[]): RegExpExecArray | null {
  for (const text of texts) {
    const found = place.exec(text);
    if (found !== null) return found;
  }
  return null;
}

function position(where: RegExpExecArray): { file: string; line: number; column?: number } {
  const [, file = "", line, column] = where;
  return { file, line: Number(line), ...(column === undefined ? {} : { column: Number(column) }) };
}
