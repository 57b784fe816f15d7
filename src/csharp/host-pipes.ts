/** The two pipes to the host: opened without waiting for ever, then written and read synchronously, frame by frame. */
import { execFileSync, type ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import {
  closeSync,
  constants,
  mkdtempSync,
  open as openCallback,
  openSync,
  readSync,
  rmSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { promisify } from "node:util";
import { FrameReader, FrameWriter } from "./frames.ts";

const openBlocking = promisify(openCallback);

/** Two named pipes, which only this user can open: files in a folder of their own, on Windows names that the host makes. */
export class HostPipes {
  /** Path of the pipe to the host. */
  readonly to: string;
  /** Path of the pipe from the host. */
  readonly from: string;
  /** `undefined` on Windows. */
  readonly #folder: string | undefined;
  readonly #writers: FrameWriter[] = [];
  #output: number | undefined;
  #input: number | undefined;
  #bytes: Buffer = Buffer.allocUnsafe(1 << 16);
  #start = 0;
  #end = 0;

  constructor() {
    if (process.platform === "win32") {
      const name = `\\\\.\\pipe\\qaction-csharp-${randomUUID()}`;
      this.to = `${name}-to`;
      this.from = `${name}-from`;
      return;
    }
    this.#folder = mkdtempSync(path.join(tmpdir(), "qaction-csharp-"));
    this.to = path.join(this.#folder, "to");
    this.from = path.join(this.#folder, "from");
    execFileSync("mkfifo", ["-m", "600", this.to, this.from]);
  }

  /**
   * Opens both; each opens only when the host has opened its other end. A host that ends before that would leave the opening
   * thread blocked for ever: then the other ends are opened here, and closed. On Windows the host makes both, and says so by its
   * first byte on standard output.
   */
  async open(child: ChildProcess): Promise<void> {
    const ended = new Promise<never>((_, reject) => {
      child.once("error", reject);
      child.once("exit", (code, signal) => {
        const how = signal ?? `exit code ${String(code)}`;
        reject(new Error(`it ended at once with ${how}; what it said stands in the error output`));
      });
    });
    ended.catch(() => undefined);
    const [folder, { stdout }] = [this.#folder, child];
    if (folder === undefined && stdout !== null) await Promise.race([once(stdout, "data"), ended]);
    const opening = Promise.all([
      openBlocking(this.to, constants.O_WRONLY),
      openBlocking(this.from, constants.O_RDONLY),
    ]);
    try {
      [this.#output, this.#input] = await Promise.race([opening, ended]);
    } catch (error) {
      if (folder !== undefined)
        for (const file of [this.to, this.from])
          closeSync(openSync(file, constants.O_RDWR | constants.O_NONBLOCK));
      opening.then(
        (descriptors) => {
          for (const one of descriptors) closeSync(one);
        },
        () => undefined,
      );
      throw error;
    }
  }

  /** Writes a frame. Writers are taken from a pile: an answer may be written while another frame is being made. */
  write(make: (writer: FrameWriter) => FrameWriter): void {
    if (this.#output === undefined) throw new Error("The pipe is closed.");
    const writer = this.#writers.pop() ?? new FrameWriter();
    try {
      const frame = make(writer).end();
      for (let at = 0; at < frame.length;) at += writeSync(this.#output, frame, at);
    } finally {
      writer.trim();
      this.#writers.push(writer);
    }
  }

  /** Waits for the next frame; `undefined` when the host has gone. */
  read(): FrameReader | undefined {
    if (!this.#need(4)) return undefined;
    const length = this.#bytes.readInt32LE(this.#start);
    if (!this.#need(4 + length)) return undefined;
    const start = this.#start + 4;
    this.#start = start + length;
    // What comes next may be read into the same memory.
    const frame = Buffer.from(this.#bytes.subarray(start, this.#start));
    if (this.#start === this.#end) this.#start = this.#end = 0;
    return new FrameReader(frame);
  }

  /** Closes both and removes them. */
  close(): void {
    for (const one of [this.#output, this.#input]) if (one !== undefined) closeSync(one);
    this.#output = this.#input = undefined;
    if (this.#folder !== undefined) rmSync(this.#folder, { recursive: true, force: true });
  }

  /** Reads until so many bytes are there; false when no more come. */
  #need(count: number): boolean {
    if (this.#start + count > this.#bytes.length) {
      const larger = count > this.#bytes.length ? Buffer.allocUnsafe(count * 2) : this.#bytes;
      this.#bytes.copy(larger, 0, this.#start, this.#end);
      this.#end -= this.#start;
      this.#start = 0;
      this.#bytes = larger;
    }
    while (this.#end - this.#start < count) {
      if (this.#input === undefined) return false;
      const got = this.#receive(this.#input);
      if (got === 0) return false;
      this.#end += got;
    }
    return true;
  }

  /** Waits for bytes. @returns how many, 0 at the end, which is an error on Windows */
  #receive(input: number): number {
    try {
      return readSync(input, this.#bytes, this.#end, this.#bytes.length - this.#end, null);
    } catch (error) {
      if (error instanceof Error && "code" in error && error.code === "EOF") return 0;
      throw error;
    }
  }
}
