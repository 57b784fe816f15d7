/** Backslash escapes of C, C#, Java, JavaScript, JSON, Python and Rust: `\xC3` is a byte, `\u00C3` a character. */
import type { InputShape, ShapeFound } from "./input-shape.ts";
import { isAscii, isOneLine, textLikeness } from "./likeness.ts";

/** Literals one after the other, as C joins them; between them spaces, `+`, or a backslash at the end of a line. */
const literals =
  /^\s*(?:[\w.]{1,40}\s*=\s*)?((?:[a-z]{0,2}|u8|[@$])(["'`])(?:(?!\2)[^\\\n]|\\[\s\S])*\2[\s+\\;,]*)+$/i;
const oneLiteral = /((?:[a-z]{0,2}|u8|[@$]))(["'`])((?:(?!\2)[^\\\n]|\\[\s\S])*)\2/gi;

const escape =
  /\\(?:x([0-9a-fA-F]{2})|[ux]\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-3][0-7]{2})|(\r?\n)|([0abefnrtv\\"'`/?]))/gu;

const simple: Readonly<Record<string, number>> = {
  "0": 0,
  a: 7,
  b: 8,
  e: 27,
  f: 12,
  n: 10,
  r: 13,
  t: 9,
  v: 11,
};

/** What the escapes of a text are. */
interface Unescaped {
  /** The characters, `\xC3` being U+00C3. */
  readonly text: string;
  /** Number of `\xC3` and `\303`. */
  readonly bytes: number;
  /** Number of `\u00C3` and the like. */
  readonly characters: number;
  readonly index: number;
}

function unescape(source: string): Unescaped {
  let bytes = 0;
  let characters = 0;
  let index = -1;
  const text = source.replaceAll(
    escape,
    (
      whole: string,
      hex?: string,
      braced?: string,
      four?: string,
      eight?: string,
      octal?: string,
      lineEnd?: string,
      letter?: string,
      at?: number,
    ) => {
      if (lineEnd !== undefined) return "";
      if (letter !== undefined) return String.fromCharCode(simple[letter] ?? letter.charCodeAt(0));
      if (index < 0) index = at ?? 0;
      const byte = hex ?? octal;
      if (byte !== undefined) {
        bytes++;
        return String.fromCharCode(Number.parseInt(byte, hex === undefined ? 8 : 16));
      }
      const code = Number.parseInt(braced ?? four ?? eight ?? "", 16);
      if (code > 0x10ffff) return whole;
      characters++;
      return String.fromCodePoint(code);
    },
  );
  return { text, bytes, characters, index };
}

/** The inside of the input when all of it is literals, else the input; and whether they are literals of bytes. */
function inside(input: string): {
  readonly source: string;
  readonly literal: boolean;
  readonly isBytes: boolean;
} {
  if (input.length > mostLiteral || !literals.test(input))
    return { source: input, literal: false, isBytes: false };
  const parts = [...input.matchAll(oneLiteral)];
  return {
    source: parts.map(([, , , body]) => body ?? "").join(""),
    literal: true,
    isBytes: parts.some(([, prefix = ""]) => /b/i.test(prefix)),
  };
}

/** Literals longer than this are not split. */
const mostLiteral = 4 * 1024 * 1024;

export const byteEscapes: InputShape = {
  name: "byte-escapes",
  kind: "escapes",
  title: "bytes written as \\x escapes",
  read(input): ShapeFound | undefined {
    const { source, literal, isBytes } = inside(input);
    const { text, bytes, characters } = unescape(source);
    const possible = isBytes || bytes > 0;
    if (!possible || characters > 0 || /[\u0100-\uffff]/.test(text) || !isAscii(source)) return undefined;
    return {
      content: Uint8Array.from(Buffer.from(text, "latin1")),
      sure: literal || isOneLine(input),
      // '\x5ac3' is a bytea of PostgreSQL too.
      secondary: bytes === 1 && /^\s*'?\\x(?:[0-9a-f]{2}){2,}'?\s*$/i.test(input),
    };
  },
};

export const characterEscapes: InputShape = {
  name: "character-escapes",
  kind: "escapes",
  title: "text with escapes",
  read(input): ShapeFound | undefined {
    const { source, literal, isBytes } = inside(input);
    const { text, bytes, characters } = unescape(source);
    if (isBytes || bytes + characters === 0) return undefined;
    // Bytes that make UTF-8 are not meant as characters; C# and JavaScript write characters with \x too.
    const onlyBytes = /^(?:\\x[0-9a-f]{2}|\\[0-3][0-7]{2}|\s)+$/i.test(source);
    const meansBytes = characters === 0 && isAscii(source) && textLikeness(Buffer.from(text, "latin1")) === 1;
    if (meansBytes || onlyBytes) return undefined;
    return { content: text, sure: literal || isOneLine(input) };
  },
};

export const codePoints: InputShape = {
  name: "code-points",
  kind: "escapes",
  title: "code points",
  read(input): ShapeFound | undefined {
    if (!/^\s*U\+[0-9A-F]{4,6}(?:[\s,;]+U\+[0-9A-F]{4,6})*[\s,;]*$/i.test(input)) return undefined;
    const codes = (input.match(/[0-9A-F]{4,6}/gi) ?? []).map((digits) => Number.parseInt(digits, 16));
    if (codes.some((code) => code > 0x10ffff)) return undefined;
    return { content: String.fromCodePoint(...codes), sure: true };
  },
};
