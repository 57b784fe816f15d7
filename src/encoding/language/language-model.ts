/** The language model unpacked: costs of letter pairs by language, classes of East Asian characters. */
import { languageData } from "./data.ts";
import type { LanguageData } from "./data.ts";
import type { Script } from "./letters.ts";

/** Characters that stand for the numbers 0 to 63. */
const levels = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
const levelOf = new Uint8Array(128);
for (let level = 0; level < levels.length; level++) levelOf[levels.charCodeAt(level)] = level;

/** A letter that the language does not use. */
export const foreign = 255;

/** Letter pairs of one language. */
export interface PairTable {
  readonly tag: string;
  /** Cost in nats of the language itself: rarer languages cost more. */
  readonly prior: number;
  /** Number of the letter in this language, by its number in the script; {@link foreign} for one that it does not use. */
  readonly numbers: Uint8Array;
  /** How many letters the language has, the word boundary among them. */
  readonly size: number;
  /** Cost in quarters of a nat: a row for a letter after no particular one, then a row for each preceding letter. */
  readonly costs: Uint8Array;
}

/** Letter pairs of the languages of one script. */
export interface PairScript {
  /** Number of each letter, by its UTF-16 unit; 0 is the word boundary. */
  readonly letters: ReadonlyMap<number, number>;
  readonly languages: readonly PairTable[];
  /** Cost in quarters of a nat of each letter in a language that does not use it. */
  readonly foreignCosts: Uint8Array;
}

/** Quarters of a nat that a letter costs more in a language that does not use it. */
const foreignExtra = 24;

function unpackScript(rows: LanguageData["pairs"]): PairScript {
  const letters = new Map<number, number>([[0x20, 0]]);
  for (const [, , , own] of rows)
    for (const letter of own)
      if (!letters.has(letter.charCodeAt(0))) letters.set(letter.charCodeAt(0), letters.size);
  const foreignCosts = new Uint8Array(letters.size).fill(80);
  const languages = rows.map(([tag, , rarity, own, packed]) => {
    const numbers = new Uint8Array(letters.size).fill(foreign);
    const costs = new Uint8Array(packed.length);
    for (let cell = 0; cell < packed.length; cell++) costs[cell] = levelOf[packed.charCodeAt(cell)] ?? 0;
    for (let number = 0; number < own.length; number++) {
      const letter = letters.get(own.charCodeAt(number)) ?? 0;
      numbers[letter] = number;
      const cost = (costs[number] ?? 0) + foreignExtra + rarity * 2;
      foreignCosts[letter] = Math.min(foreignCosts[letter] ?? cost, cost);
    }
    return { tag, prior: rarity / 2, numbers, size: own.length, costs };
  });
  return { letters, languages, foreignCosts };
}

/** Costs in nats of East Asian characters in one language, by class. */
export interface CharacterTable {
  readonly tag: string;
  /** Cost of a character of class 0, 1, 2 and 3. */
  readonly costs: readonly number[];
}

/** Classes of characters: two bits a language. */
export interface CharacterClasses {
  readonly classes: ReadonlyMap<number, number>;
  readonly languages: readonly CharacterTable[];
}

function unpackCharacters(
  packed: string,
  tags: readonly string[],
  covered: readonly [number, number],
): CharacterClasses {
  const classes = new Map<number, number>();
  let unit = 0x2e80;
  for (let at = 0; at < packed.length; at++) {
    const distance = levelOf[packed.charCodeAt(at)] ?? 0;
    if (distance === 63) {
      unit += 62;
      continue;
    }
    unit += distance;
    classes.set(unit, levelOf[packed.charCodeAt(++at)] ?? 0);
  }
  const shares = [0.002, 1 - covered[1] - 0.002, covered[1] - covered[0], covered[0]];
  const languages = tags.map((tag, index) => {
    const counts = [12_000, 0, 0, 0];
    for (const value of classes.values()) {
      const own = frequencyClass(value, index, tags.length);
      if (own > 0) counts[own] = (counts[own] ?? 0) + 1;
    }
    return { tag, costs: shares.map((share, own) => Math.log((counts[own] ?? 1) / share)) };
  });
  return { classes, languages };
}

/** The class, 0 to 3, that a packed value has for one of several languages. */
export function frequencyClass(value: number, index: number, languages: number): number {
  return (value >> (2 * (languages - 1 - index))) & 3;
}

/** All of the model. */
export interface LanguageModel {
  readonly pairs: ReadonlyMap<Script, PairScript>;
  /** Simplified and traditional Chinese, Japanese. */
  readonly han: CharacterClasses;
  /** Korean. */
  readonly hangul: CharacterClasses;
}

let model: LanguageModel | undefined;

/** The model, unpacked at its first use. */
export function languageModel(): LanguageModel {
  if (model !== undefined) return model;
  const { pairs, han, hangul, covered } = languageData();
  const scripts = [...new Set(pairs.map(([, script]) => script))];
  model = {
    pairs: new Map(
      scripts.map((script) => [script as Script, unpackScript(pairs.filter((row) => row[1] === script))]),
    ),
    han: unpackCharacters(han, ["zh-Hans", "zh-Hant", "ja"], covered),
    hangul: unpackCharacters(hangul, ["ko"], covered),
  };
  return model;
}
