/**
 * The text of a file of saved values: a title line, then a line for each group of changes, each with a checksum over
 * itself and everything before it. Lines are only appended, so that a crash can damage only the last one.
 */
import { crc32 } from "node:zlib";
import type { Change, SavedContent } from "./saved-content.ts";

const title = "qaction-kit saved values ";

/** Version of the format. */
const version = 1;

/** The first line of a file. */
export const firstLine = Buffer.from(`${title}${String(version)}\n`);

/** Checksum of a file with nothing but its first line. */
export const firstChecksum = crc32(firstLine);

/** Approximate number of characters of changes in one line. */
const lineLength = 1_048_576;

const lineEnd = 0x0a;

/** A checksum has eight hexadecimal digits; a space follows it. */
const checksumLength = 8;

/** One line, and the checksum up to its end. */
export interface SavedLine {
  readonly bytes: Buffer;
  readonly checksum: number;
}

/** Changes as lines that continue the checksum of the previous line. */
export function* savedLines(changes: Iterable<Change>, before: number): Generator<SavedLine> {
  let checksum = before;
  let parts: string[] = [];
  let length = 0;
  const line = (): SavedLine => {
    const text = `[${parts.join(",")}]`;
    checksum = crc32(text, checksum);
    parts = [];
    length = 0;
    return { bytes: Buffer.from(`${hex(checksum)} ${text}\n`), checksum };
  };
  for (const change of changes) {
    const part = JSON.stringify(change);
    if (length > 0 && length + part.length > lineLength) yield line();
    parts.push(part);
    length += part.length;
  }
  if (parts.length > 0) yield line();
}

/** Result of reading a file. */
export type LinesRead =
  /** `length`: bytes up to the end of the last good line; `dropped`: bytes after it, of one incomplete line. */
  | {
      readonly state: "good";
      readonly length: number;
      readonly checksum: number;
      readonly dropped: number;
    }
  /** A line is wrong and others follow, which no crash leaves behind. The rest is as for `good`, up to that line. */
  | {
      readonly state: "damaged";
      readonly length: number;
      readonly checksum: number;
      readonly dropped: number;
    }
  /** The file comes from a later version of the kit. */
  | { readonly state: "newer"; readonly version: number }
  /** The file is something else. */
  | { readonly state: "foreign" };

/** Reads a whole file into `content`, up to the first damaged line. */
export function readSavedLines(bytes: Buffer, content: SavedContent): LinesRead {
  const titleEnd = bytes.indexOf(lineEnd);
  const [, found] =
    /^qaction-kit saved values (\d{1,9})$/.exec(bytes.toString("latin1", 0, Math.max(0, titleEnd))) ?? [];
  if (found === undefined) return { state: "foreign" };
  if (Number(found) > version) return { state: "newer", version: Number(found) };
  if (!bytes.subarray(0, titleEnd + 1).equals(firstLine)) return { state: "foreign" };
  let checksum = firstChecksum;
  let length = firstLine.length;
  while (length < bytes.length) {
    const end = bytes.indexOf(lineEnd, length);
    const next = end === -1 ? undefined : readLine(bytes.subarray(length, end), checksum, content);
    if (next === undefined) {
      const last = end === -1 || end === bytes.length - 1;
      return { state: last ? "good" : "damaged", length, checksum, dropped: bytes.length - length };
    }
    checksum = next;
    length = end + 1;
  }
  return { state: "good", length, checksum, dropped: 0 };
}

/** Applies one line and returns its checksum; `undefined`, with nothing done, when the line is damaged. */
function readLine(line: Buffer, before: number, content: SavedContent): number | undefined {
  const text = line.subarray(checksumLength + 1);
  const checksum = crc32(text, before);
  if (line.toString("latin1", 0, checksumLength + 1) !== `${hex(checksum)} `) return undefined;
  for (const change of JSON.parse(text.toString()) as readonly Change[]) content.apply(change);
  return checksum;
}

function hex(checksum: number): string {
  return checksum.toString(16).padStart(checksumLength, "0");
}
