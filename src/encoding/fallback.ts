/** What happens to bytes without a character and characters without bytes: the fallbacks of .NET and their exceptions. */
import { QActionKitError } from "../base/errors.ts";
import { oneOf } from "../base/value-kinds.ts";
import { bytesToHex } from "./hex.ts";

/**
 * Which .NET an encoding follows. `netfx`: .NET Framework 4.x, what DataMiner runs QActions on, and .NET Core before 3.0.
 * `core`: .NET Core 3.0 and later, for UTF-8 the same as the WHATWG standard and Node.
 */
export type DotNet = "netfx" | "core";

/** The values of {@link DotNet}, for the checks of options. */
export const dotnetKind = oneOf("netfx", "core");

/** `replacement`: U+FFFD or `?`. `bestFit`: the look-alike of the page, else `?`. `exception`: throw at the first. */
export type Fallback = "replacement" | "bestFit" | "exception";

/** Bytes that have no character, in an encoding with the fallback `exception`. */
export class DecoderFallbackException extends QActionKitError {
  override readonly name: string = "DecoderFallbackException";
  /**
   * Offset that .NET reports. `core`: offset of the first. `netfx` and UTF-8: that offset minus the number of the bytes,
   * so -1 for a bad first byte; {@link offset} has the real one.
   */
  readonly Index: number;
  /** The bytes that would have become one U+FFFD. */
  readonly BytesUnknown: Uint8Array;
  /** Offset of the first of {@link BytesUnknown} in the bytes that were given, in every runtime. */
  readonly offset: number;

  constructor(bytesUnknown: Uint8Array, index: number, offset: number) {
    const shown = bytesToHex(bytesUnknown, { separator: "][" });
    super(
      "ERR_DECODER_FALLBACK",
      `Unable to translate bytes [${shown}] at index ${String(index)} from specified code page to Unicode. ` +
        `They stand at offset ${String(offset)}: the data is cut there, or is in another encoding; inspectBytes finds out which.`,
      { details: { index, offset, bytes: bytesUnknown } },
    );
    this.Index = index;
    this.BytesUnknown = Uint8Array.from(bytesUnknown);
    this.offset = offset;
  }
}

/** A character that the encoding does not have, with the fallback `exception`. */
export class EncoderFallbackException extends QActionKitError {
  override readonly name: string = "EncoderFallbackException";
  /** Position in the text, in UTF-16 units. */
  readonly Index: number;
  /** The unit that has no bytes; a whole surrogate pair counts as one character. */
  readonly CharUnknown: string;

  constructor(charUnknown: string, index: number) {
    const units = Array.from({ length: charUnknown.length }, (_, at) =>
      unitName(charUnknown.charCodeAt(at)),
    ).join("");
    super(
      "ERR_ENCODER_FALLBACK",
      `Unable to translate Unicode character ${units} at index ${String(index)} to specified code page. ` +
        "Replace it before encoding, take an encoding that has it, or use the fallback 'replacement'.",
      { details: { index, character: charUnknown } },
    );
    this.Index = index;
    this.CharUnknown = charUnknown;
  }
}

function unitName(unit: number): string {
  return `\\u${unit.toString(16).toUpperCase().padStart(4, "0")}`;
}

/** The character at `index`: a surrogate pair whole, anything else one unit. */
export function characterAt(text: string, index: number): string {
  const code = text.codePointAt(index) ?? 0;
  return code > 0xffff ? text.slice(index, index + 2) : text.charAt(index);
}

/** Position of the first lone surrogate at or after `from`, or -1. */
export function loneSurrogateAt(text: string, from = 0): number {
  if (text.isWellFormed()) return -1;
  for (let index = from; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit < 0xd800 || unit > 0xdfff) continue;
    if (unit > 0xdbff) return index;
    const next = text.charCodeAt(index + 1);
    if (next >= 0xdc00 && next <= 0xdfff) index++;
    else return index;
  }
  return -1;
}

/**
 * Refuses a text with a lone surrogate.
 * @throws EncoderFallbackException at the first one.
 */
export function refuseLoneSurrogate(text: string): void {
  const index = loneSurrogateAt(text);
  if (index >= 0) throw new EncoderFallbackException(text.charAt(index), index);
}
