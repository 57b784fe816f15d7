/** The cells of a row of a dump: how one or several bytes are written there. */

/** Bytes of one cell, and where in the line it ends. */
export interface Cell {
  readonly bytes: readonly number[];
  readonly end: number;
}

/** How a format writes its bytes. */
export interface CellForm {
  /** One cell with the spaces before it; sticky. */
  readonly pattern: RegExp;
  /** The bytes of a match. */
  readonly bytes: (match: RegExpExecArray) => readonly number[];
}

/** `5a c3` or `5ac3 bc72`, in the order of the bytes. */
export const hexInOrder: CellForm = {
  pattern: /[ \t]*((?:[0-9a-f]{2})+)(?![0-9a-f])/iy,
  bytes: ([, digits = ""]) => [...Buffer.from(digits, "hex")],
};

/** `5a c3`: one byte a cell. */
export const hexPairs: CellForm = {
  pattern: /[ \t]*([0-9a-f]{2})(?![0-9a-f])-?/iy,
  bytes: ([, digits = ""]) => [Number.parseInt(digits, 16)],
};

/** `c35a`: two bytes a cell, the low byte last, as `hexdump` and `od -x` show the words of a PC. */
export const hexWords: CellForm = {
  pattern: /[ \t]*([0-9a-f]{2})([0-9a-f]{2})(?![0-9a-f])/iy,
  bytes: ([, high = "", low = ""]) => [Number.parseInt(low, 16), Number.parseInt(high, 16)],
};

/** `72bcc35a`: words of 2 to 8 bytes with the low byte last, as `xxd -e` shows them. */
export const hexReversed: CellForm = {
  pattern: /[ \t]*((?:[0-9a-f]{2}){1,8})(?![0-9a-f])/iy,
  bytes: ([, digits = ""]) => [...Buffer.from(digits, "hex")].reverse(),
};

/** `01011010`. */
export const bits: CellForm = {
  pattern: /[ \t]*([01]{8})(?![0-9a-f])/iy,
  bytes: ([, digits = ""]) => [Number.parseInt(digits, 2)],
};

/** `132`: three octal digits. */
export const octalBytes: CellForm = {
  pattern: /[ \t]+([0-3][0-7]{2})(?!\d)/y,
  bytes: ([, digits = ""]) => [Number.parseInt(digits, 8)],
};

/** `141532`: words of two bytes in octal, the low byte first in the data. */
export const octalWords: CellForm = {
  pattern: /[ \t]+([01][0-7]{5})(?!\d)/y,
  bytes: ([, digits = ""]) => [Number.parseInt(digits, 8) & 0xff, Number.parseInt(digits, 8) >> 8],
};

/** ` 195`: decimal numbers right-aligned in four columns, five where they may be negative. */
export const decimalCells: CellForm = {
  pattern: / {1,2}(?:( {2}\d|[ -] ?\d{2}|-\d{3}|\d{3}| -\d))(?!\d)/y,
  bytes: ([, digits = ""]) => {
    const value = Number(digits.replaceAll(" ", ""));
    return value >= -128 && value <= 255 ? [value & 0xff] : [];
  },
};

const named: Readonly<Record<string, number>> = { "0": 0, a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13 };

/** `   Z 303  \n`: characters in cells of four columns, as `od -c` and `hexdump -c` show them. */
export const characterCells: CellForm = {
  pattern: / (?: {2}([^\n])| (?:\\([0abtnvfr])|\*\*)|([0-3][0-7]{2}))/uy,
  bytes([, plain, letter, digits]) {
    if (plain !== undefined) return [...Buffer.from(plain)];
    if (letter !== undefined) return [named[letter] ?? 0];
    // A character of several bytes is in the first of its cells; ** fills the others.
    if (digits === undefined) return [];
    const value = Number.parseInt(digits, 8);
    return value >= 0x20 && value <= 0x7e ? [-1] : [value];
  },
};

/** Cells from a column on: at most as many as make `most` bytes. Ends where something else begins. */
export function cellsOf(line: string, from: number, form: CellForm, most: number): Cell[] {
  const cells: Cell[] = [];
  let count = 0;
  let end = from;
  while (count < most) {
    form.pattern.lastIndex = end;
    const match = form.pattern.exec(line);
    if (match === null) break;
    const bytes = form.bytes(match);
    if (bytes.includes(-1) || count + bytes.length > most) break;
    end = form.pattern.lastIndex;
    count += bytes.length;
    cells.push({ bytes, end });
  }
  return cells;
}
