/** Bytes of a protocol file to text: the bytes decide the encoding, and the XML declaration is compared with them. */
import { isUtf8 } from "node:buffer";
import type { SourceText } from "../model.ts";

/** A file as text, and what was odd about its bytes. */
export interface ReadSource {
  readonly source: SourceText;
  /** The encoding the XML declaration names, when the bytes say another one. */
  readonly lie?: { readonly declared: string; readonly offset: number };
  /** The last byte was half a UTF-16 unit and was ignored. */
  readonly halfUnit: boolean;
}

type Found = Pick<SourceText, "encoding" | "bom">;

/** Bytes that are examined for the pattern of UTF-16. */
const sample = 512;

/** Characters of the bytes 80..9F in windows-1252; the five unassigned ones are C1 controls. */
const upperHalf1252 =
  "\u20ac\x81\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\x8d\u017d\x8f" +
  "\x90\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\x9d\u017e\u0178";

/** The text of a protocol file given as bytes, without its byte order mark. */
export function readSource(bytes: Uint8Array, file: string): ReadSource {
  const found = look(bytes);
  const mark = found.bom ? (found.encoding === "utf-8" ? 3 : 2) : 0;
  const text = decode(bytes.subarray(mark), found.encoding);
  return complete(
    { file, text, ...found },
    found.encoding.startsWith("utf-16") && (bytes.length - mark) % 2 === 1,
  );
}

/** A protocol given as text, without a leading U+FEFF. */
export function sourceOfText(text: string, file: string): ReadSource {
  const bom = text.startsWith("\ufeff");
  return {
    source: Object.freeze({ file, text: bom ? text.slice(1) : text, encoding: "utf-8", bom }),
    halfUnit: false,
  };
}

function look(bytes: Uint8Array): Found {
  const [first = 0, second = 0, third = 0] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return { encoding: "utf-8", bom: true };
  if (first === 0xff && second === 0xfe) return { encoding: "utf-16le", bom: true };
  if (first === 0xfe && second === 0xff) return { encoding: "utf-16be", bom: true };
  return { encoding: utf16Pattern(bytes) ?? (isUtf8(bytes) ? "utf-8" : "windows-1252"), bom: false };
}

/** XML is mostly ASCII, so in UTF-16 nearly every second byte is zero; in the other encodings none is. */
function utf16Pattern(bytes: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  const length = Math.min(bytes.length, sample) & ~1;
  if (length === 0) return undefined;
  const zeros: [even: number, odd: number] = [0, 0];
  for (let i = 0; i < length; i++) if (bytes[i] === 0) zeros[i % 2 === 0 ? 0 : 1]++;
  const many = length / 4;
  if (zeros[1] >= many && zeros[0] < many / 4) return "utf-16le";
  if (zeros[0] >= many && zeros[1] < many / 4) return "utf-16be";
  return undefined;
}

function decode(bytes: Uint8Array, encoding: SourceText["encoding"]): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (encoding === "utf-8") return buffer.toString("utf8");
  if (encoding === "utf-16le") return buffer.toString("utf16le");
  if (encoding === "utf-16be") {
    return Buffer.from(buffer.subarray(0, bytes.length & ~1))
      .swap16()
      .toString("utf16le");
  }
  return buffer
    .toString("latin1")
    .replace(/[\x80-\x9f]/g, (c) => upperHalf1252.charAt(c.charCodeAt(0) - 0x80));
}

/** Text as the bytes of an encoding, without byte order mark; undefined when the encoding does not hold it. */
export function encodeText(text: string, encoding: SourceText["encoding"]): Buffer | undefined {
  if (!text.isWellFormed()) return undefined;
  if (encoding === "utf-8") return Buffer.from(text, "utf8");
  if (encoding === "utf-16le") return Buffer.from(text, "utf16le");
  if (encoding === "utf-16be") return Buffer.from(text, "utf16le").swap16();
  const bytes = Array.from(text, (character) => {
    const upper = upperHalf1252.indexOf(character);
    return upper === -1 ? character.charCodeAt(0) : 0x80 + upper;
  });
  return bytes.every((byte) => byte <= 0xff) && Array.from(text).length === text.length
    ? Buffer.from(bytes)
    : undefined;
}

/** Names that a declaration may use for each encoding. */
const aliases: Readonly<Record<SourceText["encoding"], readonly string[]>> = {
  "utf-8": ["utf-8", "utf8"],
  "utf-16le": ["utf-16", "utf-16le", "unicode"],
  "utf-16be": ["utf-16", "utf-16be"],
  "windows-1252": ["windows-1252", "cp1252", "iso-8859-1", "latin1"],
};

function complete(source: SourceText, halfUnit: boolean): ReadSource {
  const declaration = /^\s*<\?xml\s[^>]*?encoding\s*=\s*["']([^"'<>]*)["']/.exec(source.text);
  const declared = declaration?.[1];
  // A file of ASCII only is correct under the name of every encoding of single bytes.
  const plain = source.encoding === "utf-8" && !/[^\0-\x7f]/.test(source.text);
  const known = aliases[source.encoding];
  const lies =
    declared !== undefined &&
    !known.includes(declared.toLowerCase()) &&
    !(plain && !declared.toLowerCase().startsWith("utf-16") && declared.toLowerCase() !== "unicode");
  const frozen = Object.freeze(source);
  return lies
    ? { source: frozen, halfUnit, lie: { declared, offset: source.text.indexOf("encoding") } }
    : { source: frozen, halfUnit };
}
