/** One encoding with the members of `System.Text.Encoding`. */
import { QActionKitError } from "../base/errors.ts";
import { lengthOf, toBytes } from "./byte-stream.ts";
import type { ByteStream } from "./byte-stream.ts";
import type { Codec } from "./codec.ts";
import type { DotNet } from "./fallback.ts";
import { Decoder, Encoder } from "./stateful.ts";
import type { EncodingFacts } from "./tables/encoding-names.ts";

/** One encoding, as `System.Text.Encoding`. */
export class NetEncoding {
  readonly #codec: Codec;
  readonly #facts: EncodingFacts;
  /** Windows number of the code page. */
  readonly CodePage: number;
  /** Name registered for the web. .NET Framework writes `Windows-1252` with a capital. */
  readonly WebName: string;
  /** Name for people, in English. */
  readonly EncodingName: string;
  /** True when every character is one byte. */
  readonly IsSingleByte: boolean;

  /** Use `Encoding.GetEncoding`. */
  constructor(facts: EncodingFacts, codec: Codec, dotnet: DotNet) {
    this.#facts = facts;
    this.#codec = codec;
    this.CodePage = facts.codePage;
    this.WebName = dotnet === "netfx" && facts.codePage === 1252 ? "Windows-1252" : facts.webName;
    this.EncodingName = facts.encodingName;
    this.IsSingleByte = facts.isSingleByte;
  }

  /** Name for mail bodies. */
  get BodyName(): string {
    return this.#facts.bodyName ?? this.#facts.webName;
  }

  /** Name for mail headers. */
  get HeaderName(): string {
    return this.#facts.headerName ?? this.#facts.webName;
  }

  /** The Windows code page that is nearest. */
  get WindowsCodePage(): number {
    return this.#facts.windowsCodePage;
  }

  /**
   * The text of the bytes; a byte order mark is kept, as in .NET.
   * @param index First byte, 0 when absent.
   * @param count Number of bytes, all after `index` when absent.
   * @throws ByteStreamError when an element is not a byte.
   * @throws QActionKitError `ERR_RANGE` when index or count lie outside the bytes.
   * @throws DecoderFallbackException with the fallback `exception`.
   */
  GetString(bytes: ByteStream, index?: number, count?: number): string {
    if (index !== undefined) return this.#codec.toText(part(bytes, index, count));
    const text = Array.isArray(bytes) ? this.#codec.textOfArray?.(bytes) : undefined;
    return text ?? this.#codec.toText(toBytes(bytes));
  }

  /**
   * The bytes of the text, without a byte order mark.
   * @throws EncoderFallbackException with the fallback `exception`.
   */
  GetBytes(text: string): Uint8Array {
    return this.#codec.toBytes(text);
  }

  /** How many bytes {@link GetBytes} returns. */
  GetByteCount(text: string): number {
    return this.#codec.toBytes(text).length;
  }

  /** How many UTF-16 units {@link GetString} returns. */
  GetCharCount(bytes: ByteStream, index?: number, count?: number): number {
    return this.GetString(bytes, index, count).length;
  }

  /** The byte order mark of the encoding; empty for code pages. */
  GetPreamble(): Uint8Array {
    return Uint8Array.from(this.#facts.preamble);
  }

  /** A decoder that keeps unfinished characters between chunks. */
  GetDecoder(): Decoder {
    return new Decoder(this.#codec);
  }

  /** An encoder that keeps half a surrogate pair between chunks. */
  GetEncoder(): Encoder {
    return new Encoder(this.#codec);
  }

  toString(): string {
    return `Encoding ${String(this.CodePage)} (${this.WebName})`;
  }
}

/** The bytes from `index` on, `count` of them. */
function part(bytes: ByteStream, index: number, count?: number): Uint8Array {
  const length = lengthOf(bytes);
  const end = count === undefined ? length : index + count;
  const inside =
    Number.isInteger(index) && Number.isInteger(end) && index >= 0 && end >= index && end <= length;
  if (inside) return toBytes(bytes, index, end);
  const asked =
    count === undefined ? `index ${String(index)}` : `index ${String(index)} and count ${String(count)}`;
  const message = `There are ${String(length)} bytes; ${asked} lie outside them.`;
  throw new QActionKitError("ERR_RANGE", message, { details: { index, count, length } });
}
