/** Where the input of `qaction decode` comes from: the argument itself, a file, or standard input. */
import { createReadStream, statSync } from "node:fs";
import process from "node:process";
import { explainMojibake } from "../../encoding/mojibake.ts";
import { readBytes } from "../../encoding/read-bytes/read-bytes.ts";
import type { InputKind } from "../../encoding/read-bytes/input-shape.ts";
import { QActionKitError } from "../../base/errors.ts";
import { UsageError } from "../exit.ts";

/** Values of `--input`: a kind of {@link readBytes}, or `file` for the bytes of a file as they are. */
export const inputKinds = [
  "hex",
  "dec",
  "dump",
  "base64",
  "escapes",
  "text",
  "file",
] as const satisfies readonly (InputKind | "file")[];

/** One of {@link inputKinds}. */
export type DecodeKind = (typeof inputKinds)[number];

/** A source of bytes, read in chunks. */
export interface ByteSource {
  readonly name: string;
  readonly from: "file" | "standard input";
  /** Total number of bytes, if known beforehand. */
  readonly size: number | undefined;
  readonly chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

/** An argument that is the input itself. */
export interface WordSource {
  readonly name: "argument";
  readonly from: "argument";
  readonly text: string;
}

/** The input. */
export type DecodeInput = ByteSource | WordSource;

function statsOf(path: string): { readonly isFile: boolean; readonly size: number } | undefined {
  try {
    const stats = statSync(path);
    // A pipe such as <(command) has no size.
    return { isFile: !stats.isDirectory(), size: stats.isFile() ? stats.size : 0 };
  } catch {
    return undefined;
  }
}

/** The bytes of a file, which is opened when they are read. */
async function* chunksOf(path: string): AsyncGenerator<Uint8Array> {
  yield* createReadStream(path) as AsyncIterable<Uint8Array>;
}

/** Whether an argument looks like a path, or like a file name with an extension. */
function looksLikePath(word: string): boolean {
  if (/["<>|?*\r\n]/.test(word)) return false;
  return /^(?:\.{0,2}|~|[A-Za-z]:)[\\/]/.test(word) || /[^\s.]\.[A-Za-z][A-Za-z0-9]{0,4}$/.test(word);
}

/**
 * What an argument means: `-` is standard input, a file that exists is that file, anything else is the input itself.
 * @throws UsageError for a folder, and for an argument that looks like the name of a file that does not exist
 */
export function openInput(
  word: string,
  kind: DecodeKind | undefined,
  stdin: AsyncIterable<Uint8Array> = process.stdin,
): DecodeInput {
  if (word === "-") return { name: "standard input", from: "standard input", size: undefined, chunks: stdin };
  const stats = statsOf(word);
  if (stats?.isFile === true) {
    const size = stats.size === 0 ? undefined : stats.size;
    return { name: word, from: "file", size, chunks: chunksOf(word) };
  }
  if (stats !== undefined) throw new UsageError(`'${word}' is a folder.`);
  if (kind === "file") throw new UsageError(`There is no file '${word}'.`);
  if (kind === undefined && looksLikePath(word) && isOrdinary(word))
    throw new UsageError(`There is no file '${word}'. If it is a text, say so with --input text.`);
  return { name: "argument", from: "argument", text: word };
}

/** Whether an argument has no shape and no damage that would make it a text to examine. */
function isOrdinary(word: string): boolean {
  try {
    return readBytes(word).kind === "text" && explainMojibake(word).spans.length === 0;
  } catch (error) {
    if (error instanceof QActionKitError) return false;
    throw error;
  }
}
