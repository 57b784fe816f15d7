/** What a change of the protocol does to the names that scripts know: those of the generated helpers, and names of parameters as text. */
import { csharpHelperSource } from "../../codegen/csharp-helper.ts";
import { helperSource } from "../../codegen/helper-source.ts";
import type { Protocol } from "../../protocol/model.ts";
import { reservedNames } from "../../qaction/slprotocol/extended-object.ts";

/** What becomes of names. */
export interface Renamed {
  /** Words of scripts, and what is to stand there; undefined for one that stands for something else as well. */
  readonly words: ReadonlyMap<string, string | undefined>;
  /** Texts in quotes, the same. */
  readonly texts: ReadonlyMap<string, string | undefined>;
  /** Words that have a meaning already. */
  readonly taken: ReadonlySet<string>;
}

/** Words of TypeScript and C#. */
export const scriptWords = /[\p{ID_Start}_$][\p{ID_Continue}$]*/gu;

const tokens = new RegExp(
  String.raw`\/\*[\s\S]*?\*\/|\/\/.*|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|${scriptWords.source}`,
  "gu",
);

/** Words and quoted texts of generated code, in their order. */
const tokensOf = (source: string): readonly string[] =>
  [...source.matchAll(tokens)].map(([token]) => token).filter((token) => !token.startsWith("/"));

const isQuoted = (token: string): boolean => /^["']/.test(token);
const content = (token: string): string => (isQuoted(token) ? token.slice(1, -1) : token);

/**
 * The names of two protocols that differ by nothing but names. Undefined when the helpers differ by more, for example since
 * two parameters would have the same name.
 */
export function renamedBetween(before: Protocol, after: Protocol): Renamed | undefined {
  const words = new Map<string, string | undefined>();
  const texts = new Map<string, string | undefined>();
  const taken = new Set<string>();
  const add = (map: Map<string, string | undefined>, from: string, to: string | undefined): void => {
    map.set(from, map.has(from) && map.get(from) !== to ? undefined : to);
  };
  for (const source of [helperSource, csharpHelperSource]) {
    const [old, fresh] = [before, after].map((protocol) => tokensOf(source(protocol, reservedNames).text));
    if (old === undefined || old.length !== fresh?.length) return undefined;
    old.forEach((token, i) => {
      const next = fresh[i] ?? "";
      // An escape would have to be written anew in another language.
      const told = (isQuoted(token) || !isQuoted(next)) && !(token + next).includes("\\");
      add(isQuoted(token) ? texts : words, content(token), told ? content(next) : undefined);
      if (!isQuoted(token)) taken.add(token);
    });
  }
  for (const { id, name } of before.params.values()) {
    const next = after.params.get(id)?.name;
    if (name !== "") add(texts, name, next);
  }
  const changed = (map: ReadonlyMap<string, string | undefined>): ReadonlyMap<string, string | undefined> =>
    new Map([...map].filter(([from, to]) => from !== to));
  return { words: changed(words), texts: changed(texts), taken };
}
