/** Bytes as bare numbers: decimal with any separator, three octal digits, eight binary digits. */
import { asByte } from "./code-list.ts";
import type { InputShape, ShapeFound, ShapeMiss } from "./input-shape.ts";
import { isPlainlyText } from "./likeness.ts";

/** One kind of separator throughout: `-`, `.`, or commas, semicolons, bars and spaces. */
const decimalList =
  /^\s*(?:\d{1,3}(?:-\d{1,3})+|\d{1,3}(?:\.\d{1,3}){2,}|-?\d{1,3}(?:[\s,;|/]+-?\d{1,3})*)[\s,;]*$/;

function readDecimal(input: string): ShapeFound | ShapeMiss | undefined {
  const bytes: number[] = [];
  const number = /-?\d+/g;
  const dashed = /^\s*\d+-\d/.test(input);
  if (!decimalList.test(input)) return decimalMiss(input);
  for (const match of (dashed ? input.replaceAll("-", " ") : input).matchAll(number)) {
    const byte = asByte(Number(match[0]));
    if (byte === undefined)
      return { index: match.index, problem: `${match[0]} is no byte: bytes go from 0 to 255`, close: false };
    bytes.push(byte);
  }
  const content = Uint8Array.from(bytes);
  // Numbers of two digits each are more often hex.
  const secondary = /^\D*\d\d(?:\D+\d\d)*\D*$/.test(input);
  return { content, sure: isPlainlyText(content) && bytes.length >= 6, secondary };
}

/** Where a list that begins with numbers departs from them. */
function decimalMiss(input: string): ShapeMiss | undefined {
  const begin = /^\s*\d+(?:[\s,;|/.-]+\d+)*[\s,;|/.-]*/.exec(input)?.[0];
  if (begin === undefined) return undefined;
  const rest = input.slice(begin.length);
  const long = /\d{4,}/.exec(input);
  if (rest === "" || (long !== null && long.index < begin.length)) {
    return long === null
      ? { index: 0, problem: "different separators stand between the numbers", close: false }
      : { index: long.index, problem: `${long[0]} is no byte: bytes go from 0 to 255`, close: false };
  }
  const found = JSON.stringify(String.fromCodePoint(rest.codePointAt(0) ?? 0));
  return { index: begin.length, problem: `${found} is no digit and no separator`, close: false };
}

export const decimal: InputShape = {
  name: "dec",
  kind: "dec",
  title: "decimal bytes",
  read: readDecimal,
};

/** Numbers of one width in one base, between spaces, commas, dashes. */
function fixedWidth(input: string, digits: string, radix: number, least: number): ShapeFound | undefined {
  const list = new RegExp(`^\\s*${digits}(?:[\\s,;:-]+${digits})*[\\s,;]*$`);
  if (!list.test(input)) return undefined;
  const numbers = input.match(/\d+/g) ?? [];
  if (numbers.length < least) return undefined;
  const content = Uint8Array.from(numbers, (number) => Number.parseInt(number, radix));
  // Decimal numbers end at 255: with a larger one these digits can only be octal.
  const clear = radix === 2 || numbers.some((number) => Number(number) > 255);
  return { content, sure: clear && numbers.length >= 4 };
}

export const octal: InputShape = {
  name: "octal",
  kind: "dec",
  title: "octal bytes",
  read: (input) => fixedWidth(input, "[0-3][0-7]{2}", 8, 2),
};

export const binary: InputShape = {
  name: "binary",
  kind: "dec",
  title: "binary bytes",
  read: (input) => fixedWidth(input, "[01]{8}", 2, 1),
};
