/** Bodies of HTTP answers: unpacked, and read as text by their charset. */
import { promisify } from "node:util";
import { brotliDecompress, gunzip, inflate, inflateRaw, type InputType, type ZlibOptions } from "node:zlib";
import { Encoding } from "../../encoding/encoding.ts";

type Unpack = (packed: InputType, options: ZlibOptions) => Promise<Buffer>;

/** Content codings (RFC 9110 section 8.4.1); `deflate` comes with the zlib wrapper or, wrongly, without. */
const codings: Readonly<Record<string, readonly Unpack[]>> = {
  gzip: [promisify<InputType, ZlibOptions, Buffer>(gunzip)],
  "x-gzip": [promisify<InputType, ZlibOptions, Buffer>(gunzip)],
  deflate: [
    promisify<InputType, ZlibOptions, Buffer>(inflate),
    promisify<InputType, ZlibOptions, Buffer>(inflateRaw),
  ],
  br: [promisify<InputType, ZlibOptions, Buffer>(brotliDecompress)],
};

/**
 * Undoes `Content-Encoding`; codings are undone from the last to the first. An unknown one leaves the bytes.
 * @param most Bytes a body may unpack to.
 * @throws what zlib throws for broken or too large bodies
 */
export async function unpack(
  bytes: Buffer,
  contentEncoding: string | undefined,
  most: number,
): Promise<Buffer> {
  const names = (contentEncoding ?? "").split(",").map((name) => name.trim().toLowerCase());
  let body = bytes;
  for (const name of names.reverse()) {
    const ways = codings[name];
    if (ways !== undefined && body.length > 0) body = await firstThatWorks(ways, body, most);
  }
  return body;
}

async function firstThatWorks(ways: readonly Unpack[], packed: Buffer, most: number): Promise<Buffer> {
  let failure: unknown;
  for (const way of ways) {
    try {
      return await way(packed, { maxOutputLength: most });
    } catch (error) {
      failure ??= error;
    }
  }
  throw failure;
}

/** The charset that a `Content-Type` names, lower case; undefined when it names none. */
export function charsetOf(contentType: string | undefined): string | undefined {
  return /;\s*charset\s*=\s*"?([^\s;"]+)"?/i.exec(contentType ?? "")?.[1]?.toLowerCase();
}

/** A body as text by its charset, UTF-8 when there is none. `unknown` names a charset that does not exist. */
export function bodyText(
  bytes: Uint8Array,
  contentType: string | undefined,
): { text: string; unknown?: string } {
  const charset = charsetOf(contentType);
  if (charset === undefined) return { text: Encoding.UTF8.GetString(bytes) };
  try {
    return { text: Encoding.GetEncoding(charset).GetString(bytes) };
  } catch {
    return { text: Encoding.UTF8.GetString(bytes), unknown: charset };
  }
}
