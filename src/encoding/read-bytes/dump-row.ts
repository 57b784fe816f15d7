/** One row of a dump: how many of its cells are bytes, and where its text column begins. */
import { cellsOf } from "./dump-cells.ts";
import type { Cell, CellForm } from "./dump-cells.ts";

/** A row that was read. */
export interface Row {
  readonly bytes: readonly number[];
  /** Where its bytes end in the line. */
  readonly end: number;
  /** It has a text column that shows these very bytes. */
  readonly confirmed: boolean;
  /** Something else follows its bytes. */
  readonly doubtful: boolean;
}

function bytesOf(cells: readonly Cell[]): number[] {
  return cells.flatMap(({ bytes }) => [...bytes]);
}

/** Whether a text is what a dump shows for the bytes: printable ASCII as it is, anything for the others. */
function shows(text: string, bytes: readonly number[]): boolean {
  if (text.length > bytes.length) return false;
  return bytes.every((byte, index) => {
    const shown = text[index];
    // Editors and mail programs drop spaces at the end of a line.
    if (shown === undefined) return byte === 0x20;
    const printable = byte >= 0x20 && byte <= 0x7e;
    return printable ? shown === String.fromCharCode(byte) : !/[0-9A-Za-z]/.test(shown);
  });
}

/** Whether what follows the cells is a text column of these bytes: after spaces, or between bars or angle brackets. */
function textColumnFits(rest: string, bytes: readonly number[]): boolean {
  const barred = /^(?:\|(.*)\||>(.*)<)$/.exec(rest.trim());
  if (barred !== null && shows(barred[1] ?? barred[2] ?? "", bytes)) return true;
  const blanks = rest.length - rest.trimStart().length;
  if (blanks === 0 || rest.length < blanks + 1) return false;
  for (let start = blanks; start >= Math.max(1, rest.length - bytes.length); start--) {
    if (shows(rest.slice(start), bytes)) return true;
  }
  return false;
}

/** A row whose number of bytes is known, from the offset of the next. */
export function rowOf(line: string, from: number, form: CellForm, count: number): Row | undefined {
  const cells = cellsOf(line, from, form, count);
  const bytes = bytesOf(cells);
  // The last word of a dump of an odd number of bytes is filled with a zero.
  const padded = bytes.length === count - 1 ? cellsOf(line, from, form, count + 1) : cells;
  const taken = padded === cells ? bytes : bytesOf(padded);
  const filled = padded !== cells && taken.length === count + 1 ? taken.pop() : 0;
  if (taken.length !== count || filled !== 0) return undefined;
  const end = padded.at(-1)?.end ?? from;
  const rest = line.slice(end);
  if (rest !== "" && !/^[\s|>]/.test(rest)) return undefined;
  const confirmed = textColumnFits(rest, taken);
  return { bytes: taken, end, confirmed, doubtful: !confirmed && rest.trim() !== "" };
}

/**
 * A row whose number of bytes is not given, at the end of a dump: the text column does, by showing the bytes; else the column where
 * it begins in the other rows; else every cell is taken.
 * @param most bytes of a full row
 * @param textColumn where the text begins in other rows; undefined when they have none
 */
export function lastRowOf(
  line: string,
  from: number,
  form: CellForm,
  most: number,
  textColumn: number | undefined,
): Row | undefined {
  const cells = cellsOf(line, from, form, most);
  for (let count = cells.length; count > 0; count--) {
    const end = cells[count - 1]?.end ?? from;
    const bytes = bytesOf(cells.slice(0, count));
    if (textColumnFits(line.slice(end), bytes)) return { bytes, end, confirmed: true, doubtful: false };
  }
  const within = textColumn === undefined ? cells : cells.filter(({ end }) => end < textColumn);
  const end = within.at(-1)?.end ?? from;
  const rest = line.slice(end);
  if (within.length === 0 || (rest.trim() !== "" && !/^(?: {2}|\s*[|>]|\t)/.test(rest))) return undefined;
  if (rest.trim() !== "" && textColumn === undefined && rest.trimStart().length > most + 2) return undefined;
  return { bytes: bytesOf(within), end, confirmed: false, doubtful: rest.trim() !== "" };
}
