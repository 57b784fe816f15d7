/** UTF-16 that was read byte by byte, as a single-byte page: every second character is a control, mostly NUL. */
import { languageFit } from "../language/fit.ts";
import { utf16Units } from "../utf16.ts";
import { exactBytes } from "./bytes.ts";
import {
  classOf,
  eastAsian,
  isControl,
  isLetterKind,
  kind,
  kindOf,
  scriptOfClass,
} from "./character-class.ts";
import type { Mend } from "./edits.ts";
import { between, sumsOf, visible } from "./evidence.ts";

/** True when C0 controls stand in the text, line ends and tabs aside. */
export function hasControl(text: string): boolean {
  return controlsIn(text) > 0;
}

/** Places of one parity, from `first` to `last`, that hold high bytes of UTF-16: 00 to 1F. */
interface HighBytes {
  readonly first: number;
  readonly last: number;
  readonly count: number;
}

/** High bytes that may be missing from a row of them: those of quotes and dashes, 20, look like spaces. */
const gap = 2;

/** High bytes that a row must have where NULs remain beside it: fewer stand there by chance. */
const leastBeside = 4;

/**
 * Rows of high bytes. Tabs and line ends are the high bytes of Indic letters only; in any other text they are what they are, and what
 * stands behind them is another line.
 */
function highBytes(text: string, parity: 0 | 1, indic: boolean): HighBytes[] {
  const rows: HighBytes[] = [];
  let first = -1;
  let last = -1;
  let places: number[] = [];
  const close = (): void => {
    const values = new Map<number, number>();
    for (const at of places) values.set(text.charCodeAt(at), (values.get(text.charCodeAt(at)) ?? 0) + 1);
    const zeros = values.get(0) ?? 0;
    const most = Math.max(0, ...values.values());
    const enough =
      zeros >= 2 ||
      (most >= 3 &&
        places.some(
          (at) =>
            isControl(text.charCodeAt(at)) ||
            isControl(text.charCodeAt(at - 1)) ||
            text.charCodeAt(at - 1) > 0x7f ||
            text.charCodeAt(at + 1) > 0x7f,
        ));
    if (enough && places.length * 10 >= ((last - first) / 2 + 1) * 6)
      rows.push({ first, last, count: places.length });
    places = [];
    first = -1;
  };
  for (let at: number = parity; at < text.length; at += 2) {
    if (indic ? text.charCodeAt(at) < 0x20 : isControl(text.charCodeAt(at))) {
      if (first < 0) first = at;
      last = at;
      places.push(at);
    } else if (first >= 0 && at - last > gap * 2) close();
  }
  if (first >= 0) close();
  return rows;
}

/** The text of a stretch as the commonest page that has all of its characters gives it, or the one whose language speaks for it. */
function decoded(
  text: string,
  bigEndian: boolean,
  pages: readonly number[],
): { after: string; page: number; cost: number } | undefined {
  let best: { after: string; page: number; cost: number } | undefined;
  const seen = new Set<string>();
  for (const page of pages) {
    const bytes = exactBytes(text, page);
    if (bytes === undefined || bytes.length % 2 === 1) continue;
    const after = utf16Units(bytes, bigEndian);
    if (seen.has(after) || !after.isWellFormed() || hasNonText(after)) continue;
    seen.add(after);
    const { cost: fit, perLetter } = languageFit(visible(after).replaceAll(turned, "’"));
    if (perLetter > mostPerLetter && hasEastAsian(after)) continue;
    const cost = fit + (best === undefined ? 0 : handicap);
    if (best === undefined || cost < best.cost) best = { after, page, cost };
  }
  return best;
}

/** Odds, in nats, that a rarer page must have on its side: letters that fit a language, not only symbols. */
const handicap = 24;
/** Cost of a letter beyond which Chinese, Japanese or Korean text is none, but bytes with a NUL here and there. */
const mostPerLetter = 10;

/** Letters of Uzbek, Hawaiian and others that look like the apostrophe which the languages know. */
const turned = /[ʻʼ]/g;

function hasEastAsian(text: string): boolean {
  return Array.from(text).some(
    (character) => scriptOfClass(classOf(character.codePointAt(0) ?? 0)) === eastAsian,
  );
}

function hasNonText(text: string): boolean {
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (kindOf(classOf(code)) === kind.never || isControl(code)) return true;
  }
  return false;
}

/** Letters beyond ASCII with tabs or line ends between: the scripts whose high byte is 09, 0A or 0D. */
export const alternating = /(?:[\x80-\uffff][\t\n\r]){3}|(?:[\t\n\r][\x80-\uffff]){3}/;

/** The high byte of Indic letters, 09, 0A or 0D, in every second place. */
const indicBytes = /([\t\n\r])[^\t\n\r]\1[^\t\n\r]\1/;

interface Candidate {
  readonly start: number;
  readonly end: number;
  readonly written: 1200 | 1201;
  /** The part of it with high bytes that show; the rest must be Chinese, Japanese or Korean. */
  readonly shown?: { readonly start: number; readonly end: number };
}

/** Low bytes of quotes, dashes and €, whose high byte 20 looks like a space. */
const symbols = new Set(
  Array.from("–—‘’‚‛“”„‟€", (symbol) => String.fromCharCode(symbol.charCodeAt(0) & 0xff)),
);

/** Low bytes of marks of direction, and of those that join letters: the latter are line ends and the like, but beside Indic letters. */
const marks = new Set("\x0e\x0f");
const indicMarks = new Set("\x0b\x0c\x0d\x0e\x0f");
const nearby = 40;
const indicRow = /([\t-\r])[^\t-\r]\1[^\t-\r]\1/;

/** How far such symbols reach from the place, in steps of two units. */
function signsAt(text: string, at: number, step: 2 | -2, { bigEndian }: { bigEndian: boolean }): number {
  const own = indicRow.test(text.slice(Math.max(0, at - nearby), at + nearby)) ? indicMarks : marks;
  let reach = at;
  for (;;) {
    const pair = step > 0 ? reach : reach - 2;
    const low = text.charAt(bigEndian ? pair + 1 : pair);
    const high = text.charAt(bigEndian ? pair : pair + 1);
    if (high !== " " || !(symbols.has(low) || own.has(low))) return reach;
    reach += step;
  }
}

/** The stretch around a row of high bytes. */
function stretch(text: string, { first, last }: HighBytes, written: 1200 | 1201): Candidate {
  const bigEndian = written === 1201;
  const shift = bigEndian ? 1 : 0;
  return {
    start: signsAt(text, first - 1 + shift, -2, { bigEndian }),
    end: signsAt(text, last + 1 + shift, 2, { bigEndian }),
    written,
  };
}

/** What a row of high bytes may belong to: the stretch around it, or all of the text, in either order of the bytes. */
function candidates(text: string, row: HighBytes): Candidate[] {
  const stretches = [stretch(text, row, 1200), stretch(text, row, 1201)].filter(
    ({ start, end }) => start >= 0 && end <= text.length,
  );
  const whole = stretches
    .filter(({ start, end }) => start % 2 === 0 && text.length % 2 === 0 && end - start < text.length)
    .map(({ start, end, written }) => ({ start: 0, end: text.length, written, shown: { start, end } }));
  return [...stretches, ...whole];
}

/** What characters of Chinese, Japanese or Korean cost on average, in nats: common ones, and those with symbols between. */
const common = 6.5;
const commonWithSigns = 9;
/** Fixed cost of a few of them. */
const once = 8;
const few = 8;

/** How much of the text beside a stretch is judged with it. */
const beside = 200;

/** Stretches of UTF-16 in bytes. */
export function mendsOfNarrow(text: string, pages: readonly number[]): Mend[] {
  if (!hasControl(text) && !alternating.test(text)) return [];
  const indic = indicBytes.test(text);
  const rows = [...highBytes(text, 0, indic), ...highBytes(text, 1, indic)].sort(
    (a, b) => b.count - a.count || a.first - b.first,
  );
  const mends: Mend[] = [];
  const taken = new Uint8Array(text.length);
  for (const [index, row] of rows.entries()) {
    let best: Mend | undefined;
    let cost = Infinity;
    for (const { start, end, written, shown } of candidates(text, row)) {
      // All of the text is looked at for the longest rows only: a log may have a row in each line.
      if (taken.subarray(start, end).includes(1) || (shown !== undefined && index > 1)) continue;
      const part = decoded(text.slice(start, end), written === 1201, pages);
      if (part === undefined) continue;
      if (shown !== undefined) {
        const rest = part.after.slice(0, shown.start / 2) + part.after.slice(shown.end / 2);
        // Marks behind Indic letters have the high byte 20.
        const hidden = (indic ? visible(rest) : rest).replace(/[^\u2000-\uffff]/g, "").slice(0, beside);
        if (hidden !== "" && !/\p{L}/u.test(hidden)) continue;
        const most = hidden.length * commonWithSigns + (hidden.length < few ? once : 0);
        if (!isEastAsian(hidden) || languageFit(hidden).cost > most) continue;
      }
      const around =
        text.slice(Math.max(0, start - beside), start) + part.after + text.slice(end, end + beside);
      // Repairing a part of UTF-16 is worse than repairing none.
      if (row.count < leastBeside && around.includes("\0")) continue;
      const now = languageFit(visible(around)).cost - controlsIn(text.slice(start, end)) * 20;
      if (now < cost) {
        best = { start, end, after: part.after, step: { written, read: part.page }, evidence: 4 };
        cost = now;
      }
    }
    if (best === undefined) continue;
    mends.push(best);
    taken.fill(1, best.start, best.end);
  }
  return mends.sort((a, b) => a.start - b.start);
}

function controlsIn(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) if (isControl(text.charCodeAt(at))) count++;
  return count;
}

/** Odds, in nats, that Chinese, Japanese or Korean text must have on its side: it leaves no controls behind. */
const overwhelming = 10;
/** Its bytes do not look like words and spaces. */
const words = / |[a-z]{4}/i;

/** Chinese, Japanese or Korean text: its high bytes are letters and symbols, so that the whole text must speak for it. */
export function mendsOfIdeographs(text: string, pages: readonly number[]): Mend[] {
  if (text.length < 6 || text.length > 2000 || text.length % 2 === 1 || words.test(text)) return [];
  if (pages.slice(0, 2).every((page) => exactBytes(text, page) === undefined)) return [];
  if (between(sumsOf(text), 0, text.length) < 2 && !/^(?:[^]0){3,}$|^(?:0[^]){3,}$/.test(text)) return [];
  const before = languageFit(text).cost;
  for (const written of [1200, 1201]) {
    const part = decoded(text, written === 1201, pages.slice(0, 2));
    if (part === undefined || !isEastAsian(part.after) || part.cost > part.after.length * common) continue;
    if (part.cost + overwhelming < before)
      return [
        { start: 0, end: text.length, after: part.after, step: { written, read: part.page }, evidence: 4 },
      ];
  }
  return [];
}

function isEastAsian(text: string): boolean {
  return Array.from(text).every((character) => {
    const of = classOf(character.codePointAt(0) ?? 0);
    return scriptOfClass(of) === eastAsian || !isLetterKind(kindOf(of));
  });
}
