/** Segments: the bytes of commands and responses, with the content parameter that each belongs to. */

/** The current bytes of a parameter in storage form; empty when there is no such parameter or it holds nothing. */
export type BytesOf = (pid: number) => Uint8Array;

/** The bytes of one content position. */
export interface Segment {
  readonly pid: number;
  readonly bytes: Uint8Array;
}

/** One change of joined bytes: at `at`, `remove` bytes are replaced by `insert`. */
export interface Edit {
  /** Offset in the bytes before any edit. */
  readonly at: number;
  readonly remove: number;
  readonly insert: Uint8Array;
}

/** No bytes. */
export const noBytes: Uint8Array = new Uint8Array(0);

/** A `Buffer` on the same memory, for its searches; nothing is copied. */
export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** True when `bytes` holds `part` at `offset`. */
export function holdsAt(bytes: Uint8Array, part: Uint8Array, offset: number): boolean {
  if (offset + part.length > bytes.length) return false;
  for (let i = 0; i < part.length; i++) if (bytes[offset + i] !== part[i]) return false;
  return true;
}

/** All bytes of the segments, in order, as a copy. */
export function joinSegments(segments: readonly Segment[]): Uint8Array {
  return Buffer.concat(segments.map((segment) => segment.bytes));
}

/**
 * `bytes` with the edits made, as a copy unless there are none. The edits are in order, do not overlap, and are iterated
 * twice, so that a long list need not be kept.
 */
export function editBytes(bytes: Uint8Array, edits: Iterable<Edit>): Uint8Array {
  let length = bytes.length;
  let count = 0;
  for (const { remove, insert } of edits) {
    length += insert.length - remove;
    count++;
  }
  if (count === 0) return bytes;
  const edited = new Uint8Array(length);
  let [from, to] = [0, 0];
  for (const { at, remove, insert } of edits) {
    to = copyBytes(bytes, from, at, edited, to);
    to = copyBytes(insert, 0, insert.length, edited, to);
    from = at + remove;
  }
  copyBytes(bytes, from, bytes.length, edited, to);
  return edited;
}

/** Copies short runs byte by byte, which is faster than a call; returns the offset after them. */
function copyBytes(source: Uint8Array, from: number, end: number, target: Uint8Array, to: number): number {
  const length = end - from;
  if (length > 64) target.set(source.subarray(from, end), to);
  else for (let i = 0; i < length; i++) target[to + i] = source[from + i] ?? 0;
  return to + length;
}

/**
 * The segments with edits of their joined bytes made. What is inserted belongs to the segment that holds offset
 * `at`; what is removed is taken from every segment it touches.
 */
export function editSegments(segments: readonly Segment[], edits: readonly Edit[]): readonly Segment[] {
  if (edits.length === 0) return segments;
  let next = 0;
  let start = 0;
  /** Bytes that an edit of an earlier segment still has to remove. */
  let owed = 0;
  return segments.map((segment, index) => {
    const { bytes } = segment;
    const end = start + bytes.length;
    const last = index === segments.length - 1;
    const parts: Uint8Array[] = [];
    let done = Math.min(owed, bytes.length);
    owed -= done;
    for (let edit = edits[next]; edit !== undefined && (edit.at < end || last); edit = edits[++next]) {
      parts.push(bytes.subarray(done, edit.at - start), edit.insert);
      const taken = Math.min(edit.remove, end - edit.at);
      owed = edit.remove - taken;
      done = edit.at - start + taken;
    }
    parts.push(bytes.subarray(done));
    start = end;
    return { pid: segment.pid, bytes: Buffer.concat(parts) };
  });
}
