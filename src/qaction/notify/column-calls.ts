/** NotifyProtocol numbers about whole tables: fills, columns, keys. */
import type { Table } from "../../parameter/table/table.ts";
import type { Run } from "../qaction-run.ts";
import { fillColumns, fillOneColumn } from "../slprotocol/fill-members.ts";
import { hresults } from "../../parameter/hresult.ts";
import { keysForIndex, rowMembers, warnAboutDisplay } from "../slprotocol/row-members.ts";
import { findTable } from "../slprotocol/table-access.ts";
import { wrongShape } from "./notify-call.ts";
import { idOf, idsOf, listOf } from "./notify-shapes.ts";
import type { NotifyRow } from "./notify-call.ts";

function fill(number: number, name: string, absent: "remove" | "keep"): NotifyRow {
  return {
    number,
    name,
    takes: ["table, or [table, flag, time]", "columns"],
    gives: "true",
    run(run, value1, columns) {
      const [first, flag, time] = listOf(value1) ?? [value1];
      const table = idOf(first);
      return table === undefined ? wrongShape : fillColumns(run, table, columns, absent, time ?? null, flag);
    },
  };
}

/** 220 and 336. */
function fillWithColumns(number: number, name: string): NotifyRow {
  return {
    number,
    name,
    takes: ["[table, columns ...], then a flag, [flag] or [flag, time]", "[keys, values of each column ...]"],
    gives: "null",
    run(run, value1, value2) {
      const parts = [...(listOf(value1) ?? [])];
      const lists = listOf(value2);
      const last: unknown = parts.at(-1);
      const [flag, time] = typeof last === "boolean" ? [last] : (listOf(last) ?? []);
      if (typeof last === "boolean" || Array.isArray(last)) parts.pop();
      const ids = idsOf(parts);
      const [table, ...columns] = ids ?? [];
      if (table === undefined || lists === undefined || columns.length === 0) return wrongShape;
      if (lists.length !== columns.length + 1) return wrongShape;
      const at = time instanceof Date ? time : null;
      const [keys, ...values] = lists.map((list) => listOf(list) ?? list);
      columns.forEach((column, i) => {
        fillOneColumn(run, table, column, keys, values[i], at, flag === true);
      });
      return null;
    },
  };
}

/** 161 and 162, which need the attribute displayColumn of the table; without it they return their second value. */
function translate(
  number: number,
  name: string,
  from: string,
  to: string,
  find: (table: Table, text: string) => string | undefined,
): NotifyRow {
  return {
    number,
    name,
    takes: ["pid of the display column", from],
    gives: `${to}; what it was given for a table without displayColumn`,
    fails: "what it was given",
    run(run, value1, value2) {
      const pid = idOf(value1);
      if (pid === undefined || typeof value2 !== "string") return wrongShape;
      const table = run.environment.parameters.columnPlace(pid)?.table;
      if (table?.param.table?.displayColumn === undefined) return value2;
      return find(table, value2) ?? value2;
    },
  };
}

function displayKeyOwner(table: Table, text: string): string | undefined {
  const at = table.displayKeys().indexOf(text);
  return at === -1 ? undefined : table.keyAt(at + 1);
}

function findKeys(number: number, name: string, exactCase: boolean): NotifyRow {
  return {
    number,
    name,
    takes: ["pid of a column", "value"],
    gives: `keys of the rows with that value, ${exactCase ? "case-sensitive" : "case-insensitive"}`,
    fails: "[]",
    run(run, value1, value2) {
      const pid = idOf(value1);
      return pid === undefined ? wrongShape : keysForIndex(run, pid, value2, exactCase);
    },
  };
}

/** 336, also for NotifyDataMiner. */
export const fillUpdatesNotify = fillWithColumns(336, "NT_FILL_ARRAY_WITH_COLUMN_ONLY_UPDATES");

/** 168, also for NotifyDataMiner. */
export const indexesNotify: NotifyRow = {
  number: 168,
  name: "NT_GET_INDEXES",
  takes: ["table", "null"],
  gives: "[keys, display keys]",
  run(run, value1) {
    const id = idOf(value1);
    if (id === undefined) return wrongShape;
    if (!run.active) return null;
    const table = findTable(run, id, "NT_GET_INDEXES");
    if (table === undefined) return null;
    warnAboutDisplay(run, table);
    return [table.keys(), table.displayKeys()];
  },
};

/** Rows for fills, columns and keys. */
export const columnNotifies: readonly NotifyRow[] = [
  translate(161, "NT_GET_DISPLAY_FOR_PK", "key", "display key", (table, key) => table.displayKey(key)),
  translate(162, "NT_GET_PK_FOR_DISPLAY", "display key", "key", displayKeyOwner),
  indexesNotify,
  fill(193, "NT_FILL_ARRAY", "remove"),
  fill(194, "NT_FILL_ARRAY_NO_DELETE", "keep"),
  findKeys(196, "NT_GET_KEYS_FOR_INDEX", false),
  fillWithColumns(220, "NT_FILL_ARRAY_WITH_COLUMN"),
  {
    number: 321,
    name: "NT_GET_TABLE_COLUMNS",
    takes: ["table", "0-based positions of columns"],
    gives: "columns, in that order",
    run(run, value1, value2) {
      const id = idOf(value1);
      const idxs = idsOf(value2);
      return id === undefined || idxs === undefined ? wrongShape : readColumns(run, id, idxs);
    },
  },
  fillUpdatesNotify,
  {
    number: 393,
    name: "NT_GET_TABLE_ID_BY_COLUMN_ID",
    takes: ["pid of a column", "null"],
    gives: "table",
    run(run, value1) {
      const pid = idOf(value1);
      if (pid === undefined) return wrongShape;
      const table = run.environment.parameters.columnPlace(pid)?.table;
      if (table?.column(pid) !== undefined) return table.pid;
      run.fail("NT_GET_TABLE_ID_BY_COLUMN_ID", pid, hresults.invalidCall);
      return null;
    },
  },
  {
    number: 394,
    name: "NT_GET_PK_ID_BY_TABLE_ID",
    takes: ["table", "null"],
    gives: "pid of the primary key column",
    run(run, value1) {
      const id = idOf(value1);
      if (id === undefined) return wrongShape;
      const table = findTable(run, id, "NT_GET_PK_ID_BY_TABLE_ID");
      return table?.columns[table.keyIdx]?.pid ?? null;
    },
  },
  {
    number: 397,
    name: "NT_GET_KEYS_SLPROTOCOL",
    takes: ["table", "null"],
    gives: "keys",
    run(run, value1) {
      const id = idOf(value1);
      return id === undefined ? wrongShape : rowMembers.GetKeys(run, id);
    },
  },
  findKeys(411, "NT_GET_KEYS_FOR_INDEX_CASED", true),
];

/** The columns; `null` for the whole call when one does not exist, or is a displaykey. */
function readColumns<C>(run: Run<C>, id: number, idxs: readonly number[]): unknown {
  if (!run.active) return null;
  const call = "NT_GET_TABLE_COLUMNS";
  const table = findTable(run, id, call);
  if (table === undefined) return null;
  const wrong = idxs.find((idx) => table.columns[idx] === undefined);
  if (wrong !== undefined) {
    run.fail(call, `${String(id)}/${String(wrong)}`, hresults.outside);
    return null;
  }
  const rows = table.core.rows.all;
  return idxs.map((idx) => rows.map(({ cells }) => cells[idx] ?? null));
}
