/** The rows of a table in order, found by key and by position. */
import type { Value } from "../value.ts";

/** One row. Its cells are replaced, never changed, so that whoever holds them has a snapshot. */
export interface Row {
  readonly key: string;
  cells: readonly Value[];
  /** 0-based; may be too high after rows before it were removed, see {@link RowSet.position}. */
  place: number;
  /** Mark of the last bulk write that named this row. */
  stamp: number;
  /** Index of its values in that bulk write. */
  source: number;
}

/** Follows the rows of a table, in order, to save them. */
export interface RowKeeper {
  /** A row was added (`before` is `null`), or some of its cells may have changed. */
  stored(key: string, cells: readonly Value[], before: readonly Value[] | null): void;
  removed(key: string): void;
  /** All rows were removed at once. */
  cleared(): void;
}

/** Rows in the order in which they were added. Finding by key and adding cost the same however many there are. */
export class RowSet {
  /** Called for rows that are removed and, by the writes, for rows that are stored. */
  keeper: RowKeeper | undefined;
  readonly #byKey = new Map<string, Row>();
  readonly #ignoreCase: boolean;
  readonly #moveLast: boolean;
  #rows: Row[] = [];
  /** Rows before this one have the right place. */
  #placed = 0;

  /** `moveLast`: the last row fills a gap, instead of all later rows moving up. */
  constructor(keyCase: "exact" | "ignore", rowRemoval: "shiftUp" | "moveLast") {
    this.#ignoreCase = keyCase === "ignore";
    this.#moveLast = rowRemoval === "moveLast";
  }

  get size(): number {
    return this.#rows.length;
  }

  /** All rows in order; must not be changed. */
  get all(): readonly Row[] {
    return this.#rows;
  }

  get(key: string): Row | undefined {
    return this.#byKey.get(this.#ignoreCase ? key.toLowerCase() : key);
  }

  /** The row at a 0-based place. */
  at(place: number): Row | undefined {
    return this.#rows[place];
  }

  /** Appends a row; its key must be new. */
  add(key: string, cells: readonly Value[]): Row {
    const row: Row = { key, cells, place: this.#rows.length, stamp: 0, source: 0 };
    if (this.#placed === row.place) this.#placed++;
    this.#rows.push(row);
    this.#byKey.set(this.#ignoreCase ? key.toLowerCase() : key, row);
    return row;
  }

  /** 1-based position of a row of this set. */
  position(row: Row): number {
    return this.#place(row) + 1;
  }

  /** Removes one row. */
  remove(row: Row): void {
    const place = this.#place(row);
    this.#forget(row);
    const last = this.#rows.length - 1;
    if (!this.#moveLast) {
      this.#rows.splice(place, 1);
      this.#placed = Math.min(this.#placed, place);
      return;
    }
    const moved = this.#rows.pop();
    if (moved !== undefined && place < last) {
      this.#rows[place] = moved;
      moved.place = place;
    }
    this.#placed = Math.min(this.#placed, this.#rows.length);
  }

  /** Removes all rows for which `goes` is true, in one pass. Returns their keys. */
  removeWhere(goes: (row: Row) => boolean): string[] {
    const gone = this.#rows.filter(goes);
    if (gone.length < 8 || this.#moveLast) for (const row of gone) this.remove(row);
    else {
      for (const row of gone) this.#forget(row);
      const left = new Set(gone);
      this.#rows = this.#rows.filter((row) => !left.has(row));
      this.#placed = 0;
    }
    return gone.map(({ key }) => key);
  }

  clear(): void {
    this.keeper?.cleared();
    this.#byKey.clear();
    this.#rows = [];
    this.#placed = 0;
  }

  #place(row: Row): number {
    while (this.#placed <= row.place && this.#rows[row.place] !== row) this.#placeNext();
    return row.place;
  }

  #placeNext(): void {
    const row = this.#rows[this.#placed];
    if (row !== undefined) row.place = this.#placed;
    this.#placed++;
  }

  #forget(row: Row): void {
    this.keeper?.removed(row.key);
    this.#byKey.delete(this.#ignoreCase ? row.key.toLowerCase() : row.key);
  }
}
