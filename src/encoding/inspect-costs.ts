/** How unlikely each reading of some bytes is: what its text costs in the language that fits best, and how rare the encoding is. */
import { decodeCodePage, isCodePage } from "./code-page.ts";
import { codecFor } from "./codec.ts";
import { scoredBytes, tellingBytes } from "./inspect-sample.ts";
import { cesuToText } from "./inspect-utf8.ts";
import type { Utf8Scan } from "./inspect-utf8.ts";
import { languageFit } from "./language/fit.ts";
import type { LanguageFit } from "./language/fit.ts";

/** The part of a reading that is scored. */
export interface ScoredText {
  readonly codePage: number;
  readonly text: string;
  /** Number of bytes that it covers. */
  readonly bytes: number;
}

/** A reading's cost. */
export interface ReadingCost extends ScoredText {
  /** Nats: the difference of two is the logarithm of the odds. */
  readonly cost: number;
  readonly fit: LanguageFit;
}

/** Nats for how rarely a device writes an encoding; {@link rare} for those that are not here. */
const rarity: Readonly<Record<number, number>> = {
  65001: 0,
  1252: 0,
  1250: 1,
  1251: 1,
  28591: 1,
  874: 1.5,
  932: 1.5,
  936: 1.5,
  949: 1.5,
  950: 1.5,
  1253: 1.5,
  1254: 1.5,
  1255: 1.5,
  1256: 1.5,
  1257: 1.5,
  850: 2.5,
  437: 3,
  866: 3,
  20866: 3,
  852: 3.5,
  21866: 3.5,
  28592: 3.5,
  1200: 4,
  28605: 4,
  1201: 5,
  1258: 5,
};
const rare = 6;

/** Nats for bytes that the encoding does not allow, beside those for each U+FFFD: where other bytes are right in it, and where none is. */
const invalidCost = { partly: 9, all: 17 } as const;
/** Nats for UTF-8 that was cut inside a character, and for a whole sequence and nothing broken: other text hardly ever has that. */
const cutCost = 3;
const validUtf8Cost = -2;

/** Nats for how rarely a device writes the encoding. */
export function rarityOf(codePage: number): number {
  return rarity[codePage] ?? rare;
}

const wide: ReadonlySet<number> = new Set([1200, 1201, 12000, 12001]);

/** The parts of all readings that are compared: of short data all of it. */
export function scoredTexts(
  bytes: Uint8Array,
  codePages: readonly number[],
  { sequences, cutStart, cutEnd, firstSurrogate }: Utf8Scan,
): ScoredText[] {
  const telling = tellingBytes(bytes);
  return codePages.map((codePage) => {
    let sample = wide.has(codePage) ? bytes.subarray(0, scoredBytes) : telling;
    // The rest of a character that was cut is no evidence.
    if (codePage === 65001 && sequences > 0 && bytes.length <= scoredBytes)
      sample = bytes.subarray(cutStart, bytes.length - cutEnd);
    const text =
      codePage === 65001 && firstSurrogate >= 0
        ? cesuToText(sample)
        : isCodePage(codePage)
          ? decodeCodePage(sample, codePage, 0xfffd)
          : (codecFor(codePage, undefined, "core")?.toText(sample) ?? "");
    return { codePage, text, bytes: sample.length };
  });
}

/** The costs of readings of the same bytes. */
export function readingCosts(bytes: Uint8Array, texts: readonly ScoredText[], utf8: Utf8Scan): ReadingCost[] {
  const length = Math.min(bytes.length, scoredBytes);
  const fits = new Map<string, LanguageFit>();
  return texts.map((scored) => {
    const { codePage, text } = scored;
    let fit = fits.get(text);
    if (fit === undefined) fits.set(text, (fit = languageFit(text)));
    const cuts = Number(utf8.cutStart > 0) + Number(utf8.cutEnd > 0);
    const asUtf8 = codePage === 65001 && utf8.sequences > 0;
    const extra = asUtf8 ? cuts * cutCost + (utf8.broken === 0 ? validUtf8Cost : 0) : 0;
    const beyondAscii: string[] = text.match(/[^\0-\x7f]/g) ?? [];
    const broken = beyondAscii.includes("\ufffd");
    const invalid = !broken
      ? 0
      : beyondAscii.every((one) => one === "\ufffd")
        ? invalidCost.all
        : invalidCost.partly;
    // Samples of different lengths are scaled to one length before they are compared.
    const cost = (fit.cost / Math.max(1, scored.bytes)) * length + extra + invalid + rarityOf(codePage);
    return { ...scored, cost, fit };
  });
}
