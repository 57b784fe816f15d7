/** What `qaction decode` looks at: hex text, a file or standard input, read as a stream and summed up in little memory. */
import { isUtf8 } from "node:buffer";
import { createReadStream, statSync } from "node:fs";
import { hexToBytes } from "../encoding/hex.ts";
import { firstBroken, unfinishedUtf8 } from "../encoding/utf8.ts";
import { QActionKitError } from "../errors.ts";
import { UsageError } from "./exit.ts";

/** This many bytes from the start are rated; the rest is only counted and checked. */
export const sampleSize = 65_536;

/** Where the bytes come from. */
export interface DecodeInput {
  readonly name: string;
  /** Bytes in all, when known beforehand. */
  readonly size: number | undefined;
  readonly chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

/** A stream summed up. */
export interface StreamSummary {
  /** The first {@link sampleSize} bytes, without a UTF-8 character that the end of the sample would cut. */
  readonly sample: Uint8Array;
  readonly length: number;
  /** Offset of the first bytes that are no valid UTF-8; undefined when all of the stream is valid. */
  readonly brokenUtf8At: number | undefined;
}

function sizeOfFile(path: string): number | undefined {
  try {
    const stats = statSync(path);
    return stats.isFile() ? stats.size : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Finds out what the word means: `-` is standard input, a file that exists is that file, anything else must be hex.
 * @throws UsageError when it is none of the three
 */
export function openInput(word: string, stdin: AsyncIterable<Uint8Array> = process.stdin): DecodeInput {
  if (word === "-") return { name: "standard input", size: undefined, chunks: stdin };
  const size = sizeOfFile(word);
  if (size !== undefined) return { name: word, size, chunks: createReadStream(word) };
  try {
    const bytes = hexToBytes(word);
    return { name: "hex", size: bytes.length, chunks: [bytes] };
  } catch (error) {
    if (!(error instanceof QActionKitError)) throw error;
    throw new UsageError(`'${word}' is no file, and no hex: ${error.message}`);
  }
}

/** Reads the stream to its end, telling after each chunk how many bytes it has had. */
export async function sumUp(
  { chunks }: DecodeInput,
  progress: (bytes: number) => void,
): Promise<StreamSummary> {
  const head: Uint8Array[] = [];
  let kept = 0;
  let length = 0;
  let brokenUtf8At: number | undefined;
  let waiting: Uint8Array = new Uint8Array(0);
  for await (const chunk of chunks) {
    if (kept < sampleSize) {
      head.push(chunk.subarray(0, sampleSize - kept));
      kept += Math.min(chunk.length, sampleSize - kept);
    }
    if (brokenUtf8At === undefined) {
      const start = length - waiting.length;
      const bytes = waiting.length === 0 ? chunk : Buffer.concat([waiting, chunk]);
      const whole = bytes.subarray(0, bytes.length - unfinishedUtf8(bytes));
      if (isUtf8(whole)) waiting = Uint8Array.from(bytes.subarray(whole.length));
      else brokenUtf8At = start + firstBroken(whole, "core").offset;
    }
    length += chunk.length;
    progress(length);
  }
  if (brokenUtf8At === undefined && waiting.length > 0) brokenUtf8At = length - waiting.length;
  const sample = Buffer.concat(head);
  return {
    sample: length > kept ? sample.subarray(0, sample.length - unfinishedUtf8(sample)) : sample,
    length,
    brokenUtf8At,
  };
}
