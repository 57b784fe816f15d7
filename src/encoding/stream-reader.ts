/** What a .NET `StreamReader` makes of a file: unlike `GetString`, it looks for byte order marks. */
import { toBytes } from "./byte-stream.ts";
import type { ByteStream } from "./byte-stream.ts";
import { codecFor } from "./codec.ts";
import { dotnetKind, type DotNet } from "./fallback.ts";
import { QActionKitError } from "../base/errors.ts";
import { checkOptionKeys, type OptionKeys } from "../base/option-keys.ts";
import { anyNumber, flag } from "../base/value-kinds.ts";

/** Options of {@link readStream}. */
export interface ReadStreamOptions {
  /** Code page of the encoding that is given to the reader; 65001 when absent. */
  readonly codePage?: number;
  /** Let a byte order mark decide instead; true when absent. */
  readonly detectEncodingFromByteOrderMarks?: boolean;
  /** `netfx` (the default) silently drops an unfinished character at the end, `core` returns U+FFFD for it. */
  readonly dotnet?: DotNet;
}

const streamKeys: OptionKeys<ReadStreamOptions> = {
  codePage: anyNumber,
  detectEncodingFromByteOrderMarks: flag,
  dotnet: dotnetKind,
};

/** Byte order marks, the longer ones first. */
export const byteOrderMarks: readonly (readonly [codePage: number, mark: readonly number[]])[] = [
  [12000, [0xff, 0xfe, 0x00, 0x00]],
  [12001, [0x00, 0x00, 0xfe, 0xff]],
  [65001, [0xef, 0xbb, 0xbf]],
  [1200, [0xff, 0xfe]],
  [1201, [0xfe, 0xff]],
];

/** The byte order mark that the bytes begin with. */
export function byteOrderMarkOf(bytes: Uint8Array): { codePage: number; length: number } | undefined {
  const found = byteOrderMarks.find(([, mark]) => mark.every((byte, index) => bytes[index] === byte));
  return found === undefined ? undefined : { codePage: found[0], length: found[1].length };
}

/**
 * The text that `new StreamReader(stream, encoding, detect).ReadToEnd()` returns, and the code page of its `CurrentEncoding`
 * afterwards. The mark of the given encoding is looked for first, so that FF FE 00 00 stays UTF-16 where UTF-16 was given; the
 * first mark is dropped, a second one stays.
 * @throws QActionKitError `ERR_ENCODING` for a code page that the kit does not have.
 */
export function readStream(
  stream: ByteStream,
  options: ReadStreamOptions = {},
): { text: string; codePage: number } {
  checkOptionKeys("readStream", options, streamKeys);
  const { codePage = 65001, detectEncodingFromByteOrderMarks: detect = true, dotnet = "netfx" } = options;
  let bytes = toBytes(stream);
  let page = codePage;
  const own = byteOrderMarks.find(([owner]) => owner === page)?.[1];
  const found = byteOrderMarkOf(bytes);
  if (own?.every((byte, index) => bytes[index] === byte)) bytes = bytes.subarray(own.length);
  else if (found !== undefined && detect) {
    page = found.codePage;
    bytes = bytes.subarray(found.length);
  }
  const codec = codecFor(page, undefined, dotnet);
  if (codec === undefined) {
    const message = `There is no encoding for code page ${String(page)}.`;
    throw new QActionKitError("ERR_ENCODING", message, { details: { codePage: page } });
  }
  if (dotnet === "core") return { text: codec.toText(bytes), codePage: page };
  const text =
    codec.state === undefined
      ? codec.toText(bytes.subarray(0, bytes.length - codec.unfinished(bytes)))
      : codec.state.decoder().decode(bytes, false);
  return { text, codePage: page };
}
