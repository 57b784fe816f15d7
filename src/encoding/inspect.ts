/** Bytes of unknown encoding: every plausible reading, how likely it is, and a verdict in words. */
import { QActionKitError } from "../base/errors.ts";
import { checkOptionKeys, type OptionKeys } from "../base/option-keys.ts";
import { anyNumber, arrayOf } from "../base/value-kinds.ts";
import { toBytes } from "./byte-stream.ts";
import type { ByteStream } from "./byte-stream.ts";
import { scoredTexts } from "./inspect-costs.ts";
import type { ScoredText } from "./inspect-costs.ts";
import { judge } from "./inspect-judgement.ts";
import { japaneseEscapeAt, proofOf, zerosIn } from "./inspect-proof.ts";
import { isValidIn, lazyReading, readingOrder } from "./inspect-readings.ts";
import type { Reading } from "./inspect-readings.ts";
import { wholeCharacters } from "./inspect-sample.ts";
import { scanUtf8 } from "./inspect-utf8.ts";
import { notesOn, reasonFor, verdictOn } from "./inspect-words.ts";
import { byteOrderMarkOf } from "./stream-reader.ts";

/** Outcome of {@link inspectBytes}. */
export interface Inspection {
  /** Number of bytes in all. */
  readonly length: number;
  /** Number of bytes from the start that everything else describes: all of them, or {@link InspectOptions.sampleBytes}. */
  readonly sampled: number;
  /** The byte order mark at the start. */
  readonly byteOrderMark: { readonly codePage: number; readonly length: number } | undefined;
  /** What is noticed about the bytes themselves, a sentence each: zeros, an odd length, mixed content, cuts, a sample. */
  readonly notes: readonly string[];
  /** All readings, the likeliest first; of equal texts, that of the commoner encoding first. */
  readonly readings: readonly Reading[];
  /** The likeliest reading in words: "This is" where the bytes prove it, "Most likely" or "Perhaps" where they do not. */
  readonly verdict: string;
}

/** Options of {@link inspectBytes}. */
export interface InspectOptions {
  /** Code pages to read the bytes as; default UTF-8, UTF-16 in both orders and the pages that devices commonly write. */
  readonly codePages?: readonly number[];
  /** How many bytes from the start are read, 65,536 by default: the rest is only counted. At least 1. */
  readonly sampleBytes?: number;
  /** Length of the data of which the bytes are only the start; that of the bytes by default, and at least that. */
  readonly totalBytes?: number;
}

const defaultSample = 65_536;

/** Pages whose bytes are all ASCII: ISO-2022-CN and ISO-2022-KR, HZ, UTF-7. That of ISO-2022-JP is known by its escapes. */
const asciiPages: ReadonlySet<number> = new Set([50225, 50227, 50229, 52936, 65000]);

/** True for a reading of such a page with characters beyond ASCII, and nothing broken. */
function isShifted({ codePage, text }: ScoredText): boolean {
  return asciiPages.has(codePage) && /[^\p{ASCII}]/u.test(text) && !text.includes("\ufffd");
}

/** @throws QActionKitError `ERR_OPTION` for a number that is not a count from `least` on. */
function refuseCount(name: keyof InspectOptions, value: number, least: number): void {
  if (Number.isSafeInteger(value) && value >= least) return;
  const message = `Option '${name}' cannot be ${String(value)}. Use a whole number from ${String(least)} on.`;
  throw new QActionKitError("ERR_OPTION", message, { details: { name, value } });
}

const inspectKeys: OptionKeys<InspectOptions> = {
  codePages: arrayOf("numbers", anyNumber),
  sampleBytes: anyNumber,
  totalBytes: anyNumber,
};

/**
 * Reads the bytes in every encoding and finds which text was meant, by what the bytes prove and by the languages that people
 * write. The work is bounded: `sampleBytes` are read, and of those the 768 most informative ones are scored.
 * @throws ByteStreamError when an element is not a byte.
 * @throws QActionKitError `ERR_ENCODING` for a code page that the kit does not have, `ERR_OPTION` for a count that cannot be.
 */
export function inspectBytes(stream: ByteStream, options: InspectOptions = {}): Inspection {
  checkOptionKeys("inspectBytes", options, inspectKeys);
  const all = toBytes(stream);
  const { sampleBytes = defaultSample, totalBytes: length = all.length } = options;
  refuseCount("sampleBytes", sampleBytes, 1);
  refuseCount("totalBytes", length, all.length);
  const bytes = all.subarray(0, sampleBytes);
  const goesOn = bytes.length < length;
  const mark = byteOrderMarkOf(bytes);
  const content = bytes.subarray(mark?.length ?? 0);
  const marked = mark === undefined || readingOrder.includes(mark.codePage) ? [] : [mark.codePage];
  const escaped = japaneseEscapeAt(content) < 0 ? [] : [50220];
  const codePages = options.codePages ?? [...marked, ...escaped, ...readingOrder];
  const utf8 = scanUtf8(wholeCharacters(content, 65001, goesOn));
  const zeros = zerosIn(content);
  const texts = scoredTexts(content, codePages, utf8);
  const found =
    mark === undefined
      ? proofOf(wholeCharacters(content, 1200, goesOn), utf8, zeros)
      : { codePage: mark.codePage, reason: "the byte order mark says so" };
  // A caller who names a page that writes its characters in ASCII has a reason to.
  const shifted = texts.some(isShifted);
  const proof = found?.ascii === true && shifted ? undefined : found;
  const judged = judge(content, texts, utf8, proof);
  const readings = judged.map((one, index) => {
    const byteOrderMark = mark?.codePage === one.codePage;
    const data = wholeCharacters(byteOrderMark ? content : bytes, one.codePage, goesOn);
    const valid = isValidIn(data, one.codePage);
    const { codePage, score } = one;
    const reason = reasonFor(one, valid, { proof, utf8, best: judged[0] });
    const reading = lazyReading(data, { codePage, valid, score, reason, byteOrderMark });
    // The verdict needs the first text anyway; spreading makes it a plain property.
    return index === 0 ? { ...reading } : reading;
  });
  const findings = { bytes, length, mark, zeros, utf8, proof, shifted, best: judged[0], readings };
  return {
    length,
    sampled: bytes.length,
    byteOrderMark: mark,
    notes: notesOn(findings),
    readings,
    verdict: verdictOn(findings),
  };
}
