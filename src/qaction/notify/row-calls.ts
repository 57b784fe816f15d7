/** NotifyProtocol numbers about rows and cells of tables. */
import type { Run } from "../qaction-run.ts";
import type { CellIn, Row } from "../script-values.ts";
import { cellMembers, putMixedCells } from "../slprotocol/cell-members.ts";
import { addRow, rowMembers } from "../slprotocol/row-members.ts";
import { timeOf } from "../slprotocol/table-access.ts";
import { aboutElement, target } from "./element-calls.ts";
import type { ElementRow } from "./element-calls.ts";
import { wrongShape } from "./notify-call.ts";
import { idOf, idsOf, listOf, textsOf } from "./notify-shapes.ts";
import type { NotifyRow } from "./notify-call.ts";

/** A cell as 121 and 122 name it. */
interface CellPlace {
  readonly table: number;
  /** Primary key, or 1-based position. */
  readonly row: string | number;
  /** 1-based. */
  readonly col: number;
}

function cellPlace(value: unknown): CellPlace | undefined {
  const [table, row, col] = listOf(value) ?? [];
  const ids = [idOf(table), idOf(col)];
  if (ids[0] === undefined || ids[1] === undefined) return undefined;
  return typeof row === "string" || typeof row === "number" ? { table: ids[0], row, col: ids[1] } : undefined;
}

/** Many cells: [tables, keys or rows, columns] and [values] or [values, times]; note the extra level. */
function putMany<C>(run: Run<C>, value1: unknown, value2: unknown): unknown {
  const [tables, rows, cols] = listOf(value1) ?? [];
  const [values, times] = listOf(value2) ?? [];
  const [ids, names, columns] = [idsOf(tables), listOf(rows), idsOf(cols)];
  const cells = listOf(values);
  if (ids === undefined || names === undefined || columns === undefined || cells === undefined)
    return wrongShape;
  const dates = listOf(times) as readonly Date[] | undefined;
  return putMixedCells(run, ids, names as readonly (string | number)[], columns, cells as Row, dates);
}

/** A key position, on any element; NotifyProtocol takes the form with agent and element id too. */
export const keyPosition: ElementRow = aboutElement({
  number: 163,
  name: "NT_GET_KEY_POSITION",
  takes: ["[agent, element, table]", "key"],
  gives: "1-based position, 0 when there is none",
  fails: "0",
  onElement: (run, [table], key) => positionOf(run, table, key),
});

/** The table of a call: its id, or [agent, element, table] of this element. */
function tableOf<C>(run: Run<C>, value: unknown): number | undefined {
  const to = listOf(value)?.length === 3 ? target(run, value) : undefined;
  return to?.own === true ? idOf(to.rest[0]) : idOf(value);
}

function positionOf<C>(run: Run<C>, table: unknown, key: unknown): unknown {
  const id = idOf(table);
  if (id === undefined || (typeof key !== "string" && typeof key !== "number")) return wrongShape;
  return rowMembers.GetKeyPosition(run, id, String(key));
}

/** 149, also for NotifyDataMiner. */
export const addRowNotify: NotifyRow = {
  number: 149,
  name: "NT_ADD_ROW",
  takes: ["table", "key, row, or [row, time]"],
  gives: "1-based position",
  run(run, value1, value2) {
    const table = tableOf(run, value1);
    return table === undefined ? wrongShape : (addRow(run, table, value2)?.position ?? null);
  },
};

/** 156, also for NotifyDataMiner. */
export const deleteRowNotify: NotifyRow = {
  number: 156,
  name: "NT_DELETE_ROW",
  takes: ["table", "key, or keys"],
  gives: "number of rows left",
  fails: "-1",
  run(run, value1, value2) {
    const table = tableOf(run, value1);
    const keys = typeof value2 === "string" ? value2 : textsOf(value2);
    return table === undefined || keys === undefined ? wrongShape : rowMembers.DeleteRow(run, table, keys);
  },
};

/** 215, also for NotifyDataMiner. */
export const getRowNotify: NotifyRow = {
  number: 215,
  name: "NT_GET_ROW",
  takes: ["[table, key]", "null"],
  gives: "row",
  fails: "a row of nulls; null for an unknown table",
  run(run, value1) {
    const [table, key] = listOf(value1) ?? [];
    const id = idOf(table);
    return id === undefined || typeof key !== "string" ? wrongShape : rowMembers.GetRow(run, id, key);
  },
};

/** 225, also for NotifyDataMiner. */
export const setRowNotify: NotifyRow = {
  number: 225,
  name: "NT_SET_ROW",
  takes: ["[table, key, time?, flag?]", "row"],
  gives: "1 or 0 for each cell: changed or not",
  run(run, value1, value2) {
    const [table, key, time, flag] = listOf(value1) ?? [];
    const id = idOf(table);
    if (id === undefined || typeof key !== "string" || listOf(value2) === undefined) return wrongShape;
    return rowMembers.SetRow(run, id, key, value2 as Row, time as Date | null, flag as boolean);
  },
};

/** Rows for the rows and cells of tables. */
export const rowNotifies: readonly NotifyRow[] = [
  {
    number: 121,
    name: "NT_PUT_PARAMETER_INDEX",
    takes: [
      "[table, key or 1-based row, 1-based column]; many: [tables, keys or rows, columns]",
      "value, or [value, time]; many: [values] or [values, times]",
    ],
    gives: "true when the cell changed; many: a code for each",
    fails: "false; many: a code",
    run(run, value1, value2) {
      if (Array.isArray(listOf(value1)?.[0]) || ArrayBuffer.isView(listOf(value1)?.[0])) {
        return putMany(run, value1, value2);
      }
      const cell = cellPlace(value1);
      if (cell === undefined) return wrongShape;
      const { table, row, col } = cell;
      const value = value2 as CellIn;
      return typeof row === "string"
        ? cellMembers.SetParameterIndexByKey(run, table, row, col, value, timeOf(value2))
        : cellMembers.SetParameterIndex(run, table, row, col, value, timeOf(value2));
    },
  },
  {
    number: 122,
    name: "NT_GET_PARAMETER_INDEX",
    takes: ["[table, key or 1-based row, 1-based column]", "null"],
    gives: "value of the cell",
    run(run, value1) {
      const cell = cellPlace(value1);
      if (cell === undefined) return wrongShape;
      const { table, row, col } = cell;
      return typeof row === "string"
        ? cellMembers.GetParameterIndexByKey(run, table, row, col)
        : cellMembers.GetParameterIndex(run, table, row, col);
    },
  },
  addRowNotify,
  deleteRowNotify,
  {
    number: 163,
    name: "NT_GET_KEY_POSITION",
    takes: ["table, or [agent, element, table]", "key"],
    gives: "1-based position, 0 when there is none",
    fails: "0",
    run: (run, value1, value2) =>
      listOf(value1) === undefined ? positionOf(run, value1, value2) : keyPosition.run(run, value1, value2),
  },
  {
    number: 195,
    name: "NT_ARRAY_ROW_COUNT",
    takes: ["table", "null"],
    gives: "number of rows",
    fails: "-1",
    run(run, value1) {
      const table = tableOf(run, value1);
      return table === undefined ? wrongShape : rowMembers.RowCount(run, table);
    },
  },
  getRowNotify,
  setRowNotify,
  {
    number: 240,
    name: "NT_ADD_ROW_RETURN_KEY",
    takes: ["table", "key, row, or null for an autoincrement key"],
    gives: "key",
    fails: '`""`',
    run(run, value1, value2) {
      const table = tableOf(run, value1);
      if (table === undefined) return wrongShape;
      if (typeof value2 === "string") return addRow(run, table, value2)?.key ?? "";
      const row = value2 === null || value2 === undefined ? undefined : listOf(value2);
      return rowMembers.AddRowReturnKey(run, table, row as Row | undefined);
    },
  },
  {
    number: 265,
    name: "NT_EXISTS_ROW",
    takes: ["table", "key"],
    gives: "true when there is such a row",
    fails: "false",
    run(run, value1, value2) {
      const table = tableOf(run, value1);
      if (table === undefined || typeof value2 !== "string") return wrongShape;
      return rowMembers.Exists(run, table, value2);
    },
  },
  {
    number: 293,
    name: "NT_INCREMENT_ROW",
    takes: ["[table, key]", "numbers to add, null for a column to skip"],
    gives: "new values of the cells that were added to",
    run(run, value1, value2) {
      const [table, key] = listOf(value1) ?? [];
      const id = idOf(table);
      const steps = listOf(value2);
      if (id === undefined || typeof key !== "string" || steps === undefined) return wrongShape;
      return incrementRow(run, id, key, steps);
    },
  },
];

function incrementRow<C>(run: Run<C>, id: number, key: string, steps: readonly unknown[]): unknown {
  const table = run.environment.parameters.table(id);
  const cells = table?.row(key);
  if (table === undefined || cells === undefined) return wrongShape;
  const row = steps.map((step, idx) =>
    typeof step === "number" && table.columns[idx]?.numeric === true ? Number(cells[idx] ?? 0) + step : null,
  );
  if (rowMembers.SetRow(run, id, key, row) === null) return null;
  return row.flatMap((value, idx) => (value === null ? [] : [table.cell(key, idx) ?? null]));
}
