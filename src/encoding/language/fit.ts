/** How well a text fits the languages that people write: the cost of its letters, symbols and capitals in the best one. */
import { caseOf, foldLetters, scriptOf } from "./letters.ts";
import type { Case, Script } from "./letters.ts";
import { frequencyClass, foreign, languageModel } from "./language-model.ts";
import type { LanguageModel, PairScript, PairTable } from "./language-model.ts";
import { quotationSide, symbolCost } from "./symbols.ts";

/** Outcome of {@link languageFit}. */
export interface LanguageFit {
  /**
   * Cost of the text in nats: -ln of how likely it is in the languages that fit best. Compare it only between readings of the same
   * bytes: the difference of two costs is the logarithm of the odds, so that 3 is likely, 7 is near certain.
   */
  readonly cost: number;
  /** Letters that were scored; 0 when the text has none. */
  readonly letters: number;
  /** Cost a letter of the letters alone: 1.5 to 3 in undamaged text, 5 and more in nonsense; 0 without letters. East Asian text: 3 to 8. */
  readonly perLetter: number;
  /** Script of most of the letters. */
  readonly script: Script | undefined;
  /** BCP 47 tag of the language that fits that script's letters best; undefined for a script without languages in the model. */
  readonly language: string | undefined;
  /** UTF-16 units that were scored: all of a short text. */
  readonly scored: number;
}

/** Units that are scored at most, and units beyond ASCII among them. */
const limits = { units: 4096, beyondAscii: 1024 } as const;

/** Nats for what follows what: letters of two scripts side by side, a capital after a small letter and the other way round... */
const costs = {
  mixedScripts: 6,
  lookAlike: 1.5,
  latinBesideEastAsian: 3,
  latinBesideHalfKana: 6,
  eastAsian: 6,
  halfKana: 5,
  openQuotation: 3,
  openQuestion: 5,
  anotherScript: 4,
  smallThenCapital: 6,
  capitalThenCapital: 0.5,
  capitalThenSmall: 0.4,
  firstCapital: 1.2,
  firstSmall: 0.3,
  unknownLetter: 15,
  otherLetter: 4.2,
  otherScript: 6,
  deadScript: 14,
  hiragana: 3.6,
  katakana: 4.2,
} as const;

/** The letters of one script in a text. */
interface Letters {
  /** Numbers of the letters; 0 stands between words. */
  readonly numbers: number[];
  count: number;
  /** Cost of those that the model has no numbers for. */
  fixed: number;
}

/** Cost of the letters in one language; `most`, and no more than that is known, once it is reached. */
function pairCost(
  table: PairTable,
  { foreignCosts }: PairScript,
  numbers: readonly number[],
  most: number,
): number {
  const { numbers: own, size, costs: cells, prior } = table;
  const limit = (most - prior) * 4;
  let sum = 0;
  let before = 0;
  for (const number of numbers) {
    const letter = own[number] ?? foreign;
    if (letter === foreign) sum += foreignCosts[number] ?? 0;
    else sum += cells[(before === foreign ? 0 : (before + 1) * size) + letter] ?? 0;
    if (sum >= limit) return most;
    before = letter;
  }
  return prior + sum / 4;
}

/** The language with the least cost. */
function best(languages: readonly { tag: string; cost: number }[]): {
  tag: string | undefined;
  cost: number;
} {
  return languages.reduce<{ tag: string | undefined; cost: number }>(
    (least, language) => (language.cost < least.cost ? language : least),
    { tag: undefined, cost: Infinity },
  );
}

function bestPairs(
  script: PairScript,
  { numbers, fixed }: Letters,
): { tag: string | undefined; cost: number } {
  let tag: string | undefined;
  let least = Infinity;
  for (const table of script.languages) {
    const cost = pairCost(table, script, numbers, least);
    if (cost < least) {
      least = cost;
      tag = table.tag;
    }
  }
  return { tag, cost: least + fixed };
}

/** Chinese, Japanese and Korean characters: Han by class, kana as the Japanese letters they are. */
function bestCharacters(
  { han, hangul }: LanguageModel,
  ideographs: readonly number[],
  syllables: readonly number[],
  kana: { count: number; cost: number },
): { tag: string | undefined; cost: number } {
  const [korean] = hangul.languages;
  const inKorean = syllables.reduce((sum, value) => sum + (korean?.costs[value & 3] ?? 0), 0);
  const chinese = han.languages.map(({ tag, costs: byClass }, index) => {
    const own = ideographs.reduce(
      (sum, value) => sum + (byClass[frequencyClass(value, index, han.languages.length)] ?? 0),
      0,
    );
    const mixed = tag === "ja" ? (ideographs.length + kana.count) * 0.6 : kana.count * 6;
    return { tag, cost: own + kana.cost + mixed + syllables.length * 4 + inKorean };
  });
  // Korean text has few Han characters, and those are the traditional ones.
  const traditional = han.languages[1];
  const hanInKorean = ideographs.reduce(
    (sum, value) => sum + 3 + (traditional?.costs[frequencyClass(value, 1, han.languages.length)] ?? 0),
    0,
  );
  return best([...chinese, { tag: "ko", cost: inKorean + hanInKorean + kana.cost + kana.count * 6 }]);
}

function caseCost(before: Case | undefined, now: Case): number {
  if (now === "none" || before === "none") return 0;
  if (before === undefined) return now === "upper" ? costs.firstCapital : costs.firstSmall;
  if (before === "lower") return now === "upper" ? costs.smallThenCapital : 0;
  return now === "upper" ? costs.capitalThenCapital : costs.capitalThenSmall;
}

/**
 * Scores a text against the languages of the model: letter pairs for Latin, Cyrillic, Greek, Hebrew, Arabic and Thai, classes of
 * characters for Chinese, Japanese and Korean, a flat cost for the other living scripts; symbols by where they stand. Capitals are
 * scored as small letters, and odd patterns of capitals (`зАГОЛОВОК`) beside that. At most 4,096 UTF-16 units are scored.
 */
export function languageFit(text: string): LanguageFit {
  const model = languageModel();
  const folded = foldLetters(text);
  const byScript = new Map<Script, Letters>();
  const ideographs: number[] = [];
  const syllables: number[] = [];
  const kana = { count: 0, cost: 0 };
  let other = 0;
  let quotations = 0;
  let beyondAscii = 0;
  let at = 0;
  let before = "";
  let scriptBefore: Script | undefined;
  let caseBefore: Case | undefined;
  /** The letters of the script of the last letter. */
  let current: { script: Script; pairs: PairScript | undefined; letters: Letters } | undefined;
  const lettersOf = (script: Script): Letters => {
    let letters = byScript.get(script);
    if (letters === undefined) byScript.set(script, (letters = { numbers: [0], count: 0, fixed: 0 }));
    return letters;
  };
  while (at < text.length && at < limits.units && beyondAscii < limits.beyondAscii) {
    const code = text.codePointAt(at) ?? 0;
    const length = code > 0xffff ? 2 : 1;
    const character = length === 1 ? text.charAt(at) : text.slice(at, at + 2);
    if (code >= 0x80) beyondAscii++;
    const script = scriptOf(code);
    if (scriptBefore !== undefined && script !== scriptBefore) {
      const ended = byScript.get(scriptBefore);
      if (ended !== undefined && ended.numbers.at(-1) !== 0) ended.numbers.push(0);
    }
    if (script === undefined) {
      const after = text.charAt(at + length);
      other += symbolCost(character, before, after);
      if (code >= 0x80) quotations += quotationSide(character, before, after);
      if (opensQuestion(character) && !text.includes(character === "¿" ? "?" : "!", at))
        other += costs.openQuestion;
      caseBefore = undefined;
    } else {
      if (current?.script !== script)
        current = { script, pairs: model.pairs.get(script), letters: lettersOf(script) };
      const { pairs, letters } = current;
      letters.count++;
      if (pairs !== undefined) {
        const number = pairs.letters.get(folded.charCodeAt(at));
        if (number === undefined) letters.fixed += costs.unknownLetter;
        else letters.numbers.push(number);
        const now = caseOf(character, code);
        other += caseCost(caseBefore, now);
        caseBefore = now;
      } else {
        caseBefore = undefined;
        if (script === "Han") ideographs.push(model.han.classes.get(code) ?? 0);
        else if (script === "Hangul") syllables.push(model.hangul.classes.get(code) ?? 0);
        else if (script === "Kana") {
          kana.count++;
          kana.cost += code < 0x30a0 ? costs.hiragana : costs.katakana;
        } else
          letters.fixed +=
            script === "HalfKana"
              ? costs.halfKana
              : script === "Other"
                ? costs.otherLetter
                : costs.deadScript;
      }
      if (scriptBefore !== undefined && script !== scriptBefore)
        other += besideCost(script, character, scriptBefore, before);
    }
    scriptBefore = script;
    before = character;
    at += length;
  }
  other += Math.abs(quotations) * costs.openQuotation;
  return sumUp(model, byScript, { ideographs, syllables, kana }, other, at);
}

const eastAsianScripts: ReadonlySet<Script> = new Set(["Han", "Kana", "HalfKana", "Hangul"]);

/** Marks that Spanish puts before what ends with `?` or `!`. */
function opensQuestion(character: string): boolean {
  return character === "¿" || character === "¡";
}

/** Latin letters that people type for the Cyrillic or Greek ones that look the same. */
const lookAlikes = new Set("aceopxyijsABCEHKMOPTXYISJ");

/** Letters of two scripts side by side: usual in East Asia, look-alikes now and then, else hardly ever. */
function besideCost(script: Script, character: string, scriptBefore: Script, before: string): number {
  const east = eastAsianScripts.has(script);
  if (east && eastAsianScripts.has(scriptBefore)) return 0;
  if (script === "Latin" || scriptBefore === "Latin") {
    if (script === "HalfKana" || scriptBefore === "HalfKana") return costs.latinBesideHalfKana;
    if (east || eastAsianScripts.has(scriptBefore)) return costs.latinBesideEastAsian;
    if (lookAlikes.has(script === "Latin" ? character : before)) return costs.lookAlike;
  }
  return costs.mixedScripts;
}

function sumUp(
  model: LanguageModel,
  byScript: ReadonlyMap<Script, Letters>,
  characters: {
    readonly ideographs: readonly number[];
    readonly syllables: readonly number[];
    readonly kana: { readonly count: number; readonly cost: number };
  },
  other: number,
  scored: number,
): LanguageFit {
  let cost = 0;
  let letters = 0;
  let most = { count: 0, script: undefined as Script | undefined, tag: undefined as string | undefined };
  const scripts = new Set<string>();
  const east = bestCharacters(model, characters.ideographs, characters.syllables, characters.kana);
  cost += east.cost;
  for (const [script, own] of byScript) {
    letters += own.count;
    const pairs = model.pairs.get(script);
    if (pairs !== undefined && own.numbers.at(-1) !== 0) own.numbers.push(0);
    const found = pairs === undefined ? { tag: undefined, cost: own.fixed } : bestPairs(pairs, own);
    cost += found.cost;
    if (script === "HalfKana") cost += costs.halfKana;
    if (script === "Other") cost += costs.otherScript;
    if (script !== "Latin") scripts.add(eastAsianScripts.has(script) ? "East Asian" : script);
    const tag = eastAsianScripts.has(script) ? east.tag : found.tag;
    if (own.count > most.count) most = { count: own.count, script, tag };
  }
  const perLetter = letters === 0 ? 0 : cost / letters;
  if (scripts.has("East Asian")) cost += costs.eastAsian;
  return {
    cost: cost + other + Math.max(0, scripts.size - 1) * costs.anotherScript,
    letters,
    perLetter,
    script: most.script,
    language: most.tag,
    scored,
  };
}
