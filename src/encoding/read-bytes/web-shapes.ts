/** Escapes of URLs, mails and HTML. */
import { createRequire } from "node:module";
import type * as HtmlEntities from "html-entities";
import type { InputShape, ShapeFound, ShapeMiss } from "./input-shape.ts";
import { isAscii, isOneLine, textLikeness } from "./likeness.ts";

/** Pieces of plain ASCII, and bytes written as a mark and two hex digits. */
function markedBytes(input: string, mark: "%" | "="): { readonly bytes: Uint8Array; readonly high: number } {
  let high = 0;
  const text = input.replaceAll(new RegExp(`${mark}([0-9a-f]{2})`, "gi"), (_, digits: string) => {
    const code = Number.parseInt(digits, 16);
    if (code >= 0x80) high++;
    return String.fromCharCode(code);
  });
  return { bytes: Uint8Array.from(Buffer.from(text, "latin1")), high };
}

function badMark(input: string, pattern: RegExp, mark: string, close: boolean): ShapeMiss | undefined {
  const index = input.search(pattern);
  return index < 0 ? undefined : { index, problem: `${mark} is not followed by two hex digits`, close };
}

export const percent: InputShape = {
  name: "percent",
  kind: "escapes",
  title: "percent-encoded bytes",
  read(input): ShapeFound | ShapeMiss | undefined {
    const escapes = input.match(/%[0-9a-f]{2}/gi)?.length ?? 0;
    if (escapes === 0 || !isAscii(input)) return undefined;
    const oneWord = !/\s/.test(input.trim());
    const bad = badMark(input, /%(?![0-9a-f]{2})/i, "%", oneWord && escapes >= 2);
    if (bad !== undefined) return bad;
    const { bytes, high } = markedBytes(input.trim(), "%");
    if (!oneWord && high === 0) return undefined;
    return { content: bytes, sure: oneWord };
  },
};

export const percentU: InputShape = {
  name: "percent-u",
  kind: "escapes",
  title: "text with %u escapes",
  read(input): ShapeFound | undefined {
    if (!/%u[0-9a-f]{4}/i.test(input)) return undefined;
    const content = input.replaceAll(/%u([0-9a-f]{4})|%([0-9a-f]{2})/gi, (_, four?: string, two?: string) =>
      String.fromCharCode(Number.parseInt(four ?? two ?? "", 16)),
    );
    return { content, sure: isOneLine(input) };
  },
};

export const quotedPrintable: InputShape = {
  name: "quoted-printable",
  kind: "escapes",
  title: "quoted-printable",
  read(input): ShapeFound | ShapeMiss | undefined {
    const escapes = input.match(/=[0-9a-f]{2}/gi)?.length ?? 0;
    if (escapes === 0 || !isAscii(input)) return undefined;
    const bad = badMark(
      input,
      /=(?![0-9a-f]{2}|[ \t]*(?:\r?\n|$))/i,
      "=",
      /=c[2-9a-f]=[89ab][0-9a-f]/i.test(input),
    );
    if (bad !== undefined) return bad;
    // RFC 2045, 6.7: a line that ends with = continues in the next.
    const { bytes, high } = markedBytes(input.replaceAll(/=[ \t]*(?:\r?\n|$)/g, ""), "=");
    if (high === 0) return undefined;
    return { content: bytes, sure: high >= 2 && textLikeness(bytes) === 1 };
  },
};

let entities: typeof HtmlEntities | undefined;

/** The table of entities is loaded when a text has one. */
function decodeEntities(text: string): string {
  entities ??= createRequire(import.meta.url)("html-entities") as typeof HtmlEntities;
  return entities.decode(text, { level: "html5", scope: "strict" });
}

export const htmlEntities: InputShape = {
  name: "html",
  kind: "escapes",
  title: "text with HTML entities",
  read(input): ShapeFound | undefined {
    const found = input.match(/&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});/gi) ?? [];
    // &amp; and &lt; alone occur in texts that are not otherwise escaped.
    if (!found.some((entity) => entity.startsWith("&#") || !isAscii(decodeEntities(entity))))
      return undefined;
    return { content: decodeEntities(input), sure: isOneLine(input) };
  },
};
