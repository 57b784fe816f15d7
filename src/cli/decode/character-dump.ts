/** A hex dump with the characters under their bytes. */
import { codecFor } from "../../encoding/codec.ts";

const perRow = 16;

/** Stand-ins for characters that are invisible. */
function visible(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code === 0x0a) return "\\n";
  if (code === 0x0d) return "\\r";
  if (code === 0x09) return "\\t";
  if (code === 0x20) return "_";
  if (code < 0x20 || (code >= 0x7f && code <= 0xa0) || /[\p{C}\p{Z}]/u.test(character)) return "..";
  return /\p{M}/u.test(character) ? `\u25cc${character}` : character;
}

/** True for characters that take two columns of a terminal. */
function isWide(character: string): boolean {
  return /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}\uff00-\uff60]/u.test(
    character,
  );
}

/** Text for each byte position: the character at its first byte, nothing under its other bytes. */
function charactersByByte(bytes: Uint8Array, codePage: number): string[] {
  const under = new Array<string>(bytes.length).fill("");
  const codec = codecFor(codePage, undefined, "netfx");
  if (codec === undefined) return under;
  let start = 0;
  for (let end = 1; end <= bytes.length; end++) {
    const piece = bytes.subarray(start, end);
    if (end < bytes.length && codec.unfinished(piece) > 0) continue;
    const text = codec.toText(piece);
    under[start] = Array.from(text, visible).join("");
    start = end;
  }
  return under;
}

/** Rows of 16 bytes: offset, hex, and below each byte the character that begins there in the encoding of the code page. */
export function characterDump(bytes: Uint8Array, codePage: number): string[] {
  const under = charactersByByte(bytes, codePage);
  const lines: string[] = [];
  for (let row = 0; row < bytes.length; row += perRow) {
    const part = bytes.subarray(row, row + perRow);
    const hex = Array.from(part, (byte) => byte.toString(16).toUpperCase().padStart(2, "0"));
    lines.push(`${row.toString(16).toUpperCase().padStart(8, "0")}  ${hex.join(" ")}`);
    const cells = under
      .slice(row, row + perRow)
      .map((text) => text + " ".repeat(Math.max(0, 3 - columns(text))));
    lines.push(`          ${cells.join("")}`.trimEnd());
  }
  return lines;
}

function columns(text: string): number {
  return Array.from(text).reduce(
    (sum, character) => sum + (isWide(character) ? 2 : /\p{M}/u.test(character) ? 0 : 1),
    0,
  );
}
