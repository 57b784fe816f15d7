/** The kind of character at a place: a letter and its script, a mark, a digit, a symbol and where it may stand. Determined once for each character. */

/** Kinds of characters, by where they may stand beside letters. */
export const kind = {
  space: 0,
  digit: 1,
  /** Punctuation of ASCII and of East Asia, and U+FFFD: they are no evidence. */
  plain: 2,
  lower: 3,
  upper: 4,
  /** A letter of a script without capitals. */
  letter: 5,
  mark: 6,
  /** May follow a word: » ” ® ². */
  closing: 7,
  /** May stand before a word: « “ ¿ §. */
  opening: 8,
  /** May stand on both sides and inside of a word: ’ · – …. */
  joining: 9,
  currency: 10,
  /** Hardly ever beside a letter: ¤ ¦ ¨ ¬ ¯ ¸ ± ¼ † ‰. */
  stray: 11,
  /** Box drawing and blocks. */
  box: 12,
  /** Mathematical operators: before a letter, not after one. */
  math: 13,
  /** Never in text: C1 controls, unassigned characters, private use, half a surrogate pair. */
  never: 14,
  /** Emoji and arrows. */
  neutral: 15,
} as const;

/** Scripts of living languages, in which a word is written throughout. Latin is 1; 0 is none. */
const scriptNames = [
  "Latin",
  "Cyrillic",
  "Greek",
  "Hebrew",
  "Arabic",
  "Thai",
  "Armenian",
  "Georgian",
  "Devanagari",
  "Bengali",
  "Gurmukhi",
  "Gujarati",
  "Oriya",
  "Tamil",
  "Telugu",
  "Kannada",
  "Malayalam",
  "Sinhala",
  "Lao",
  "Myanmar",
  "Khmer",
  "Ethiopic",
  "Cherokee",
  "Tibetan",
  "Mongolian",
  "Nko",
  "Ol_Chiki",
  "Tifinagh",
  "Meetei_Mayek",
  "Adlam",
  "Hanifi_Rohingya",
  "Canadian_Aboriginal",
  "Yi",
  "Vai",
  "Thaana",
  "Syriac",
  "Chakma",
] as const;

/** Created on first use: converting text never needs them. */
let scriptPatterns: readonly RegExp[] | undefined;

export const latin = 1;
export const cyrillic = 2;
export const greek = 3;
const georgian = 8;
/** Han, kana, Hangul and Bopomofo count as one script: they stand side by side, and beside Latin letters. */
export const eastAsian = 60;
/** Letters of a script that is not written today. */
const ancient = 61;

const eastAsianPattern = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}\p{scx=Bopomofo}]/u;

const symbols: readonly (readonly [number, string])[] = [
  [kind.closing, "»”›™®©°²³¹ªº‰"],
  [kind.opening, "«“„‚‹¿¡§¶‡†•№"],
  [kind.joining, "’‘´·–—…―״׳־՚՛՞‐‑\u00a0\u00ad‧⁄\u202f\u2009\u200b\u200c\u200d\u200e\u200f⸱"],
  [kind.currency, "£¥€¢₧₪₫₹₽"],
  [kind.stray, "¤¦¨¬¯¸±¼½¾÷×ˆˇ˘˙˛˜˝ƒ⌐⌠⌡◊΄΅‗"],
  [kind.math, "√∞≈≠≤≥∂∑∏∫∆∩≡µ"],
];
const symbolKinds = new Map(
  symbols.flatMap(([of, list]) => Array.from(list, (symbol) => [symbol, of] as const)),
);

/** Letters of Latin beyond 024F, and above 017F, that living languages use; the others of those blocks are rare. */
const usedLatin = new Set("ƠơƯưƁɓƊɗƉɖƎǝƏəƐɛƔɣƖɩƘƙƆɔƝɲƬƭƱʊƲʋƳƴǍǎǏǐǑǒǓǔǕǖǗǘǙǚǛǜǤǥǦǧǨǩǪǫǬǭǮǯƷʒȘșȚțȞȟȲȳȦȧɨʉɫʔꞌ");
/** Combining marks above and below that languages use. */
const usedMarks = new Set(
  "\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u0309\u030a\u030b\u030c\u030f\u0311\u0313\u031b\u0323\u0324\u0325\u0326\u0327\u0328\u032d\u032e\u0330\u0331\u0335\u0336\u0337\u0338",
);
const usedModifiers = new Set("ʹʺʻʼʽˈˌː");

const letterPattern = /\p{L}/u;
const upperPattern = /[\p{Lu}\p{Lt}]/u;
const lowerPattern = /\p{Ll}/u;
const markPattern = /\p{M}/u;
const digitPattern = /\p{Nd}/u;
const commonPattern = /[\p{Script=Common}\p{Script=Inherited}\p{Script=Braille}]/u;
const spacePattern = /[\p{Z}\t\n\r]/u;
const neverPattern = /[\p{Cn}\p{Co}\p{Cs}]/u;

const rareFlag = 0x800;
const known = 0x1000;
/** Classes of the first two planes; 0 where the class is not known yet. */
const memoLength = 0x20000;
let memo: Uint16Array | undefined;

function isRare(character: string, code: number, script: number): boolean {
  if (script === ancient) return true;
  if (script === latin) return code >= 0x17f && (code < 0x1e00 || code > 0x1eff) && !usedLatin.has(character);
  if (script === cyrillic) return (code >= 0x460 && code <= 0x489) || code > 0x4ff;
  if (script === georgian) return code > 0x10f0 && code < 0x1c90;
  if (script === greek) return (code >= 0x370 && code < 0x386) || (code >= 0x3d0 && code < 0x1f00);
  return false;
}

function symbolKind(character: string, code: number): number {
  const listed = symbolKinds.get(character);
  if (listed !== undefined) return listed;
  const ofEastAsia = (code >= 0x3000 && code <= 0x303f) || (code >= 0xff00 && code <= 0xffef);
  if (code < 0x80 || code === 0xfffd || ofEastAsia) return kind.plain;
  if (code >= 0x2500 && code <= 0x259f) return kind.box;
  if (code >= 0x2200 && code <= 0x22ff) return kind.math;
  return kind.neutral;
}

function classify(code: number): number {
  if (code < 0x20) return code === 9 || code === 10 || code === 13 ? kind.space : kind.plain;
  if (code >= 0x7f && code <= 0x9f) return code === 0x7f ? kind.plain : kind.never;
  const character = String.fromCodePoint(code);
  if (symbolKinds.has(character)) return symbolKind(character, code);
  if (neverPattern.test(character)) return kind.never;
  if (letterPattern.test(character) || markPattern.test(character)) {
    const script = scriptOf(character);
    const isMark = markPattern.test(character);
    const of = isMark
      ? kind.mark
      : upperPattern.test(character)
        ? kind.upper
        : lowerPattern.test(character)
          ? kind.lower
          : kind.letter;
    const modifier = code >= 0x2b0 && code <= 0x2ff;
    if (modifier && usedModifiers.has(character)) return kind.joining;
    const rare =
      modifier ||
      (code >= 0x1d00 && code <= 0x1dbf) ||
      (code >= 0x300 && code <= 0x36f && !usedMarks.has(character)) ||
      isRare(character, code, script);
    return of | (script << 4) | (rare ? rareFlag : 0);
  }
  if (digitPattern.test(character)) return kind.digit | (scriptOf(character) << 4);
  if (spacePattern.test(character)) return kind.space;
  return (
    symbolKind(character, code) | (scriptOf(character) === 0 && !commonPattern.test(character) ? rareFlag : 0)
  );
}

function scriptOf(character: string): number {
  if (eastAsianPattern.test(character)) return eastAsian;
  scriptPatterns ??= scriptNames.map((name) => new RegExp(`\\p{Script=${name}}`, "u"));
  const at = scriptPatterns.findIndex((pattern) => pattern.test(character));
  if (at >= 0) return at + 1;
  return letterPattern.test(character) ? ancient : 0;
}

/** The class of a code point: its kind in the lowest four bits; script and rareness are read by the functions below. */
export function classOf(code: number): number {
  if (code >= memoLength) return classify(code);
  memo ??= new Uint16Array(memoLength);
  const before = memo[code] ?? 0;
  if (before !== 0) return before;
  const found = classify(code) | known;
  memo[code] = found;
  return found;
}

/** Kind of a class. */
export function kindOf(of: number): number {
  return of & 15;
}

/** Script of a class: 0 for what is no letter, or a mark of all scripts. */
export function scriptOfClass(of: number): number {
  return (of >> 4) & 63;
}

/** True for letters that hardly any living language uses. */
export function isRareClass(of: number): boolean {
  return (of & rareFlag) !== 0;
}

/** True for letters of any script. */
export function isLetterKind(of: number): boolean {
  return of >= kind.lower && of <= kind.letter;
}

/** A C0 control that text does not hold: line ends and tabs are text. */
export function isControl(code: number): boolean {
  return code < 0x20 && code !== 9 && code !== 10 && code !== 13;
}
