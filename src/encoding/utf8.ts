/** UTF-8 by the rules of .NET Framework and of .NET Core 3.0 and later. */
import { isAscii, isUtf8, transcode } from "node:buffer";
import { TextDecoder } from "node:util";
import { checkOptionKeys, type OptionKeys } from "../base/option-keys.ts";
import { oneOf } from "../base/value-kinds.ts";
import { asBuffer, toBytes } from "./byte-stream.ts";
import type { ByteStream } from "./byte-stream.ts";
import { DecoderFallbackException, dotnetKind, refuseLoneSurrogate, type DotNet } from "./fallback.ts";

/** Options of {@link decodeUtf8}. */
interface DecodeOptions {
  /** A byte order mark at the start: `keep` it as U+FEFF, as `GetString` does (the default), or `strip` it. Only the first one goes. */
  readonly bom?: "keep" | "strip";
  /** Broken sequences: `replace` by U+FFFD (the default) or `throw`. */
  readonly invalid?: "replace" | "throw";
  /** How many U+FFFD replace a broken UTF-8 sequence: as in .NET Framework (`netfx`, the default) or as in .NET Core and Node (`core`). */
  readonly dotnet?: DotNet;
}

const decodeKeys: OptionKeys<DecodeOptions> = {
  bom: oneOf("keep", "strip"),
  invalid: oneOf("replace", "throw"),
  dotnet: dotnetKind,
};

/**
 * The text of UTF-8 bytes.
 * @throws DecoderFallbackException with `invalid: "throw"`, at the first broken sequence.
 * @throws ByteStreamError when an element is not a byte.
 */
export function decodeUtf8(stream: ByteStream, options: DecodeOptions = {}): string {
  checkOptionKeys("decodeUtf8", options, decodeKeys);
  const { bom = "keep", invalid = "replace", dotnet = "netfx" } = options;
  let bytes = toBytes(stream);
  if (bom === "strip" && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf)
    bytes = bytes.subarray(3);
  return invalid === "throw" ? utf8ToTextStrict(bytes, dotnet) : utf8ToText(bytes, dotnet);
}

/** The text of the bytes, U+FFFD for broken sequences; a byte order mark is kept. */
export function utf8ToText(bytes: Uint8Array, dotnet: DotNet): string {
  if (bytes.length < shortInput) {
    const text = nativeText(bytes);
    return dotnet === "netfx" && text.includes("\ufffd") ? brokenToText(bytes, dotnet) : text;
  }
  const buffer = asBuffer(bytes);
  if (isAscii(buffer)) return buffer.toString("latin1");
  if (!isUtf8(buffer)) return brokenToText(bytes, dotnet);
  return bytes.length < longInput
    ? buffer.toString()
    : transcode(buffer, "utf8", "utf16le").toString("utf16le");
}

/** Below this many bytes a look ahead costs more than it saves. */
const shortInput = 512;

/** From this many bytes on two steps by way of UTF-16, both vectorised, take less time than Buffer's one. */
const longInput = 1500;

interface NativeSlice {
  readonly utf8Slice?: (this: Uint8Array, start: number, end: number) => string;
}

const { utf8Slice } = Buffer.prototype as NativeSlice;

/** What Buffer's `toString()` is made of; without its detours where Node still shows it, for they count in short texts. */
function nativeText(bytes: Uint8Array): string {
  return utf8Slice === undefined ? asBuffer(bytes).toString() : utf8Slice.call(bytes, 0, bytes.length);
}

let whatwg: TextDecoder | undefined;

/** Node's TextDecoder counts as `core` does, and is much faster over broken bytes than Buffer's own decoder. */
function brokenToText(bytes: Uint8Array, dotnet: DotNet): string {
  whatwg ??= new TextDecoder("utf-8", { ignoreBOM: true });
  return whatwg.decode(dotnet === "netfx" ? (mergeImpossiblePairs(bytes) ?? bytes) : bytes);
}

/**
 * The text of the bytes.
 * @throws DecoderFallbackException at the first broken sequence.
 */
export function utf8ToTextStrict(bytes: Uint8Array, dotnet: DotNet): string {
  if (isUtf8(bytes)) return asBuffer(bytes).toString("utf8");
  const { offset, length } = firstBroken(bytes, dotnet);
  throw new DecoderFallbackException(
    bytes.subarray(offset, offset + length),
    dotnet === "core" ? offset : offset - length,
    offset,
  );
}

/** The bytes of the text; a lone surrogate becomes EF BF BD. */
export function textToUtf8(text: string): Buffer {
  return Buffer.from(text, "utf8");
}

/**
 * The bytes of the text.
 * @throws EncoderFallbackException at the first lone surrogate.
 */
export function textToUtf8Strict(text: string): Buffer {
  refuseLoneSurrogate(text);
  return Buffer.from(text, "utf8");
}

/** True when `second` after `lead` is a continuation byte that makes the sequence overlong, a surrogate or above 10FFFF. */
function isImpossiblePair(lead: number, second: number): boolean {
  switch (lead) {
    case 0xe0:
      return second >= 0x80 && second <= 0x9f;
    case 0xed:
      return second >= 0xa0 && second <= 0xbf;
    case 0xf0:
      return second >= 0x80 && second <= 0x8f;
    case 0xf4:
      return second >= 0x90 && second <= 0xbf;
    default:
      return false;
  }
}

/**
 * .NET Framework replaces an impossible pair by one U+FFFD, Node by two. So each pair becomes the single byte FF, which
 * is replaced by one and joins with nothing beside it; the rest of the bytes stays. Undefined when there is no such pair.
 */
function mergeImpossiblePairs(bytes: Uint8Array): Uint8Array | undefined {
  const end = bytes.length;
  let index = impossiblePairAt(bytes, 0);
  if (index === end) return undefined;
  const merged = new Uint8Array(end);
  let length = 0;
  let start = 0;
  while (index < end) {
    merged.set(bytes.subarray(start, index), length);
    length += index - start;
    merged[length++] = 0xff;
    start = index + 2;
    index = impossiblePairAt(bytes, start);
  }
  merged.set(bytes.subarray(start), length);
  return merged.subarray(0, length + end - start);
}

/** Offset of the first impossible pair at or after `from`; the length of the bytes when there is none. */
function impossiblePairAt(bytes: Uint8Array, from: number): number {
  const last = bytes.length - 1;
  for (let index = from; index < last; index++) {
    const lead = bytes[index] ?? 0;
    if (lead >= 0xe0 && isImpossiblePair(lead, bytes[index + 1] ?? 0)) return index;
  }
  return bytes.length;
}

function sequenceLength(lead: number): number {
  if (lead < 0x80) return 1;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  return lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}

/** One step of the state machine: the bytes used up at `offset`, and whether they make a character, are broken or are cut by the end. */
export function sequenceAt(
  bytes: Uint8Array,
  offset: number,
  dotnet: DotNet,
): { length: number; state: "whole" | "broken" | "cut" } {
  const lead = bytes[offset] ?? 0;
  const wanted = sequenceLength(lead);
  if (wanted === 0) return { length: 1, state: "broken" };
  let length = 1;
  while (length < wanted) {
    const next = bytes[offset + length];
    if (next === undefined) return { length, state: "cut" };
    if ((next & 0xc0) !== 0x80) return { length, state: "broken" };
    if (length === 1 && isImpossiblePair(lead, next))
      return { length: dotnet === "netfx" ? 2 : 1, state: "broken" };
    length++;
  }
  return { length, state: "whole" };
}

/** Offset and length of the first sequence that is not whole; offset = length of the bytes when all are. */
export function firstBroken(bytes: Uint8Array, dotnet: DotNet): { offset: number; length: number } {
  let offset = 0;
  while (offset < bytes.length) {
    const { length, state } = sequenceAt(bytes, offset, dotnet);
    if (state !== "whole") return { offset, length };
    offset += length;
  }
  return { offset, length: 0 };
}

/** How many bytes at the end are the start of a sequence that more bytes may complete: 0 to 3. */
export function unfinishedUtf8(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const offset = bytes.length - back;
    if (((bytes[offset] ?? 0) & 0xc0) === 0x80) continue;
    return sequenceAt(bytes, offset, "netfx").state === "cut" ? back : 0;
  }
  return 0;
}
