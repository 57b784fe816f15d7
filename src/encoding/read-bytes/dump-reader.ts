/** Reads a dump with offsets: they say how many bytes a row has, whatever its text column looks like. */
import type { CellForm } from "./dump-cells.ts";
import { dumpLines } from "./dump-lines.ts";
import type { DumpLines, OffsetLine } from "./dump-lines.ts";
import { lastRowOf, rowOf } from "./dump-row.ts";
import type { Row } from "./dump-row.ts";
import type { ShapeFound, ShapeMiss } from "./input-shape.ts";

/** How a program writes its dumps. */
export interface DumpForm {
  /** The offset at the start of a row, up to what ends it; the first group is its digits. */
  readonly offset: RegExp;
  /** Bases that the offsets may have, the usual one first. */
  readonly radices: readonly number[];
  readonly cells: CellForm;
  /** A mark that at least one row must have, by which the program is recognised. */
  readonly sign?: RegExp;
  /** Every row must have a text column that shows its bytes. */
  readonly confirmed?: boolean;
}

/** Rows that `*` replaces are written out up to this many bytes. */
const mostBytes = 64 * 1024 * 1024;
/** Bytes of a single row when its length is unknown. */
const widest = 64;

/** Bytes of a dump, row by row. */
class Dump {
  readonly #parts: Uint8Array[] = [];
  length = 0;
  rows = 0;
  unconfirmed = 0;
  doubtful = 0;

  add({ bytes, confirmed, doubtful }: Row): void {
    this.append(Uint8Array.from(bytes));
    this.rows++;
    if (!confirmed) this.unconfirmed++;
    if (doubtful) this.doubtful++;
  }

  append(part: Uint8Array): void {
    this.#parts.push(part);
    this.length += part.length;
  }

  bytes(): Uint8Array {
    return Uint8Array.from(Buffer.concat(this.#parts));
  }
}

/** Where a message ends inside a block of rows: before the row whose offset is 0 again. */
function messagesOf({ blocks }: DumpLines, radix: number): OffsetLine[][] {
  return blocks.flatMap((block) => {
    const messages: OffsetLine[][] = [];
    for (const row of block) {
      const isFirst = messages.length === 0 || Number.parseInt(row.digits, radix) === 0;
      if (isFirst) messages.push([row]);
      else messages.at(-1)?.push(row);
    }
    return messages;
  });
}

function isBare({ line, from }: OffsetLine): boolean {
  return line.slice(from).trim() === "";
}

/** Bytes of the first row whose length follows from the next offset: those of a full row. */
function widthOf(messages: readonly (readonly OffsetLine[])[], radix: number): number | undefined {
  for (const rows of messages) {
    for (const [index, row] of rows.slice(0, -1).entries()) {
      const next = rows[index + 1];
      if (next !== undefined && !row.repeated && !isBare(next))
        return Number.parseInt(next.digits, radix) - Number.parseInt(row.digits, radix);
    }
  }
  return undefined;
}

function missAt(line: OffsetLine, problem: string, { rows }: Dump): ShapeMiss {
  return { index: line.index, problem, close: rows >= 2 };
}

/** Adds the rows of one message. @returns what is wrong with the first that does not fit */
function readMessage(
  lines: readonly OffsetLine[],
  radix: number,
  form: DumpForm,
  width: number | undefined,
  dump: Dump,
): ShapeMiss | undefined {
  let textColumn: number | undefined;
  for (const [index, row] of lines.entries()) {
    const { line, from } = row;
    if (isBare(row)) {
      if (index === lines.length - 1) return undefined;
      return missAt(row, "a row has an offset and no bytes", dump);
    }
    const next = lines[index + 1];
    const at = Number.parseInt(row.digits, radix);
    const distance = next === undefined ? undefined : Number.parseInt(next.digits, radix) - at;
    if (distance !== undefined && distance <= 0)
      return missAt(
        next ?? row,
        `the offset ${next?.digits ?? ""} is not above that of the row before`,
        dump,
      );
    const full = row.repeated ? width : distance;
    const read =
      full === undefined
        ? lastRowOf(line, from, form.cells, width ?? widest, textColumn)
        : rowOf(line, from, form.cells, full);
    if (read === undefined) {
      const problem =
        full === undefined
          ? "the row cannot be read to its end"
          : `the row does not have ${String(full)} bytes, as the offsets say`;
      return missAt(row, problem, dump);
    }
    dump.add(read);
    const rest = line.slice(read.end);
    if (rest.trim() !== "") {
      const column = read.end + rest.length - rest.trimStart().length;
      textColumn = Math.min(textColumn ?? column, column);
    }
    if (!row.repeated) continue;
    const left = distance === undefined ? 0 : distance - read.bytes.length;
    if (left % read.bytes.length !== 0 || distance === undefined)
      return missAt(row, "* means rows like this one, and no offset after it says how many", dump);
    if (dump.length + left > mostBytes)
      return missAt(row, `* means ${String(left)} bytes; a dump may have 64 MiB`, dump);
    const again = Uint8Array.from(read.bytes);
    for (let done = 0; done < left; done += again.length) dump.append(again);
  }
  return undefined;
}

function readWith(lines: DumpLines, radix: number, form: DumpForm): ShapeFound | ShapeMiss | undefined {
  const messages = messagesOf(lines, radix);
  const width = widthOf(messages, radix);
  const dump = new Dump();
  for (const message of messages) {
    const miss = readMessage(message, radix, form, width, dump);
    if (miss !== undefined) return miss;
  }
  if (dump.rows === 0 || lines.others > dump.rows * 2) return undefined;
  if (form.confirmed === true && dump.unconfirmed > 0) return undefined;
  const confirmed = dump.unconfirmed === 0;
  const first = messages[0]?.[0];
  const fromZero = first !== undefined && Number.parseInt(first.digits, radix) === 0;
  // A number and a few pairs of digits prove nothing; an offset of 0, or a text column that fits, makes them a dump.
  if (dump.rows === 1 && !fromZero && !confirmed && !(first?.line.slice(0, first.from) ?? "").includes(":"))
    return undefined;
  const rows = `${String(dump.rows)} ${dump.rows === 1 ? "row" : "rows"}`;
  return {
    content: dump.bytes(),
    detail: messages.length === 1 ? rows : `${rows} of ${String(messages.length)} messages`,
    sure: (dump.rows >= 2 || confirmed || fromZero) && dump.doubtful === 0 && lines.others <= dump.rows,
  };
}

/** Reads a text as a dump of one form. */
export function readDump(input: string, form: DumpForm): ShapeFound | ShapeMiss | undefined {
  const lines = dumpLines(input, form.offset);
  if (lines.blocks.length === 0) return undefined;
  const { sign } = form;
  if (sign !== undefined && !lines.blocks.some((rows) => rows.some(({ line }) => sign.test(line))))
    return undefined;
  let farthest: ShapeMiss | undefined;
  let found: ShapeFound | undefined;
  for (const radix of form.radices) {
    if (lines.blocks.some((rows) => rows.some(({ digits }) => !isNumber(digits, radix)))) continue;
    const outcome = readWith(lines, radix, form);
    if (outcome === undefined) continue;
    if (!("content" in outcome)) farthest = outcome.index > (farthest?.index ?? -1) ? outcome : farthest;
    // In the wrong base a row has more cells than the offsets say, and seems to have a text column of digits.
    else if (outcome.sure) return outcome;
    else found ??= outcome;
  }
  return found ?? farthest;
}

function isNumber(digits: string, radix: number): boolean {
  return radix === 16 || (radix === 10 ? /^\d+$/ : /^[0-7]+$/).test(digits);
}
