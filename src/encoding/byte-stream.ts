/** Byte streams as a QAction gets them: arrays of numbers, buffers, anything array-like. */
import { QActionKitError } from "../base/errors.ts";

/** Bytes as numbers from 0 to 255: a binary input parameter, the result of `GetData`, a `Uint8Array`, a `Buffer`, any array-like. */
export type ByteStream = ArrayLike<number> & Iterable<number>;

/** An element of a byte stream is not an integer from 0 to 255. */
export class ByteStreamError extends QActionKitError {
  override readonly name: string = "ByteStreamError";
  /** Position of the wrong element; -1 when the whole thing is not a byte stream. */
  readonly index: number;
  /** The wrong element as it was found. */
  readonly value: unknown;

  constructor(message: string, index: number, value: unknown) {
    super("ERR_BYTE_STREAM", message, { details: { index, value } });
    this.index = index;
    this.value = value;
  }
}

function shown(value: unknown): string {
  if (typeof value === "string") return `the text ${JSON.stringify(value)}`;
  if (typeof value === "number" || typeof value === "bigint") return String(value);
  return value === null || value === undefined ? String(value) : `a value of type ${typeof value}`;
}

function adviceFor(stream: ArrayLike<unknown>, index: number, value: unknown): string {
  if (typeof stream === "string") return "This is text, not bytes: GetBytes(text) makes bytes of it.";
  if (!(index in stream)) return "The array has a hole there: fill it, or cut the array to its real length.";
  if (typeof value === "string")
    return "Convert it first, for example with Number(value), or hexToBytes for a hex text.";
  if (typeof value === "bigint") return "Convert it first with Number(value).";
  if (typeof value !== "number") return "Pass the array of numbers that a binary input parameter gives.";
  if (value < 0 && value >= -128) return "It looks like a signed byte: use value & 0xFF.";
  if (!Number.isInteger(value)) return "Round it before it becomes a byte.";
  return "It looks like a character code or a word: split it into bytes, or use GetBytes for text.";
}

function wrongElement(stream: ArrayLike<unknown>, index: number): ByteStreamError {
  const value = stream[index];
  const found = `Element ${String(index)} of the byte stream is ${shown(value)}, not an integer from 0 to 255. `;
  return new ByteStreamError(found + adviceFor(stream, index, value), index, value);
}

/**
 * The bytes of `stream`. A `Uint8Array` or `Buffer` is returned as it is, without a copy; anything else is checked and copied.
 * @param start First element, 0 when absent.
 * @param end One after the last element, the length when absent.
 * @throws ByteStreamError at the first element that is not an integer from 0 to 255 (a hole, a text, a fraction, 256, -1), and
 * with index -1 for something that is not a byte stream at all (null, undefined, an object without length).
 */
export function toBytes(stream: ByteStream, start = 0, end?: number): Uint8Array {
  if (stream instanceof Uint8Array) {
    return start === 0 && (end === undefined || end === stream.length) ? stream : stream.subarray(start, end);
  }
  const length = end ?? lengthOf(stream);
  try {
    return checkedCopy(stream, start, length);
  } catch (error) {
    // A bigint or a symbol cannot even be compared with a byte.
    throw error instanceof TypeError ? firstWrong(stream, start, length) : error;
  }
}

function firstWrong(stream: ByteStream, start: number, end: number): ByteStreamError {
  let index = start;
  while (index < end && typeof stream[index] === "number" && Number.isInteger(stream[index])) index++;
  return wrongElement(stream, index);
}

/** Below this many elements a view of four bytes at a time costs more than it saves. */
const longStream = 256;

/** Four elements at a time: checking each alone takes twice as long. */
function checkedCopy(stream: ByteStream, start: number, end: number): Buffer {
  const length = end - start;
  const bytes = Buffer.allocUnsafe(length);
  let done = length >= longStream && bytes.byteOffset % 4 === 0 ? copyInWords(stream, start, bytes) : 0;
  for (let at = start + done; at + 3 < end; at += 4, done += 4) {
    const a = stream[at] ?? -1;
    const b = stream[at + 1] ?? -1;
    const c = stream[at + 2] ?? -1;
    const d = stream[at + 3] ?? -1;
    if ((a & 255) !== a || (b & 255) !== b || (c & 255) !== c || (d & 255) !== d) break;
    bytes[done] = a;
    bytes[done + 1] = b;
    bytes[done + 2] = c;
    bytes[done + 3] = d;
  }
  for (; done < length; done++) {
    const value = stream[start + done] ?? -1;
    if ((value & 255) !== value) throw wrongElement(stream, start + done);
    bytes[done] = value;
  }
  return bytes;
}

/** The same with one write for four. Stops before four elements of which one is not a byte. @returns how many it copied */
function copyInWords(stream: ByteStream, start: number, bytes: Buffer): number {
  const words = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2);
  const count = words.length;
  let at = start;
  for (let word = 0; word < count; word++, at += 4) {
    const a = stream[at] ?? -1;
    const b = stream[at + 1] ?? -1;
    const c = stream[at + 2] ?? -1;
    const d = stream[at + 3] ?? -1;
    if ((a & 255) !== a || (b & 255) !== b || (c & 255) !== c || (d & 255) !== d) break;
    words[word] = a | (b << 8) | (c << 16) | (d << 24);
  }
  return at - start;
}

/** {@link toBytes} for a value of unknown type. */
export function toBytesChecked(value: unknown): Uint8Array {
  return toBytes(value as ByteStream);
}

/**
 * Number of elements.
 * @throws ByteStreamError with index -1 when there is no length.
 */
export function lengthOf(stream: ByteStream): number {
  const length = (stream as { length?: unknown } | null | undefined)?.length;
  if (typeof length === "number" && Number.isInteger(length) && length >= 0) return length;
  const advice = "Pass an array of numbers, a Uint8Array or a Buffer.";
  throw new ByteStreamError(`A byte stream was expected, but ${shown(stream)} came. ${advice}`, -1, stream);
}

/** The bytes as an array of numbers, the form in which a binary input parameter reaches a QAction. */
export function toByteStream(bytes: ByteStream): number[] {
  const checked = toBytes(bytes);
  const { length } = checked;
  const stream = packedZeros(length);
  let index = 0;
  for (; index + 3 < length; index += 4) {
    stream[index] = checked[index] ?? 0;
    stream[index + 1] = checked[index + 1] ?? 0;
    stream[index + 2] = checked[index + 2] ?? 0;
    stream[index + 3] = checked[index + 3] ?? 0;
  }
  for (; index < length; index++) stream[index] = checked[index] ?? 0;
  return stream;
}

/** Length of the array of zeros that is kept for copying. */
const mostZeros = 1 << 16;
let zeros: readonly number[] = [];

/** Zeros, to be overwritten. Unlike the result of `new Array(n)`, the array has no holes: loops over it take half the time. */
function packedZeros(length: number): number[] {
  const kept = Math.min(length, mostZeros);
  if (zeros.length < kept) {
    const more: number[] = [];
    const wanted = Math.min(mostZeros, Math.max(1024, kept, 2 * zeros.length));
    while (more.length < wanted) more.push(0);
    zeros = more;
  }
  if (length <= zeros.length) return zeros.slice(0, length);
  let all = zeros.concat(zeros);
  while (all.length < length) all = all.concat(all);
  all.length = length;
  return all;
}

/** The same memory as a `Buffer`; no copy. */
export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
