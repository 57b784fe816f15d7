/** A TCP server that speaks WebSocket byte by byte, and can do it wrong (RFC 6455 section 5.2 for the frames). */
import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { createServer as createTlsServer, type TlsOptions } from "node:tls";

/** One frame of a client. */
export interface RawFrame {
  readonly fin: boolean;
  /** First reserved bit: the message is compressed (RFC 7692). */
  readonly rsv1: boolean;
  readonly opcode: number;
  readonly masked: boolean;
  readonly payload: Buffer;
}

/** Opcodes of RFC 6455 section 5.2. */
export const opcodes = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

/** The answer to a key (RFC 6455 section 4.2.2). */
export function acceptOf(key: string): string {
  return createHash("sha1").update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest("base64");
}

/** A server frame, unmasked. */
export function frame(
  opcode: number,
  payload: Uint8Array | string = "",
  { fin = true, rsv1 = false } = {},
): Buffer {
  const body = Buffer.from(payload as string);
  const first = (fin ? 0x80 : 0) | (rsv1 ? 0x40 : 0) | opcode;
  if (body.length < 126) return Buffer.concat([Buffer.from([first, body.length]), body]);
  const long = body.length > 0xffff;
  const head = Buffer.alloc(long ? 10 : 4);
  head[0] = first;
  head[1] = long ? 127 : 126;
  if (long) head.writeBigUInt64BE(BigInt(body.length), 2);
  else head.writeUInt16BE(body.length, 2);
  return Buffer.concat([head, body]);
}

/** Payload of a close frame. */
export function closePayload(code: number, reason = ""): Buffer {
  return Buffer.concat([Buffer.from([code >> 8, code & 0xff]), Buffer.from(reason)]);
}

/** One client of a {@link RawServer}. */
export class RawPeer {
  readonly socket: Socket;
  #bytes = Buffer.alloc(0);
  #wake: (() => void)[] = [];
  #ended = false;

  constructor(socket: Socket) {
    this.socket = socket;
    const wake = (): void => {
      const waiting = this.#wake;
      this.#wake = [];
      for (const resolve of waiting) resolve();
    };
    socket.on("data", (chunk: Buffer) => {
      this.#bytes = Buffer.concat([this.#bytes, chunk]);
      wake();
    });
    socket.on("error", () => undefined);
    socket.on("close", () => {
      this.#ended = true;
      wake();
    });
  }

  /** Request line and headers of the client, without the blank line; one character a byte. */
  async head(): Promise<string> {
    const end = await this.#find(() => this.#bytes.indexOf("\r\n\r\n"));
    const head = this.#bytes.subarray(0, end).toString("latin1");
    this.#bytes = this.#bytes.subarray(end + 4);
    return head;
  }

  /** Reads the request and answers it with a right 101. @returns the request */
  async accept(headers: Readonly<Record<string, string>> = {}): Promise<string> {
    const head = await this.head();
    this.answer(head, headers);
    return head;
  }

  /** A 101 for a request; `headers` come on top, or in place of the usual ones. */
  answer(head: string, headers: Readonly<Record<string, string>> = {}): void {
    const all = {
      Upgrade: "websocket",
      Connection: "Upgrade",
      "Sec-WebSocket-Accept": acceptOf(headerIn(head, "Sec-WebSocket-Key") ?? ""),
      ...headers,
    };
    const lines = Object.entries(all).map(([key, value]) => `${key}: ${value}\r\n`);
    this.write(`HTTP/1.1 101 Switching Protocols\r\n${lines.join("")}\r\n`);
  }

  write(bytes: Uint8Array | string): void {
    if (!this.socket.destroyed)
      this.socket.write(typeof bytes === "string" ? Buffer.from(bytes, "latin1") : bytes);
  }

  /** The client's next frame. */
  async frame(): Promise<RawFrame> {
    await this.#find(() => (this.#bytes.length >= 2 ? 0 : -1));
    const [first = 0, second = 0] = this.#bytes;
    const short = second & 0x7f;
    const sizeBytes = short === 127 ? 8 : short === 126 ? 2 : 0;
    const masked = (second & 0x80) !== 0;
    const start = 2 + sizeBytes + (masked ? 4 : 0);
    await this.#find(() => (this.#bytes.length >= start ? 0 : -1));
    const length =
      sizeBytes === 8
        ? Number(this.#bytes.readBigUInt64BE(2))
        : sizeBytes === 2
          ? this.#bytes.readUInt16BE(2)
          : short;
    await this.#find(() => (this.#bytes.length >= start + length ? 0 : -1));
    const mask = this.#bytes.subarray(start - 4, start);
    const payload = Buffer.from(this.#bytes.subarray(start, start + length));
    if (masked) payload.forEach((byte, index) => (payload[index] = byte ^ (mask[index % 4] ?? 0)));
    this.#bytes = this.#bytes.subarray(start + length);
    return { fin: (first & 0x80) !== 0, rsv1: (first & 0x40) !== 0, opcode: first & 0x0f, masked, payload };
  }

  /** Settles when the client's side of the line is gone. */
  async gone(): Promise<void> {
    while (!this.#ended) {
      await new Promise<void>((resolve) => {
        this.#wake.push(resolve);
      });
    }
  }

  /** Breaks the line: the client sees a reset. */
  reset(): void {
    this.socket.resetAndDestroy();
  }

  async #find(look: () => number): Promise<number> {
    for (let found = look(); ; found = look()) {
      if (found >= 0) return found;
      if (this.#ended) throw new Error("the client has gone");
      await new Promise<void>((resolve) => {
        this.#wake.push(resolve);
      });
    }
  }
}

/** A header's value in a request. */
export function headerIn(head: string, key: string): string | undefined {
  const line = head.split("\r\n").find((text) => text.toLowerCase().startsWith(`${key.toLowerCase()}: `));
  return line?.slice(key.length + 2);
}

/** See the file's first line. */
export class RawServer implements AsyncDisposable {
  readonly peers: RawPeer[] = [];
  readonly #server: Server;
  #wake: (() => void)[] = [];
  #given = 0;

  private constructor(tls: TlsOptions | undefined) {
    const take = (socket: Socket): void => {
      this.peers.push(new RawPeer(socket));
      const waiting = this.#wake;
      this.#wake = [];
      for (const resolve of waiting) resolve();
    };
    this.#server = tls === undefined ? createServer(take) : createTlsServer(tls, take);
    this.#server.on("tlsClientError", () => undefined);
  }

  /** Listens on a free port of the loopback. */
  static async start({
    tls,
    host = "127.0.0.1",
  }: { tls?: TlsOptions; host?: string } = {}): Promise<RawServer> {
    const server = new RawServer(tls);
    server.#server.listen(0, host);
    await once(server.#server, "listening");
    return server;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** The next client that nobody has asked for yet. */
  async peer(): Promise<RawPeer> {
    while (this.peers.length <= this.#given) {
      await new Promise<void>((resolve) => {
        this.#wake.push(resolve);
      });
    }
    const peer = this.peers[this.#given++];
    if (peer === undefined) throw new Error("it was there a moment ago");
    return peer;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const { socket } of this.peers) socket.destroy();
    await new Promise<void>((resolve) => {
      this.#server.close(() => {
        resolve();
      });
    });
  }
}
