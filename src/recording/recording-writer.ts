/** Writes a recording so that the file is readable at every moment, whatever becomes of the process. */
import { closeSync, openSync, writeSync } from "node:fs";
import { recordingVersion, type RecordedEntry } from "./recorded-entry.ts";
import { entryLine, headLine } from "./recording-lines.ts";

/** Characters after which lines are written at once. */
const mostWaiting = 64 * 1024;

/**
 * A recording that is being written. The lines of one turn of the event loop are written together; what was handed to the
 * system survives the end of the process. A process that is killed loses the lines of one turn at most.
 */
export class RecordingWriter {
  readonly #failed: (error: Error) => void;
  #file: number | undefined;
  #waiting: string[] = [];
  #characters = 0;
  #turn: NodeJS.Immediate | undefined;

  /**
   * Creates or replaces the file, with the head in it.
   * @param source what is recorded
   * @param at time of the start, ms since 1970
   * @param failed called once when the file cannot be written any more; nothing more is written then
   * @throws Error of the system when the file cannot be created
   */
  constructor(file: string, source: string, at: number, failed: (error: Error) => void) {
    this.#failed = failed;
    this.#file = openSync(file, "w");
    this.#add(headLine({ version: recordingVersion, at, source }));
    this.#write();
  }

  /** Adds an entry. */
  add(entry: RecordedEntry): void {
    if (this.#file === undefined) return;
    this.#add(entryLine(entry));
    if (this.#characters > mostWaiting) this.#write();
    else this.#turn ??= setImmediate(() => this.#write());
  }

  /** Writes what waits, and closes the file. */
  close(): void {
    this.#write();
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }

  #add(line: string): void {
    this.#waiting.push(line);
    this.#characters += line.length;
  }

  #write(): void {
    if (this.#turn !== undefined) clearImmediate(this.#turn);
    this.#turn = undefined;
    const file = this.#file;
    if (file === undefined || this.#waiting.length === 0) return;
    const bytes = Buffer.from(this.#waiting.join(""), "utf8");
    this.#waiting = [];
    this.#characters = 0;
    try {
      for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done);
    } catch (error) {
      this.#file = undefined;
      this.#failed(error instanceof Error ? error : new Error(String(error)));
    }
  }
}
