/** The texts of all scripts of a connector, without a compiler: files beside the protocol and below, what they import, and C# in tags. */
import path from "node:path";
import { globSync } from "tinyglobby";
import type { Protocol } from "../../protocol/model.ts";
import { csharpInTag } from "../scripts/csharp-in-tag.ts";
import type { SourceFiles } from "../source-files.ts";

/** A script: the part of a file from `begin` up to `end`. */
export interface ScriptText {
  /** Path, built from that of the protocol. */
  readonly file: string;
  /** Of the whole file. */
  readonly text: string;
  readonly begin: number;
  readonly end: number;
}

/** All scripts. */
export interface ScriptTexts {
  readonly placed: readonly ScriptText[];
  /** C# in tags that is written with references such as `&lt;`, so that its places are not those of the file. */
  readonly unplaced: readonly string[];
}

const scripts = ["**/*.{ts,mts,cts,js,mjs,cjs,cs}"];
const ignored = ["**/node_modules/**", "**/bin/**", "**/obj/**", "**/dist/**"];

/** What a script imports by a relative path. */
const imports = /\b(?:from|import|require)\s*\(?\s*["'](\.{1,2}\/[^"']+)["']/g;
const extensions = ["", ".ts", ".mts", ".js", ".mjs", "/index.ts"];

/** Reads them. @param folder that of the protocol, as given; missing for a protocol that stands in none */
export function scriptTexts(protocol: Protocol, files: SourceFiles, folder: string | undefined): ScriptTexts {
  const placed: ScriptText[] = [];
  const unplaced: string[] = [];
  const { file, text } = protocol.source;
  for (const qaction of protocol.qactions.values()) {
    if (qaction.code.trim() === "") continue;
    const { code, offset } = csharpInTag(protocol, qaction);
    if (offset === undefined) unplaced.push(code);
    else placed.push({ file, text, begin: offset, end: offset + code.length });
  }
  if (folder !== undefined) placed.push(...textsBelow(folder, files));
  return { placed, unplaced };
}

function textsBelow(folder: string, files: SourceFiles): readonly ScriptText[] {
  const options = { cwd: folder, ignore: ignored, caseSensitiveMatch: false, expandDirectories: false };
  // A folder with a protocol of its own is another connector.
  const others = globSync(["*/**/protocol.xml"], options).map((name) => `${path.posix.dirname(name)}/**`);
  const known = new Map<string, ScriptText>();
  const read = (file: string): boolean => {
    const text = files.text(file);
    if (text !== undefined) known.set(path.resolve(file), { file, text, begin: 0, end: text.length });
    return text !== undefined;
  };
  for (const name of globSync(scripts, { ...options, ignore: [...ignored, ...others] }).sort())
    read(path.join(folder, name));
  // What they import may stand elsewhere.
  for (const { file, text } of known.values()) {
    for (const [, target = ""] of text.matchAll(imports)) {
      const place = path.join(path.dirname(file), target);
      const tried = [...extensions.map((end) => place + end), place.replace(/js$/, "ts")];
      if (!tried.some((one) => known.has(path.resolve(one)))) tried.some(read);
    }
  }
  return [...known.values()];
}
