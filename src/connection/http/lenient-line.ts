/** Removes header lines without a colon from the answers of a server, which no strict parser accepts (`httpLenient`). */
import type { Socket } from "node:net";
import { Duplex } from "node:stream";

/** Longest head that is waited for, the limit that Node has as well. */
const mostHeadBytes = 32_768;

/** Passes everything on except such lines in the head of an answer. */
export class LenientLine extends Duplex {
  readonly #line: Socket;
  readonly #heads = new AnswerHeads();

  constructor(line: Socket) {
    super({ allowHalfOpen: true });
    this.#line = line;
    line.on("data", (bytes: Buffer) => {
      const mended = this.#heads.take(bytes);
      if (mended.length > 0 && !this.push(mended)) line.pause();
    });
    line.on("end", () => {
      this.push(this.#heads.rest());
      this.push(null);
    });
    line.on("error", (error) => this.destroy(error));
    line.on("close", () => this.destroy());
  }

  /** A request is about to go out: what comes next is the head of its answer. */
  expectAnswer(): void {
    this.#heads.expect();
  }

  override _read(): void {
    this.#line.resume();
  }

  override _write(bytes: Buffer, encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#line.write(bytes, encoding, done);
  }

  override _final(done: () => void): void {
    this.#line.end(done);
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#line.destroy();
    done(error);
  }

  // What Node's agent asks of a socket that it keeps.

  setKeepAlive(on: boolean, delayMs: number): this {
    this.#line.setKeepAlive(on, delayMs);
    return this;
  }

  setNoDelay(on?: boolean): this {
    this.#line.setNoDelay(on);
    return this;
  }

  setTimeout(ms: number, expired?: () => void): this {
    this.#line.setTimeout(ms, expired);
    return this;
  }

  ref(): this {
    this.#line.ref();
    return this;
  }

  unref(): this {
    this.#line.unref();
    return this;
  }
}

/** Finds the heads of answers among their bytes. */
export class AnswerHeads {
  /** Bytes of a head that has not ended; missing in a body, which passes unread. */
  #head: Buffer | undefined = Buffer.alloc(0);

  /** The next byte begins a head. */
  expect(): void {
    this.#head = Buffer.alloc(0);
  }

  /** Takes bytes of the line and gives those to hand on: none while a head is not complete. */
  take(bytes: Buffer): Buffer {
    if (this.#head === undefined) return bytes;
    let held = Buffer.concat([this.#head, bytes]);
    const mended: Buffer[] = [];
    for (;;) {
      const text = held.toString("latin1");
      const end = /\r?\n\r?\n/.exec(text);
      if (end === null) {
        this.#head = held.length > mostHeadBytes ? undefined : held;
        if (this.#head === undefined) mended.push(held);
        return Buffer.concat(mended);
      }
      const length = end.index + end[0].length;
      mended.push(Buffer.from(withoutStrayLines(text.slice(0, length)), "latin1"));
      held = held.subarray(length);
      // An interim answer (RFC 9110 section 15.2) has no body: another head follows.
      if (!/^HTTP\/1\.\d 1(?!01)\d\d/.test(text)) {
        this.#head = undefined;
        return Buffer.concat([...mended, held]);
      }
    }
  }

  /** Gives back a head that never ended. */
  rest(): Buffer {
    return this.#head ?? Buffer.alloc(0);
  }
}

/** A head without lines that are neither a header nor the continuation of one. */
function withoutStrayLines(head: string): string {
  return head
    .split(/(?<=\n)/)
    .filter((line, index) => index === 0 || /^[ \t]|:|^\r?\n$/.test(line))
    .join("");
}
