/** How two texts differ that look alike, or of which one was read in the wrong encoding. */
import { fromStorage } from "../encoding/storage.ts";

/** Encodings in which UTF-8 may have been misread. */
const misreadings = [
  ["Windows-1252", (text: string) => fromStorage(Buffer.from(text, "utf8"), 1252)],
  [
    "UTF-16LE, as a Unicode protocol stores it",
    (text: string) => fromStorage(Buffer.from(text, "utf8"), "unicode"),
  ],
] as const;

/** Characters that a message does not show, or shows as a space, by their names in Unicode. */
const unseen: Readonly<Record<number, string>> = {
  0x0020: "SPACE",
  0x00a0: "NO-BREAK SPACE",
  0x00ad: "SOFT HYPHEN",
  0x2003: "EM SPACE",
  0x2007: "FIGURE SPACE",
  0x2009: "THIN SPACE",
  0x200b: "ZERO WIDTH SPACE",
  0x200c: "ZERO WIDTH NON-JOINER",
  0x200d: "ZERO WIDTH JOINER",
  0x200e: "LEFT-TO-RIGHT MARK",
  0x200f: "RIGHT-TO-LEFT MARK",
  0x202f: "NARROW NO-BREAK SPACE",
  0x2060: "WORD JOINER",
  0x3000: "IDEOGRAPHIC SPACE",
  0xfeff: "ZERO WIDTH NO-BREAK SPACE, the byte order mark",
};

/** Characters shown before and after the first that differs. */
const context = { before: 3, after: 4 } as const;

const hexBytes = (text: string): string =>
  Buffer.from(text, "utf8")
    .toString("hex")
    .replace(/(..)(?=.)/g, "$1 ");

/** The text without what cannot be seen: one form of letters with marks, one kind of space, nothing invisible. */
function look(text: string): string {
  return text
    .normalize("NFC")
    .replaceAll(/\p{Zs}/gu, " ")
    .replaceAll(/\p{Cf}/gu, "");
}

/** Code points around one of them, which is in brackets and named where it cannot be seen. */
function codePoints(characters: readonly string[], at: number): string {
  const first = Math.max(0, at - context.before);
  const last = Math.min(characters.length, at + context.after + 1);
  const names = characters.slice(first, last).map((character, index) => {
    const code = character.codePointAt(0) ?? 0;
    const name = `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
    if (first + index !== at) return name;
    return unseen[code] === undefined ? `[${name}]` : `[${name} ${unseen[code]}]`;
  });
  if (at >= characters.length) names.push("[nothing]");
  return [first > 0 ? "..." : "", ...names, last < characters.length ? "..." : ""]
    .filter((part) => part !== "")
    .join(" ");
}

/** The form of normalization that a text has and another does not. */
function formOf(text: string): string {
  if (text === text.normalize("NFC")) return "NFC";
  return text === text.normalize("NFD") ? "NFD" : "none";
}

/** Half a sentence and two rows when the texts differ only by encoding or look alike, otherwise an empty text. */
export function textDifference(actual: unknown, expected: unknown): string {
  if (typeof actual !== "string" || typeof expected !== "string" || actual === expected) return "";
  const misread = misreadings.find(([, read]) => read(expected) === actual);
  if (misread !== undefined) {
    const rows = `\n  expected as UTF-8: ${hexBytes(expected)}\n  actual as UTF-8:   ${hexBytes(actual)}`;
    return `: it looks like UTF-8 read as ${misread[0]}${rows}\n `;
  }
  if (look(actual) !== look(expected)) return "";
  const [is, wanted] = [Array.from(actual), Array.from(expected)];
  const found = is.findIndex((character, index) => character !== wanted[index]);
  const at = found === -1 ? is.length : found;
  const why =
    actual.normalize("NFC") === expected.normalize("NFC")
      ? `: expected is in Unicode normalization form ${formOf(expected)}, actual in ${formOf(actual)}`
      : `: they look alike and differ at character ${String(at + 1)}`;
  return `${why}\n  expected: ${codePoints(wanted, at)}\n  actual:   ${codePoints(is, at)}\n `;
}

/** As {@link textDifference}, between a key that is missing and the first of those there that it was meant for. */
export function keyDifference(keys: readonly string[], key: string): string {
  for (const one of keys) {
    const difference = textDifference(one, key);
    if (difference !== "") return `; the key '${one}' is there${difference}`;
  }
  return "";
}
