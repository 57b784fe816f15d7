/** How oddly the characters of a text are combined: in ways that wrongly read bytes produce and no language does. */
import {
  classOf,
  cyrillic,
  greek,
  isLetterKind,
  isRareClass,
  kind,
  kindOf,
  scriptOfClass,
} from "./character-class.ts";

/** Lines between the cells of tables, and under titles. */
const uprightLines = new Set(["│", "║", "┃"].map((line) => line.charCodeAt(0)));
const levelLines = new Set(["─", "═", "━"].map((line) => line.charCodeAt(0)));
/** Numbers and operators that may touch a letter of ASCII: x±1, a×b, 5m½. */
const arithmetic = new Set(
  ["±", "¼", "½", "¾", "×", "÷", "≤", "≥", "≈", "≠"].map((symbol) => symbol.charCodeAt(0)),
);
const times = new Set(["×", "÷"].map((symbol) => symbol.charCodeAt(0)));
/** Symbols that open, and never close or stand behind a word. */
const notes = new Set(["†", "‡", "•", "¶"].map((symbol) => symbol.charCodeAt(0)));
const strictlyOpening = new Set(["„", "‚", "¿", "¡", "§"].map((symbol) => symbol.charCodeAt(0)));
/** Symbols behind a word, which never begin one. */
const strictlyClosing = new Set(["™", "®", "²", "³", "¹", "ª", "º"].map((symbol) => symbol.charCodeAt(0)));
/** Numbers and degrees: behind a letter of ASCII in units, behind no accented capital. */
const raised = new Set(["²", "³", "¹", "ª", "º", "°"].map((symbol) => symbol.charCodeAt(0)));
const oe = [0x152, 0x153];
const angstrom = 0xc5;

/** Points of two letters side by side. */
function betweenLetters(before: number, beforeCode: number, now: number, code: number): number {
  const script = scriptOfClass(now);
  const scriptBefore = scriptOfClass(before);
  if (script !== scriptBefore && script !== 0 && scriptBefore !== 0) {
    const unit = (script === greek && beforeCode < 0x80) || (scriptBefore === greek && code < 0x80);
    return unit ? 1 : 2;
  }
  const flips = kindOf(before) === kind.lower && kindOf(now) === kind.upper;
  return flips && (code >= 0x80 || beforeCode >= 0x80) ? 1 : 0;
}

/** A capital of another script than Cyrillic, whose units are written with letters of their own: СМ², еВ. */
function isCapital(letter: number): boolean {
  return kindOf(letter) === kind.upper && scriptOfClass(letter) !== cyrillic;
}

/** Points of a symbol behind a letter. */
function behindLetter(letter: number, letterCode: number, of: number, code: number): number {
  switch (of) {
    case kind.closing:
      return raised.has(code) && letterCode >= 0x80 && letterCode !== angstrom && isCapital(letter) ? 1 : 0;
    case kind.opening:
      return strictlyOpening.has(code) || (letterCode >= 0x80 && notes.has(code)) ? 1 : 0;
    case kind.currency:
      return letterCode >= 0x80 ? 1 : 0;
    case kind.stray:
    case kind.math:
      return times.has(code) || (letterCode < 0x80 && arithmetic.has(code)) ? 0 : 1;
    case kind.box:
      return uprightLines.has(code) || levelLines.has(code) ? 0 : 1;
    default:
      return 0;
  }
}

/** Points of a letter behind a symbol. */
function behindSymbol(of: number, code: number, letterCode: number): number {
  switch (of) {
    case kind.closing:
      return strictlyClosing.has(code) ? 1 : 0;
    case kind.stray:
      return arithmetic.has(code) ? 0 : 1;
    case kind.box:
      return uprightLines.has(code) || levelLines.has(code) ? 0 : letterCode < 0x80 ? 1 : 2;
    default:
      return 0;
  }
}

/** A digit of a script beside a letter of another. */
function isForeignDigit(digit: number, letter: number): boolean {
  const script = scriptOfClass(digit);
  return (
    kindOf(digit) === kind.digit &&
    script !== 0 &&
    isLetterKind(kindOf(letter)) &&
    scriptOfClass(letter) !== script
  );
}

function isOpening(of: number, code: number): boolean {
  return of === kind.opening || code === 0xab || code === 0x201c;
}

function isSymbol(of: number): boolean {
  return (of >= kind.closing && of <= kind.math) || of === kind.neutral;
}

/** What {@link oddnessOf} remembers of the characters behind it. */
interface Trail {
  /** Class and code of the letter before the symbols. */
  letter: number;
  letterCode: number;
  /** Number of symbols since that letter; -1 when something else stood between. */
  symbols: number;
  /** How many of them do not join words. */
  parting: number;
}

/** Points of symbols that stand between two letters. */
function inside(trail: Trail, symbolCode: number, symbolKind: number, now: number, code: number): number {
  if (trail.symbols === 1 && uprightLines.has(symbolCode)) return 0;
  const accented = trail.letterCode >= 0x80;
  if (trail.parting === 0) {
    if (trail.symbols > 1) return 1;
    const turns = accented && kindOf(trail.letter) === kind.upper;
    const quote = symbolCode === 0x2018 || symbolCode === 0xb4;
    return turns && (quote || (kindOf(now) === kind.lower && code !== 0x73 && symbolCode === 0x2019)) ? 1 : 0;
  }
  if (trail.symbols > 1 && symbolKind === kind.joining) return 0;
  const plain = !accented && code < 0x80 && trail.symbols === 1;
  return plain && (arithmetic.has(symbolCode) || symbolKind === kind.closing) ? 1 : 2;
}

/**
 * Points of each UTF-16 unit for how it stands beside the ones before it; 0 throughout for nearly all undamaged text. Written into
 * `points`, which must be as long as the text or longer.
 * @returns The sum of the points.
 */
export function oddnessOf(text: string, points: Uint8Array): number {
  let sum = 0;
  let before = kind.space as number;
  let beforeCode = 0x20;
  let word = 0;
  /** Accented capitals side by side so far. */
  let capitals = 0;
  /** A capital stands behind a small letter; at the end of a word that is odder still. */
  let flipped = false;
  const trail: Trail = { letter: 0, letterCode: 0, symbols: -1, parting: 0 };
  for (let at = 0; at < text.length; at++) {
    const code = text.codePointAt(at) ?? 0;
    const now = classOf(code);
    const of = kindOf(now);
    let odd = of === kind.never ? 3 : isRareClass(now) ? 2 : 0;
    const beforeKind = kindOf(before);
    if (isLetterKind(of)) {
      if (isLetterKind(beforeKind) || beforeKind === kind.mark) {
        const pair = betweenLetters(before, beforeCode, now, code);
        odd += pair;
        flipped = pair === 1 && isCapital(now);
        if (of === kind.lower && capitals > 1 && beforeCode >= 0x80) odd += 1;
      } else if (isForeignDigit(before, now)) odd += 2;
      else if (beforeKind === kind.digit && of === kind.upper && code >= 0x80 && code !== angstrom) odd += 1;
      else if (isSymbol(beforeKind)) odd += behindSymbol(beforeKind, beforeCode, code);
      if (trail.symbols > 0) odd += inside(trail, beforeCode, beforeKind, now, code);
      capitals = of === kind.upper && code >= 0x80 ? capitals + 1 : 0;
      trail.letter = now;
      trail.letterCode = code;
      trail.symbols = 0;
      trail.parting = 0;
    } else if (of === kind.mark) {
      const script = scriptOfClass(now);
      const scriptBefore = scriptOfClass(before);
      if (!isLetterKind(beforeKind) && beforeKind !== kind.mark) odd += 1;
      else if (script !== 0 && scriptBefore !== 0 && script !== scriptBefore) odd += 2;
    } else {
      if (isForeignDigit(now, before)) odd += 2;
      else if (isLetterKind(beforeKind)) {
        odd += behindLetter(before, beforeCode, of, code);
        if (beforeCode === oe[0] || beforeCode === oe[1]) odd += 1;
        if (flipped) odd += 1;
      } else if (beforeKind === kind.box && isSymbol(of) && of !== kind.box && of !== kind.joining) odd += 1;
      else if (of === kind.stray && beforeKind === kind.stray && beforeCode !== code) odd += 1;
      else if (beforeKind === kind.closing && strictlyClosing.has(beforeCode) && isOpening(of, code))
        odd += 1;
      if (isSymbol(of) && trail.symbols >= 0) {
        trail.symbols++;
        if (of !== kind.joining) trail.parting++;
      } else trail.symbols = -1;
      capitals = 0;
      flipped = false;
    }
    points[at] = odd;
    sum += odd;
    if (of !== kind.mark || word === 0) {
      before = now;
      beforeCode = code;
    }
    word = isLetterKind(of) || of === kind.mark ? word + 1 : 0;
    if (code > 0xffff) points[++at] = 0;
  }
  return sum;
}
