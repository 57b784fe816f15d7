/** Characters of East Asia in classes: 3 for the most used, 2 for common ones, 1 for those of the standard's first level, 0 for the rest. */
import iconv from "iconv-lite";
import { declaration, messages, partOf, phrasesOf } from "./corpus.ts";
import { characterLanguages } from "./languages.ts";
import type { CharacterLanguage } from "./languages.ts";
import { levels } from "./pairs.ts";

const tables = { 932: "cp932", 936: "gbk", 949: "cp949", 950: "cp950" } as const;

/** The characters that a national standard has in its first level. */
function firstLevel({ codePage, leads, trails }: CharacterLanguage): string[] {
  const found: string[] = [];
  for (let lead = leads[0]; lead <= leads[1]; lead++) {
    for (let trail = trails[0]; trail <= trails[1]; trail++) {
      const text = iconv.decode(Buffer.from([lead, trail]), tables[codePage]);
      if (text.length === 1 && /[\p{Script=Han}\p{Script=Hangul}]/u.test(text)) found.push(text);
    }
  }
  return found;
}

/** Share of a language's running text that the most used and the common characters make up together. */
export const covered = [0.6, 0.95] as const;

/** The class of each character of a language. */
function classesOf(language: CharacterLanguage): Map<string, number> {
  const counts = new Map<string, number>();
  const count = (text: string, weight: number): void => {
    for (const character of text.normalize("NFC"))
      if (/[\p{Script=Han}\p{Script=Hangul}]/u.test(character))
        counts.set(character, (counts.get(character) ?? 0) + weight);
  };
  for (const code of language.declarations) for (const text of declaration(code)) count(text, 3);
  for (const phrase of phrasesOf(language.cldr)) if (partOf(phrase) === "training") count(phrase, 1);
  for (const text of messages(language.messages)) count(text, 0.1);
  const classes = new Map(firstLevel(language).map((character) => [character, 1]));
  const total = [...counts.values()].reduce((sum, value) => sum + value, 0);
  let sum = 0;
  for (const [character, value] of [...counts].sort((a, b) => b[1] - a[1])) {
    sum += value;
    const share = sum / total;
    if (share <= covered[0]) classes.set(character, 3);
    else if (share <= covered[1]) classes.set(character, 2);
    else if (!classes.has(character)) classes.set(character, 1);
  }
  return classes;
}

/** Characters in the order of their code points: for each the distance from the one before and its class in each language. */
function packed(classes: readonly ReadonlyMap<string, number>[], script: RegExp): string {
  const all = new Set(
    classes.flatMap((map) => [...map.keys()]).filter((character) => script.test(character)),
  );
  const units = [...all].filter((character) => character.length === 1).sort();
  let before = 0x2e80;
  let text = "";
  for (const unit of units) {
    let distance = unit.charCodeAt(0) - before;
    before = unit.charCodeAt(0);
    // The last level says that 62 are to be added.
    for (; distance > 62; distance -= 62) text += levels.charAt(63);
    const value = classes.reduce((sum, map) => sum * 4 + (map.get(unit) ?? 0), 0);
    text += levels.charAt(distance) + levels.charAt(value);
  }
  return text;
}

/** Han characters with their classes in simplified and traditional Chinese and Japanese, and syllables with theirs in Korean. */
export function characterClasses(): { readonly han: string; readonly hangul: string } {
  const of = (tag: string): Map<string, number> => {
    const language = characterLanguages.find((one) => one.tag === tag);
    if (language === undefined) throw new Error(`There is no language ${tag}.`);
    return classesOf(language);
  };
  const chinese = [of("zh-Hans"), of("zh-Hant"), of("ja")];
  return {
    han: packed(chinese, /\p{Script=Han}/u),
    hangul: packed([of("ko")], /\p{Script=Hangul}/u),
  };
}
