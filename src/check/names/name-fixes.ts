/** Carries fixes that write a damaged name anew over to the scripts that use it; where that cannot be done, there is no fix. */
import path from "node:path";
import { isInside } from "../../base/inside.ts";
import { parseProtocol } from "../../protocol/load-protocol.ts";
import type { Fix, TextEdit } from "../../protocol/fix.ts";
import type { Protocol } from "../../protocol/model.ts";
import type { Finding } from "../finding.ts";
import type { SourceFiles } from "../source-files.ts";
import { renamedBetween, scriptWords, type Renamed } from "./helper-names.ts";
import { scriptTexts, type ScriptText, type ScriptTexts } from "./script-texts.ts";

/**
 * The same findings; the fix of a name changes the scripts too.
 * @param folder that of the protocol, as given; missing for a protocol that stands in none
 */
export function withNamesInScripts(
  findings: readonly Finding[],
  protocol: Protocol,
  files: SourceFiles,
  folder: string | undefined,
): readonly Finding[] {
  const scripts = scriptTexts(protocol, files, folder);
  const lower = [...scripts.placed.map(scriptOf), ...scripts.unplaced].map((text) =>
    unescaped(text).toLowerCase(),
  );
  if (lower.length === 0) return findings;
  return findings.map((finding) => {
    const { ruleId, fix, ...rest } = finding;
    if (ruleId !== "TEXT_MOJIBAKE" || fix === undefined) return finding;
    if (!mayUse(lower, protocol, fix)) return finding;
    const carried = carriedOver(protocol, scripts, fix);
    return { ...rest, ruleId, ...(carried === undefined ? {} : { fix: carried }) };
  });
}

const scriptOf = ({ text, begin, end }: ScriptText): string => text.slice(begin, end);

/** False when no script can have a name that is made of the text: each has its longest word, in some case. */
function mayUse(lower: readonly string[], { source }: Protocol, { edits }: Fix): boolean {
  return edits.some(({ start, end }) => {
    const words = source.text.slice(start, end).match(scriptWords) ?? [];
    const [longest] = words.sort((a, b) => b.length - a.length);
    return longest === undefined || lower.some((text) => text.includes(longest.toLowerCase()));
  });
}

function carriedOver(protocol: Protocol, scripts: ScriptTexts, fix: Fix): Fix | undefined {
  const { file, text } = protocol.source;
  const after = parseProtocol(edited(text, fix.edits), { file });
  const renamed = renamedBetween(protocol, after.protocol);
  if (renamed === undefined) return undefined;
  const edits: TextEdit[] = [];
  for (const script of scripts.placed) {
    const own = editsOf(script, renamed);
    // A script elsewhere may belong to other connectors too.
    if (own === undefined || (own.length > 0 && !isInside(path.relative(path.dirname(file), script.file))))
      return undefined;
    edits.push(...own);
  }
  if (scripts.unplaced.some((code) => uses(code, renamed).length > 0)) return undefined;
  if (edits.length === 0) return fix;
  const written = new Set(edits.map((edit) => edit.text));
  const all = [...scripts.placed.map(scriptOf), ...scripts.unplaced];
  const known = new Set(all.flatMap((code) => code.match(scriptWords) ?? []));
  // A name that means something else already.
  if (
    [...renamed.words.values()].some((to = "") => written.has(to) && (known.has(to) || renamed.taken.has(to)))
  )
    return undefined;
  const title = fix.title.endsWith("everywhere") ? fix.title : `${fix.title}, in the scripts too`;
  return { kind: "suggestion", title, edits: [...fix.edits, ...edits] };
}

function edited(text: string, edits: readonly TextEdit[]): string {
  return [...edits]
    .sort((a, b) => b.start - a.start)
    .reduce((so, { start, end, text: put }) => so.slice(0, start) + put + so.slice(end), text);
}

/** A place in a script with an old name, and the new one where it can be told. */
interface Use {
  readonly at: number;
  readonly old: string;
  readonly fresh: string | undefined;
}

/** What would have to be written differently in strings of one language or the other, or in XML. */
const special = /["'`\\&<>$\r\n]/;

function editsOf(script: ScriptText, renamed: Renamed): readonly TextEdit[] | undefined {
  const edits: TextEdit[] = [];
  for (const { at, old, fresh } of uses(scriptOf(script), renamed)) {
    if (fresh === undefined || special.test(fresh)) return undefined;
    const start = script.begin + at;
    edits.push({ file: script.file, start, end: start + old.length, text: fresh });
  }
  return edits;
}

/** A script with the characters that are written as numbers. */
function unescaped(code: string): string {
  return code.replaceAll(/\\u([\da-f]{4})|\\x([\da-f]{2})/gi, (_, long?: string, short?: string) =>
    String.fromCharCode(Number.parseInt(long ?? short ?? "", 16)),
  );
}

/** All places in a script with an old name. */
function uses(code: string, { words, texts }: Renamed): readonly Use[] {
  const found: Use[] = [];
  for (const [old, fresh] of texts) {
    for (let at = code.indexOf(old); at !== -1; at = code.indexOf(old, at + old.length)) {
      const quote = code[at - 1] ?? "";
      if (/["'`]/.test(quote) && code[at + old.length] === quote) found.push({ at, old, fresh });
    }
    // Written with escapes, it is found and left to a person.
    const plain = unescaped(code);
    if (plain !== code && !code.includes(old) && plain.includes(old))
      found.push({ at: 0, old: "", fresh: undefined });
  }
  const quoted = [...found];
  for (const { 0: old, index: at } of code.matchAll(scriptWords)) {
    if (!words.has(old) || quoted.some((one) => at >= one.at && at < one.at + one.old.length)) continue;
    // A plain word may well be a name of the script's own.
    const fresh = /[^\0-\x7f]/.test(old) ? words.get(old) : undefined;
    found.push({ at, old, fresh });
  }
  return found.sort((a, b) => a.at - b.at);
}
