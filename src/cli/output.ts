/** Lines on the standard streams, written before the call returns, so that a slow reader slows the run down. */
import { writeSync } from "node:fs";
import process from "node:process";
import { isatty } from "node:tty";

/** File descriptors of the standard streams. */
const descriptors = { out: 1, err: 2 } as const;

/** ms to wait before writing again to a full pipe, which gives EAGAIN if its other end made it non-blocking. */
const retryMs = 5;

/** Back to the first column, and erase to the end of the line (ECMA-48, EL). */
const wipeLine = "\r\u001b[K";

function pause(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

function writeAll(descriptor: number, bytes: Uint8Array): void {
  let done = 0;
  while (done < bytes.length) {
    try {
      done += writeSync(descriptor, bytes, done);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
      pause(retryMs);
    }
  }
}

/** Takes the lines of the two standard streams. */
export interface LineSink {
  /** A line on the standard output. */
  line(text: string): void;
  /** A line on the error stream. */
  complain(text: string): void;
}

/** Writes text to the two standard streams. Once a stream has failed, nothing more is written to it. */
export class Output implements LineSink {
  readonly #failed: (error: NodeJS.ErrnoException) => void;
  readonly #broken = new Set<keyof typeof descriptors>();
  readonly #overEdited: (() => void) | undefined;

  /**
   * @param failed Called once, when the standard output cannot be written: EPIPE (the reader closed the pipe), ENOSPC, EIO.
   * @param overEdited For a terminal on which a line is edited: each line is printed over it, and then this is called.
   */
  constructor(failed: (error: NodeJS.ErrnoException) => void, overEdited?: () => void) {
    this.#failed = failed;
    this.#overEdited = overEdited;
  }

  line(text: string): void {
    this.#write("out", text);
  }

  complain(text: string): void {
    this.#write("err", text);
  }

  #write(stream: keyof typeof descriptors, text: string): void {
    if (this.#broken.has(stream)) return;
    try {
      const line = `${this.#overEdited === undefined ? "" : wipeLine}${text}\n`;
      // A Windows console shows UTF-8 only when it is written through Node's stream.
      if (process.platform === "win32" && isatty(descriptors[stream])) {
        process[stream === "out" ? "stdout" : "stderr"].write(line);
      } else writeAll(descriptors[stream], Buffer.from(line));
      this.#overEdited?.();
    } catch (error) {
      this.#broken.add(stream);
      if (stream === "out") this.#failed(error as NodeJS.ErrnoException);
    }
  }
}
