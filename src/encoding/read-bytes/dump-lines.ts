/** The lines of a dump by kind, and the messages that they form. */

/** One line that begins with an offset. */
export interface OffsetLine {
  readonly line: string;
  /** Offset of the line in the input. */
  readonly index: number;
  /** Digits of the offset. */
  readonly digits: string;
  /** Where the line continues after its offset. */
  readonly from: number;
  /** A line with `*` follows: rows like this one are left out. */
  repeated: boolean;
}

/** A text, read as a dump. */
export interface DumpLines {
  /** Rows that belong together; a line of another kind ends them. */
  readonly blocks: readonly (readonly OffsetLine[])[];
  /** Lines that are no part of a dump: headings of messages. */
  readonly others: number;
}

/** Column headings of Format-Hex, rulers, and other lines that may occur in any dump. */
const heading = /^(?:offset\b.*|label:.*|0?0\s+0?1\s+0?2\b.*|[-=+|─│┼ ]+)$/i;

/** The input line by line, `\r\n` and `\n` alike. */
function* linesOf(input: string): Generator<{ line: string; index: number }> {
  let index = 0;
  while (index <= input.length) {
    const end = input.indexOf("\n", index);
    const next = end < 0 ? input.length : end;
    const line = input.slice(index, next);
    yield { line: line.endsWith("\r") ? line.slice(0, -1) : line, index };
    index = next + 1;
  }
}

/** Sorts the lines of a text by an offset pattern, whose first group is the digits. */
export function dumpLines(input: string, offset: RegExp): DumpLines {
  const blocks: OffsetLine[][] = [];
  let block: OffsetLine[] = [];
  let others = 0;
  for (const { line, index } of linesOf(input)) {
    const match = offset.exec(line);
    const last = block.at(-1);
    const trimmed = line.trim();
    if (match !== null) {
      block.push({ line, index, digits: match[1] ?? "0", from: match[0].length, repeated: false });
    } else if (trimmed === "*" && last !== undefined) {
      last.repeated = true;
    } else if (trimmed !== "" && !heading.test(trimmed)) {
      others++;
      if (block.length > 0) blocks.push(block);
      block = [];
    }
  }
  if (block.length > 0) blocks.push(block);
  return { blocks, others };
}
