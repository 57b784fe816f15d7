/** The cost of characters that are not letters: symbols are cheap where people write them and costly elsewhere. */
import { scriptOf } from "./letters.ts";

/** Symbols that text of many languages has. */
const common = new Set("’“”„«»–—…°€£§²³µ×±·•®©™\u00a0½¿¡ºª‘‚№");
/** Symbols that occur now and then. */
const rare = new Set("¢¥¼¾÷´†‰¹≤≥≈√¶›‹");
const opening = new Set("“«‘‹”»›");
const closing = new Set("”»’›“«‘");
/** Quotation marks that only ever open. */
const low = new Set("„‚");
const currency = new Set("€£¥¢¤");
const fractions = new Set("½¼¾");
const withinWords = new Set("’·\u00ad\u2010\u2011-'\u200c\u200d\u05f3\u05f4");
/** Lines of tables, and lines and blocks that occur in rows. */
const lines = new Set("─═│║");
const runs = new Set("─═│║░▒▓█▄▀■");
const drawing = /[\u2500-\u259f]/;
const emoji = /\p{Extended_Pictographic}/u;
/** Symbols that scripts share; others belong to one script, and occur among its letters. */
const ofNoScript = /[\p{Script=Common}\p{Script=Inherited}]/u;
const neverInText = /[\p{Cn}\p{Co}\p{Cs}]/u;
const eastAsian = /[\u3000-\u303f\u30fb\uff00-\uff65\uffe0-\uffe6]/;

function isDigit(character: string): boolean {
  return character >= "0" && character <= "9" && character.length === 1;
}

function isBlank(character: string): boolean {
  return character === "" || character.trim() === "";
}

function isLetter(character: string): boolean {
  return character !== "" && scriptOf(character.codePointAt(0) ?? 0) !== undefined;
}

/** Spaces, the text's ends and opening brackets: what comes before an opening quotation mark. */
function opens(before: string): boolean {
  return isBlank(before) || "([{/=:-–—'\"".includes(before);
}

function asciiCost(code: number): number {
  if (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09) return 0.5;
  if (code < 0x20 || code === 0x7f) return 11;
  return code >= 0x30 && code <= 0x39 ? 2.5 : 3;
}

/** Costs of the symbols beyond ASCII that occurred; bounded, since only those of the Basic Multilingual Plane are kept. */
const known = new Map<number, number>();

/** Cost of the kind of symbol, in any place. */
function kindCost(character: string, code: number): number {
  const before = known.get(code);
  if (before !== undefined) return before;
  const cost = worthOf(character, code);
  if (code <= 0xffff) known.set(code, cost);
  return cost;
}

function worthOf(character: string, code: number): number {
  if (code === 0xfffd) return 13;
  if (code <= 0x9f) return 13;
  if (common.has(character)) return 5.5;
  if (rare.has(character)) return 8;
  if (eastAsian.test(character)) return 6;
  if (neverInText.test(character)) return 14;
  if (emoji.test(character)) return 7;
  return ofNoScript.test(character) ? 11 : 14;
}

/** Lines and blocks that tables and bars are drawn with: cheap in rows of the same kind, costly inside text. */
function drawingCost(character: string, before: string, after: string): number {
  if (character === before && runs.has(character)) return 1.5;
  if (character === after && runs.has(character)) return 5;
  const inLine = lines.has(character) || lines.has(before) || lines.has(after);
  if (isLetter(before) || isLetter(after)) return isLetter(before) && isLetter(after) ? 16 : 12;
  return inLine && (before === "" || after === "" || isBlank(before) || drawing.test(before)) ? 6 : 9;
}

/** What the neighbours of a symbol add to its cost. */
function placeCost(character: string, before: string, after: string): number {
  const letterBefore = isLetter(before);
  const letterAfter = isLetter(after);
  if (eastAsian.test(character)) return latinLetter(before) || latinLetter(after) ? 6 : 0;
  if (letterBefore && letterAfter) return withinWords.has(character) ? -1 : character === "\u00a0" ? 3 : 8;
  if (low.has(character)) return opens(before) && !isBlank(after) ? -0.5 : 6;
  if (opening.has(character) || closing.has(character)) {
    const asOpening = opening.has(character) && opens(before) && !isBlank(after);
    const asClosing = closing.has(character) && !isBlank(before) && !letterAfter && !isDigit(after);
    return asOpening || asClosing ? -0.5 : 5;
  }
  if (currency.has(character))
    return isDigit(before) || isDigit(after) || (isBlank(before) && !letterAfter) ? 0 : 5;
  if (fractions.has(character)) return letterBefore || letterAfter ? 6 : 0;
  switch (character) {
    case "\u00a0":
      return isBlank(before) || isBlank(after) ? 5 : 0;
    case "°":
      return isDigit(before) || isBlank(before) || before === "\u00a0" ? -2 : 4;
    case "µ":
      return letterAfter && !letterBefore && "smgFAVHWlLJNPT".includes(after) ? -1 : 4;
    case "²":
    case "³":
      return "mMtn".includes(before) && before !== "" ? -1 : 5;
    case "¹":
    case "‰":
      return letterBefore || letterAfter ? 5 : 0;
    case "±":
    case "×":
      return letterBefore || letterAfter ? 4 : 0;
    case "¿":
    case "¡":
      return letterAfter && opens(before) ? -0.5 : 6;
    case "º":
    case "ª":
      return (isDigit(before) || before === "." || letterBefore) && !letterAfter ? 0 : 5;
    case "…":
      return isBlank(before) ? 3 : 0;
    case "™":
    case "®":
      return letterBefore ? 0 : 3;
    case "§":
    case "©":
    case "№":
    case "•":
      return letterBefore || letterAfter ? 4 : 0;
    default:
      return letterBefore || letterAfter ? 2 : 0;
  }
}

function latinLetter(character: string): boolean {
  return character !== "" && scriptOf(character.codePointAt(0) ?? 0) === "Latin";
}

/** 1 for a mark that opens a quotation, -1 for one that closes it, 0 for any other character. */
export function quotationSide(character: string, before: string, after: string): -1 | 0 | 1 {
  if (low.has(character)) return 1;
  if (character === "’" || character === "‘") return 0;
  if (opening.has(character) && opens(before) && !isBlank(after)) return 1;
  return closing.has(character) ? -1 : 0;
}

/**
 * Cost in nats of a character that is not a letter.
 * @param before The character before it, empty at the start.
 * @param after The character after it, empty at the end.
 */
export function symbolCost(character: string, before: string, after: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return asciiCost(code);
  if (drawing.test(character)) return drawingCost(character, before, after);
  return kindCost(character, code) + placeCost(character, before, after);
}
