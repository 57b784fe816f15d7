/** One reading of bytes: the text, whether it is valid, and a score for how likely it is what was meant. */
import { hasEveryByte } from "./code-page.ts";
import { Encoding } from "./encoding.ts";
import { DecoderFallbackException } from "./fallback.ts";
import { judgedPages } from "./judged-pages.ts";

/** How bytes read in one encoding. */
export interface Reading {
  readonly codePage: number;
  /** Name of the encoding in .NET. */
  readonly name: string;
  /**
   * The text, as `GetString` returns it, without a byte order mark of the encoding itself. It is made when it is first asked
   * for, the likeliest reading's at once; for `JSON.stringify`, spreading and comparing it is a property like any other.
   */
  readonly text: string;
  /** No byte is broken or without a character. A single-byte page is hardly ever invalid: those of Windows and DOS have a character for every byte. */
  readonly valid: boolean;
  /** How likely the text is the one that was meant, in percent of all readings: 100 only where the bytes prove it. Equal texts have equal scores. */
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

/** True when the encoding has a character for all of the bytes. */
export function isValidIn(bytes: Uint8Array, codePage: number): boolean {
  if (hasEveryByte(codePage)) return true;
  try {
    Encoding.GetEncoding(codePage, { fallback: "exception" }).GetString(bytes);
    return true;
  } catch (error) {
    if (error instanceof DecoderFallbackException) return false;
    throw error;
  }
}

/**
 * A reading whose text is made when it is first read.
 * @param bytes The bytes, without a byte order mark of the encoding.
 */
export function lazyReading(bytes: Uint8Array, facts: Omit<Reading, "text" | "name">): Reading {
  const encoding = Encoding.GetEncoding(facts.codePage);
  const { codePage, ...rest } = facts;
  let text: string | undefined;
  return {
    codePage,
    name: encoding.WebName,
    get text() {
      return (text ??= encoding.GetString(bytes));
    },
    ...rest,
  };
}
