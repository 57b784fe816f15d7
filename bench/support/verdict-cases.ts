/** The cases of `bench/verdicts`: texts of 34 languages in the encodings that people write them in. */
import { Encoding } from "../../src/encoding/index.ts";
import { partOf, phrasesOf } from "../../tools/language/corpus.ts";
import { writtenLanguages, writtenTexts } from "./verdict-texts.ts";

/** `tuning` was looked at while the kit was written; `heldOut` is only measured. */
export type Part = "tuning" | "heldOut";

/** Bytes, and what they are. */
export interface Case {
  readonly language: string;
  readonly codePage: number;
  readonly text: string;
  readonly bytes: Uint8Array;
}

const western = "en de fr es pt it nl sv da no fi is ca";
const central = "pl cs sk hu sl hr ro sq de";

/** The languages that are written in a page; those that it has not all letters of take part with the texts it holds. */
const languagesOf: Readonly<Record<number, string>> = {
  437: "de fr es it nl sv fi",
  850: "de fr es pt it nl sv da no fi is",
  852: central,
  866: "ru be bg",
  874: "th",
  932: "ja",
  936: "zh",
  949: "ko",
  950: "zh-Hant",
  1250: central,
  1251: "ru uk be bg sr mk",
  1252: western,
  1253: "el",
  1254: "tr de",
  1255: "he",
  1256: "ar fa",
  1257: "et lv lt",
  20866: "ru bg",
  21866: "uk ru",
  28592: central,
  28605: `${western} et`,
};

/** Unicode first, then the pages by number. */
export const caseCodePages: readonly number[] = [65001, 1200, 1201, ...Object.keys(languagesOf).map(Number)];

/** Texts as a page has them: Romanian with the cedillas that the pages know. */
function inPage(text: string, codePage: number): Uint8Array | undefined {
  const unicode = [65001, 1200, 1201].includes(codePage);
  const own = unicode
    ? text
    : text.replaceAll("ș", "ş").replaceAll("ț", "ţ").replaceAll("Ș", "Ş").replaceAll("Ț", "Ţ");
  try {
    return Encoding.GetEncoding(codePage, { fallback: "exception" }).GetBytes(own);
  } catch {
    return undefined;
  }
}

const phrasesEach = 24;

/** CLDR's phrases of the part, as they are and two in a row. */
function phrases(language: string, part: Part): string[] {
  const own = phrasesOf(language)
    .filter(
      (phrase) =>
        phrase.length >= 6 && partOf(phrase) === part && /[^\x20-\x7e]/.test(phrase) && /\p{L}/u.test(phrase),
    )
    .map((phrase) => phrase.replaceAll(/\s+/g, " "));
  const step = Math.max(1, Math.floor(own.length / phrasesEach));
  const chosen = own.filter((_, index) => index % step === 0).slice(0, phrasesEach);
  const pairs = chosen.map((phrase, index) => `${phrase}, ${chosen[(index + 1) % chosen.length] ?? ""}`);
  return [...chosen, ...pairs];
}

/** All cases of a part: texts of at least 12 bytes that are not plain ASCII. */
export function verdictCases(part: Part): Case[] {
  const texts = new Map(
    writtenLanguages.map((language) => [
      language,
      [
        ...writtenTexts(language).filter((_, index) => (index % 2 === 0) === (part === "tuning")),
        ...phrases(language, part),
      ],
    ]),
  );
  return caseCodePages.flatMap((codePage) => {
    const languages = languagesOf[codePage]?.split(" ") ?? writtenLanguages;
    return languages.flatMap((language) =>
      (texts.get(language) ?? []).flatMap((text) => {
        const bytes = /[^\p{ASCII}]/u.test(text) ? inPage(text, codePage) : undefined;
        if (bytes === undefined || bytes.length < 12) return [];
        return [{ language, codePage, text: Encoding.GetEncoding(codePage).GetString(bytes), bytes }];
      }),
    );
  });
}
