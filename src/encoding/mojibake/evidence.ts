/** What speaks for damage in a stretch of text: points of its characters, and of the sequences themselves. */
import { classOf, isLetterKind, kind, kindOf, latin, scriptOfClass } from "./character-class.ts";
import { oddnessOf } from "./oddness.ts";
import type { Sequence } from "./sequences.ts";

/** Sums of the points before each place, so that those of a stretch are one subtraction. */
export function sumsOf(text: string): Uint32Array {
  const points = new Uint8Array(text.length);
  oddnessOf(text, points);
  const sums = new Uint32Array(text.length + 1);
  for (let at = 0; at < text.length; at++) sums[at + 1] = (sums[at] ?? 0) + (points[at] ?? 0);
  return sums;
}

/** Points of the places from `start` to before `end`. */
export function between(sums: Uint32Array, start: number, end: number): number {
  return (sums[Math.min(end, sums.length - 1)] ?? 0) - (sums[start] ?? 0);
}

/** Kind of the character at a place; blank outside of the text. */
export function kindAt(text: string, at: number): number {
  return at < 0 || at >= text.length ? kind.space : kindOf(classOf(text.codePointAt(at) ?? 0));
}

/** A letter, a digit or a mark stands there. */
export function isWordAt(text: string, at: number): boolean {
  const of = kindAt(text, at);
  return isLetterKind(of) || of === kind.digit || of === kind.mark;
}

const nbsp = 0xa0;
const dashes = "–—";
const openers: Readonly<Record<string, string>> = { "»": "«", "”": "“„", "›": "‹" };

/** A closing quote stands second, and the line has none that opens. */
function isUnopened(text: string, start: number): boolean {
  const opener = openers[text.charAt(start + 1)];
  return opener !== undefined && !Array.from(opener).some((open) => text.lastIndexOf(open, start) >= 0);
}

/**
 * Points for a sequence of two whose lead is C2 or C3, which most damage has: none when it may be meant as the characters it shows,
 * a capital at the end of a word in capitals with a sign that may stand there.
 */
function pointsOfLatin1(text: string, start: number): number {
  const sign = text.charAt(start + 1);
  const before = kindAt(text, start - 1);
  const next = kindAt(text, start + 2);
  const second = kindAt(text, start + 1);
  if (
    before === kind.lower &&
    scriptOfClass(classOf(text.charCodeAt(start))) === scriptOfClass(classOf(text.charCodeAt(start - 1))) &&
    scriptOfClass(classOf(text.charCodeAt(start))) !== latin
  )
    return 0;
  if (second !== kind.closing && second !== kind.joining) return 1;
  if (isLetterKind(next)) {
    // G + A0 + idhlig: a word of one capital, Ã and a small letter.
    const short = before === kind.upper && !isWordAt(text, start - 2) && next === kind.lower;
    return sign === "\u00a0" && short ? 2 : 1;
  }
  if (isUnopened(text, start) || before === kind.lower) return 1;
  if (before === kind.upper) return "™®©".includes(sign) && "ÃÂ".includes(text.charAt(start)) ? 2 : 0;
  if (dashes.includes(sign)) return next === kind.space ? 2 : 1;
  if (sign.charCodeAt(0) !== nbsp) return "»”’›…™".includes(sign) ? 0 : 1;
  return before === kind.digit
    ? 1
    : before === kind.space && isWordAt(text, start + 2 + Number(next === kind.space))
      ? 2
      : 0;
}

/** Points of a sequence for what it is: hardly any right text has one of three or four by chance. */
export function pointsOfSequence(text: string, { start, length, lossy }: Sequence, code: number): number {
  if (lossy === true) return 0;
  if (length > 3) return 3;
  if (length === 3) return 1;
  if (code < 0x100) return pointsOfLatin1(text, start);
  return isUnopened(text, start) && !isWordAt(text, start + 2) ? 1 : 0;
}

/** The script of a text that holds nothing but letters of one; 0 for any other. */
export function onlyScript(text: string): number {
  let script = 0;
  for (const character of text) {
    const of = classOf(character.codePointAt(0) ?? 0);
    if (kindOf(of) === kind.mark && script !== 0) continue;
    if (!isLetterKind(kindOf(of)) || (script !== 0 && scriptOfClass(of) !== script)) return 0;
    script = scriptOfClass(of);
  }
  return script;
}
