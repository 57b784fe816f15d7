/** Bulk writes of a table: the FillArray family (`NT_FILL_ARRAY`, `NT_FILL_ARRAY_NO_DELETE`, `NT_FILL_ARRAY_WITH_COLUMN`). */
import type { Column } from "./column.ts";
import { hresults } from "../hresult.ts";
import type { Row } from "./row-set.ts";
import type { TableCore } from "./table-core.ts";
import { clearOrLeave } from "./clear-leave.ts";
import { bareValue } from "./table-model.ts";
import type { RowChange, TableOutcome } from "./table-model.ts";
import type { Value } from "../value.ts";

/** How a fill treats rows that it does not name, and the two special values. */
export interface FillMode {
  /** Rows whose key is not given: removed (FillArray, `Full`) or kept (`Partial`, FillArrayNoDelete). */
  readonly absent: "remove" | "keep";
  /** `useClearAndLeave`: Clear empties a cell and Leave keeps it, instead of being stored as infinities. */
  readonly clearAndLeave?: boolean;
}

type Values = readonly unknown[];
interface Supplied {
  readonly column: Column;
  readonly values: Values;
}

let stamps = 0;

const refused: TableOutcome = { code: hresults.unsuitable, changes: [] };
const nothing: TableOutcome = { code: hresults.ok, changes: [] };

/** FillArray with columns: the outer array holds columns. Bad data changes nothing and returns 0x80040222. */
export function fillColumns(core: TableCore, given: readonly Values[], mode: FillMode): TableOutcome {
  const supplied = columnsOf(core, given);
  if (supplied === undefined) return refused;
  const keys = keysOf(core, given, supplied);
  if (keys === undefined) return refused;
  if (keys.length === 0) {
    if (mode.absent === "keep" || !core.options.emptyFillClears) return nothing;
    return { code: hresults.ok, changes: removeAbsent(core, -1) };
  }
  const stamp = ++stamps;
  const rows = name(core, keys, stamp);
  if (rows === undefined) return refused;
  const changes: RowChange[] = [];
  const cells = supplied.filter(({ column }) => column.byFill && column.idx !== core.keyIdx);
  for (const row of rows) {
    const change = fillRow(core, row, cells, mode.clearAndLeave === true);
    if (change !== undefined) changes.push(change);
  }
  if (mode.absent === "remove") changes.push(...removeAbsent(core, stamp));
  return { code: hresults.ok, changes };
}

/** FillArray with rows: the outer array holds rows, all of one length. */
export function fillRows(core: TableCore, rows: readonly Values[], mode: FillMode): TableOutcome {
  const width = rows[0]?.length ?? 0;
  if (rows.some((row) => row.length !== width)) {
    core.refuse("is not filled: the rows have different lengths");
    return refused;
  }
  const columns = Array.from({ length: width }, (_, idx) => rows.map((row) => row[idx]));
  return fillColumns(core, columns, mode);
}

/** FillArrayWithColumn: one column for the given keys; a single value is used for all of them. */
export function fillColumn(
  core: TableCore,
  pid: number,
  keys: Values,
  given: Values,
  clearAndLeave = false,
): TableOutcome {
  const column = core.column(pid);
  if (column === undefined) return { code: hresults.notFound, changes: [] };
  if (!column.byFill || column.idx === core.keyIdx || column.has("element")) {
    core.refuse(`does not fill column ${String(pid)}: it belongs to the engine`);
    return refused;
  }
  if (given.length !== keys.length && given.length !== 1) return { code: hresults.invalidCall, changes: [] };
  const { columnCreatesRows, columnNull } = core.options;
  const values = given.length === 1 ? keys.map(() => given[0]) : given;
  const texts = keys.map((key) => core.keyOf(key));
  if (!texts.every((key) => key !== undefined)) {
    core.refuse("is not filled: a key is missing or is not text");
    return refused;
  }
  const wanted = texts
    .map((key, at) => ({ key, value: values[at] }))
    .filter(
      ({ key, value }) =>
        (columnCreatesRows || core.rows.get(key) !== undefined) &&
        (columnNull === "empty" || bareValue(value) !== null),
    );
  const stamp = ++stamps;
  const rows = name(
    core,
    wanted.map(({ key }) => key),
    stamp,
  );
  if (rows === undefined) return refused;
  const cells = [{ column, values: wanted.map(({ value }) => value) }];
  const changes = rows.map((row) => fillRow(core, row, cells, clearAndLeave));
  return { code: hresults.ok, changes: changes.filter((change) => change !== undefined) };
}

/** Each given array with its column, including columns that no fill writes, which are skipped later. */
function columnsOf(core: TableCore, given: readonly Values[]): Supplied[] | undefined {
  if (core.counter !== undefined) {
    core.refuse("is not filled: its keys are numbered by the engine. Use AddRowReturnKey");
    return undefined;
  }
  const { columnPosition } = core.options;
  const targets =
    columnPosition === "idx"
      ? core.columns
      : core.columns.filter(
          (column) => column !== undefined && (column.byFill || column.idx === core.keyIdx),
        );
  if (given.length > targets.length) {
    core.refuse(
      `is not filled: ${String(given.length)} columns are given, and it has ${String(targets.length)}`,
    );
    return undefined;
  }
  const supplied: Supplied[] = [];
  given.forEach((values, at) => {
    const column = targets[at];
    if (column === undefined) return;
    if (!column.byFill && column.idx !== core.keyIdx && values.some((value) => bareValue(value) !== null)) {
      const message = `ignores the values for column ${String(column.pid)} in a fill: its type is ${column.type}`;
      core.once("TABLE_COLUMN", String(column.idx), message);
    }
    supplied.push({ column, values });
  });
  return supplied;
}

/** The key of each row of a fill; all arrays for columns that a fill writes must have one length. */
function keysOf(
  core: TableCore,
  given: readonly Values[],
  supplied: readonly Supplied[],
): string[] | undefined {
  const counting = supplied.filter(({ column }) => column.byFill || column.idx === core.keyIdx);
  const length = counting[0]?.values.length ?? 0;
  if (counting.some(({ values }) => values.length !== length)) {
    core.refuse(`is not filled: its columns have different lengths`);
    return undefined;
  }
  const keyValues = supplied.find(({ column }) => column.idx === core.keyIdx)?.values;
  if (keyValues === undefined && given.length > 0) {
    core.refuse("is not filled: the column of the primary keys is missing");
    return undefined;
  }
  const keys: string[] = [];
  for (let at = 0; at < length; at++) {
    const value = keyValues?.[at];
    const key =
      typeof value === "string" ? core.keyOf(value) : core.keyOfRow(rowAt(supplied, core.width, at));
    if (key === undefined) {
      core.refuse(`is not filled: row ${String(at)} has no primary key`);
      return undefined;
    }
    keys.push(key);
  }
  return keys;
}

function rowAt(supplied: readonly Supplied[], width: number, at: number): unknown[] {
  const row = new Array<unknown>(width).fill(null);
  for (const { column, values } of supplied) row[column.idx] = values[at];
  return row;
}

/**
 * The rows of the keys, each once, in order; new ones are added. Every row gets the stamp and the index of its values.
 * `undefined` when a key occurs twice and that is refused: then no row was added.
 */
function name(core: TableCore, keys: readonly string[], stamp: number): Row[] | undefined {
  const { duplicateKeysInFill } = core.options;
  const rows: Row[] = [];
  for (let at = 0; at < keys.length; at++) {
    const key = keys[at] ?? "";
    let row = core.rows.get(key);
    if (row === undefined) {
      if (core.isFull()) continue;
      row = core.rows.add(key, noCells);
    } else if (row.stamp === stamp) {
      core.once("TABLE_KEY", "twice", `was filled with the key '${core.shownKey(key)}' twice in one call`);
      if (duplicateKeysInFill === "refuse") {
        core.rows.removeWhere(({ cells }) => cells === noCells);
        return undefined;
      }
      if (duplicateKeysInFill === "last") row.source = at;
      continue;
    }
    row.stamp = stamp;
    row.source = at;
    rows.push(row);
  }
  return rows;
}

/** Cells of a row that this call added and has not filled yet. */
const noCells: readonly Value[] = [];

function fillRow(
  core: TableCore,
  row: Row,
  cells: readonly Supplied[],
  clearAndLeave: boolean,
): RowChange | undefined {
  const { edit } = core;
  const fresh = row.cells === noCells;
  edit.begin(row, fresh);
  for (const { column, values } of cells) {
    let value = values[row.source];
    if (typeof value === "object" || value === undefined) value = bareValue(value);
    const wish = clearAndLeave ? clearOrLeave(value) : undefined;
    if (wish === "leave" && !(fresh && core.options.newRowLeave === "infinity")) continue;
    if (wish === "clear") value = null;
    const cell = value === null ? null : core.cellOf(column, value, edit.cells);
    if (cell !== undefined) edit.put(column, cell);
  }
  return edit.finish("fill");
}

/** Removes rows without the stamp, or gives them the state *deleted* when a state column without `delete` keeps them. */
function removeAbsent(core: TableCore, stamp: number): RowChange[] {
  const state = core.stateIdx === undefined ? undefined : core.columns[core.stateIdx];
  if (state === undefined || state.has("delete")) {
    core.rows.removeWhere((row) => row.stamp !== stamp);
    return [];
  }
  const changes: RowChange[] = [];
  for (const row of core.rows.all) {
    if (row.stamp === stamp) continue;
    core.edit.begin(row, false);
    const change = core.edit.finish("removal");
    if (change !== undefined) changes.push(change);
  }
  return changes;
}
