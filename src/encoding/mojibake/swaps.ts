/** One single-byte page read as another: no byte is wrong anywhere, so that only the language can tell. */
import { decodeCodePage } from "../code-page.ts";
import { languageData } from "../language/data.ts";
import { languageFit } from "../language/fit.ts";
import { exactBytes } from "./bytes.ts";
import { classOf, isLetterKind, kindOf, latin, scriptOfClass } from "./character-class.ts";
import type { Mend } from "./edits.ts";
import { pointsOf } from "./evidence.ts";

/** Pages that are taken for one another, the commoner mistakes first: written, read. */
const pairs: readonly (readonly [written: number, read: number])[] = [
  [850, 1252],
  [437, 1252],
  [1252, 850],
  [1252, 437],
  [1251, 1252],
  [1252, 1251],
  [1250, 1252],
  [1252, 1250],
  [1253, 1252],
  [1254, 1252],
  [1252, 1254],
  [1255, 1252],
  [1256, 1252],
  [874, 1252],
  [1252, 874],
  [866, 1251],
  [1251, 866],
  [20866, 1251],
  [1251, 20866],
  [852, 1250],
  [1250, 852],
  [852, 1252],
  [866, 1252],
  [20866, 1252],
  [10000, 1252],
  [1252, 10000],
  [1257, 1252],
];

/** Odds, in nats, that the language must have on its side: a million to one, or a thousand to one beside symbols where none belong. */
const overwhelming = 17;
const enough = 7;
/**
 * What the letters of the other reading may cost, in nats: so much each, and for the choice of the language once. Languages that the
 * model does not know cost more in any reading; what gains a third of all cost by the swap is believed all the same, and in a line of
 * many letters what turns into the commonest page and gains far more than chance does.
 */
const fitting = { letter: 3.1, once: 11 } as const;
const gaining = { share: 0.35, letters: 8 } as const;
const gainingMuch = { nats: 28, letters: 24 } as const;
const commonest = 1252;
const gained = { letter: 4, once: 16 } as const;
/** Odds against the next best reading. */
const clear = 5;
const leastLetters = 5;

let languages: ReadonlyMap<string, readonly [low: number, high: number]> | undefined;

/** The result for each letter so far, by UTF-16 unit. */
const met = new Map<number, readonly [low: number, high: number]>();

/** Which languages of the model have a letter, a bit for each of them. */
function languagesOf(unit: number): readonly [low: number, high: number] {
  let found = met.get(unit);
  if (found === undefined) met.set(unit, (found = languagesWith(String.fromCharCode(unit).toLowerCase())));
  return found;
}

function languagesWith(letter: string): readonly [low: number, high: number] {
  if (languages === undefined) {
    const found = new Map<string, [number, number]>();
    for (const [index, [, , , letters]] of languageData().pairs.entries()) {
      for (const own of letters) {
        const bits = found.get(own) ?? [0, 0];
        bits[index < 31 ? 0 : 1] |= 1 << (index % 31);
        found.set(own, bits);
      }
    }
    languages = found;
  }
  return languages.get(letter) ?? [0, 0];
}

/**
 * A first check, which undamaged text rarely fails: letters that no language has all of, more accented letters than others, or
 * symbols where none belong.
 * @param odd Points for what is odd in the text.
 */
function isSuspect(text: string, odd: number): boolean {
  let beyond = 0;
  let plain = 0;
  let low = -1;
  let high = -1;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const of = classOf(code);
    if (!isLetterKind(kindOf(of))) continue;
    if (code < 0x80) plain++;
    else {
      if (scriptOfClass(of) === latin) beyond++;
      const [own, more] = languagesOf(code);
      low &= own;
      high &= more;
    }
  }
  return (low | high) === 0 || beyond > plain || odd > 0;
}

function lettersBeyondAscii(text: string): number {
  let count = 0;
  for (const character of text) {
    if (character > "\x7f" && isLetterKind(kindOf(classOf(character.codePointAt(0) ?? 0)))) count++;
  }
  return count;
}

/** Letters of Cyrillic that people type for Latin ones, and the other way round, because they look alike. */
const lookAlike = /[АВЕЅІЈКМНОРСТХаеѕіјорсух]/g;
const cyrillic = /\p{Script=Cyrillic}/u;

/** All Cyrillic letters beside Latin ones look like Latin letters. */
function isTypedAlike(text: string): boolean {
  return cyrillic.test(text) && /[a-z]/i.test(text) && !cyrillic.test(text.replaceAll(lookAlike, ""));
}

/** Letters that are drawn out (`nãããão`) speak for no language more than one of them does. */
const drawnOut = /(\p{L})\1{2,}/gu;

function withoutDrawing(text: string): string {
  return text.replace(drawnOut, "$1");
}

/** How many different letters there are, capitals aside. */
function differentLetters(text: string): number {
  return new Set(text.toLowerCase().match(/\p{L}/gu)).size;
}

/** What a line is when it was read in another page than that in which it was written. */
export function mendsOfSwap(text: string): Mend[] {
  if (text.length < leastLetters) return [];
  const odd = pointsOf(text);
  if (!isSuspect(text, odd) || isTypedAlike(text)) return [];
  /** Cost of the text as it is; most text is of letters that none of the pages has, and needs none. */
  let before: number | undefined;
  const found: { after: string; step: { written: number; read: number }; cost: number }[] = [];
  const bytesIn = new Map<number, Uint8Array | undefined>();
  for (const [written, read] of pairs) {
    if (!bytesIn.has(read)) bytesIn.set(read, exactBytes(text, read));
    const bytes = bytesIn.get(read);
    if (bytes === undefined) continue;
    const after = decodeCodePage(bytes, written);
    if (after === text || found.some((other) => other.after === after)) continue;
    if (pointsOf(after) > odd / 4) continue;
    before ??= languageFit(withoutDrawing(text)).cost;
    const short = withoutDrawing(after);
    const fit = languageFit(short);
    const gain = before - fit.cost;
    const isGain =
      (fit.letters >= gaining.letters && gain > before * gaining.share) ||
      (written === commonest && fit.letters >= gainingMuch.letters && gain > gainingMuch.nats);
    const { letter, once } = isGain ? gained : fitting;
    if (fit.perLetter * fit.letters < letter * fit.letters + once && differentLetters(short) >= leastLetters)
      found.push({ after, step: { written, read }, cost: fit.cost });
  }
  const [best, next] = found.sort((a, b) => a.cost - b.cost);
  // Symbols among ASCII prove no language, but make letters in their place doubtful that are no likelier.
  if (best === undefined || before === undefined || lettersBeyondAscii(best.after) === 0) return [];
  if (before - best.cost < Math.max(enough, overwhelming - 3 * odd)) return [];
  if (next !== undefined && lettersBeyondAscii(next.after) > 0 && next.cost - best.cost < clear) return [];
  return [
    {
      start: 0,
      end: text.length,
      after: best.after,
      step: best.step,
      evidence: 2 + (before - best.cost) / overwhelming,
    },
  ];
}
