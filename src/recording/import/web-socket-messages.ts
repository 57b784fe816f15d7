/** WebSocket messages of one direction, out of its bytes: frames, fragments, masks, permessage-deflate (RFC 6455, RFC 7692). */
import { constants, inflateRawSync } from "node:zlib";

/** What comes out. */
export type WebSocketPart =
  | { readonly type: "message"; readonly opcode: 1 | 2; readonly bytes: Buffer }
  | { readonly type: "close"; readonly code: number; readonly reason: string };

/** Close code of a close frame without one (RFC 6455 section 7.4.1). */
const noCode = 1005;
/** Bytes that a decompressor looks back. */
const window = 32 * 1024;
/** What a sender takes away from the end of each compressed message (RFC 7692 section 7.2.1). */
const flushed = Buffer.from([0, 0, 0xff, 0xff]);
/** Longest message that is unpacked. */
const longest = 256 * 1024 * 1024;

/** Bytes that are no WebSocket frame. */
export class FrameError extends Error {}

/** How a direction compresses: not at all, each message alone, or with what came before. */
export type Compression = "none" | "each" | "context";

/** Reads one direction. */
export class WebSocketMessages {
  readonly #compression: Compression;
  #bytes: Buffer = Buffer.alloc(0);
  #opcode: 0 | 1 | 2 = 0;
  #packed = false;
  #fragments: Buffer[] = [];
  #history: Buffer = Buffer.alloc(0);

  constructor(compression: Compression) {
    this.#compression = compression;
  }

  /** Bytes of a frame or message that is not whole. */
  get unfinished(): number {
    return this.#bytes.length + this.#fragments.reduce((sum, { length }) => sum + length, 0);
  }

  /** What these bytes complete. @throws FrameError for bytes that break the protocol */
  *take(bytes: Uint8Array): Generator<WebSocketPart> {
    this.#bytes = this.#bytes.length === 0 ? Buffer.from(bytes) : Buffer.concat([this.#bytes, bytes]);
    for (let frame = this.#frame(); frame !== undefined; frame = this.#frame()) {
      const part = this.#part(frame);
      if (part !== undefined) yield part;
    }
  }

  /** The next whole frame. */
  #frame(): Frame | undefined {
    const bytes = this.#bytes;
    if (bytes.length < 2) return undefined;
    const [first = 0, second = 0] = bytes;
    let at = 2;
    let length = second & 0x7f;
    if (length === 126) {
      if (bytes.length < 4) return undefined;
      length = bytes.readUInt16BE(2);
      at = 4;
    } else if (length === 127) {
      if (bytes.length < 10) return undefined;
      length = bytes.readUInt32BE(2) * 2 ** 32 + bytes.readUInt32BE(6);
      at = 10;
    }
    if (length > longest) throw new FrameError(`a frame claims ${String(length)} bytes`);
    const masked = (second & 0x80) !== 0;
    const start = masked ? at + 4 : at;
    if (bytes.length < start + length) return undefined;
    const payload = Buffer.from(bytes.subarray(start, start + length));
    if (masked) {
      const mask = bytes.subarray(at, start);
      for (let index = 0; index < payload.length; index++)
        payload[index] = (payload[index] ?? 0) ^ (mask[index & 3] ?? 0);
    }
    this.#bytes = bytes.subarray(start + length);
    return {
      fin: (first & 0x80) !== 0,
      packed: (first & 0x40) !== 0,
      rest: first & 0x30,
      opcode: first & 0x0f,
      payload,
    };
  }

  #part({ fin, packed, rest, opcode, payload }: Frame): WebSocketPart | undefined {
    if (rest !== 0 || (packed && (this.#compression === "none" || opcode > 2 || opcode === 0)))
      throw new FrameError("a frame has a reserved bit that nothing was agreed for");
    if (opcode >= 8) {
      if (!fin || payload.length > 125) throw new FrameError("a control frame is too long");
      if (opcode === 9 || opcode === 10) return undefined;
      if (opcode !== 8) throw new FrameError(`a frame has the reserved opcode ${String(opcode)}`);
      const code = payload.length < 2 ? noCode : payload.readUInt16BE(0);
      return { type: "close", code, reason: payload.subarray(2).toString("utf8") };
    }
    if (opcode > 2) throw new FrameError(`a frame has the reserved opcode ${String(opcode)}`);
    if ((opcode === 0) !== (this.#opcode !== 0))
      throw new FrameError(
        opcode === 0 ? "a fragment continues no message" : "a message begins within another",
      );
    if (opcode === 1 || opcode === 2) {
      this.#opcode = opcode;
      this.#packed = packed;
    }
    this.#fragments.push(payload);
    if (!fin) return undefined;
    const whole = this.#fragments.length === 1 ? payload : Buffer.concat(this.#fragments);
    const kind = this.#opcode;
    this.#fragments = [];
    this.#opcode = 0;
    const bytes = this.#packed ? this.#unpacked(whole) : whole;
    return kind === 0 ? undefined : { type: "message", opcode: kind, bytes };
  }

  #unpacked(packed: Buffer): Buffer {
    let bytes: Buffer;
    try {
      bytes = inflateRawSync(Buffer.concat([packed, flushed]), {
        finishFlush: constants.Z_SYNC_FLUSH,
        maxOutputLength: longest,
        ...(this.#history.length === 0 ? {} : { dictionary: this.#history }),
      });
    } catch (cause) {
      throw new FrameError("a compressed message cannot be unpacked", { cause });
    }
    if (this.#compression === "context")
      this.#history = Buffer.concat([this.#history, bytes]).subarray(-window);
    return bytes;
  }
}

interface Frame {
  readonly fin: boolean;
  readonly packed: boolean;
  /** The two further reserved bits. */
  readonly rest: number;
  readonly opcode: number;
  readonly payload: Buffer;
}

/** How both directions compress, by the answer's `Sec-WebSocket-Extensions`. */
export function compressions(extensions: string): {
  readonly client: Compression;
  readonly server: Compression;
} {
  if (!/(^|,)\s*permessage-deflate\b/i.test(extensions)) return { client: "none", server: "none" };
  const has = (word: string): boolean => new RegExp(`;\\s*${word}\\b`, "i").test(extensions);
  return {
    client: has("client_no_context_takeover") ? "each" : "context",
    server: has("server_no_context_takeover") ? "each" : "context",
  };
}
