/** Columns, rows, keys and limits of a table, which reading and all kinds of writes share. */
import { isOlder } from "../../base/dataminer-version.ts";
import type { NoticeCode } from "../../base/notices.ts";
import type { Param, TableDefinition } from "../../protocol/model.ts";
import type { ParameterContext, ParameterOptions } from "../parameter-context.ts";
import { Column } from "./column.ts";
import { KeyCounter } from "./key-counter.ts";
import { RowEdit } from "./row-edit.ts";
import { RowSet } from "./row-set.ts";
import { clearOrLeave, infinityStored } from "./clear-leave.ts";
import { bareValue } from "./table-model.ts";
import type { Value } from "../value.ts";

/** Since this version a table takes no more rows than its limit (`General_Main_Release_10.4.0`, RN 39836). */
const limitedSince = "10.4.9";

/** Characters that keys should not have (`UIComponentsTablePrimaryKeys`). */
const doubtfulKey = /^\s|\s$|[;?*\\]/;

/** Columns, rows and rules of one table. */
export class TableCore {
  readonly pid: number;
  readonly param: Param;
  readonly definition: TableDefinition;
  readonly options: ParameterOptions;
  /** All parameters of the protocol, for columns of other tables. */
  readonly params: ReadonlyMap<number, Param>;
  /** By idx; a gap where no column has the idx. */
  readonly columns: readonly (Column | undefined)[];
  /** Number of cells of a row, without columns of type displaykey, which exist for the display only. */
  readonly width: number;
  /** Idx of the primary key. */
  readonly keyIdx: number;
  readonly rows: RowSet;
  /** Maximum number of rows. */
  readonly limit: number;
  /** For tables whose key column is `autoincrement`. */
  readonly counter: KeyCounter | undefined;
  /** Idx of the `state` column. */
  readonly stateIdx: number | undefined;
  readonly edit: RowEdit;
  readonly #tokens: ReadonlySet<string>;
  readonly #context: ParameterContext;
  readonly #tableOf: (pid: number) => TableCore | undefined;
  readonly #said = new Set<string>();

  /** `tableOf` finds other tables of the element, for foreign keys. */
  constructor(
    param: Param,
    definition: TableDefinition,
    params: ReadonlyMap<number, Param>,
    context: ParameterContext,
    tableOf: (pid: number) => TableCore | undefined,
  ) {
    this.pid = param.id;
    this.param = param;
    this.definition = definition;
    this.params = params;
    this.options = context.options;
    this.#context = context;
    this.#tableOf = tableOf;
    const columns = definition.columns
      .filter(({ type }) => type !== "displaykey")
      .map((column) => new Column(column, params.get(column.pid), context));
    this.width = columns.reduce((most, { idx }) => Math.max(most, idx), definition.index) + 1;
    const byIdx = new Map(columns.map((column) => [column.idx, column]));
    this.columns = Array.from({ length: this.width }, (_, idx) => byIdx.get(idx));
    this.keyIdx = definition.index;
    const { keyCase, rowRemoval, rowLimits, autoincrementReuse } = this.options;
    this.rows = new RowSet(keyCase, rowRemoval);
    this.#tokens = new Set(definition.options.map((option) => option.trim().toLowerCase()));
    const limited = !isOlder(this.options.dataMinerVersion, limitedSince);
    this.limit = limited ? rowLimits[this.has("volatile") ? 1 : 0] : Infinity;
    const key = this.columns[this.keyIdx];
    this.counter =
      key?.type === "autoincrement" ? new KeyCounter(key, this.rows, autoincrementReuse) : undefined;
    this.stateIdx = columns.find(({ type }) => type === "state")?.idx;
    this.edit = new RowEdit(this.columns, this.keyIdx, this.rows, (cells, pid) =>
      this.foreignCell(cells, pid),
    );
  }

  /** True when `ArrayOptions@options` has the token, in lower case and without a value. */
  has(option: string): boolean {
    return this.#tokens.has(option);
  }

  /** Value of a token such as `naming=/1002`; the name in lower case. */
  option(name: string): string | undefined {
    const token = this.definition.options.find((option) =>
      option.trim().toLowerCase().startsWith(`${name}=`),
    );
    return token?.trim().slice(name.length + 1);
  }

  /** The column of a parameter id. */
  column(pid: number): Column | undefined {
    return this.columns.find((column) => column?.pid === pid);
  }

  /**
   * A value as a primary key, always Unicode text. A number is accepted with a warning. `undefined`: not a key.
   */
  keyOf(value: unknown): string | undefined {
    const bare = bareValue(value);
    const key = typeof bare === "number" && Number.isFinite(bare) ? String(bare) : bare;
    if (typeof key !== "string" || key === "") return undefined;
    if (key !== bare) {
      this.once(
        "TABLE_KEY",
        "number",
        `got the number ${this.shownKey(key)} as a primary key. Give keys as text`,
      );
    } else if (doubtfulKey.test(key)) {
      this.once(
        "TABLE_KEY",
        "characters",
        `has the primary key '${this.shownKey(key)}'. Leave out blanks at the ends and ; ? * \\`,
      );
    }
    return key;
  }

  /**
   * The key of a row given as values by idx: the value of the key column, or its concatenation. `undefined`: no key.
   */
  keyOfRow(values: readonly unknown[]): string | undefined {
    const key = this.columns[this.keyIdx];
    const given = bareValue(values[this.keyIdx]);
    if (given !== null && clearOrLeave(given) === undefined) return this.keyOf(given);
    if (key?.type !== "concatenation") return undefined;
    const parts = key.joined.map((idx) => bareValue(values[idx]));
    return parts.some((part) => part === null)
      ? undefined
      : this.keyOf(parts.map(String).join(key.separator ?? ""));
  }

  /**
   * The cell of another table's column that belongs to a row, found over one or several foreign keys. `undefined`: no
   * foreign key leads there; `null`: the row it points to, or its cell, does not exist.
   */
  foreignCell(cells: readonly Value[], pid: number, passed: readonly number[] = []): Value | undefined {
    for (const column of this.columns) {
      if (column?.foreignKey === undefined || passed.includes(column.foreignKey)) continue;
      const other = this.#tableOf(column.foreignKey);
      const found = other?.column(pid);
      const row = other?.rows.get(String(cells[column.idx] ?? ""));
      if (found !== undefined) return row?.cells[found.idx] ?? null;
      const further = other?.foreignCell(row?.cells ?? [], pid, [...passed, this.pid]);
      if (further !== undefined) return further;
    }
    return undefined;
  }

  /** True when no row can be added any more; reported once. */
  isFull(): boolean {
    if (this.rows.size < this.limit) return false;
    this.once("TABLE_FULL", "", `has ${String(this.limit)} rows and takes no more. Delete rows first`);
    return true;
  }

  /** The cell for a value, `undefined` when the column refuses it, which is reported once for each column. */
  cellOf(column: Column, value: unknown, row: readonly Value[]): Value | undefined {
    if (clearOrLeave(value) !== undefined) {
      this.once("TABLE_INFINITY", String(column.idx), infinityStored(column.pid));
    }
    const cell = column.convert(value, row, this.columns);
    if (cell === undefined) {
      const message = `keeps its cell in column ${String(column.pid)}: the value does not fit it`;
      this.once("TABLE_VALUE", String(column.idx), message);
    }
    return cell;
  }

  /** A primary key as a message may show it. */
  shownKey(key: string): string {
    return this.#context.secrets().shown(this.columns[this.keyIdx]?.pid ?? this.pid, key);
  }

  /** Reports bad data. */
  refuse(message: string): void {
    this.#say("TABLE_DATA", message);
  }

  /** Reports something once for each code and `about`. */
  once(code: NoticeCode, about: string, message: string): void {
    const mark = `${code} ${about}`;
    if (this.#said.has(mark)) return;
    this.#said.add(mark);
    this.#say(code, message);
  }

  #say(code: NoticeCode, message: string): void {
    this.#context.notice({
      code,
      kind: "warning",
      message: `Table ${String(this.pid)} (${this.param.name}) ${message}.`,
      details: { pid: this.pid },
    });
  }
}
