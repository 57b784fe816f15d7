/** NotifyProtocol numbers about rows and cells of tables. */
import { putCells, putParameterIndex, putParameterIndexByKey } from "../slprotocol/cell-members.ts";
import { getParameterIndex, getParameterIndexByKey } from "../slprotocol/cell-members.ts";
import { hresults, unsigned } from "../slprotocol/hresult.ts";
import {
  addRow,
  addRowReturnKey,
  deleteRow,
  exists,
  getKeyPosition,
  getRow,
  rowCount,
  setRow,
} from "../slprotocol/row-members.ts";
import type { Run } from "../qaction-run.ts";
import { timeOf } from "../slprotocol/table-access.ts";
import type { CellIn, Hresult, Row } from "../script-values.ts";
import { idOf, idsOf, listOf, textsOf, wrongShape } from "./notify-call.ts";
import type { NotifyEntry } from "./notify-call.ts";
import { aboutElement, target } from "./element-calls.ts";
import type { ElementEntry } from "./element-calls.ts";

/** A cell as 121 and 122 name it: table, key (text) or 1-based row, 1-based column. */
interface CellPlace {
  readonly table: number;
  readonly row: string | number;
  readonly col: number;
}

function cellPlace(value: unknown): CellPlace | undefined {
  const [table, row, col] = listOf(value) ?? [];
  const ids = [idOf(table), idOf(col)];
  if (ids[0] === undefined || ids[1] === undefined) return undefined;
  return typeof row === "string" || typeof row === "number" ? { table: ids[0], row, col: ids[1] } : undefined;
}

function put<C>(
  run: Run<C>,
  table: number,
  row: string | number,
  col: number,
  value: CellIn,
  at?: Date,
): Hresult {
  return typeof row === "string"
    ? putParameterIndexByKey(run, table, row, col, value, at)
    : putParameterIndex(run, table, row, col, value, at);
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
  return putCells(run, ids, names as readonly (string | number)[], columns, cells as Row, dates, put);
}

/** A key position, on whatever element; NotifyProtocol takes the form with agent and element id, too. */
export const keyPosition: ElementEntry = aboutElement(163, "NT_GET_KEY_POSITION", (run, [table], key) =>
  positionOf(run, table, key),
);

/** The table of a call: its id, or [agent, element, table] of this element. */
function tableOf<C>(run: Run<C>, value: unknown): number | undefined {
  const to = listOf(value)?.length === 3 ? target(run, value) : undefined;
  return to?.own === true ? idOf(to.rest[0]) : idOf(value);
}

function positionOf<C>(run: Run<C>, table: unknown, key: unknown): unknown {
  const id = idOf(table);
  if (id === undefined || (typeof key !== "string" && typeof key !== "number")) return wrongShape;
  return getKeyPosition(run, id, String(key));
}

/** Entries for rows and cells. */
export const rowNotifies: readonly NotifyEntry[] = [
  {
    number: 121,
    name: "NT_PUT_PARAMETER_INDEX",
    run(run, value1, value2) {
      if (Array.isArray(listOf(value1)?.[0]) || ArrayBuffer.isView(listOf(value1)?.[0])) {
        return putMany(run, value1, value2);
      }
      const cell = cellPlace(value1);
      if (cell === undefined) return wrongShape;
      const value = value2 as CellIn;
      return unsigned(put(run, cell.table, cell.row, cell.col, value, timeOf(value2))) === hresults.changed;
    },
  },
  {
    number: 122,
    name: "NT_GET_PARAMETER_INDEX",
    run(run, value1) {
      const cell = cellPlace(value1);
      if (cell === undefined) return wrongShape;
      return typeof cell.row === "string"
        ? getParameterIndexByKey(run, cell.table, cell.row, cell.col)
        : getParameterIndex(run, cell.table, cell.row, cell.col);
    },
  },
  {
    number: 149,
    name: "NT_ADD_ROW",
    run(run, value1, value2) {
      const table = tableOf(run, value1);
      return table === undefined ? wrongShape : (addRow(run, table, value2)?.position ?? null);
    },
  },
  {
    number: 156,
    name: "NT_DELETE_ROW",
    run(run, value1, value2) {
      const table = tableOf(run, value1);
      if (table === undefined || (typeof value2 !== "string" && textsOf(value2) === undefined))
        return wrongShape;
      return deleteRow(run, table, value2);
    },
  },
  {
    number: 163,
    name: "NT_GET_KEY_POSITION",
    run: (run, value1, value2) =>
      listOf(value1) === undefined ? positionOf(run, value1, value2) : keyPosition.run(run, value1, value2),
  },
  {
    number: 195,
    name: "NT_ARRAY_ROW_COUNT",
    run(run, value1) {
      const table = tableOf(run, value1);
      return table === undefined ? wrongShape : rowCount(run, table);
    },
  },
  {
    number: 215,
    name: "NT_GET_ROW",
    run(run, value1) {
      const [table, key] = listOf(value1) ?? [];
      const id = idOf(table);
      return id === undefined || typeof key !== "string" ? wrongShape : getRow(run, id, key);
    },
  },
  {
    number: 225,
    name: "NT_SET_ROW",
    run(run, value1, value2) {
      const [table, key, time, flag] = listOf(value1) ?? [];
      const id = idOf(table);
      if (id === undefined || typeof key !== "string" || listOf(value2) === undefined) return wrongShape;
      return setRow(run, id, key, value2, time, flag);
    },
  },
  {
    number: 240,
    name: "NT_ADD_ROW_RETURN_KEY",
    run(run, value1, value2) {
      const table = tableOf(run, value1);
      if (table === undefined) return wrongShape;
      if (typeof value2 === "string") return addRow(run, table, value2)?.key ?? "";
      const row = value2 === null || value2 === undefined ? undefined : listOf(value2);
      return addRowReturnKey(run, table, row as Row | undefined);
    },
  },
  {
    number: 265,
    name: "NT_EXISTS_ROW",
    run(run, value1, value2) {
      const table = tableOf(run, value1);
      return table === undefined || typeof value2 !== "string" ? wrongShape : exists(run, table, value2);
    },
  },
  {
    number: 293,
    name: "NT_INCREMENT_ROW",
    run(run, value1, value2) {
      const [table, key] = listOf(value1) ?? [];
      const id = idOf(table);
      const steps = listOf(value2);
      if (id === undefined || typeof key !== "string" || steps === undefined) return wrongShape;
      return incrementRow(run, id, key, steps);
    },
  },
];

/** Adds to the numbers of a row; `null` skips a column. Gives the new values of those that were added to. */
function incrementRow<C>(run: Run<C>, id: number, key: string, steps: readonly unknown[]): unknown {
  const table = run.environment.parameters.table(id);
  const cells = table?.row(key);
  if (table === undefined || cells === undefined) return wrongShape;
  const row = steps.map((step, idx) =>
    typeof step === "number" && table.columns[idx]?.numeric === true ? Number(cells[idx] ?? 0) + step : null,
  );
  if (setRow(run, id, key, row, undefined, undefined) === null) return null;
  return row.flatMap((value, idx) => (value === null ? [] : [table.cell(key, idx) ?? null]));
}
