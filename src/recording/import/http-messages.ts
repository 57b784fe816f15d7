/** HTTP/1 messages of one direction, out of its bytes (RFC 9112). */
import { brotliDecompressSync, gunzipSync, inflateSync } from "node:zlib";
import { headerIn, headParts, type HeadParts } from "../shown-head.ts";

/** A whole message. */
export interface HttpMessage extends HeadParts {
  /** Without the framing of chunks; still packed by `Content-Encoding`. */
  readonly body: Buffer;
}

/** Longest head that is believed. */
const longestHead = 1024 * 1024;
/** Longest body that is kept. */
const longestBody = 256 * 1024 * 1024;

/** Bytes that are no HTTP. */
export class HttpError extends Error {}

/** How the end of a body is found. */
type Framing = { readonly length: number } | "chunked" | "until the end";

/** Reads one direction. */
export class HttpMessages {
  readonly #framing: (head: HeadParts) => Framing;
  #bytes: Buffer = Buffer.alloc(0);

  /** @param framing how long the body of a message is */
  constructor(framing: (head: HeadParts) => Framing) {
    this.#framing = framing;
  }

  /** Bytes of a message that is not whole, or that nobody has asked for. */
  get rest(): Buffer {
    return this.#bytes;
  }

  add(bytes: Uint8Array): void {
    this.#bytes = Buffer.concat([this.#bytes, bytes]);
    if (this.#bytes.length > longestBody) throw new HttpError("a message is longer than 256 MiB");
  }

  /**
   * Takes the next whole message; undefined when there is none yet.
   * @param ended no bytes follow
   * @throws HttpError for bytes that are no HTTP
   */
  next(ended = false): HttpMessage | undefined {
    const head = headParts(this.#bytes.toString("latin1", 0, longestHead));
    if (head === undefined) {
      if (this.#bytes.length >= longestHead) throw new HttpError("a head does not end");
      return undefined;
    }
    if (!/^(?:HTTP\/1\.[01] \d{3}|[!-~]+ \S+ HTTP\/1\.[01]$)/.test(head.firstLine))
      throw new HttpError(`'${head.firstLine.slice(0, 40)}' begins no HTTP message`);
    const framing = this.#framing(head);
    const rest = this.#bytes.subarray(head.length);
    if (framing === "until the end") {
      if (!ended) return undefined;
      this.#bytes = Buffer.alloc(0);
      return { ...head, body: rest };
    }
    if (framing === "chunked") {
      const found = chunked(rest);
      if (found === undefined) return undefined;
      this.#bytes = rest.subarray(found.length);
      return { ...head, body: found.body };
    }
    if (rest.length < framing.length) return undefined;
    this.#bytes = rest.subarray(framing.length);
    return { ...head, body: Buffer.from(rest.subarray(0, framing.length)) };
  }
}

/** The body of chunks (RFC 9112 section 7.1), and the bytes they take; undefined when the last one is not there. */
function chunked(bytes: Buffer): { readonly body: Buffer; readonly length: number } | undefined {
  const parts: Buffer[] = [];
  for (let at = 0; ;) {
    const lineEnd = bytes.indexOf("\r\n", at, "latin1");
    if (lineEnd < 0) return undefined;
    const digits = /^[0-9a-fA-F]+/.exec(bytes.toString("latin1", at, lineEnd))?.[0];
    if (digits === undefined) throw new HttpError("a chunk has no length");
    const size = parseInt(digits, 16);
    const start = lineEnd + 2;
    if (size === 0) {
      // Trailer fields, and an empty line.
      const end =
        bytes.indexOf("\r\n", start, "latin1") === start ? start : bytes.indexOf("\r\n\r\n", start, "latin1");
      if (end < 0) return undefined;
      return { body: Buffer.concat(parts), length: end === start ? end + 2 : end + 4 };
    }
    if (bytes.length < start + size + 2) return undefined;
    parts.push(bytes.subarray(start, start + size));
    at = start + size + 2;
  }
}

function lengthOf(head: HeadParts): number | undefined {
  const text = headerIn(head, "Content-Length");
  return text !== undefined && /^\d+/.test(text) ? parseInt(text, 10) : undefined;
}

const isChunked = (head: HeadParts): boolean =>
  /(^|,)\s*chunked\s*$/i.test(headerIn(head, "Transfer-Encoding") ?? "");

/** Framing of a request. */
export function requestFraming(head: HeadParts): Framing {
  return isChunked(head) ? "chunked" : { length: lengthOf(head) ?? 0 };
}

/** Status of an answer. */
export function statusOf({ firstLine }: Pick<HeadParts, "firstLine">): number {
  return Number(firstLine.split(" ")[1]);
}

/** Framing of an answer to a request of that method. */
export function answerFraming(head: HeadParts, method: string): Framing {
  const status = statusOf(head);
  if (method === "HEAD" || status < 200 || status === 204 || status === 304) return { length: 0 };
  if (isChunked(head)) return "chunked";
  const length = lengthOf(head);
  return length === undefined ? "until the end" : { length };
}

const unpackers: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
  gzip: (bytes) => gunzipSync(bytes, { maxOutputLength: longestBody }),
  "x-gzip": (bytes) => gunzipSync(bytes, { maxOutputLength: longestBody }),
  deflate: (bytes) => inflateSync(bytes, { maxOutputLength: longestBody }),
  br: (bytes) => brotliDecompressSync(bytes, { maxOutputLength: longestBody }),
};

/** The body without its `Content-Encoding`, as the stream of an element shows it; undefined when it cannot be unpacked. */
export function unpackedBody(message: HttpMessage): Buffer | undefined {
  const coding = headerIn(message, "Content-Encoding")?.trim().toLowerCase() ?? "identity";
  if (coding === "identity" || coding === "" || message.body.length === 0) return message.body;
  try {
    return unpackers[coding]?.(message.body);
  } catch {
    return undefined;
  }
}
