/** One reading of bytes: the text, whether it is valid, and a score for how likely it is what was meant. */
import { isSingleByte } from "./code-page.ts";
import { Encoding } from "./encoding.ts";
import { DecoderFallbackException } from "./fallback.ts";
import { judgedPages } from "./judged-pages.ts";
import { commonShare, oddity } from "./oddity.ts";

/** How bytes read in one encoding. */
export interface Reading {
  readonly codePage: number;
  /** Name of the encoding in .NET. */
  readonly name: string;
  /** The text, as `GetString` gives it; a byte order mark of the encoding itself is left out. */
  readonly text: string;
  /** No byte is broken or without a character. A single-byte page is never invalid. */
  readonly valid: boolean;
  /** 0 (nonsense) to 100 (certain). */
  readonly score: number;
  /** What speaks for or against it, half a sentence. */
  readonly reason: string;
  /** The bytes begin with the byte order mark of this encoding. */
  readonly byteOrderMark: boolean;
}

/** The encodings that are tried when none are named: Unicode first, then the Windows pages, then the others. */
export const readingOrder: readonly number[] = [
  65001,
  1200,
  1201,
  ...judgedPages
    .filter((page) => page >= 1250 && page <= 1258)
    .sort((a, b) => Number(b === 1252) - Number(a === 1252)),
  ...judgedPages.filter((page) => page < 1250 || page > 1258),
];

/** Pages that a device has by chance less often than Windows' own. */
const rank: Readonly<Record<number, number>> = {
  1252: 4,
  65001: 6,
  1251: 3,
  1250: 3,
  932: 2,
  936: 2,
  28591: 2,
  850: 1,
  437: 1,
};

/** Reads the bytes as one encoding and rates the outcome. */
export function readingOf(
  bytes: Uint8Array,
  codePage: number,
  mark: { codePage: number; length: number } | undefined,
): Reading {
  const encoding = Encoding.GetEncoding(codePage);
  const own = mark?.codePage === codePage;
  const data = own ? bytes.subarray(mark.length) : bytes;
  const text = encoding.GetString(data);
  const valid = isValid(data, codePage);
  const { score, reason } = own
    ? { score: 100, reason: "the byte order mark says so" }
    : rated(data, text, codePage, valid);
  return { codePage, name: encoding.WebName, text, valid, score, reason, byteOrderMark: own };
}

function isValid(bytes: Uint8Array, codePage: number): boolean {
  if (isSingleByte(codePage) && codePage !== 20127) return true;
  try {
    Encoding.GetEncoding(codePage, { fallback: "exception" }).GetString(bytes);
    return true;
  } catch (error) {
    if (error instanceof DecoderFallbackException) return false;
    throw error;
  }
}

function clamp(score: number): number {
  return Math.max(0, Math.min(99, Math.round(score)));
}

function rated(
  bytes: Uint8Array,
  text: string,
  codePage: number,
  valid: boolean,
): { score: number; reason: string } {
  const high = bytes.reduce((found, byte) => found + (byte > 0x7f ? 1 : 0), 0);
  const odd = oddity(text);
  const length = Math.max(1, text.length);
  const oddness = Math.min(60, (odd / length) * 120);
  if (codePage === 65001) {
    if (!valid) return { score: clamp(35 - oddness), reason: "it has sequences that are not valid UTF-8" };
    if (high === 0) return { score: clamp(90 - oddness), reason: "all bytes are ASCII" };
    return {
      score: clamp(96 - Math.min(20, oddness)),
      reason: `valid UTF-8 with ${String(high)} bytes in sequences, which other text hardly ever is`,
    };
  }
  if (codePage === 1200 || codePage === 1201) {
    const ascii = text.match(/[\t\n\r\x20-\x7e]/g)?.length ?? 0;
    const share = ascii / length;
    if (!valid)
      return { score: clamp(share * 60 - oddness), reason: "it leaves lone surrogates or an odd byte" };
    const even = bytes.length > 0 && high < bytes.length && bytes.includes(0);
    const score =
      share > 0.4 ? 94 : even && odd === 0 ? 60 : text.length > 3 && odd === 0 && /\s/.test(text) ? 45 : 15;
    return {
      score: clamp(score - oddness),
      reason: share > 0.4 ? "every second byte is zero" : "it gives no broken units",
    };
  }
  if (valid && isLikelyAsian(bytes, text, codePage))
    return {
      score: codePage === 949 ? 83 : 80,
      reason: "it gives common characters of its language throughout",
    };
  const share = commonShare(text);
  const letters = Number.isNaN(share) ? 0.6 : share;
  const base = valid ? 50 + letters * 22 : 20;
  const score = base + (rank[codePage] ?? 0) - oddness - (isSingleByte(codePage) ? 0 : 4);
  const reason = !valid
    ? "it has pairs without a character"
    : odd > 0
      ? "it leaves odd signs in the text"
      : "it gives text without odd signs";
  return { score: clamp(score), reason };
}

/** Lead bytes of the common characters: kana and level 1 of the Japanese, Chinese and Korean standards. */
const commonLeads: Readonly<Record<number, readonly (readonly [first: number, last: number])[]>> = {
  932: [
    [0x81, 0x83],
    [0x88, 0x97],
  ],
  936: [
    [0xa1, 0xa3],
    [0xb0, 0xd7],
  ],
  949: [
    [0xa1, 0xa3],
    [0xb0, 0xc8],
  ],
  950: [
    [0xa1, 0xa3],
    [0xa4, 0xc6],
  ],
};

/** Three pairs at least, nearly all of them common characters, and hardly any Latin letters between them. */
function isLikelyAsian(bytes: Uint8Array, text: string, codePage: number): boolean {
  const ranges = commonLeads[codePage];
  if (ranges === undefined) return false;
  const pairs = bytes.length - text.length;
  const latin = text.match(/[a-z]/gi)?.length ?? 0;
  if (pairs < 3 || latin > pairs * 2) return false;
  let common = 0;
  for (let index = 0; index < bytes.length; index++) {
    const lead = bytes[index] ?? 0;
    if (lead < 0x81) continue;
    if (ranges.some(([first, last]) => lead >= first && lead <= last)) common++;
    index++;
  }
  return common >= pairs * 0.85 && (codePage === 936 || !/[\u30fb?]{2}/.test(text));
}
