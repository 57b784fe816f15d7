/** Readings in their order: what the bytes prove comes first, then what costs least in the languages that people write. */
import { rarityOf, readingCosts } from "./inspect-costs.ts";
import type { ReadingCost, ScoredText } from "./inspect-costs.ts";
import type { Utf8Scan } from "./inspect-utf8.ts";

/** An encoding that the bytes prove. */
export interface Proof {
  readonly codePage: number;
  /** Half a sentence. */
  readonly reason: string;
  /** The bytes are ASCII, in which some pages write other characters. */
  readonly ascii?: true;
}

/** A reading with its place. */
export interface Judged {
  readonly codePage: number;
  /** Percent, the same for equal texts. */
  readonly score: number;
  /** Its cost; undefined when the bytes prove an encoding, so that nothing is weighed. */
  readonly cost: ReadingCost | undefined;
}

/** The share of a difference in cost that counts: the letters of a word are not independent evidence. */
const trust = 0.5;

function byRarity(a: { codePage: number }, b: { codePage: number }): number {
  return rarityOf(a.codePage) - rarityOf(b.codePage);
}

/** The order when the bytes prove an encoding: it, then equal texts, then the rest, the commoner first. */
function proven(texts: readonly ScoredText[], certain: ScoredText): Judged[] {
  const same = ({ text }: ScoredText): boolean => text === certain.text;
  return [...texts]
    .sort(
      (a, b) =>
        Number(b === certain) - Number(a === certain) || Number(same(b)) - Number(same(a)) || byRarity(a, b),
    )
    .map((one) => ({ codePage: one.codePage, score: same(one) ? 100 : 0, cost: undefined }));
}

/** The order by cost: equal texts stand or fall together, the commoner encoding of them first. */
function weighed(costs: readonly ReadingCost[]): Judged[] {
  const least = new Map<string, number>();
  for (const { text, cost } of costs) least.set(text, Math.min(least.get(text) ?? Infinity, cost));
  const best = Math.min(...least.values());
  const weight = (cost: number): number => Math.exp((best - cost) * trust);
  const all = [...least.values()].reduce((sum, cost) => sum + weight(cost), 0);
  const leastOf = ({ text }: ReadingCost): number => least.get(text) ?? Infinity;
  return [...costs]
    .sort((a, b) => leastOf(a) - leastOf(b) || byRarity(a, b))
    .map((cost) => {
      const score = Math.min(99, Math.round((weight(leastOf(cost)) / all) * 100));
      return { codePage: cost.codePage, score, cost };
    });
}

/**
 * The readings, the likeliest first.
 * @param bytes The bytes without a byte order mark.
 * @param texts Their readings.
 */
export function judge(
  bytes: Uint8Array,
  texts: readonly ScoredText[],
  utf8: Utf8Scan,
  proof: Proof | undefined,
): Judged[] {
  const certain = texts.find(({ codePage }) => codePage === proof?.codePage);
  return certain === undefined ? weighed(readingCosts(bytes, texts, utf8)) : proven(texts, certain);
}
