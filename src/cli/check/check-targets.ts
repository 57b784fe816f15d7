/** The arguments of `qaction check` as files: a file is itself, a folder its protocols, anything else a glob. */
import { stat } from "node:fs/promises";
import path from "node:path";
import { glob } from "tinyglobby";
import { UsageError } from "../exit.ts";

/** A link inside of a folder may lead out of it, or back into it. */
const followSymbolicLinks = false;

/** Folders with generated or installed files. */
const ignore = ["**/node_modules/**", "**/.git/**", "**/bin/**", "**/obj/**", "**/dist/**"];

/**
 * The files that the arguments name, each once, in that order.
 * @throws UsageError for an argument that names no file
 */
export async function checkTargets(words: readonly string[]): Promise<readonly string[]> {
  const files = new Map<string, string>();
  for (const word of words) {
    const found = await filesOf(word);
    if (found.length === 0) {
      throw new UsageError(
        `'${word}' names no protocol. Give a protocol.xml, a folder with one in it, or a glob in quotes.`,
      );
    }
    for (const file of found) {
      const place = path.resolve(file);
      if (!files.has(place)) files.set(place, file);
    }
  }
  return [...files.values()];
}

async function filesOf(word: string): Promise<readonly string[]> {
  const stats = await stat(word).catch(() => undefined);
  if (stats?.isFile() === true) return [word];
  if (stats?.isDirectory() === true) {
    const options = { cwd: word, ignore, followSymbolicLinks, caseSensitiveMatch: false, dot: false };
    const found = await glob("**/protocol.xml", options);
    const folder = word.replace(/[\\/]+$/, "");
    return found.sort().map((file) => (word === "." ? file : `${folder}/${file}`));
  }
  // A backslash is the separator of Windows; elsewhere it takes the meaning from the character behind it.
  const pattern = path.sep === "\\" ? word.replaceAll("\\", "/") : word;
  return (await glob(pattern, { ignore, followSymbolicLinks, absolute: path.isAbsolute(word) })).sort();
}
