/** The encoding of a file, and where it may be cut without cutting a damaged part. */
import { isUtf8 } from "node:buffer";
import { isSingleByte } from "../../encoding/code-page.ts";
import { Encoding } from "../../encoding/encoding.ts";
import { EncoderFallbackException } from "../../encoding/fallback.ts";
import { encodingLabel } from "../../encoding/mojibake-words.ts";
import { byteOrderMarkOf } from "../../encoding/stream-reader.ts";
import { firstBroken, unfinishedUtf8 } from "../../encoding/utf8.ts";
import { UsageError } from "../exit.ts";

/** A part of a file: text, or bytes that are not text. */
export interface CodedPart {
  readonly bytes: Uint8Array;
  /** Undefined for bytes that are not text in the encoding. */
  readonly text: string | undefined;
}

/** An encoding in which parts of a file can be replaced while all other bytes stay. */
export interface RepairCoding {
  readonly codePage: number;
  /** Bytes per code unit: 1, or 2 in UTF-16. */
  readonly unit: 1 | 2;
  /** The parts of a piece of the file that was cut between characters. */
  readonly parts: (bytes: Uint8Array) => readonly CodedPart[];
  /** Number of bytes that some of the text takes. */
  readonly size: (text: string) => number;
  /** The bytes of a repaired text; undefined if the encoding lacks one of its characters. */
  readonly encode: (text: string) => Uint8Array | undefined;
}

function utf8Parts(bytes: Uint8Array): CodedPart[] {
  const parts: CodedPart[] = [];
  let rest = bytes;
  while (rest.length > 0) {
    if (isUtf8(rest)) {
      parts.push({ bytes: rest, text: Buffer.from(rest).toString("utf8") });
      break;
    }
    const { offset, length } = firstBroken(rest, "core");
    const good = rest.subarray(0, offset);
    if (offset > 0) parts.push({ bytes: good, text: Buffer.from(good).toString("utf8") });
    parts.push({ bytes: rest.subarray(offset, offset + length), text: undefined });
    rest = rest.subarray(offset + length);
  }
  return parts;
}

const utf8: RepairCoding = {
  codePage: 65001,
  unit: 1,
  parts: utf8Parts,
  size: (text) => Buffer.byteLength(text),
  encode: (text) => (text.isWellFormed() ? Buffer.from(text) : undefined),
};

/** Code units unchanged, including lone surrogates. */
function utf16(codePage: 1200 | 1201): RepairCoding {
  const swapped = (bytes: Uint8Array): Buffer =>
    codePage === 1200 ? Buffer.from(bytes) : Buffer.from(bytes).swap16();
  return {
    codePage,
    unit: 2,
    parts(bytes) {
      const even = bytes.subarray(0, bytes.length - (bytes.length % 2));
      const parts: CodedPart[] = [{ bytes: even, text: swapped(even).toString("utf16le") }];
      return bytes.length === even.length
        ? parts
        : [...parts, { bytes: bytes.subarray(-1), text: undefined }];
    },
    size: (text) => text.length * 2,
    encode: (text) => swapped(Buffer.from(text, "utf16le")),
  };
}

function singleByte(codePage: number): RepairCoding {
  const encoding = Encoding.GetEncoding(codePage);
  const strict = Encoding.GetEncoding(codePage, { fallback: "exception" });
  return {
    codePage,
    unit: 1,
    parts: (bytes) => [{ bytes, text: encoding.GetString(bytes) }],
    size: (text) => text.length,
    encode(text) {
      try {
        return strict.GetBytes(text);
      } catch (error) {
        if (error instanceof EncoderFallbackException) return undefined;
        throw error;
      }
    },
  };
}

/**
 * The coding of a code page.
 * @throws UsageError for a page whose characters take several bytes
 */
export function repairCoding(codePage: number): RepairCoding {
  if (codePage === 65001) return utf8;
  if (codePage === 1200 || codePage === 1201) return utf16(codePage);
  if (isSingleByte(codePage)) return singleByte(codePage);
  throw new UsageError(
    `--repair writes UTF-8, UTF-16 and pages of one byte a character, not ${encodingLabel(codePage)}. Convert the file to UTF-8 first.`,
  );
}

/**
 * The coding of a file, found from its beginning: that of its byte order mark, otherwise UTF-8 if it is valid.
 * @throws UsageError if it is, or may be, in another encoding
 */
export function guessCoding(head: Uint8Array, name: string): RepairCoding {
  const mark = byteOrderMarkOf(head);
  if (mark !== undefined) return repairCoding(mark.codePage);
  const zeros = head.reduce((sum, byte) => sum + (byte === 0 ? 1 : 0), 0);
  if (zeros * 5 > head.length) {
    throw new UsageError(
      `${name} may be UTF-16 without a byte order mark. Say what it is: --as utf-16, or --as utf-8 when its text has zeros in it.`,
    );
  }
  const whole = head.subarray(0, head.length - unfinishedUtf8(head));
  const parts = utf8Parts(whole);
  const broken = parts.filter(({ text }) => text === undefined).length;
  const sequences = parts.reduce((sum, { text }) => sum + (text?.match(/\P{ASCII}/gu)?.length ?? 0), 0);
  if (broken > 0 && broken >= sequences) {
    const offset = String(firstBroken(whole, "core").offset);
    throw new UsageError(
      `${name} is not UTF-8: the first broken bytes are at offset ${offset}. Say what it is: --as 1252, for example.`,
    );
  }
  return utf8;
}
