/** Base64, in the alphabet of RFC 4648 or that for URLs, with or without padding and line ends; and data: URLs. */
import type { InputShape, ShapeFound, ShapeMiss } from "./input-shape.ts";
import { isPlainlyText, textLikeness } from "./likeness.ts";

const alphabet = /^[A-Za-z0-9+/_-]+={0,2}$/;
/** One word, or a name of several, as anyone would read it. */
const word = /^(?:[A-Z]?[a-z]+|[A-Z]+|[A-Z]?[a-z]+(?:[A-Z][a-z]+)+|\d+)$/;

function isHexOnly(text: string): boolean {
  return /^[0-9a-f]+$/i.test(text);
}

export const base64: InputShape = {
  name: "base64",
  kind: "base64",
  title: "base64",
  read(input): ShapeFound | ShapeMiss | undefined {
    const start = input.length - input.trimStart().length;
    const text = input.trim();
    const wrong = text.search(/[^A-Za-z0-9+/_=\s-]|=(?!=?\s*$)/);
    if (wrong >= 0) {
      const found = JSON.stringify(String.fromCodePoint(text.codePointAt(wrong) ?? 0));
      return {
        index: start + wrong,
        problem: `${found} is not part of base64`,
        close: wrong >= 16 && text.endsWith("="),
      };
    }
    const digits = text.replaceAll(/\s+/g, "");
    if (!alphabet.test(digits)) return undefined;
    const padded = digits.endsWith("=");
    const length = digits.replace(/=+$/, "").length;
    if (length % 4 === 1 || (padded && digits.length % 4 !== 0)) {
      return {
        index: start + text.length,
        problem: `${String(digits.length)} characters are no whole number of groups of four`,
        close: padded && length >= 8,
      };
    }
    const content = Uint8Array.from(Buffer.from(digits, "base64"));
    const likely = textLikeness(content) >= 0.9 || (textLikeness(content) >= 0.6 && padded && length >= 8);
    return { content, sure: isSure(text, digits, content) || (padded && likely && length >= 6) };
  },
};

/** More than a word, and it decodes to text, or it is long and mixes characters as words do not. */
function isSure(text: string, digits: string, content: Uint8Array): boolean {
  if (isHexOnly(digits) || digits.length < 8 || /\S[ \t]+\S/.test(text)) return false;
  if (text.split(/\s+/).every((part) => word.test(part))) return false;
  const mixes = /[a-z]/.test(digits) && /[A-Z]/.test(digits) && /[0-9+/]/.test(digits);
  return (
    mixes &&
    (isPlainlyText(content) ||
      textLikeness(content) >= 0.9 ||
      (digits.length >= 24 && digits.length % 4 === 0))
  );
}

export const dataUrl: InputShape = {
  name: "data-url",
  kind: "base64",
  title: "a data: URL",
  read(input): ShapeFound | ShapeMiss | undefined {
    const match = /^\s*data:[\w.+/-]*(?:;[\w-]+=[^;,]*)*(;base64)?,/i.exec(input);
    if (match === null) return undefined;
    const data = input.slice(match[0].length).trim();
    if (match[1] === undefined) {
      const index = data.search(/%(?![0-9a-f]{2})|[^\x20-\x7e]/i);
      if (index >= 0)
        return { index: match[0].length + index, problem: "this is not part of a URL", close: true };
      const text = data.replaceAll(/%([0-9a-f]{2})/gi, (_, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      );
      return { content: Uint8Array.from(Buffer.from(text, "latin1")), sure: true };
    }
    const plain = data.replaceAll(/%([0-9a-f]{2})|\s/gi, (_, hex?: string) =>
      hex === undefined ? "" : String.fromCharCode(Number.parseInt(hex, 16)),
    );
    if (!alphabet.test(plain))
      return { index: match[0].length, problem: "what follows the comma is no base64", close: true };
    return { content: Uint8Array.from(Buffer.from(plain, "base64")), sure: true };
  },
};
