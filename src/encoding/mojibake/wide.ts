/** Text that was read as UTF-16 although it was not, or whose bytes were swapped: Asian characters without sense. */
import { decodeCodePage } from "../code-page.ts";
import { languageFit } from "../language/fit.ts";
import { firstBroken, unfinishedUtf8 } from "../utf8.ts";
import { utf16Units } from "../utf16.ts";
import { exactBytes } from "./bytes.ts";
import {
  classOf,
  eastAsian,
  isControl,
  isRareClass,
  kind,
  kindOf,
  scriptOfClass,
} from "./character-class.ts";
import type { Mend } from "./edits.ts";
import { onlyScript } from "./evidence.ts";

/** Odds, in nats, that the repaired text must have on its side. */
const overwhelming = 7;
/** Odds, in nats, that a rarer page must have on its side. */
const handicap = 7;
/** Smallest number of units: fewer prove nothing. */
const least = 3;
/** Single-byte pages that are mistaken for UTF-16, the commonest first. */
const singleBytePages = [1252, 1251, 1250];

/** Private use and unassigned characters. */
const neverText = /[\p{Cn}\p{Co}]/u;
/** Tabs and line ends here and there are text; at every few places they are bytes. */
const tabs = /[\t\n\r][^]{0,3}[\t\n\r][^]{0,3}[\t\n\r]/;
const beyondAscii = /[^\t\n\r\x20-\x7e]{3,}/;
const allBeyondAscii = new RegExp(beyondAscii, "g");

function isText(text: string): boolean {
  if (tabs.test(text) || !text.isWellFormed()) return false;
  return Array.from(text).every((character) => {
    const code = character.codePointAt(0) ?? 0;
    return !isControl(code) && kindOf(classOf(code)) !== kind.never;
  });
}

/** What the letters of single bytes may cost, in nats: so much each, and for the choice of the language once. */
const fitting = { letter: 5, once: 16 } as const;

/** Letters, digits and spaces, at least as many letters as digits, in words that some language may have. */
function isProse(text: string): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const digits = text.match(/\d/g)?.length ?? 0;
  const blanks = text.match(/ /g)?.length ?? 0;
  if (letters < 3 || letters <= digits || (letters + digits + blanks) * 10 < text.length * 7) return false;
  const fit = languageFit(text);
  return fit.perLetter * fit.letters < fitting.letter * fit.letters + fitting.once;
}

/** Full-width letters the other way round are arrows and operators, which cost a language little. */
function isMostlySigns(text: string): boolean {
  return (text.match(/[\x20-\x7e\p{L}\p{M}\p{N}\ufffd]/gu)?.length ?? 0) * 3 < text.length * 2;
}

/** Low bytes of few values, or units that no text has: what UTF-16 with its bytes the other way round looks like. */
function looksSwapped(text: string): boolean {
  let low = 0;
  let strange = 0;
  const rows = new Set<number>();
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0xfffd || (code & 0xff) <= 0x20) low++;
    rows.add(code >> 8);
    const of = classOf(code);
    if (kindOf(of) === kind.never || isRareClass(of) || scriptOfClass(of) > eastAsian) strange++;
    if (at === 3 && low < 3 && strange === 0) return false;
  }
  return (low * 10 >= text.length * 8 && rows.size > 2) || (strange * 5 >= text.length && text.length > 3);
}

/** UTF-16 whose bytes are the other way round. */
function unswapped(text: string): string | undefined {
  const bytes = exactBytes(text, 1201);
  if (bytes === undefined) return undefined;
  // A reader put U+FFFD in place of a unit that it could not keep; its bytes were never swapped.
  const mended = utf16Units(bytes, false).replaceAll("\ufdff", "\ufffd");
  return isText(mended) && !isMostlySigns(mended) ? mended : undefined;
}

/**
 * Every byte of the units is one of text: what single bytes, taken for UTF-16 two at a time, look like. Units of one row, or one or
 * two letters of a script time and again, are symbols, letters or syllables that people repeat: every second byte of a text is never the same.
 */
function looksWidened(text: string): boolean {
  const units = new Set<number>();
  const rows = new Set<number>();
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0xfffd) continue;
    const low = code & 0xff;
    const high = code >> 8;
    units.add(code);
    rows.add(high);
    if (low < 9 || (low < 0x20 && low !== 9 && low !== 10 && low !== 13) || low === 0x7f) return false;
    const isEnd = high === 0 && at === text.length - 1;
    if (!isEnd && (high < 9 || (high < 0x20 && high !== 9 && high !== 10 && high !== 13) || high === 0x7f))
      return false;
  }
  return text.length <= least || (rows.size > 1 && (units.size > 2 || onlyScript(text) === 0));
}

function narrowed(text: string, written: number): string | undefined {
  // A replacing reader left one U+FFFD for an odd last byte; the rest can be restored.
  const cut = text.endsWith("\ufffd");
  const whole = cut ? text.slice(0, -1) : text;
  let bytes = exactBytes(whole, 1200);
  if (bytes === undefined || whole.includes("\ufffd")) return undefined;
  // An odd last byte is read as a unit of its own with the high byte 00.
  if (bytes.at(-1) === 0) bytes = bytes.subarray(0, -1);
  if (written !== 65001) return decodeCodePage(bytes, written) + (cut ? "\ufffd" : "");
  if (cut) bytes = bytes.subarray(0, bytes.length - unfinishedUtf8(bytes));
  return firstBroken(bytes, "core").length > 0
    ? undefined
    : Buffer.from(bytes).toString("utf8") + (cut ? "\ufffd" : "");
}

/** Stretches of units that make no sense as they are, and do as bytes or the other way round. */
export function mendsOfWide(text: string): Mend[] {
  if (!beyondAscii.test(text)) return [];
  const mends: Mend[] = [];
  for (const { index, 0: run } of text.matchAll(allBeyondAscii)) {
    // An odd last byte of ASCII comes after the others.
    const end = index + run.length;
    const odd = text.length === end + 1 ? text.slice(end) : "";
    const found = [
      ...(looksSwapped(run)
        ? [{ step: { written: 1200, read: 1201 }, length: run.length, after: unswapped(run) }]
        : []),
      ...(looksWidened(run) && (run.length > least || neverText.test(run))
        ? [65001, ...singleBytePages].map((written) => ({
            step: { written, read: 1200 },
            length: run.length + odd.length,
            after: narrowed(run + odd, written),
          }))
        : []),
    ];
    if (found.every(({ after }) => after === undefined)) continue;
    const before = languageFit(run).cost;
    let best: Mend | undefined;
    let cost = before - overwhelming;
    for (const { step, length, after } of found) {
      if (
        after === undefined ||
        !isText(after) ||
        (step.written < 1300 && step.written !== 1200 && !isProse(after))
      )
        continue;
      const now = languageFit(after).cost;
      // Valid UTF-8 of more than ASCII is proof; among single-byte pages the commonest comes first.
      const needed = best === undefined ? cost : cost - handicap;
      if (now < needed) {
        best = { start: index, end: index + length, after, step, evidence: 4 };
        cost = now;
      }
    }
    if (best !== undefined) mends.push(best);
  }
  return mends;
}
