/** One wrong reading, and how to take it back: which bytes the text was before it was read as the wrong characters. */
import { decodeCodePage, encodeCodePage, firstUnmappable, isSingleByte } from "./code-page.ts";
import { commonShare, oddity } from "./oddity.ts";
import { firstBroken, unfinishedUtf8 } from "./utf8.ts";
import { utf16Units, unitsToUtf16 } from "./utf16.ts";

/** Bytes that were written in one encoding and read as another, by code page number. */
export interface MojibakeStep {
  /** What the bytes were: 65001, 1200, 1252, ... */
  readonly written: number;
  /** What they were taken for. */
  readonly read: number;
}

/** A step taken back. */
export interface Undone {
  readonly step: MojibakeStep;
  /** The text as it was before the step. */
  readonly text: string;
  /** How strongly the text itself says so: 0 nothing, 1 weak, from 2 on enough by itself. */
  readonly evidence: number;
  /** Which part of the letters are common ones, where that was looked at. */
  readonly share?: number;
}

/** Bytes of the text in a page; undefined when the page has not all of its characters. */
export function exactBytes(text: string, codePage: number): Uint8Array | undefined {
  if (codePage === 1200 || codePage === 1201)
    return text.isWellFormed() ? unitsToUtf16(text, codePage === 1201) : undefined;
  return firstUnmappable(text, codePage) < 0 ? encodeCodePage(text, codePage, "strict") : undefined;
}

const letter = /\p{L}/u;
const lower = /\p{Ll}/u;

/** Signs that may follow a word. A capital with one of them behind it may be just what it looks like: «AMANHÃ». */
const behindWords = new Set("»”’…–—™®›\u00a0");

/**
 * True when a sequence may be meant as the characters it shows: the last letter of a word in capitals, or a letter alone, with a
 * sign behind it that closes a word.
 */
function mayBeMeant(text: string, at: number, length: number): boolean {
  if (length !== 2 || !behindWords.has(text.charAt(at + 1))) return false;
  return (
    !lower.test(text.charAt(at - 1)) && !letter.test(text.charAt(at + 2)) && letter.test(text.charAt(at))
  );
}

/** UTF-8 that was read as a single-byte page. */
export function undoUtf8(text: string, read: number): Undone | undefined {
  const bytes = exactBytes(text, read);
  if (bytes === undefined || firstBroken(bytes, "core").length > 0) return undefined;
  let sequences = 0;
  let evidence = 0;
  for (let at = 0; at < bytes.length; at++) {
    const lead = bytes[at] ?? 0;
    if (lead < 0xc2) continue;
    const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    sequences++;
    if (!mayBeMeant(text, at, length)) evidence += length - 1;
    at += length - 1;
  }
  if (sequences === 0) return undefined;
  return { step: { written: 65001, read }, text: Buffer.from(bytes).toString("utf8"), evidence };
}

/** A control that text does not hold: below 20, line ends and tabs aside. */
function isControl(code: number): boolean {
  return code < 0x20 && code !== 9 && code !== 10 && code !== 13;
}

/** Controls, mostly NUL, at every second place from `first` on and hardly any at the others; or one and the same control there. */
function looksWide(text: string, first: 0 | 1): boolean {
  const times = new Map<number, number>();
  let high = 0;
  let low = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (!isControl(code)) continue;
    if (at % 2 !== first) low++;
    else {
      high++;
      times.set(code, (times.get(code) ?? 0) + 1);
    }
  }
  if (high < 2) return false;
  const same = Math.max(...times.values());
  return (high * 6 >= text.length && low * 4 <= high) || same * 10 >= text.length * 3;
}

/** UTF-16 that was read byte by byte. */
export function undoUtf16InBytes(text: string, written: 1200 | 1201, read: number): Undone | undefined {
  if (text.length < 4 || !looksWide(text, written === 1200 ? 1 : 0)) return undefined;
  const bytes = exactBytes(text, read);
  if (bytes === undefined || bytes.length % 2 === 1) return undefined;
  const undone = utf16Units(bytes, written === 1201);
  return undone.isWellFormed() ? { step: { written, read }, text: undone, evidence: 4 } : undefined;
}

/** UTF-16 in the wrong byte order: no ASCII before, and mostly ASCII, or the common letters of one script, after. */
export function undoSwap(text: string): Undone | undefined {
  const bytes = exactBytes(text, 1201);
  if (bytes === undefined || text.length < 3 || /[\x20-\x7e]/.test(text)) return undefined;
  // U+FFFD is what a reader put for a unit it could not keep; it was never turned round.
  const undone = utf16Units(bytes, false).replaceAll("\ufdff", "\ufffd");
  if (!undone.isWellFormed() || undone.includes("\0")) return undefined;
  const ascii = undone.match(/[\t\n\r\x20-\x7e]/g)?.length ?? 0;
  const clear = ascii * 2 > undone.length || (commonShare(undone) >= 0.5 && !(commonShare(text) > 0.2));
  const likely = clear || (oddity(text) >= 6 && oddity(undone) === 0);
  return likely ? { step: { written: 1200, read: 1201 }, text: undone, evidence: clear ? 4 : 2 } : undefined;
}

/** Bytes, of UTF-8 or of a single-byte page, that were read as UTF-16LE two at a time: Chinese-looking text without spaces. */
export function undoWide(text: string, written: number): Undone | undefined {
  // A reader that replaces left one U+FFFD for an odd last byte: the rest can be had back.
  const cut = text.endsWith("\ufffd");
  const whole = cut ? text.slice(0, -1) : text;
  if (whole.length < 4 || /[\t\n\r\x20-\x7e\ufffd]/.test(whole.slice(0, -1))) return undefined;
  let bytes = exactBytes(whole, 1200);
  if (bytes === undefined) return undefined;
  // An odd last byte is read as a unit of its own with the high byte 00.
  if (bytes[bytes.length - 1] === 0) bytes = bytes.subarray(0, -1);
  if (cut && written === 65001) bytes = bytes.subarray(0, bytes.length - unfinishedUtf8(bytes));
  if (written === 65001 && firstBroken(bytes, "core").length > 0) return undefined;
  const undone = written === 65001 ? Buffer.from(bytes).toString("utf8") : decodeCodePage(bytes, written);
  const ascii = undone.match(/[\t\n\r\x20-\x7e]/g)?.length ?? 0;
  const words = undone.match(/[a-z0-9 ]/gi)?.length ?? 0;
  const likely =
    written === 65001
      ? ascii >= undone.length * 0.5 || !/[\x20-\x7e]/.test(undone)
      : words >= undone.length * 0.7;
  if (!likely || oddity(undone) > 0) return undefined;
  return {
    step: { written, read: 1200 },
    text: cut ? `${undone}\ufffd` : undone,
    evidence: Math.min(4, whole.length / 2),
  };
}

const drawing = /[\u2500-\u259f]/;
const notLatin = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Hebrew}]/u;

/**
 * One single-byte page read as another. No error shows anywhere: what speaks for it is what looks odd in the text and no longer
 * does, or rare letters throughout that turn into common ones.
 */
export function undoPage(text: string, written: number, read: number): Undone | undefined {
  if (!isSingleByte(written) || !isSingleByte(read)) return undefined;
  const bytes = exactBytes(text, read);
  if (bytes === undefined) return undefined;
  const undone = decodeCodePage(bytes, written);
  if (undone === text || oddity(undone) > 0 || drawing.test(undone)) return undefined;
  const before = commonShare(text);
  const after = commonShare(undone);
  const foreign = (before <= 0.2 && after >= 0.5) || after - before >= 0.4;
  const otherScript = notLatin.test(undone) && !notLatin.test(text);
  const evidence = foreign ? 4 : otherScript ? 0 : oddity(text);
  return { step: { written, read }, text: undone, evidence, share: after };
}
