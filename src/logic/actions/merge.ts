/** The action *merge*: what other elements aggregate, gathered into a table of this one (`LogicActionMerge`). */
import { andThen, inOrder, type MaybePromise } from "../../base/maybe-promise.ts";
import type { RowChange } from "../../parameter/table/table-model.ts";
import type { Value } from "../../parameter/value.ts";
import type { Table } from "../../parameter/table/table.ts";
import { equalsIgnoringCase, numberOf } from "../chain/condition.ts";
import type { ActionWork, SingleAction } from "./action.ts";
import { fillDefaults } from "./aggregate.ts";
import { mergeGroups, mergeTypes, type AggregateResult, type MergeType } from "./merge-results.ts";

/** Its options, as written and by name; `=` stands for `:` in an example of the documentation. */
function readOptions(text: string): ReadonlyMap<string, string> {
  return new Map(
    text.split(";").map((option) => {
      const [, name = "", value = ""] = /^([^:=]*)[:=]?(.*)$/s.exec(option) ?? [];
      return [name.trim().toLowerCase(), value.trim()] as const;
    }),
  );
}

const parts = (text = ""): string[] => text.split(",").map((part) => part.trim());
const ids = (text: string | undefined): number[] => parts(text).flatMap((part) => numberOf(part) ?? []);

/** `resolve` is accepted and not needed: the results of an element carry the keys of its groups. */
const known: ReadonlySet<string> = new Set([
  ...["", "destination", "defaultvalue", "defaultif", "deletehistory", "destinationfindpk", "limitresult"],
  ...["mergeresult", "remoteelements", "resolve", "trigger", "type"],
]);

/** Where the results are written. */
interface Destination {
  readonly table: Table;
  /** Idx of each result column; undefined for one of another table. */
  readonly columns: readonly (number | undefined)[];
  /** Idx of the columns that identify a row; none: its key does. */
  readonly find: readonly number[];
}

/** The results of one element. */
interface Gathered {
  readonly element: string;
  readonly results: readonly AggregateResult[];
}

const cellText = (cell: Value | undefined): string =>
  cell === null || cell === undefined ? "" : String(cell);

/** Texts of a table column, or of a parameter that lists them between semicolons. */
function listed(work: ActionWork, pid: number): readonly string[] | undefined {
  const { parameters } = work.engine;
  const table = parameters.table(pid);
  if (table !== undefined) return table.keys();
  const place = parameters.columnPlace(pid);
  const texts =
    place === undefined
      ? parameters.text(pid)?.split(";")
      : place.table.keys().map((key) => cellText(place.table.cell(key, place.idx)));
  return texts && [...new Set(texts.map((text) => text.trim()))].filter((text) => text !== "");
}

function destinationOf(work: ActionWork, options: ReadonlyMap<string, string>): Destination | undefined {
  const results = ids(options.get("destination"));
  const [first] = results;
  const table = first === undefined ? undefined : work.engine.parameters.columnPlace(first)?.table;
  if (table === undefined) {
    work.fail("its option destination must name columns of a table");
    return undefined;
  }
  const find = ids(options.get("destinationfindpk")).map((pid) => table.column(pid)?.idx);
  if (find.includes(undefined)) {
    work.fail("its option destinationfindpk names a column that is not in the table of its destination");
    return undefined;
  }
  const columns = results.map((pid) => table.column(pid)?.idx);
  return { table, columns, find: find.flatMap((idx) => idx ?? []) };
}

/** Keys of the rows that a result belongs to. */
function rowsOf({ table, find }: Destination, key: string): string[] {
  if (find.length === 0) return table.has(key) ? [key] : [];
  const value = (row: string): string => find.map((idx) => cellText(table.cell(row, idx))).join(".");
  return table.keys().filter((row) => equalsIgnoringCase(value(row), key));
}

/** A row for a result that has none: its key is the group's, or comes by itself, or the row cannot be made. */
function newRow(
  { table, find }: Destination,
  key: string,
): { readonly key: string; readonly changes: readonly RowChange[] } {
  const row = new Array<Value>(table.width).fill(null);
  const values = find.length === 1 ? [key] : key.split(".");
  if (find.length === 0) row[table.keyIdx] = key;
  else if (values.length === find.length) find.forEach((idx, i) => (row[idx] = values[i] ?? null));
  const outcome = row[table.keyIdx] === null ? table.addRowReturnKey(row) : table.addRow(row);
  return { key: outcome.key, changes: outcome.changes };
}

/** Writes the results; gives the changes, and the keys of the rows that have one. */
function write(
  work: ActionWork,
  destination: Destination,
  results: ReadonlyMap<string, readonly number[]>,
): { readonly changes: RowChange[]; readonly touched: ReadonlySet<string> } {
  const { table, columns } = destination;
  const changes: RowChange[] = [];
  const touched = new Set<string>();
  for (const [key, numbers] of results) {
    let rows = rowsOf(destination, key);
    if (rows.length === 0) {
      const made = newRow(destination, key);
      changes.push(...made.changes);
      rows = made.key === "" ? [] : [made.key];
      if (rows.length === 0) work.remark(`no row of table ${String(table.pid)} can be made for '${key}'`);
    }
    for (const row of rows) {
      touched.add(row);
      columns.forEach((idx, i) => {
        const number = numbers[i];
        if (idx !== undefined && number !== undefined)
          changes.push(...table.setCell(row, idx, number).changes);
      });
    }
  }
  return { changes, touched };
}

/** The results of all elements, by the key of their row. */
function resultsOf(
  type: MergeType,
  gathered: readonly Gathered[],
  joins: boolean,
  allowed: readonly string[] | undefined,
): ReadonlyMap<string, readonly number[]> {
  const inputs = gathered.flatMap(({ element, results }) =>
    results.flatMap((result) =>
      result.groups
        .filter(({ key }) => allowed === undefined || allowed.some((one) => equalsIgnoringCase(one, key)))
        .map(({ key, numbers }) => ({
          // Without a common row each element has rows of its own.
          key: joins ? key : `${element}.${key}`,
          numbers,
          type: result.type,
        })),
    ),
  );
  return mergeGroups(type, inputs);
}

function finish(
  work: ActionWork,
  options: ReadonlyMap<string, string>,
  type: MergeType,
  gathered: readonly Gathered[],
): MaybePromise<boolean> {
  const destination = destinationOf(work, options);
  if (destination === undefined) return false;
  const limit = numberOf(options.get("limitresult") ?? "");
  const allowed = limit === undefined ? undefined : listed(work, limit);
  const joins = destination.find.length > 0 || options.has("mergeresult");
  const { changes, touched } = write(work, destination, resultsOf(type, gathered, joins, allowed));
  const { table } = destination;
  if (options.has("deletehistory")) {
    const gone = table.keys().filter((key) => !touched.has(key));
    changes.push(...table.deleteRows(gone).changes);
  }
  const [column, value] = parts(options.get("defaultvalue"));
  const [idx, wanted] = parts(options.get("defaultif"));
  const [pid, position] = [numberOf(column ?? ""), numberOf(idx ?? "")];
  if (pid !== undefined) {
    const condition = position === undefined ? {} : { defaultIf: { idx: position, value: wanted ?? "" } };
    changes.push(
      ...fillDefaults(table, touched, { defaultValue: { pid, value: value ?? "" }, ...condition }),
    );
  }
  return andThen(work.engine.changes.rowsChanged(table, changes, work.context), () => true);
}

export const merge: SingleAction = {
  once: (work) => {
    const { host } = work.engine;
    const options = readOptions(work.action.attributes["options"] ?? "");
    const strange = [...options.keys()].filter((name) => !known.has(name));
    if (strange.length > 0) work.remark(`it ignores its options ${strange.join(", ")}`);
    const written = (options.get("type") ?? "avg").toLowerCase();
    const type = mergeTypes.find((one) => one === written);
    if (type === undefined)
      return work.fail(`there is no merge of type '${written}'; use ${mergeTypes.join(", ")}`);
    const column = numberOf(options.get("remoteelements") ?? "");
    const elements = column === undefined ? undefined : listed(work, column);
    if (elements === undefined) return work.fail("its option remoteElements names no parameter");
    const trigger = numberOf(options.get("trigger") ?? "");
    if (trigger === undefined) return work.fail("its option trigger names no trigger");
    if (host.aggregateRemote === undefined)
      return work.unsupported("it gathers from other elements, and none are known", "LogicActionMerge");
    const gathered: Gathered[] = [];
    const all = inOrder(elements, (element) =>
      andThen(host.aggregateRemote?.(element, trigger), (results) => {
        if (results === undefined) work.remark(`there is no element ${element}`);
        else gathered.push({ element, results });
      }),
    );
    return andThen(all, () => finish(work, options, type, gathered));
  },
};
