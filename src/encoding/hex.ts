/** Bytes as hexadecimal text and back. */
import { QActionKitError } from "../base/errors.ts";
import { checkOptionKeys, type OptionKeys } from "../base/option-keys.ts";
import { anyText, flag } from "../base/value-kinds.ts";
import { asBuffer, toBytes } from "./byte-stream.ts";
import type { ByteStream } from "./byte-stream.ts";

/** How {@link bytesToHex} writes. */
export interface HexOptions {
  /** Put between two bytes; nothing when absent. */
  readonly separator?: string;
  /** `A` to `F` instead of `a` to `f`; true when absent. */
  readonly upperCase?: boolean;
}

const hexKeys: OptionKeys<HexOptions> = {
  separator: anyText,
  upperCase: flag,
};

/** `[0xC3, 0xA9]` becomes `"C3A9"`, with `{ separator: " " }` `"C3 A9"`. */
export function bytesToHex(stream: ByteStream, options: HexOptions = {}): string {
  checkOptionKeys("bytesToHex", options, hexKeys);
  const { separator = "", upperCase = true } = options;
  const hex = asBuffer(toBytes(stream)).toString("hex");
  const digits = upperCase ? hex.toUpperCase() : hex;
  return separator === "" ? digits : (digits.match(/../g) ?? []).join(separator);
}

/**
 * The bytes of a hexadecimal text: `"C3A9"`, `"c3 a9"`, `"0xC3,0xA9"`, `"C3-A9"`, `"00:1B:8C"`, `"\xC3\xA9"`. Spaces, `-`, `:`, `,`, `;`, `_`
 * and the marks `0x` and `\x` may occur between bytes.
 * @throws QActionKitError `ERR_HEX` for any other character, and for half a byte; `details.index` is its position.
 */
export function hexToBytes(text: string): Uint8Array {
  const bytes = Buffer.allocUnsafe(text.length >> 1);
  let length = 0;
  const token = /(?:0x|\\x)?([0-9a-f]+)|[\s:;,_-]+/giy;
  while (token.lastIndex < text.length) {
    const index = token.lastIndex;
    const match = token.exec(text);
    if (match === null) {
      const found = JSON.stringify(text[index]);
      throw hexError(
        `The hex text has ${found} at position ${String(index)}; only 0-9, A-F and separators are hex.`,
        index,
      );
    }
    const digits = match[1];
    if (digits === undefined) continue;
    if (digits.length % 2 === 1) {
      const run = `The run of hex digits "${digits.slice(0, 16)}" at position ${String(index)} has an odd length`;
      throw hexError(`${run}: write two digits for each byte, 0D rather than D.`, index);
    }
    length += bytes.write(digits, length, "hex");
  }
  return bytes.subarray(0, length);
}

function hexError(message: string, index: number): QActionKitError {
  return new QActionKitError("ERR_HEX", message, { details: { index } });
}
