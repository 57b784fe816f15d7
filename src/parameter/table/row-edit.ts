/** One row while it is written: its old and new cells, what changed, and the columns that the engine fills. */
import type { Column, Delta } from "./column.ts";
import type { Row, RowSet } from "./row-set.ts";
import type { RowChange } from "./table-model.ts";
import type { Value } from "../value.ts";

/** Values of a `state` column. */
export const rowState = { updated: 1, equal: 2, new: 3, deleted: 4, recreated: 5 } as const;

/** Types of columns, other than the key, that the engine calculates from the row. */
const engineTypes: ReadonlySet<string> = new Set(["concatenation", "index"]);

/** Columns of a change are kept as bits while they fit into a small integer. */
const bits = 30;

/**
 * A table has one of these and uses it row after row: {@link begin}, {@link put} for each cell, {@link finish}.
 * The cells of a row are copied at the first difference, so that readers of the old ones keep a snapshot.
 */
export class RowEdit {
  readonly #columns: readonly (Column | undefined)[];
  readonly #keyIdx: number;
  readonly #rows: RowSet;
  readonly #foreignCell: (cells: readonly Value[], pid: number) => Value | undefined;
  /** Column of type `state`. */
  readonly #state: Column | undefined;
  /** Columns whose changes are reported; `undefined`: all. */
  #watched: ReadonlySet<number> | undefined;
  #row: Row | undefined;
  #old: readonly Value[] | null = null;
  #cells: readonly Value[] = [];
  /** The copy of the cells, once there is one. */
  #own: Value[] | undefined;
  #changed = false;
  #low = 0;
  #high: number[] | undefined;
  readonly #lists = new Map<number, readonly number[]>();
  readonly #engine: readonly Column[];

  /** `foreignCell`: the cell of another table's column that belongs to a row. */
  constructor(
    columns: readonly (Column | undefined)[],
    keyIdx: number,
    rows: RowSet,
    foreignCell: (cells: readonly Value[], pid: number) => Value | undefined,
  ) {
    this.#columns = columns;
    this.#keyIdx = keyIdx;
    this.#rows = rows;
    this.#foreignCell = foreignCell;
    const all = columns.filter((column) => column !== undefined);
    this.#state = all.find(({ type }) => type === "state");
    this.#engine = all.filter(({ type, idx }) => engineTypes.has(type) && idx !== keyIdx);
  }

  /** Only changes of these columns are reported from now on; `undefined`: of all. */
  watch(idxs: ReadonlySet<number> | undefined): void {
    this.#watched = idxs;
    this.#lists.clear();
  }

  /** The current cells; must not be changed. */
  get cells(): readonly Value[] {
    return this.#cells;
  }

  /** Starts with a row; `fresh`: this write added it, and it has nothing but its key. */
  begin(row: Row, fresh: boolean): void {
    this.#row = row;
    this.#changed = false;
    this.#high = undefined;
    if (!fresh) {
      this.#low = 0;
      this.#old = this.#cells = row.cells;
      this.#own = undefined;
      return;
    }
    const own = new Array<Value>(this.#columns.length).fill(null);
    own[this.#keyIdx] = row.key;
    this.#low = 0;
    this.#old = null;
    this.#cells = this.#own = own;
    this.#note(this.#keyIdx);
  }

  /** Sets a cell. True when it differs from the old one. */
  put(column: Column, cell: Value): boolean {
    const before = this.#cells[column.idx] ?? null;
    if (before === cell) {
      if (column.firesAlways && cell !== null) this.#note(column.idx);
      return false;
    }
    this.#replace(column.idx, cell);
    if (column.delta !== undefined) this.#putDelta(column.delta, before, cell);
    return true;
  }

  /** Ends the row: engine columns, then its state (`equal` only in a fill). Returns its change, if there is one to report. */
  finish(write: "row" | "fill" | "removal" = "row"): RowChange | undefined {
    const row = this.#row;
    if (row === undefined) return undefined;
    for (const column of this.#engine) this.#putEngineCell(column, row);
    if (this.#state !== undefined) this.#putState(write, this.#state);
    if (this.#own !== undefined) {
      row.cells = this.#own;
      this.#rows.keeper?.stored(row.key, row.cells, this.#old);
    }
    const columns = this.#dueColumns();
    if (columns.length === 0) return undefined;
    return {
      key: row.key,
      position: this.#rows.position(row),
      oldRow: this.#old,
      newRow: row.cells,
      columns,
    };
  }

  #replace(idx: number, cell: Value): void {
    if (this.#own === undefined) this.#cells = this.#own = this.#cells.slice();
    this.#own[idx] = cell;
    this.#changed = true;
    this.#note(idx);
  }

  #putState(write: "row" | "fill" | "removal", column: Column): void {
    const before = Number(this.#old?.[column.idx] ?? 0);
    let state = before;
    if (write === "removal") state = rowState.deleted;
    else if (this.#old === null) state = rowState.new;
    else if (write === "fill" && before === rowState.deleted) state = rowState.recreated;
    else if (this.#changed) state = rowState.updated;
    else if (write === "fill") state = rowState.equal;
    if (state !== before) this.put(column, column.numeric ? state : String(state));
  }

  /** `delta`: the difference to the previous value, or to a cell of the row that a foreign key points to. */
  #putDelta({ idx, pid }: Delta, before: Value, after: Value): void {
    const target = this.#columns[idx];
    const base = pid === undefined ? before : this.#foreignCell(this.#cells, pid);
    if (target === undefined || typeof after !== "number" || typeof base !== "number") return;
    const cell = target.convert(after - base, this.#cells, this.#columns);
    if (cell !== undefined && cell !== this.#cells[idx]) this.#replace(idx, cell);
  }

  #putEngineCell(column: Column, row: Row): void {
    if (column.type === "index") {
      if (this.#old === null) {
        const position = this.#rows.position(row);
        this.put(column, column.numeric ? position : String(position));
      }
      return;
    }
    const parts = column.joined.map((idx) => this.#cells[idx] ?? "");
    const cell = column.convert(parts.join(column.separator ?? ""), this.#cells, this.#columns);
    if (cell !== undefined) this.put(column, cell);
  }

  #note(idx: number): void {
    if (idx < bits) this.#low |= 1 << idx;
    else (this.#high ??= []).push(idx);
  }

  #dueColumns(): readonly number[] {
    const high = this.#high;
    if (high !== undefined)
      return this.#listOf(this.#low).concat(this.#due([...new Set(high)].sort((a, b) => a - b)));
    let list = this.#lists.get(this.#low);
    if (list === undefined) {
      list = this.#listOf(this.#low);
      this.#lists.set(this.#low, list);
    }
    return list;
  }

  #listOf(low: number): number[] {
    return this.#due(Array.from({ length: bits }, (_, idx) => idx).filter((idx) => (low & (1 << idx)) !== 0));
  }

  #due(idxs: number[]): number[] {
    const watched = this.#watched;
    return watched === undefined ? idxs : idxs.filter((idx) => watched.has(idx));
  }
}
