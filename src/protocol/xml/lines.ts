/** Lines and columns of offsets; lines end in LF, CRLF or CR. */
import type { Position } from "./xml-element.ts";

/** Where the lines of one text begin. */
export class Lines {
  readonly #starts: number[] = [0];
  readonly #length: number;
  /** Line found last: most lookups are in the same line or the next. */
  #hint = 0;

  constructor(text: string) {
    this.#length = text.length;
    const ends = /\r\n?|\n/g;
    while (ends.exec(text) !== null) this.#starts.push(ends.lastIndex);
  }

  /** The place of `offset`, clamped to the text. */
  at(offset: number): Position {
    const inside = Math.max(0, Math.min(offset, this.#length));
    const line = this.#lineOf(inside);
    return Object.freeze({ line: line + 1, column: inside - (this.#starts[line] ?? 0) + 1, offset: inside });
  }

  /** Offset of a 1-based line and a 0-based column, clamped to the text. */
  offsetOf(line: number, column: number): number {
    return Math.min((this.#starts[line - 1] ?? this.#length) + column, this.#length);
  }

  #lineOf(offset: number): number {
    const starts = this.#starts;
    for (let line = this.#hint; line < this.#hint + 3; line++) {
      if ((starts[line] ?? Infinity) <= offset && offset < (starts[line + 1] ?? Infinity)) {
        return (this.#hint = line);
      }
    }
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? Infinity) <= offset) low = middle;
      else high = middle - 1;
    }
    return (this.#hint = low);
  }
}
