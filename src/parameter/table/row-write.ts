/** Writes of single rows and cells: AddRow, SetRow, the cell setters (`NT_ADD_ROW`, `NT_SET_ROW`, `NT_PUT_PARAMETER_INDEX`). */
import type { Column } from "./column.ts";
import { hresults } from "../hresult.ts";
import type { Row } from "./row-set.ts";
import type { TableCore } from "./table-core.ts";
import { clearOrLeave } from "./clear-leave.ts";
import { bareValue } from "./table-model.ts";
import type { AddOutcome, CellOutcome, RowChange, RowOutcome } from "./table-model.ts";
import type { Value } from "../value.ts";

/** What a value does to a cell: a new content, or `keep`. */
type Wish = { readonly cell: Value } | "keep";

const listed = (change: RowChange | undefined): RowChange[] => (change === undefined ? [] : [change]);

/**
 * Appends a row, by idx; missing values, Clear and Leave stay not initialised. Cells beyond the last column are dropped,
 * which is reported once. An existing key changes nothing.
 */
export function addRow(core: TableCore, values: readonly unknown[]): AddOutcome {
  const refused: AddOutcome = { code: hresults.unsuitable, position: 0, key: "", added: false, changes: [] };
  if (values.length > core.width) {
    const cells = `${String(values.length)} cells, and it has ${String(core.width)} columns`;
    core.once("TABLE_DATA", "long row", `was given a row of ${cells}. The cells beyond were dropped`);
  }
  const key = core.keyOfRow(values) ?? core.counter?.next(values);
  if (key === undefined) {
    core.refuse("takes no row without a primary key");
    return refused;
  }
  const existing = core.rows.get(key);
  if (existing !== undefined) {
    return {
      code: hresults.ok,
      position: core.rows.position(existing),
      key: existing.key,
      added: false,
      changes: [],
    };
  }
  if (core.isFull()) return refused;
  core.counter?.note(key);
  const row = newRow(core, key);
  for (const column of core.columns) {
    if (column === undefined || !column.byScript || column.idx === core.keyIdx) continue;
    const value = bareValue(values[column.idx]);
    if (value === null || clearOrLeave(value) !== undefined) continue;
    const cell = core.cellOf(column, value, core.edit.cells);
    if (cell !== undefined) core.edit.put(column, cell);
  }
  const changes = listed(core.edit.finish());
  return { code: hresults.ok, position: core.rows.position(row), key, added: true, changes };
}

/**
 * Writes cells of a row, by idx; `null` keeps a cell. With `clearAndLeave`, Clear empties and Leave keeps. A missing row
 * is added only by tables with `autoAdd`; then Clear and Leave stay not initialised.
 */
export function setRow(
  core: TableCore,
  key: string,
  values: readonly unknown[],
  clearAndLeave: boolean,
): RowOutcome {
  if (values.length > core.width) {
    core.refuse(`takes no row of ${String(values.length)} cells: it has ${String(core.width)} columns`);
    return { code: hresults.unsuitable, cells: null, changes: [] };
  }
  const fresh = beginRow(core, key);
  if (fresh === undefined) return { code: hresults.invalidCall, cells: null, changes: [] };
  const cells = values.map((value, idx) => {
    const column = core.columns[idx];
    if (column === undefined || !column.byScript || idx === core.keyIdx) return 0;
    const wish = wishOf(core, column, bareValue(value), clearAndLeave, fresh);
    return wish !== "keep" && core.edit.put(column, wish.cell) ? 1 : 0;
  });
  return { code: hresults.ok, cells, changes: listed(core.edit.finish()) };
}

/** Writes one cell. The cell of the primary key never changes. A missing row is added only by tables with `autoAdd`. */
export function setCell(core: TableCore, key: string, idx: number, value: unknown): CellOutcome {
  const column = core.columns[idx];
  if (column === undefined) return { code: hresults.outside, changed: false, changes: [] };
  const bare = bareValue(value);
  if (!column.byScript || idx === core.keyIdx || (bare === null && core.options.cellNull === "keep")) {
    const code =
      core.rows.get(key) === undefined && !core.has("autoadd") ? hresults.invalidCall : hresults.ok;
    return { code, changed: false, changes: [] };
  }
  const cell = bare === null ? null : core.cellOf(column, bare, core.rows.get(key)?.cells ?? []);
  if (cell === undefined) return { code: hresults.unsuitable, changed: false, changes: [] };
  if (beginRow(core, key) === undefined) return { code: hresults.invalidCall, changed: false, changes: [] };
  const changed = core.edit.put(column, cell);
  return { code: hresults.ok, changed, changes: listed(core.edit.finish()) };
}

/** Restores a saved row by idx, without reporting a change. */
export function restoreRow(core: TableCore, key: string, values: readonly unknown[]): void {
  const existing = core.rows.get(key);
  if (key === "" || (existing === undefined && core.isFull())) return;
  if (existing === undefined) newRow(core, key);
  else core.edit.begin(existing, false);
  core.counter?.note(key);
  for (const column of core.columns) {
    const value = column === undefined || column.idx === core.keyIdx ? null : bareValue(values[column.idx]);
    const cell =
      column === undefined || value === null ? undefined : core.cellOf(column, value, core.edit.cells);
    if (column !== undefined && cell !== undefined) core.edit.put(column, cell);
  }
  core.edit.finish();
}

function newRow(core: TableCore, key: string): Row {
  const row = core.rows.add(key, []);
  core.edit.begin(row, true);
  return row;
}

/** Begins with the row of a key. True when it was added; `undefined` when there is none. */
function beginRow(core: TableCore, key: string): boolean | undefined {
  const row = core.rows.get(key);
  if (row !== undefined) {
    core.edit.begin(row, false);
    return false;
  }
  const text = core.has("autoadd") ? core.keyOf(key) : undefined;
  if (text === undefined || core.isFull()) return undefined;
  core.counter?.note(text);
  newRow(core, text);
  return true;
}

function wishOf(
  core: TableCore,
  column: Column,
  value: unknown,
  clearAndLeave: boolean,
  fresh: boolean,
): Wish {
  if (value === null) return "keep";
  const wish = clearAndLeave ? clearOrLeave(value) : undefined;
  if (wish !== undefined) return wish === "clear" && !fresh ? { cell: null } : "keep";
  const cell = core.cellOf(column, value, core.edit.cells);
  return cell === undefined ? "keep" : { cell };
}
