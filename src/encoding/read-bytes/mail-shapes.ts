/** Encoded words, in which the header of a mail writes what is not ASCII (RFC 2047). */
import { codecFor } from "../codec.ts";
import { codePageOfName } from "../names.ts";
import type { InputShape, ShapeFound, ShapeMiss } from "./input-shape.ts";
import { isOneLine } from "./likeness.ts";

/** Charset (a language may follow it: RFC 2231, 5), encoding and content of a word. */
const word = /=\?([^\s?*]+)(?:\*[^\s?]*)?\?([bq])\?([^?\r\n]*)\?=/gi;

/** Words that follow each other, of one charset: their bytes belong together. */
interface Run {
  readonly index: number;
  readonly charset: string;
  readonly bytes: Uint8Array[];
  end: number;
}

function bytesOf(encoding: string, content: string): Uint8Array | undefined {
  if (encoding.toLowerCase() === "b")
    return /^[a-z0-9+/]*={0,2}$/i.test(content) ? Buffer.from(content, "base64") : undefined;
  if (/=(?![0-9a-f]{2})/i.test(content)) return undefined;
  const text = content
    .replaceAll("_", " ")
    .replaceAll(/=([0-9a-f]{2})/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
  return Buffer.from(text, "latin1");
}

function textOf({ charset, bytes }: Run): string | undefined {
  const codePage = codePageOfName(charset);
  return codePage === undefined
    ? undefined
    : codecFor(codePage, undefined, "core")?.toText(Buffer.concat(bytes));
}

/** The words of an input, or where one of them is wrong. */
function runsOf(input: string): readonly Run[] | ShapeMiss {
  const runs: Run[] = [];
  for (const { 0: whole, 1: charset = "", 2: encoding = "", 3: content = "", index } of input.matchAll(
    word,
  )) {
    const bytes = bytesOf(encoding, content);
    if (bytes === undefined) {
      const what = encoding.toLowerCase() === "b" ? "base64" : "quoted-printable";
      return { index, problem: `the content of the encoded word is no ${what}`, close: true };
    }
    const last = runs.at(-1);
    // Spaces between two words are not part of the text (RFC 2047, 6.2); programs also cut a character in two there.
    const follows = last !== undefined && /^\s*$/.test(input.slice(last.end, index));
    if (last !== undefined && follows && last.charset.toLowerCase() === charset.toLowerCase()) {
      last.bytes.push(bytes);
      last.end = index + whole.length;
    } else
      runs.push({ index: follows ? last.end : index, charset, bytes: [bytes], end: index + whole.length });
  }
  return runs;
}

export const encodedWords: InputShape = {
  name: "encoded-words",
  kind: "escapes",
  title: "encoded words of a mail header",
  read(input): ShapeFound | ShapeMiss | undefined {
    const runs = runsOf(input);
    if (!Array.isArray(runs)) return runs as ShapeMiss;
    let content = "";
    let at = 0;
    for (const run of runs as readonly Run[]) {
      const text = textOf(run);
      if (text === undefined)
        return { index: run.index, problem: `'${run.charset}' is no charset that is known`, close: true };
      content += input.slice(at, run.index) + text;
      at = run.end;
    }
    if (at === 0) return undefined;
    return { content: content + input.slice(at), sure: isOneLine(input.replaceAll(/\r?\n(?=[ \t])/g, "")) };
  },
};
