/** Reads a recording chunk by chunk, so that its size does not matter. */
import { QActionKitError } from "../base/errors.ts";
import type { RecordedEntry, RecordingHead, RemarkSink } from "./recorded-entry.ts";
import { readLine } from "./recording-lines.ts";

const lineFeed = 0x0a;
const byteOrderMark = "\ufeff";

/** Lines from bytes; a line that is not whole waits for the next chunk. */
export class RecordingReader {
  /** The head; a file of stream lines has none. */
  head: RecordingHead | undefined;
  readonly #name: string;
  readonly #remark: RemarkSink;
  /** Lines so far. */
  #lines = 0;
  #waiting: Uint8Array[] = [];

  /** @param name of the file, for errors */
  constructor(name: string, remark: RemarkSink = () => undefined) {
    this.#name = name;
    this.#remark = remark;
  }

  /**
   * The entries of the lines that end in this chunk.
   * @throws QActionKitError `ERR_RECORDING` with file and line
   */
  push(chunk: Uint8Array): RecordedEntry[] {
    const entries: RecordedEntry[] = [];
    let start = 0;
    for (let end = chunk.indexOf(lineFeed); end >= 0; end = chunk.indexOf(lineFeed, start)) {
      this.#line(this.#whole(chunk.subarray(start, end)), entries);
      start = end + 1;
    }
    // The chunk may be written over by its owner.
    if (start < chunk.length) this.#waiting.push(Uint8Array.from(chunk.subarray(start)));
    return entries;
  }

  /** The entry of a last line without a line end. One that a crash has cut is left out, with a remark. */
  end(): RecordedEntry[] {
    const entries: RecordedEntry[] = [];
    const rest = this.#whole(new Uint8Array(0));
    try {
      this.#line(rest, entries);
    } catch (error) {
      if (!(error instanceof QActionKitError) || rest.length === 0) throw error;
      this.#remark({
        message: `${this.#name}:${String(this.#lines)} is cut, and its ${String(Buffer.byteLength(rest))} bytes are left out: the recorder was ended while it wrote them.`,
        place: this.#lines,
      });
    }
    return entries;
  }

  #whole(last: Uint8Array): string {
    if (this.#waiting.length === 0)
      return Buffer.from(last.buffer, last.byteOffset, last.length).toString("utf8");
    const line = Buffer.concat([...this.#waiting, last]).toString("utf8");
    this.#waiting = [];
    return line;
  }

  #line(text: string, entries: RecordedEntry[]): void {
    const number = ++this.#lines;
    const line = number === 1 && text.startsWith(byteOrderMark) ? text.slice(1) : text;
    let content: ReturnType<typeof readLine>;
    try {
      content = readLine(line, number);
    } catch (error) {
      if (!(error instanceof QActionKitError)) throw error;
      throw new QActionKitError("ERR_RECORDING", `${this.#name}:${String(number)} ${error.message}`, {
        details: { file: this.#name, line: number },
        cause: error.cause,
      });
    }
    if (content === undefined) return;
    if ("entry" in content) entries.push(content.entry);
    else this.head ??= content.head;
  }
}

/** The entries of a recording from the chunks of its file. */
export async function* readEntries(
  chunks: AsyncIterable<Uint8Array>,
  reader: RecordingReader,
  done: (bytes: number) => void = () => undefined,
): AsyncGenerator<readonly RecordedEntry[]> {
  let bytes = 0;
  for await (const chunk of chunks) {
    yield reader.push(chunk);
    bytes += chunk.length;
    done(bytes);
  }
  yield reader.end();
}
