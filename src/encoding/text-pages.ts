/** Which characters of a text no code page could hold that an element with such text has. */
import { lostCharacters, type LostCharacter } from "./storage.ts";

/** Windows pages by the script that they are made for. */
const pagesOf: readonly (readonly [script: RegExp, pages: readonly number[]])[] = [
  [/\p{Script=Cyrillic}/u, [1251]],
  [/\p{Script=Greek}/u, [1253]],
  [/\p{Script=Hebrew}/u, [1255]],
  [/\p{Script=Arabic}/u, [1256]],
  [/\p{Script=Thai}/u, [874]],
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/u, [932]],
  [/\p{Script=Hangul}/u, [949]],
  [/\p{Script=Han}/u, [932, 936, 949, 950]],
];

/** Pages for text in Latin letters. */
const latinPages: readonly number[] = [1252, 1250, 1254, 1257, 1258];

const allPages: readonly number[] = [...new Set([...latinPages, ...pagesOf.flatMap(([, pages]) => pages)])];

/** The pages of the script that a text is written in; all of them for a text without letters or in several scripts. */
function pagesFor(text: string): readonly number[] {
  const scripts = pagesOf.filter(([script]) => script.test(text)).map(([, pages]) => pages);
  const [first, ...more] = scripts;
  if (first === undefined) return /\p{Script=Latin}/u.test(text) ? latinPages : allPages;
  const common = first.filter((page) => more.every((pages) => pages.includes(page)));
  return common.length === 0 ? allPages : common;
}

/**
 * The first character of a text that is lost in storage.
 * @param codePage of the element; missing: lost in every Windows page that the text could be meant for
 */
export function lostCharacter(text: string, codePage?: number): LostCharacter | undefined {
  if (!/[^\0-\x7f]/.test(text)) return undefined;
  if (codePage !== undefined) return lostCharacters(text, codePage)[0];
  let found: LostCharacter | undefined;
  for (const page of pagesFor(text)) {
    const [lost] = lostCharacters(text, page);
    if (lost === undefined) return undefined;
    found ??= lost;
  }
  return found;
}
