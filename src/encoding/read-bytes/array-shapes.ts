/** Arrays of program code and of its print-outs: C#, C, Java, JavaScript, Python, Go, PowerShell, JSON. */
import { asByte, codeNumber, listBody, withoutCasts } from "./code-list.ts";
import type { NumberForm } from "./code-list.ts";
import type { InputShape, ShapeFound, ShapeMiss } from "./input-shape.ts";
import { isPlainlyText } from "./likeness.ts";

/** An element: a character literal, which may hold a separator, or anything up to the next separator. */
const element = /b?'(?:\\.[0-9a-f]{0,2}|[^'\\])'|[^\s,;]+/giy;
const between = /[\s,;]*/y;

function readArray(input: string, wanted: "hex" | "dec"): ShapeFound | ShapeMiss | undefined {
  const bare = withoutCasts(input);
  const list = listBody(input) ?? { body: bare, start: 0, named: bare !== input };
  const wrapped = list.start > 0;
  const bytes: number[] = [];
  const seen = new Set<NumberForm>();
  let at = 0;
  for (;;) {
    between.lastIndex = at;
    between.exec(list.body);
    at = between.lastIndex;
    if (at >= list.body.length) break;
    element.lastIndex = at;
    const word = element.exec(list.body)?.[0] ?? "";
    const number = codeNumber(word);
    const close = wrapped && bytes.length >= 4;
    if (number === undefined) {
      return { index: list.start + at, problem: `${JSON.stringify(word)} is no number`, close };
    }
    const byte = asByte(number.value);
    if (byte === undefined) {
      return { index: list.start + at, problem: `${word} is no byte: bytes go from 0 to 255`, close };
    }
    bytes.push(byte);
    seen.add(number.form);
    at += word.length;
  }
  const isHex = seen.has("hex") && !seen.has("dec");
  if (bytes.length === 0 || isHex !== (wanted === "hex")) return undefined;
  // Without brackets, only marks and casts make a list of code; plain numbers are a list of digits, which has its own shape.
  const marked = list.named || (!seen.has("dec") && !(seen.size === 1 && seen.has("char")));
  if (!wrapped && (bytes.length < 2 || !marked)) return undefined;
  const content = Uint8Array.from(bytes);
  const inCode = isHex || list.named || !wrapped;
  return { content, sure: (inCode && bytes.length >= 2) || isPlainlyText(content) };
}

export const hexArray: InputShape = {
  name: "hex-array",
  kind: "hex",
  title: "a list of hex numbers",
  read: (input) => readArray(input, "hex"),
};

export const decimalArray: InputShape = {
  name: "dec-array",
  kind: "dec",
  title: "a list of numbers",
  read: (input) => readArray(input, "dec"),
};
