/** Letter pairs of a language as costs: -ln of how likely a letter follows another, in quarters. */
import { foldLetters } from "../../src/encoding/language/letters.ts";
import { declaration, messages, partOf, phrasesOf } from "./corpus.ts";
import { messageFolders } from "./languages.ts";
import type { PairLanguage } from "./languages.ts";

/** Characters that stand for the levels 0 to 63: a cost in quarters of a nat. */
export const levels = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";

/** The pairs of one language. */
export interface Pairs {
  /** The letters in small form by code point; the word boundary, a blank, is first. */
  readonly letters: string;
  /** One character of {@link levels} a cell: the row of no particular letter before, then a row for each letter. */
  readonly costs: string;
}

/** Words of a text in the model's spelling; ª and º are numbers' signs, not letters. */
export function wordsOf(text: string): string[] {
  return foldLetters(text.normalize("NFC")).match(/(?:(?![ªº])[\p{Ll}\p{Lo}\p{M}])+/gu) ?? [];
}

/** How often a text of each source counts: running text shows best how often a letter is used. */
function* sources({ tag, declarations }: PairLanguage): Generator<readonly [text: string, weight: number]> {
  for (const code of declarations)
    for (const text of declaration(code)) yield [text, 3 / declarations.length];
  for (const phrase of phrasesOf(tag)) if (partOf(phrase) === "training") yield [phrase, 1];
  const folder = messageFolders[tag];
  if (folder !== undefined) for (const text of messages(folder)) yield [text, 0.2];
}

function level(probability: number): string {
  return levels.charAt(Math.min(levels.length - 1, Math.round(-4 * Math.log(probability))));
}

/** Counts the pairs of a language. */
export function countPairs(language: PairLanguage): Pairs {
  const ofScript = new RegExp(`\\p{scx=${language.script}}`, "u");
  const single = new Map<string, number>();
  const pairs = new Map<string, number>();
  const add = (counts: Map<string, number>, key: string, weight: number): void => {
    counts.set(key, (counts.get(key) ?? 0) + weight);
  };
  for (const [text, weight] of sources(language)) {
    for (const word of wordsOf(text)) {
      if (!ofScript.test(word)) continue;
      const letters = [" ", ...Array.from(word).filter((letter) => ofScript.test(letter)), " "];
      for (let at = 1; at < letters.length; at++) {
        add(single, letters[at] ?? "", weight);
        add(pairs, `${letters[at - 1] ?? ""}${letters[at] ?? ""}`, weight);
      }
    }
  }
  const total = [...single.values()].reduce((sum, count) => sum + count, 0);
  const kept = [...single]
    .filter(([letter, count]) => letter !== " " && count >= Math.max(4, total / 30_000))
    .map(([letter]) => letter)
    .sort();
  const letters = [" ", ...kept];
  const share = (letter: string): number => (single.get(letter) ?? 0.5) / total;
  const rows = [letters.map((letter) => level(share(letter))).join("")];
  for (const before of letters) {
    const followers = letters.filter((letter) => pairs.has(before + letter));
    const seen = letters.reduce((sum, letter) => sum + (pairs.get(before + letter) ?? 0), 0);
    // Witten-Bell: what was never seen gets a part that grows with the number of different letters that were.
    const rest = Math.max(2, followers.length * 0.7);
    rows.push(
      letters
        .map((letter) => level(((pairs.get(before + letter) ?? 0) + rest * share(letter)) / (seen + rest)))
        .join(""),
    );
  }
  return { letters: letters.join(""), costs: rows.join("") };
}
