/** The stream between a socket and the library `ws`: what the library writes takes the way of all bytes of the line. */
import type { Socket } from "node:net";
import { Duplex } from "node:stream";

/** A socket whose writes go elsewhere, and whose reads can be held. */
export class FaultyStream extends Duplex {
  readonly #socket: Socket;
  #held = false;
  /** Sends bytes; until it is set they go to the socket. */
  output: ((item: Buffer | (() => void)) => void) | undefined;

  constructor(socket: Socket) {
    super({ allowHalfOpen: true, autoDestroy: true });
    this.#socket = socket;
    socket.on("data", (bytes: Buffer) => {
      if (!this.push(bytes)) socket.pause();
    });
    socket.on("end", () => this.push(null));
    socket.on("error", (error) => this.destroy(error));
    socket.on("close", () => this.destroy());
  }

  /** Stops or resumes reading. */
  hold(held: boolean): void {
    this.#held = held;
    if (held) this.#socket.pause();
    else if (this.readableFlowing !== false) this.#socket.resume();
  }

  override _read(): void {
    if (!this.#held) this.#socket.resume();
  }

  override _write(bytes: Buffer, _encoding: string, done: (error?: Error | null) => void): void {
    if (this.output === undefined) this.#socket.write(bytes);
    else this.output(bytes);
    done();
  }

  override _final(done: (error?: Error | null) => void): void {
    const end = (): void => {
      this.#socket.end();
      done();
    };
    if (this.output === undefined) end();
    else this.output(end);
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#socket.destroy();
    done(error);
  }
}
