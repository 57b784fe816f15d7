/** Bytes as hex digits: bare, in pairs, with marks, in quotes, in literals of SQL and in calls. */
import type { InputShape, ShapeFound, ShapeMiss } from "./input-shape.ts";
import { textLikeness } from "./likeness.ts";

/** Bytes, with or without marks and separators. */
const token = /(?:(0x|\\x|\$|&h)?((?:[0-9a-f]{2})+)(?![0-9a-f])(h\b)?)|[\s:;,_|.-]+/giy;

function readHex(text: string, start = 0): ShapeFound | ShapeMiss | undefined {
  const bytes = Buffer.allocUnsafe(text.length >> 1);
  let length = 0;
  let marks = 0;
  let tokens = 0;
  token.lastIndex = 0;
  while (token.lastIndex < text.length) {
    const at = token.lastIndex;
    const match = token.exec(text);
    if (match === null) return missAt(text, at, start);
    const [, mark, digits, suffix] = match;
    if (digits === undefined) continue;
    length += bytes.write(digits, length, "hex");
    tokens++;
    if (mark !== undefined || suffix !== undefined) marks++;
  }
  if (length === 0) return undefined;
  const content = Uint8Array.from(bytes.subarray(0, length));
  if (!isEven(text)) return undefined;
  const mixed = /[a-f]/i.test(text) && /\d/.test(text);
  const pairs = tokens === length && length >= 8;
  const sure =
    marks === tokens || (mixed && length >= 4) || (pairs && textLikeness(content) >= 0.9) || (mixed && pairs);
  return { content, sure };
}

/**
 * Whether marks between digits separate pieces of one length, as in 00:1b:8c and 001b.8c11: not the pieces of a date, or the octets of
 * an address.
 */
function isEven(text: string): boolean {
  if (text.includes(".") && !/[a-f]/i.test(text)) return false;
  if (!/[0-9a-f][:._|-][0-9a-f]/i.test(text)) return true;
  const lengths = text
    .split(/[\s:;,_|.-]+/)
    .filter((piece) => piece !== "")
    .map(({ length }) => length);
  return lengths.slice(0, -1).every((length) => length === lengths[0]);
}

function missAt(text: string, at: number, start: number): ShapeMiss {
  const run = /^(?:0x|\\x|\$|&h)?([0-9a-f]+)/i.exec(text.slice(at));
  const close = isSlip(text);
  const end = at + (run?.[0].length ?? 0);
  if (run !== null && (end === text.length || /[\s:;,_|.-]/.test(text[end] ?? ""))) {
    const digits = run[0].length > 16 ? `${run[0].slice(0, 16)}...` : run[0];
    const problem = `the run of hex digits "${digits}" has an odd length; a byte takes two digits, 0D rather than D`;
    return { index: start + at, problem, close };
  }
  const found = JSON.stringify(String.fromCodePoint(text.codePointAt(end) ?? 0));
  return { index: start + end, problem: `${found} is no hex digit and no separator`, close };
}

/** Whether all of a text but one short piece is hex: a digit too few, a letter beyond F. */
function isSlip(text: string): boolean {
  let pieces = 0;
  let wrong: string | undefined;
  for (const [piece] of text.matchAll(/[^\s:;,_|.-]+/g)) {
    pieces++;
    if (/^(?:0x|\\x|\$|&h)?(?:[0-9a-f]{2})+$/i.test(piece)) continue;
    if (wrong !== undefined) return false;
    wrong = piece;
  }
  if (wrong === undefined || !/[a-f]/i.test(text) || !/\d/.test(text)) return false;
  if (pieces === 1) return wrong.replaceAll(/[0-9a-f]/gi, "").length <= (wrong.length >= 8 ? 1 : 0);
  return pieces >= 3 && wrong.length <= 4;
}

/** The input without spaces around it, and without a pair of quotes or angle brackets. */
function unquoted(input: string): { readonly text: string; readonly start: number } {
  const start = input.length - input.trimStart().length;
  const text = input.trim();
  const quoted = /^(?:(["'`])([^"'`]*)\1|<([^<>]*)>)$/.exec(text);
  const inner = quoted?.[2] ?? quoted?.[3];
  return inner === undefined ? { text, start } : { text: inner, start: start + 1 };
}

export const hex: InputShape = {
  name: "hex",
  kind: "hex",
  title: "hex digits",
  read(input) {
    const { text, start } = unquoted(input);
    return readHex(text, start);
  },
};

/** The digits inside a literal or call: all of it, and nothing but pairs. */
function readWithin(input: string, pattern: RegExp): ShapeFound | ShapeMiss | undefined {
  const match = pattern.exec(input);
  const digits = match?.groups?.["hex"];
  if (match === null || digits === undefined) return undefined;
  const outcome = readHex(digits, match.index + match[0].indexOf(digits));
  return outcome !== undefined && "content" in outcome ? { ...outcome, sure: true } : outcome;
}

export const sqlHex: InputShape = {
  name: "sql-hex",
  kind: "hex",
  title: "a hex literal of SQL",
  read: (input) => readWithin(input, /^\s*x'(?<hex>[^']*)'\s*;?\s*$/i),
};

export const bytea: InputShape = {
  name: "bytea",
  kind: "hex",
  title: "a bytea of PostgreSQL",
  read: (input) => readWithin(input, /^\s*(?:e'\\|')?\\x(?<hex>[0-9a-f]{4,})'?(?:::bytea)?\s*;?\s*$/i),
};

export const hexCall: InputShape = {
  name: "hex-call",
  kind: "hex",
  title: "hex digits in a call",
  read: (input) =>
    readWithin(
      input,
      /^[\w\s.=]{0,100}?hex\w{0,30}\s*\(\s*(?<quote>["'`])(?<hex>[^"'`]*)\k<quote>\s*\)\s*;?\s*$/i,
    ) ??
    readWithin(
      input,
      /^[\w\s.=]{1,100}\(\s*(?<quote>["'`])(?<hex>[^"'`]*)\k<quote>\s*,\s*["'`]hex["'`]\s*\)\s*;?\s*$/i,
    ),
};

export const nodeBuffer: InputShape = {
  name: "node-buffer",
  kind: "hex",
  title: "a Buffer as Node prints it",
  read(input) {
    const match =
      /^\s*<(?:Slow)?Buffer(?<hex>(?: [0-9a-f]{2})*)(?: ?\.\.\. (?<more>\d+) more bytes?)?>\s*$/i.exec(input);
    if (match === null) return undefined;
    const more = match.groups?.["more"];
    return {
      content: Uint8Array.from(Buffer.from((match.groups?.["hex"] ?? "").replaceAll(" ", ""), "hex")),
      sure: true,
      ...(more === undefined ? {} : { detail: `without the ${more} bytes that it leaves out` }),
    };
  },
};

/** Begins a line of a log: a time, and the direction of the bytes. */
const logPrefix =
  /^\s*(?:\[?\d[\d:.,TZ/ +-]*\]?\s+)?\[?(?<way>rx|tx|recv|received|sent|send)\]?\s*(?<mark>[:>=]*)\s*(?<hex>[0-9a-f]{2}(?:[\s:,-]*[0-9a-f]{2})*)\s*$/i;

export const loggedHex: InputShape = {
  name: "logged-hex",
  kind: "hex",
  title: "hex digits in lines of a log",
  read(input) {
    const lines = input.split("\n").filter((line) => line.trim() !== "");
    let all = "";
    let first: string | undefined;
    for (const line of lines) {
      const { way = "", mark = "", hex: digits = "" } = logPrefix.exec(line)?.groups ?? {};
      const direction = way.slice(0, 1).toLowerCase();
      // "Sent 20" may be a sentence, and sent and received bytes are not one message.
      if (digits === "" || (mark === "" && !/^[rt]x$/i.test(way)) || (first ?? direction) !== direction)
        return undefined;
      first = direction;
      all += `${digits} `;
    }
    const outcome = readHex(all);
    if (outcome === undefined || !("content" in outcome)) return undefined;
    const pairs = /^(?:[0-9a-f]{2}\s+){2,}$/i.test(all);
    const detail = `${String(lines.length)} ${lines.length === 1 ? "line" : "lines"}`;
    return { ...outcome, detail, sure: outcome.sure || pairs };
  },
};
