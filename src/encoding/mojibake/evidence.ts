/** What speaks for damage in a stretch of text: points of its characters, and of the sequences themselves. */
import { classOf, isLetterKind, kind, kindOf, latin, scriptOfClass } from "./character-class.ts";
import { oddnessOf } from "./oddness.ts";
import type { Sequence } from "./sequences.ts";

/** Points of a text, until its sums are made. */
let scratch = new Uint8Array(512);

function scratchFor(text: string): Uint8Array {
  if (scratch.length < text.length) scratch = new Uint8Array(text.length);
  return scratch;
}

/** Points of all of a text. */
export function pointsOf(text: string): number {
  return oddnessOf(text, scratchFor(text));
}

/** Sums that are read before the next text is examined. */
let passing = new Uint32Array(512);

/** Fills in the sums of a text, and what is beyond its end as if there were nothing odd. */
function fillSums(text: string, sums: Uint32Array): Uint32Array {
  const points = scratchFor(text);
  oddnessOf(text, points);
  let sum = 0;
  sums[0] = 0;
  for (let at = 0; at < text.length; at++) {
    sum += points[at] ?? 0;
    sums[at + 1] = sum;
  }
  sums[text.length + 1] = sum;
  return sums;
}

/** Sums of the points before each place, so that those of a stretch are one subtraction; up to one place after the text. */
export function sumsOf(text: string): Uint32Array {
  return fillSums(text, new Uint32Array(text.length + 2));
}

/** The same, in memory that the next call uses again. */
export function passingSumsOf(text: string): Uint32Array {
  if (passing.length < text.length + 2) passing = new Uint32Array(text.length + 2);
  return fillSums(text, passing);
}

/** Points of the places from `start` to before `end`. */
export function between(sums: Uint32Array, start: number, end: number): number {
  return (sums[Math.min(end, sums.length - 1)] ?? 0) - (sums[start] ?? 0);
}

/** Kind of the character at a place; a space outside of the text. */
export function kindAt(text: string, at: number): number {
  return at < 0 || at >= text.length ? kind.space : kindOf(classOf(text.codePointAt(at) ?? 0));
}

const invisible = /[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;

/** The text without marks of direction and the like, which occur in undamaged text and are evidence for no language. */
export function visible(text: string): string {
  return text.replaceAll(invisible, "");
}

/** True when there is a letter, a digit or a mark. */
export function isWordAt(text: string, at: number): boolean {
  const of = kindAt(text, at);
  return isLetterKind(of) || of === kind.digit || of === kind.mark;
}

const nbsp = 0xa0;
const dashes = "–—";
const openers: Readonly<Record<string, string>> = { "»": "«", "”": "“„", "›": "‹" };

/** True when the second is a closing quote and the line has no opening one. */
function isUnopened(text: string, start: number): boolean {
  const opener = openers[text.charAt(start + 1)];
  return opener !== undefined && !Array.from(opener).some((open) => text.lastIndexOf(open, start) >= 0);
}

/**
 * Points for a sequence of two whose lead is C2 or C3, which most damage has: none when it may be meant as the characters it shows,
 * a capital at the end of a word in capitals with a symbol that may stand there.
 */
function pointsOfLatin1(text: string, start: number): number {
  const symbol = text.charAt(start + 1);
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
    return symbol === "\u00a0" && short ? 2 : 1;
  }
  if (isUnopened(text, start) || before === kind.lower) return 1;
  if (before === kind.upper) return "™®©".includes(symbol) && "ÃÂ".includes(text.charAt(start)) ? 2 : 0;
  if (dashes.includes(symbol)) return next === kind.space ? 2 : 1;
  if (symbol.charCodeAt(0) !== nbsp) return "»”’›…™".includes(symbol) ? 0 : 1;
  return before === kind.digit
    ? 1
    : before === kind.space && isWordAt(text, start + 2 + Number(next === kind.space))
      ? 2
      : 0;
}

/** Points of a sequence for what it is: hardly any undamaged text has one of three or four by chance. */
export function pointsOfSequence(text: string, { start, length, lossy }: Sequence, code: number): number {
  if (lossy === true) return 0;
  if (length > 3) return 3;
  if (length === 3) return 1;
  if (code < 0x100) return pointsOfLatin1(text, start);
  return isUnopened(text, start) && !isWordAt(text, start + 2) ? 1 : 0;
}

/** What follows the symbol of a quantity, and under a root. */
const behindSymbol = "±²³";
const underRoot = "π∞Ωµ∑∫";
/** Cyrillic capitals that people type for Latin ones, and symbols that end no word in capitals when they are damage. */
const typedAlike = "ВЕКМНОРСТХ";
const endings = "’”…™";

/**
 * The two characters of a sequence may well be meant: a quantity and its symbol (`Ø±0,1`, `Å²`, `√π`), or a Cyrillic capital that was
 * typed for a Latin one at the end of a word (`CAFЕ’s`). A row of those is no more evidence than one.
 */
export function isMeant(text: string, { start, length, lossy }: Sequence, code: number): boolean {
  if (length !== 2 || lossy === true) return false;
  const [letter, symbol] = [text.charAt(start), text.charAt(start + 1)];
  if (typedAlike.includes(letter) && endings.includes(symbol))
    return (
      /[A-Z-]/.test(text.charAt(start - 1)) &&
      /^(?:[sS](?!\p{L})|\P{L}|$)/u.test(text.slice(start + 2, start + 4))
    );
  if (isWordAt(text, start - 1) || isLetterKind(kindAt(text, start + 2))) return false;
  if (letter === "√") return underRoot.includes(symbol);
  // Â± is what becomes of the symbol itself.
  return behindSymbol.includes(symbol) && kindAt(text, start) === kind.upper && code > 0xff;
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
