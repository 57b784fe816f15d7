/** Bytes of unknown encoding: every plausible reading, how likely it is, and a verdict in words. */
import { toBytes } from "./byte-stream.ts";
import type { ByteStream } from "./byte-stream.ts";
import { readingOf, readingOrder } from "./inspect-readings.ts";
import type { Reading } from "./inspect-readings.ts";
import { encodingLabel } from "./mojibake-words.ts";
import { repairMojibake } from "./mojibake.ts";
import { byteOrderMarkOf } from "./stream-reader.ts";
import { firstBroken } from "./utf8.ts";

/** Outcome of {@link inspectBytes}. */
export interface Inspection {
  /** Number of bytes. */
  readonly length: number;
  /** The byte order mark at the start. */
  readonly byteOrderMark: { readonly codePage: number; readonly length: number } | undefined;
  /** What is noticed about the bytes themselves, a sentence each: zeros, an odd length, mixed content, broken sequences. */
  readonly notes: readonly string[];
  /** All readings, the likeliest first. */
  readonly readings: readonly Reading[];
  /** The likeliest reading in words, with the reason. */
  readonly verdict: string;
}

/** Options of {@link inspectBytes}. */
export interface InspectOptions {
  /** Code pages to read the bytes as; default UTF-8, UTF-16 in both orders and the pages that devices commonly write. */
  readonly codePages?: readonly number[];
}

/**
 * Reads the bytes in every encoding and rates the outcomes.
 * @throws ByteStreamError when an element is not a byte.
 * @throws QActionKitError `ERR_ENCODING` for a code page that the kit does not have.
 */
export function inspectBytes(stream: ByteStream, options: InspectOptions = {}): Inspection {
  const bytes = toBytes(stream);
  const byteOrderMark = byteOrderMarkOf(bytes);
  const readings = (options.codePages ?? readingOrder).map((codePage) =>
    readingOf(bytes, codePage, byteOrderMark),
  );
  const best = [...readings].sort((a, b) => b.score - a.score);
  return {
    length: bytes.length,
    byteOrderMark,
    notes: notesOn(bytes, byteOrderMark),
    readings: best,
    verdict: verdictOn(bytes, best),
  };
}

function count(bytes: Uint8Array, is: (byte: number, index: number) => boolean): number {
  let found = 0;
  for (const [index, byte] of bytes.entries()) if (is(byte, index)) found++;
  return found;
}

function notesOn(bytes: Uint8Array, mark: Inspection["byteOrderMark"]): string[] {
  const notes: string[] = [];
  if (mark !== undefined) {
    const name = encodingLabel(mark.codePage);
    notes.push(
      `Begins with the byte order mark of ${name} (${String(mark.length)} bytes). GetString keeps it as U+FEFF.`,
    );
  }
  const zeros = count(bytes, (byte) => byte === 0);
  if (zeros > 0) {
    const odd = count(bytes, (byte, index) => byte === 0 && index % 2 === 1);
    const where =
      odd === zeros && zeros > 1
        ? "all at odd positions, as UTF-16LE has them"
        : odd === 0 && zeros > 1
          ? "all at even positions, as UTF-16BE has them"
          : "here and there";
    notes.push(`${String(zeros)} of ${String(bytes.length)} bytes are zero, ${where}.`);
    if (zeros === 1 && bytes[bytes.length - 1] === 0)
      notes.push("The last byte is zero: the end mark of a C string.");
  }
  if (bytes.length % 2 === 1 && zeros > 1)
    notes.push("The length is odd: as UTF-16 the last byte is left over.");
  notes.push(...mixtureIn(bytes));
  return notes;
}

/** Good UTF-8 sequences beside broken ones: data of two encodings, or data that was cut. */
function mixtureIn(bytes: Uint8Array): string[] {
  let offset = 0;
  let broken = 0;
  let multi = 0;
  let first = -1;
  while (offset < bytes.length) {
    const { offset: at, length } = firstBroken(bytes.subarray(offset), "core");
    multi += count(bytes.subarray(offset, offset + at), (byte) => byte >= 0xc2);
    if (length === 0) break;
    if (first < 0) first = offset + at;
    broken++;
    offset += at + length;
  }
  if (broken === 0 || multi === 0) return [];
  if (broken === 1 && first >= bytes.length - 3) {
    return [
      `UTF-8 that ends inside a character, at offset ${String(first)}: the data was cut, decode in one piece or with a Decoder.`,
    ];
  }
  return [
    `Mixed content: ${String(multi)} good UTF-8 sequences and ${String(broken)} broken ones, the first at offset ${String(first)}.`,
  ];
}

function verdictOn(bytes: Uint8Array, [best, second]: readonly Reading[]): string {
  if (bytes.length === 0) return "There are no bytes.";
  if (best === undefined) return "No encoding was asked for.";
  if (bytes.every((byte) => byte < 0x80 && byte !== 0))
    return "Plain ASCII: the same text in UTF-8 and in every code page.";
  const name = encodingLabel(best.codePage);
  if (best.score < 40)
    return `No encoding gives sensible text; it may be binary data, compressed or encrypted. The least bad is ${name}.`;
  const again = repairMojibake(best.text);
  const twice =
    again.steps.length === 0
      ? ""
      : ` But the text is mojibake itself; meant was ${JSON.stringify(again.text.slice(0, 60))}.`;
  const close = second !== undefined && second.text !== best.text && best.score - second.score < 10;
  const sure =
    best.codePage === 65001 || best.byteOrderMark
      ? ""
      : close
        ? " It cannot be told for certain from the bytes: single-byte pages are never invalid; ask for the device's page."
        : "";
  return `${close ? "Most likely" : "This is"} ${name}: ${best.reason}.${sure}${twice}`;
}
