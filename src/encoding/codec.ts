/** One codec for each encoding: bytes to text, text to bytes, and what waits for more bytes, with its fallback applied. */
import { chunkedPage } from "./chunked-pages.ts";
import type { ChunkDecoder, ChunkEncoder } from "./chunked.ts";
import {
  decodeCodePage,
  decodeCodePageStrict,
  encodeCodePage,
  encodeCodePageStrict,
  isCodePage,
  isSingleByte,
} from "./code-page.ts";
import { doubleBytePage, unfinishedPair } from "./double-byte.ts";
import type { DotNet, Fallback } from "./fallback.ts";
import { textToUtf16, textToUtf16Strict, unfinishedUtf16, utf16ToText, utf16ToTextStrict } from "./utf16.ts";
import { textToUtf32, textToUtf32Strict, utf32ToText, utf32ToTextStrict } from "./utf32.ts";
import { textOfUtf8Array } from "./utf8-array.ts";
import { textToUtf8, textToUtf8Strict, unfinishedUtf8, utf8ToText, utf8ToTextStrict } from "./utf8.ts";

/** The functions behind one encoding. */
export interface Codec {
  toText(bytes: Uint8Array): string;
  /** The text of an array of numbers, where it can be read without making bytes of it first; undefined when it cannot. */
  textOfArray?(stream: readonly number[]): string | undefined;
  toBytes(text: string): Uint8Array;
  /** How many bytes at the end of `bytes` (which begin at a character) need more bytes to mean something. */
  unfinished(bytes: Uint8Array): number;
  /** Present when more than unfinished characters has to be kept between chunks. */
  state?: {
    decoder(): ChunkDecoder;
    encoder(): ChunkEncoder;
  };
}

type MakeCodec = (strict: boolean, dotnet: DotNet) => Codec;

const utf16 =
  (bigEndian: boolean): MakeCodec =>
  (strict) => ({
    toText: (bytes) => (strict ? utf16ToTextStrict(bytes, bigEndian) : utf16ToText(bytes, bigEndian)),
    toBytes: (text) => (strict ? textToUtf16Strict(text, bigEndian) : textToUtf16(text, bigEndian)),
    unfinished: (bytes) => unfinishedUtf16(bytes, bigEndian),
  });

const utf32 =
  (bigEndian: boolean): MakeCodec =>
  (strict) => ({
    toText: (bytes) => (strict ? utf32ToTextStrict(bytes, bigEndian) : utf32ToText(bytes, bigEndian)),
    toBytes: (text) => (strict ? textToUtf32Strict(text, bigEndian) : textToUtf32(text, bigEndian)),
    unfinished: (bytes) => bytes.length % 4,
  });

const utf8: MakeCodec = (strict, dotnet) => ({
  toText: strict ? (bytes) => utf8ToTextStrict(bytes, dotnet) : (bytes) => utf8ToText(bytes, dotnet),
  textOfArray: textOfUtf8Array,
  toBytes: strict ? textToUtf8Strict : textToUtf8,
  unfinished: unfinishedUtf8,
});

const unicodeCodecs: Readonly<Record<number, MakeCodec>> = {
  1200: utf16(false),
  1201: utf16(true),
  12000: utf32(false),
  12001: utf32(true),
  65001: utf8,
};

/** The codec of a code page, by the rules of one .NET; undefined when the kit does not have the page. */
export function codecFor(
  codePage: number,
  fallback: Fallback | undefined,
  dotnet: DotNet,
): Codec | undefined {
  const make = unicodeCodecs[codePage];
  if (make !== undefined) return make(fallback === "exception", dotnet);
  const page = chunkedPage(codePage);
  if (page !== undefined) {
    const state = { decoder: () => page.decoder(fallback), encoder: () => page.encoder(fallback) };
    return {
      toText: (bytes) => state.decoder().decode(bytes, true),
      toBytes: (text) => state.encoder().encode(text, true),
      unfinished: () => 0,
      state,
    };
  }
  if (!isCodePage(codePage)) return undefined;
  const unfinished = isSingleByte(codePage)
    ? () => 0
    : (bytes: Uint8Array) => unfinishedPair(bytes, doubleBytePage(codePage));
  if (fallback === "exception") {
    return {
      toText: (bytes) => decodeCodePageStrict(bytes, codePage),
      toBytes: (text) => encodeCodePageStrict(text, codePage),
      unfinished,
    };
  }
  const unknown = fallback === "replacement" ? 0xfffd : undefined;
  const fit = fallback === "replacement" ? "strict" : "bestFit";
  return {
    toText: (bytes) => decodeCodePage(bytes, codePage, unknown),
    toBytes: (text) => encodeCodePage(text, codePage, fit),
    unfinished,
  };
}
