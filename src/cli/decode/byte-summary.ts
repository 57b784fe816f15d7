/** Reads a stream of bytes to its end and summarises it in little memory. */
import { isUtf8 } from "node:buffer";
import { firstBroken, unfinishedUtf8 } from "../../encoding/utf8.ts";

/** Number of bytes from the start that are rated; the rest is only counted and validated. */
export const sampleSize = 65_536;

/** Summary of a stream. */
export interface ByteSummary {
  /** The first {@link sampleSize} bytes, without a UTF-8 character that the end of the sample would cut. */
  readonly sample: Uint8Array;
  readonly length: number;
  /** Offset of the first bytes that are not valid UTF-8; undefined if all of the stream is valid. */
  readonly brokenUtf8At: number | undefined;
}

/** Reads to the end and reports the number of bytes read after each chunk. */
export async function sumUp(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  progress: (bytes: number) => void = () => undefined,
): Promise<ByteSummary> {
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
