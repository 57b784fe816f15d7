/** Repairs the damaged parts of a text of any size, chunk by chunk; every other byte stays as it is. */
import { describeStep } from "../../encoding/mojibake-words.ts";
import { repairMojibake } from "../../encoding/mojibake.ts";
import { byteOrderMarkOf } from "../../encoding/stream-reader.ts";
import type { RepairCoding } from "./repair-coding.ts";

/** A damaged part of a file. */
export interface FileSpan {
  readonly before: string;
  readonly after: string;
  /** What had happened to it: "UTF-8 bytes read as Windows-1252". */
  readonly what: string;
  /** Line of the file, from 1. */
  readonly line: number;
  /** Column in UTF-16 units, from 1. */
  readonly column: number;
  /** False if the encoding of the file lacks a character of the repaired text, so that the part was left as it is. */
  readonly repaired: boolean;
}

/** What {@link repairStream} did. */
export interface RepairCounts {
  repaired: number;
  /** Damaged parts whose repair the encoding of the file cannot express. */
  left: number;
  /** Sequences of bytes that are not text in the encoding. */
  broken: number;
}

/** A piece ends at a line end within this many bytes, or within twice, three and four times as many. */
const pieceSize = 65_536;
const mostPieces = 4;

/** Where a chunk may end: after a line end outside any damaged part, otherwise between two ASCII characters. */
function cutBefore(
  bytes: Uint8Array,
  end: number,
  { unit, codePage }: RepairCoding,
  lineEnds: boolean,
): number | undefined {
  const at = (index: number): number => {
    const [first = 0, second = 0] = bytes.subarray(index, index + unit);
    return unit === 1 ? first : codePage === 1200 ? first | (second << 8) : (first << 8) | second;
  };
  const isPlain = (code: number): boolean =>
    code === 9 || code === 10 || code === 13 || (code >= 0x20 && code < 0x7f);
  for (let cut = end - (end % unit); cut >= unit * 2; cut -= unit) {
    const before = at(cut - unit);
    if (lineEnds && before !== 10) continue;
    // In UTF-16 that was read byte by byte a line end has a NUL beside it: it is part of the damage.
    if (lineEnds ? at(cut) !== 0 && at(cut - 2 * unit) !== 0 : isPlain(before) && isPlain(at(cut)))
      return cut;
  }
  return undefined;
}

/** Whether a byte continues a character. */
function isInside(bytes: Uint8Array, index: number, { codePage, unit }: RepairCoding): boolean {
  return codePage === 65001 ? ((bytes[index] ?? 0) & 0xc0) === 0x80 : index % unit !== 0;
}

/** Where to cut in the middle of damage: where the part before the cut can be repaired completely. */
function cutInside(bytes: Uint8Array, end: number, coding: RepairCoding): number {
  const cuts = Array.from({ length: 16 }, (_, back) => end - back).filter(
    (cut) => !isInside(bytes, cut, coding),
  );
  const whole = cuts.find((cut) => {
    const text = coding.parts(bytes.subarray(0, cut)).at(-1)?.text ?? "";
    const last = repairMojibake(text).spans.at(-1);
    return last?.end === text.length && !last.after.endsWith("\ufffd");
  });
  return whole ?? cuts[0] ?? end;
}

/** The end of the first chunk; undefined if more bytes are needed. Depends on the bytes only, not on how they arrived. */
function endOfPiece(bytes: Uint8Array, coding: RepairCoding): number | undefined {
  for (let pieces = 1; pieces <= mostPieces; pieces++) {
    const end = pieces * pieceSize;
    if (bytes.length < end + coding.unit) return undefined;
    const cut = cutBefore(bytes, end, coding, true);
    if (cut !== undefined) return cut;
  }
  const plain = cutBefore(bytes, mostPieces * pieceSize, coding, false);
  return plain ?? cutInside(bytes, pieceSize, coding);
}

/** Where the next character is in the file. */
class Place {
  line = 1;
  column = 1;

  pass(text: string): void {
    const last = text.lastIndexOf("\n");
    if (last < 0) this.column += text.length;
    else {
      this.line += text.split("\n").length - 1;
      this.column = text.length - last;
    }
  }
}

function* repairPiece(
  piece: Uint8Array,
  coding: RepairCoding,
  place: Place,
  counts: RepairCounts,
  found: (span: FileSpan) => void,
): Generator<Uint8Array> {
  for (const { bytes, text } of coding.parts(piece)) {
    if (text === undefined) {
      counts.broken++;
      place.column++;
      yield bytes;
      continue;
    }
    let done = 0;
    let at = 0;
    for (const { start, end, before, after, steps } of repairMojibake(text).spans) {
      const gap = text.slice(at, start);
      const size = coding.size(gap);
      const length = coding.size(before);
      const repaired = coding.encode(after);
      place.pass(gap);
      const { line, column } = place;
      found({
        before,
        after,
        what: steps.map(describeStep).join(", then "),
        line,
        column,
        repaired: repaired !== undefined,
      });
      if (repaired === undefined) counts.left++;
      else counts.repaired++;
      yield bytes.subarray(done, done + size);
      yield repaired ?? bytes.subarray(done + size, done + size + length);
      place.pass(before);
      done += size + length;
      at = end;
    }
    place.pass(text.slice(at));
    yield bytes.subarray(done);
  }
}

/**
 * Repairs a stream. It is cut at line ends into chunks of some 64 KiB, at most 256 KiB, each repaired by itself.
 * @param found called for each damaged part, in order
 * @returns what was done, as the generator's last value
 */
export async function* repairStream(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  coding: RepairCoding,
  found: (span: FileSpan) => void,
): AsyncGenerator<Uint8Array, RepairCounts> {
  const counts: RepairCounts = { repaired: 0, left: 0, broken: 0 };
  const place = new Place();
  let waiting: Uint8Array = new Uint8Array(0);
  let isStart = true;
  const repair = function* (piece: Uint8Array): Generator<Uint8Array> {
    let rest = piece;
    if (isStart) {
      const mark = byteOrderMarkOf(piece);
      if (mark?.codePage === coding.codePage) {
        yield piece.subarray(0, mark.length);
        rest = piece.subarray(mark.length);
      }
      isStart = false;
    }
    yield* repairPiece(rest, coding, place, counts, found);
  };
  for await (const chunk of chunks) {
    waiting = waiting.length === 0 ? chunk : Buffer.concat([waiting, chunk]);
    for (let end = endOfPiece(waiting, coding); end !== undefined; end = endOfPiece(waiting, coding)) {
      yield* repair(waiting.subarray(0, end));
      waiting = waiting.subarray(end);
    }
  }
  yield* repair(waiting);
  return counts;
}
