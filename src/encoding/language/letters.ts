/** Letters as the language model knows them: one spelling of each, and the script each belongs to. */

/** Letters that code pages have in an older form, or that keyboards confuse, each with the form that the model has. */
const forms: Readonly<Record<string, string>> = { ș: "ş", ț: "ţ", ی: "ي", ک: "ك" };

/** The text in small letters of the model's spelling, as many UTF-16 units as before. */
export function foldLetters(text: string): string {
  return text
    .replaceAll("İ", "i")
    .toLowerCase()
    .replaceAll(/[șțیک]/g, (letter) => forms[letter] ?? letter);
}

/** Scripts of the model; `other` is any script of living languages that it knows no letter pairs of, `dead` one that is not written today. */
export type Script =
  | "Latin"
  | "Cyrillic"
  | "Greek"
  | "Hebrew"
  | "Arabic"
  | "Thai"
  | "Han"
  | "Kana"
  | "HalfKana"
  | "Hangul"
  | "Other"
  | "Dead";

const patterns: readonly (readonly [script: Script, pattern: RegExp])[] = [
  ["Latin", /[\p{Script=Latin}\u0300-\u036f]/u],
  ["Cyrillic", /\p{Script=Cyrillic}/u],
  ["Greek", /\p{Script=Greek}/u],
  ["Hebrew", /\p{Script=Hebrew}/u],
  ["Arabic", /\p{scx=Arabic}/u],
  ["Thai", /\p{Script=Thai}/u],
  ["Han", /\p{Script=Han}/u],
  ["HalfKana", /[\uff66-\uff9f]/],
  ["Kana", /[\p{Script=Hiragana}\p{Script=Katakana}ー]/u],
  ["Hangul", /\p{Script=Hangul}/u],
  [
    "Other",
    /[\p{scx=Devanagari}\p{scx=Bengali}\p{scx=Gurmukhi}\p{scx=Gujarati}\p{scx=Oriya}\p{scx=Tamil}\p{scx=Telugu}\p{scx=Kannada}\p{scx=Malayalam}\p{scx=Sinhala}\p{scx=Lao}\p{scx=Tibetan}\p{scx=Myanmar}\p{scx=Georgian}\p{scx=Ethiopic}\p{scx=Khmer}\p{scx=Mongolian}\p{scx=Armenian}]/u,
  ],
];

const letterOrMark = /[\p{L}\p{M}]/u;
/** Letters by category that are used as symbols: ordinal indicators, the micro sign, spacing accents, the florin sign. */
const symbols = /[ªºµƒ\u02b0-\u02ff]/;

/** Numbers of the scripts of Unicode's first plane: 0 not known yet, 1 no letter, else two more than the place in `scripts`. */
const known = new Uint8Array(65536);
const scripts: readonly Script[] = [...patterns.map(([script]) => script), "Dead"];

/** The script of a letter or combining mark; undefined for any other character. */
export function scriptOf(codePoint: number): Script | undefined {
  if (codePoint < 0x80) return (codePoint | 0x20) >= 0x61 && (codePoint | 0x20) <= 0x7a ? "Latin" : undefined;
  const before = known[codePoint] ?? 0;
  if (before !== 0) return scripts[before - 2];
  const character = String.fromCodePoint(codePoint);
  const isLetter = letterOrMark.test(character) && !symbols.test(character);
  const script = isLetter
    ? (patterns.find(([, pattern]) => pattern.test(character))?.[0] ?? "Dead")
    : undefined;
  if (codePoint <= 0xffff) known[codePoint] = script === undefined ? 1 : scripts.indexOf(script) + 2;
  return script;
}

const upper = /\p{Lu}/u;
const lower = /\p{Ll}/u;

/** Case of a letter. */
export type Case = "upper" | "lower" | "none";
/** Case of each letter beyond ASCII that occurred, by code point: each is determined once. */
const cases = new Map<number, Case>();

/** The case of a letter; `none` for one without. */
export function caseOf(character: string, code: number): Case {
  if (code < 0x80) return code >= 0x61 ? "lower" : "upper";
  const known = cases.get(code);
  if (known !== undefined) return known;
  const found =
    character === "ß" ? "none" : upper.test(character) ? "upper" : lower.test(character) ? "lower" : "none";
  cases.set(code, found);
  return found;
}
