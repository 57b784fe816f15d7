/** What a character that is no letter costs where it stands: signs are cheap where people write them and dear elsewhere. */
import { scriptOf } from "./letters.ts";

/** Signs that text of many languages has. */
const common = new Set("’“”„«»–—…°€£§²³µ×±·•®©™\u00a0½¿¡ºª‘‚›‹№\u3001\u3002\u30fb「」（）：，！？");
/** Signs that are met now and then. */
const rare = new Set("¢¥¼¾÷´†‰¹≤≥≈√¨¶");
const openingOrClosing = new Set("“”„«»‘‚›‹");
const currency = new Set("€£¥¢¤");
const withinWords = new Set("’·\u00ad\u2010\u2011-'\u200c\u200d\u05f3\u05f4");
const drawing = /[\u2500-\u259f]/;
const emoji = /\p{Extended_Pictographic}/u;
const neverInText = /[\p{Cn}\p{Co}\p{Cs}]/u;
const eastAsian = /[\u3000-\u303f\uff00-\uff65\uffe0-\uffe6]/;

function isDigit(character: string): boolean {
  return character >= "0" && character <= "9" && character.length === 1;
}

function isBlank(character: string): boolean {
  return character === "" || character.trim() === "";
}

function isLetter(character: string): boolean {
  return character !== "" && scriptOf(character.codePointAt(0) ?? 0) !== undefined;
}

function asciiCost(code: number): number {
  if (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09) return 0.5;
  if (code < 0x20 || code === 0x7f) return 10;
  return code >= 0x30 && code <= 0x39 ? 2.5 : 3;
}

/** Cost of the kind of sign, wherever it stands. */
function kindCost(character: string, code: number): number {
  if (code === 0xfffd) return 12;
  if (code <= 0x9f) return 13;
  if (common.has(character)) return 5.5;
  if (rare.has(character)) return 8;
  if (drawing.test(character)) return 8;
  if (eastAsian.test(character)) return 6;
  if (neverInText.test(character)) return 14;
  if (emoji.test(character)) return 7;
  return 10;
}

/** What the neighbours add or take away. */
function placeCost(character: string, before: string, after: string): number {
  const letterBefore = isLetter(before);
  const letterAfter = isLetter(after);
  if (drawing.test(character)) {
    if (drawing.test(before) || drawing.test(after)) return -4;
    return letterBefore || letterAfter ? 4 : 0;
  }
  if (eastAsian.test(character)) return 0;
  if (letterBefore && letterAfter) return withinWords.has(character) ? -1 : character === "\u00a0" ? 1 : 6;
  if (openingOrClosing.has(character)) {
    const word = (neighbour: string): boolean => !isBlank(neighbour) && !/[([{]/.test(neighbour);
    return word(before) !== word(after) || (word(before) && !letterAfter && !isDigit(after)) ? -0.5 : 4;
  }
  if (currency.has(character)) return isDigit(before) || isDigit(after) || isBlank(before) ? 0 : 4;
  if (character === "°") return isDigit(before) || isBlank(before) ? -2 : 3;
  if (character === "µ") return letterAfter && !letterBefore ? -1 : 3;
  if (character === "²" || character === "³") return letterBefore ? -1 : 2;
  if (character === "¿" || character === "¡") return letterAfter && isBlank(before) ? -0.5 : 4;
  if (character === "½" || character === "¼" || character === "¾") return letterBefore || letterAfter ? 4 : 0;
  if (character === "º" || character === "ª")
    return isDigit(before) || letterBefore || before === "." ? 0 : 4;
  if (character === "…" || character === "’" || character === "™" || character === "®")
    return isBlank(before) ? 1 : 0;
  return 0;
}

/**
 * Cost in nats of a character that is no letter.
 * @param before The character in front of it, empty at the start.
 * @param after The character behind it, empty at the end.
 */
export function signCost(character: string, before: string, after: string): number {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x80 ? asciiCost(code) : kindCost(character, code) + placeCost(character, before, after);
}
