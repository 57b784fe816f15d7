/** Stuffing: an escape before bytes that would be taken for control bytes, and its removal (`LogicActionStuffing`). */
import { parseHex } from "./parameter-kind.ts";
import { asBuffer, editBytes, editSegments, holdsAt, noBytes, type Edit, type Segment } from "./segments.ts";

/** What is stuffed, and how. */
export interface Stuffing {
  /** Sequence that must not occur in data. */
  readonly sequence: Uint8Array;
  /** Inserted before it; for the *stuffing* action the sequence itself. */
  readonly escape: Uint8Array;
  /** An occurrence directly followed by one of these is left as it is. */
  readonly allowed: readonly Uint8Array[];
  /** Bytes at the start of the message that are not stuffed. */
  readonly startOffset: number;
  /** Bytes at the end of the message that are not stuffed. */
  readonly endOffset: number;
}

/**
 * The attributes of a *stuffing* or *read stuffing* action: `value`, `allowed`, `startoffset`, `endoffset`, names in
 * lower case. Each byte (or character) of `allowed` is one possibility. Undefined without a `value`.
 */
export function parseStuffing(attributes: Readonly<Record<string, string>>): Stuffing | undefined {
  const sequence = bytesOfText(attributes["value"]);
  if (sequence.length === 0) return undefined;
  return {
    sequence,
    escape: sequence,
    allowed: Array.from(bytesOfText(attributes["allowed"]), (byte) => Uint8Array.of(byte)),
    startOffset: offsetOf(attributes["startoffset"]),
    endOffset: offsetOf(attributes["endoffset"]),
  };
}

/** A non-negative number of bytes; 0 when the text is not one. */
export function offsetOf(text: string | undefined): number {
  const offset = Number.parseInt(text ?? "", 10);
  return offset > 0 ? offset : 0;
}

/** `0x` form as bytes, any other text as one byte for each character. */
function bytesOfText(text = ""): Uint8Array {
  const bytes = /^0x/i.test(text.trim()) ? parseHex(text) : Buffer.from(text, "latin1");
  return bytes ?? noBytes;
}

/** The insertions of stuffing in these bytes; every iteration searches again. */
export function stuffingEdits(bytes: Uint8Array, stuffing: Stuffing): Iterable<Edit> {
  const { sequence, escape, allowed } = stuffing;
  return {
    *[Symbol.iterator]() {
      for (const at of occurrences(bytes, sequence, stuffing)) {
        if (allowed.some((follower) => holdsAt(bytes, follower, at + sequence.length))) continue;
        yield { at, remove: 0, insert: escape };
      }
    },
  };
}

/** The removals that undo stuffing: an escape directly before the sequence is removed, every other escape stays. */
export function unstuffingEdits(bytes: Uint8Array, stuffing: Stuffing): Iterable<Edit> {
  const { sequence, escape } = stuffing;
  const pair = Buffer.concat([escape, sequence]);
  return {
    *[Symbol.iterator]() {
      for (const at of occurrences(bytes, pair, stuffing))
        yield { at, remove: escape.length, insert: noBytes };
    },
  };
}

/** Offsets of all occurrences between the two offsets, without overlap. */
function* occurrences(
  bytes: Uint8Array,
  part: Uint8Array,
  { startOffset, endOffset }: Stuffing,
): Generator<number> {
  const data = asBuffer(bytes.subarray(0, Math.max(0, bytes.length - endOffset)));
  if (startOffset > data.length) return;
  for (let at = data.indexOf(part, startOffset); at >= 0; at = data.indexOf(part, at + part.length)) yield at;
}

/** *stuffing* on a command: an insertion belongs to the parameter of the byte after it. */
export function stuffSegments(segments: readonly Segment[], stuffing: Stuffing): readonly Segment[] {
  const joined = Buffer.concat(segments.map(({ bytes }) => bytes));
  return editSegments(segments, [...stuffingEdits(joined, stuffing)]);
}

/** *stuffing* on the data of a response, where it adds bytes. */
export function stuffBytes(bytes: Uint8Array, stuffing: Stuffing): Uint8Array {
  return editBytes(bytes, stuffingEdits(bytes, stuffing));
}

/** *read stuffing* on the data of a response. */
export function unstuffBytes(bytes: Uint8Array, stuffing: Stuffing): Uint8Array {
  return editBytes(bytes, unstuffingEdits(bytes, stuffing));
}
