/** How odd a text looks: signs that text in a right encoding does not show, whatever its language. */

/** Characters that stand between two letters only where bytes were read as the wrong characters. */
const foreignInWords = new Set("¡¢£¤¥¦§¨©«¬®¯¶¸¹»¼½¾¿‚„†‡‰‹›ˆ˜€™÷ƒ⌐¬");
/** Signs that are rare between two letters. */
const rareInWords = new Set("°±²³´ªº×•¨");
/** Box drawing that no table or tree puts right behind a letter; plain lines are left out, for tables are drawn with them. */
const corners = /[├┬┤┴┼▀▄█▌▐░▒▓╔╗╚╝╠╣╦╩╬╞╡╥╨╪╫╤╧┐└┘┌╜╛╒╓╕╖╘╙]/;
/** Capitals that UTF-8 lead bytes become in a Western page. */
const leadCapitals = new Set("ÃÂÄÅÐÑ");

const scripts: readonly (readonly [name: string, pattern: RegExp])[] = [
  ["latin", /\p{Script=Latin}/u],
  ["cyrillic", /\p{Script=Cyrillic}/u],
  ["greek", /\p{Script=Greek}/u],
  ["hebrew", /\p{Script=Hebrew}/u],
  ["arabic", /\p{Script=Arabic}/u],
  ["thai", /\p{Script=Thai}/u],
];

const letter = /\p{L}/u;
const lower = /\p{Ll}/u;
const upper = /\p{Lu}/u;
const mark = /\p{M}/u;
const neverInText = /[\p{Cn}\p{Co}\p{Cs}]/u;

function scriptOf(character: string): string | undefined {
  const code = character.charCodeAt(0);
  if (code < 0x80) return "latin";
  return scripts.find(([, pattern]) => pattern.test(character))?.[0];
}

function isControl(code: number): boolean {
  return (code < 0x20 && code !== 9 && code !== 10 && code !== 13) || (code >= 0x7f && code <= 0x9f);
}

/** Points of one character by itself. */
function alone(character: string, code: number): number {
  if (code === 0xfffd || isControl(code)) return 3;
  return code >= 0x80 && neverInText.test(character) ? 3 : 0;
}

/** Points of a letter behind another letter. */
function behindLetter(before: string, character: string, word: number): number {
  const code = character.charCodeAt(0);
  if (code < 0x80 && before.charCodeAt(0) < 0x80) return 0;
  const script = scriptOf(character);
  const scriptBefore = scriptOf(before);
  if (script !== scriptBefore && script !== undefined && scriptBefore !== undefined) {
    const unit = word <= 2 && (script === "greek" || scriptBefore === "greek");
    return unit ? 0 : 2;
  }
  return code >= 0x80 && upper.test(character) && lower.test(before) ? 1 : 0;
}

/** Points of a sign that stands between other characters. */
function between(before: string, character: string, after: string): number {
  const code = character.charCodeAt(0);
  if (code < 0x80) return 0;
  const letterBefore = letter.test(before);
  if (corners.test(character)) return letterBefore && after !== "" && after.trim() !== "" ? 2 : 0;
  if (
    leadCapitals.has(before) &&
    (code <= 0xbf || foreignInWords.has(character)) &&
    !"»…”’–—".includes(character)
  )
    return 2;
  if (!letterBefore || !(letter.test(after) || corners.test(after))) return 0;
  return foreignInWords.has(character) ? 2 : rareInWords.has(character) ? 1 : 0;
}

/**
 * Points for what looks wrong in the text, 0 for text of any language in its right encoding (nearly always): controls, U+FFFD and
 * private characters 3 each; two scripts in one word, signs and corners inside words 2; capitals behind small letters 1.
 */
export function oddity(text: string): number {
  let points = 0;
  let before = "";
  let word = 0;
  const characters = Array.from(text);
  for (const [index, character] of characters.entries()) {
    const code = character.codePointAt(0) ?? 0;
    points += alone(character, code);
    if (letter.test(character)) {
      if (word === 0) word = wordLength(characters, index);
      if (before !== "" && letter.test(before)) points += behindLetter(before, character, word);
    } else {
      if (!mark.test(character)) word = 0;
      points += between(before, character, characters[index + 1] ?? "");
    }
    if (!mark.test(character)) before = character;
  }
  return points;
}

function wordLength(characters: readonly string[], from: number): number {
  let end = from;
  while (end < characters.length && letter.test(characters[end] ?? "")) end++;
  return end - from;
}

/** Letters that make up most of a text, by script; accented Latin letters are not among them. */
const common = /[a-zоеаинтсрвлкмдпуіαοιετνσηυρκπωάέήίόύאיוהלמרתנשבا-ي]/;

/** Which part of the letters are common ones, NaN for fewer than six: high for right text, low for letters that came from elsewhere. */
export function commonShare(text: string): number {
  let letters = 0;
  let found = 0;
  for (const character of text) {
    if (!letter.test(character)) continue;
    letters++;
    if (common.test(character.toLowerCase())) found++;
  }
  return letters < 6 ? Number.NaN : found / letters;
}
