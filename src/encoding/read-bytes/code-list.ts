/** Lists of numbers as program code and its print-outs write them: the brackets, the names around them, one element. */

/** What is between the brackets, and where in the input it begins. */
export interface ListBody {
  readonly body: string;
  readonly start: number;
  /** There is a name before the brackets: `new byte[] {`, `Buffer.from([`. */
  readonly named: boolean;
}

/** Casts and comments become spaces of the same length, so that offsets stay those of the input. */
export function withoutCasts(input: string): string {
  return input.replaceAll(
    /\/\*(?:[\s\S]*?\*\/|[\s\S]*$)|\/\/[^\n]*|\((?:s?byte|char|unsigned char|u?int8(?:_t)?)\)|\[byte\]|\b[CB]Byte\b/gi,
    (part) => " ".repeat(part.length),
  );
}

const before = /^[\w\s"'=:.,*&@!$<>[\](){}-]{0,200}$/;
const after = /^[\w\s"'=:.,;\])}>]{0,200}$/;
/** What comes right before a list in code: nothing, a name, or punctuation; not the words of a sentence. */
const lead = /^\s*[\w.]*\s*$|[=:([{<!@\])]\s*$|\bnew\s+\w*\s*$|[=:([{<!@\])]\s*[\w.]+$/;

/**
 * The elements of `{ 1, 2 }`, `[1, 2]`, `new byte[] { 1, 2 }`, `bytes([1, 2])`, `unsigned char a[] = { 1, 2 };` and the like; the
 * innermost brackets that hold most are the list.
 * @returns undefined when there are no brackets, or something else than code is around them
 */
export function listBody(input: string): ListBody | undefined {
  const text = withoutCasts(input);
  let best: RegExpExecArray | undefined;
  for (const match of text.matchAll(/[{[(<]([^{}[\]()<>]*)[}\])>]/g)) {
    if (/\d/.test(match[1] ?? "") && match[0].length > (best?.[0].length ?? 0)) best = match;
  }
  if (best === undefined) return undefined;
  const head = text.slice(0, best.index);
  const tail = text.slice(best.index + best[0].length);
  if (!before.test(head) || !after.test(tail) || !lead.test(head)) return undefined;
  return { body: best[1] ?? "", start: best.index + 1, named: /[A-Za-z]/.test(head) };
}

/** How an element was written. */
export type NumberForm = "hex" | "dec" | "octal" | "binary" | "char";

const forms: readonly (readonly [form: NumberForm, pattern: RegExp, radix: number])[] = [
  ["hex", /^(?:0x|&h|\$)([0-9a-f]+)(?:u8|u?l?)$/i, 16],
  ["hex", /^0?([0-9a-f]{2})h$/i, 16],
  ["binary", /^0b([01]+)(?:u8|u?l?)$/i, 2],
  ["octal", /^0o?([0-7]{3})(?:u8|u?l?)$/i, 8],
  ["dec", /^(-?\d+)(?:u8|u?l?)$/i, 10],
];

const escaped: Readonly<Record<string, number>> = {
  a: 7,
  b: 8,
  t: 9,
  n: 10,
  v: 11,
  f: 12,
  r: 13,
  e: 27,
  "0": 0,
  "\\": 0x5c,
  "'": 0x27,
  '"': 0x22,
};

/** A number of program code: `90`, `-61`, `0x5A`, `&H5A`, `5Ah`, `0132`, `0b1011010`, `'Z'`, `'\xc3'`, with or without a suffix. */
export function codeNumber(
  element: string,
): { readonly value: number; readonly form: NumberForm } | undefined {
  for (const [form, pattern, radix] of forms) {
    const digits = pattern.exec(element)?.[1];
    if (digits !== undefined) return { value: Number.parseInt(digits, radix), form };
  }
  const char = /^b?'(?:\\x([0-9a-f]{2})|\\([0abefnrtv\\'"])|([\x20-\x7e]))'$/i.exec(element);
  if (char === null) return undefined;
  const [, hex, letter, plain] = char;
  const value =
    hex !== undefined
      ? Number.parseInt(hex, 16)
      : letter !== undefined
        ? escaped[letter]
        : plain?.charCodeAt(0);
  return value === undefined ? undefined : { value, form: "char" };
}

/** A number as a byte; Java and `sbyte` write 80 to FF as -128 to -1. */
export function asByte(value: number): number | undefined {
  return Number.isInteger(value) && value >= -128 && value <= 255 ? value & 0xff : undefined;
}
