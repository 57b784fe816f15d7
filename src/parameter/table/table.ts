/** One table of an element: reading rows, cells and keys, and all kinds of writes. */
import type { Param } from "../../protocol/model.ts";
import type { Column } from "./column.ts";
import { ColumnIndex } from "./column-index.ts";
import { displayKeyColumns, displayKeyRule } from "./display-key.ts";
import type { DisplayKeyOf } from "./display-key.ts";
import { hresults } from "../hresult.ts";
import { addRow, restoreRow, setCell, setRow } from "./row-write.ts";
import type { RowKeeper } from "./row-set.ts";
import type { TableCore } from "./table-core.ts";
import { fillColumn, fillColumns, fillRows } from "./table-fill.ts";
import type { FillMode } from "./table-fill.ts";
import type { AddOutcome, CellOutcome, DeleteOutcome, RowOutcome, TableOutcome } from "./table-model.ts";
import type { Value } from "../value.ts";

/** Column options that make a column saved (`AdvancedDataMinerDataPersistencePersistingTables`). */
const savingOptions = ["save", "foreignkey", "element", "hidden", "view"];

/**
 * Rows with text primary keys and cells in storage form. Positions are 1-based and columns are given by idx, 0-based.
 * A write changes the table at once and returns what changed; its caller raises the events.
 */
export class Table {
  readonly pid: number;
  readonly param: Param;
  readonly #core: TableCore;
  readonly #indexes = new Map<number, ColumnIndex>();
  readonly #displayKeyOf: DisplayKeyOf;

  constructor(core: TableCore) {
    this.pid = core.pid;
    this.param = core.param;
    this.#core = core;
    this.#displayKeyOf = displayKeyRule(core);
  }

  /** What other tables of the element need of this one. */
  get core(): TableCore {
    return this.#core;
  }

  /** Number of rows. */
  get size(): number {
    return this.#core.rows.size;
  }

  /** Number of cells of a row, without columns of type displaykey. */
  get width(): number {
    return this.#core.width;
  }

  /** Idx of the primary key column. */
  get keyIdx(): number {
    return this.#core.keyIdx;
  }

  /** Columns by idx; `undefined` where the protocol skips an idx. */
  get columns(): readonly (Column | undefined)[] {
    return this.#core.columns;
  }

  /** The column of a parameter id. */
  column(pid: number): Column | undefined {
    return this.#core.column(pid);
  }

  /** Option *preserve state*: scripts can read the row as it was before. */
  get preservesState(): boolean {
    return this.#core.has("preserve state");
  }

  /** From now on only changes of these columns (by parameter id) are reported; `undefined`: of all. */
  watch(pids: Iterable<number> | undefined): void {
    const idxs = pids && [...pids].flatMap((pid) => this.#core.column(pid)?.idx ?? []);
    this.#core.edit.watch(idxs && new Set(idxs));
  }

  /** From now on `keeper` is called for every row that is stored or removed. */
  keep(keeper: RowKeeper): void {
    this.#core.rows.keeper = keeper;
  }

  has(key: string): boolean {
    return this.#core.rows.get(key) !== undefined;
  }

  /** 1-based position, 0 when there is no such row. */
  position(key: string): number {
    const row = this.#core.rows.get(key);
    return row === undefined ? 0 : this.#core.rows.position(row);
  }

  /** Primary key at a 1-based position. */
  keyAt(position: number): string | undefined {
    return this.#core.rows.at(position - 1)?.key;
  }

  /** All primary keys in order. */
  keys(): string[] {
    return this.#core.rows.all.map(({ key }) => key);
  }

  /** Cells of a row by idx, a snapshot that later writes do not change; `undefined` when there is no such row. */
  row(key: string): readonly Value[] | undefined {
    return this.#core.rows.get(key)?.cells;
  }

  /** One cell; `null` when not initialised, `undefined` when the row or the column does not exist. */
  cell(key: string, idx: number): Value | undefined {
    return this.#core.rows.get(key)?.cells[idx];
  }

  /** All cells, column by column (by idx), as a script gets a table. */
  contents(): Value[][] {
    const rows = this.#core.rows.all;
    return Array.from({ length: this.width }, (_, idx) => rows.map(({ cells }) => cells[idx] ?? null));
  }

  /** Display key of a row, `undefined` when there is no such row. */
  displayKey(key: string): string | undefined {
    const row = this.#core.rows.get(key);
    return row && this.#displayKeyOf(row);
  }

  /** Display keys of all rows in order. */
  displayKeys(): string[] {
    return this.#core.rows.all.map((row) => this.#displayKeyOf(row));
  }

  /**
   * Primary keys of the rows whose column holds the value. Only for foreign keys and columns with `indexColumn`;
   * `undefined` for all others.
   */
  keysForIndex(pid: number, value: string, exactCase = false): readonly string[] | undefined {
    const column = this.#core.column(pid);
    if (column?.indexed !== true) return undefined;
    let index = this.#indexes.get(pid);
    if (index === undefined) this.#indexes.set(pid, (index = new ColumnIndex(this.#core.rows, column.idx)));
    return index.keysOf(value, exactCase);
  }

  /** Idxs that are saved; none in a volatile table. */
  savedColumns(): number[] {
    if (this.#core.has("volatile")) return [];
    const named = new Set([this.keyIdx, ...displayKeyColumns(this.#core)]);
    return this.columns.flatMap((column) => {
      if (column === undefined || column.type === "state" || column.has("volatile")) return [];
      return named.has(column.idx) || savingOptions.some((option) => column.has(option)) ? [column.idx] : [];
    });
  }

  /** Adds a row by idx, or one with only a key. An existing key changes nothing and returns its position. */
  addRow(row: readonly unknown[] | string): AddOutcome {
    if (typeof row !== "string") return this.#written(addRow(this.#core, row));
    const values = new Array<unknown>(this.keyIdx + 1).fill(null);
    values[this.keyIdx] = row;
    return this.#written(addRow(this.#core, values));
  }

  /** Adds a row whose key is generated, if the table has autoincrement. */
  addRowReturnKey(row: readonly unknown[] = []): AddOutcome {
    return this.#written(addRow(this.#core, row));
  }

  /** Writes cells of a row by idx; see {@link RowOutcome}. */
  setRow(key: string, row: readonly unknown[], clearAndLeave = false): RowOutcome {
    return this.#written(setRow(this.#core, key, row, clearAndLeave));
  }

  /** Writes one cell. */
  setCell(key: string, idx: number, value: unknown): CellOutcome {
    return this.#written(setCell(this.#core, key, idx, value));
  }

  /** Deletes the rows with these keys; unknown keys are ignored. */
  deleteRows(keys: Iterable<string>): DeleteOutcome {
    const { rows } = this.#core;
    const rowsToGo = new Set([...keys].map((key) => rows.get(key)));
    const removed = rows.removeWhere((row) => rowsToGo.has(row));
    return this.#written({
      code: hresults.ok,
      left: rows.size,
      removed,
      changes: [],
    });
  }

  /** Empties the table. */
  clear(): void {
    this.#core.rows.clear();
    this.#forget();
  }

  /** FillArray and FillArrayNoDelete: the outer array holds columns. */
  fillColumns(columns: readonly (readonly unknown[])[], mode: FillMode): TableOutcome {
    return this.#written(fillColumns(this.#core, columns, mode));
  }

  /** FillArray with a SaveOption: the outer array holds rows. */
  fillRows(rows: readonly (readonly unknown[])[], mode: FillMode): TableOutcome {
    return this.#written(fillRows(this.#core, rows, mode));
  }

  /** FillArrayWithColumn: one column by its parameter id; 0x80040221 when there are not as many values as keys. */
  fillColumn(
    pid: number,
    keys: readonly unknown[],
    values: readonly unknown[],
    clearAndLeave = false,
  ): TableOutcome {
    return this.#written(fillColumn(this.#core, pid, keys, values, clearAndLeave));
  }

  /** Restores a saved row, by idx, without reporting a change. */
  restoreRow(key: string, cells: readonly unknown[]): void {
    restoreRow(this.#core, key, cells);
    this.#forget();
  }

  #written<T>(outcome: T): T {
    this.#forget();
    return outcome;
  }

  #forget(): void {
    for (const index of this.#indexes.values()) index.forget();
  }
}
