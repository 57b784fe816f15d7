/** The action *aggregate*: a column, group by group, into another table (`LogicActionAggregate`). */
import { andThen, type MaybePromise } from "../../base/maybe-promise.ts";
import type { RowChange } from "../../parameter/table/table-model.ts";
import type { Value } from "../../parameter/value.ts";
import type { Table } from "../../parameter/table/table.ts";
import { numberOf } from "../chain/condition.ts";
import type { ActionWork, ItemAction } from "./action.ts";
import { aggregateGroups, compareCells, type SourceRow } from "./aggregate-groups.ts";
import { linker, type Linker } from "./aggregate-links.ts";
import { parseAggregate, type AggregateOptions, type Equation } from "./aggregate-options.ts";

/** Values of the parameter `status`. */
const status = { finished: 0, busy: 1, failed: 2 } as const;

/** Where the results are written. */
interface Destination {
  readonly table: Table;
  /** Idx of the column of each groupby value; undefined where none is kept. */
  readonly groupColumns: readonly (number | undefined)[];
  /** Idx of the column of each result, in the order of the type. */
  readonly resultColumns: readonly (number | undefined)[];
  /** Rows come from groupby values and are added; linked rows must be there. */
  readonly adds: boolean;
}

const tableOf = (work: ActionWork) => (pid: number) => work.engine.parameters.table(pid);
const cellText = (cell: Value | undefined): string =>
  cell === null || cell === undefined ? "" : String(cell);

/** Does the equation hold for a row? Undefined, and reported, when it names what does not exist. */
function equationTest(
  work: ActionWork,
  equation: Equation,
  source: Table,
): ((key: string, value: Value) => boolean) | undefined {
  const { parameters } = work.engine;
  const { operator, pid, key: instance } = equation;
  const wanted =
    equation.valuePid === undefined ? (equation.value ?? "") : parameters.text(equation.valuePid);
  if (wanted === undefined) {
    work.fail(`there is no parameter ${String(equation.valuePid)} to compare with`);
    return undefined;
  }
  if (operator === "regex" && !isRegex(wanted)) {
    const shown =
      equation.valuePid === undefined ? wanted : parameters.secrets.shown(equation.valuePid, wanted);
    work.fail(`'${shown}' is not a regular expression`);
    return undefined;
  }
  if (pid === undefined) return (_key, value) => compareCells(value, operator, wanted);
  const place = parameters.columnPlace(pid);
  if (place === undefined) return () => compareCells(parameters.get(pid) ?? null, operator, wanted);
  const holds = (key: string): boolean =>
    compareCells(place.table.cell(key, place.idx) ?? null, operator, wanted);
  if (instance !== undefined) return () => holds(instance);
  const linked = linker(source, place.table, tableOf(work));
  if (linked === undefined) {
    work.fail(`column ${String(pid)} is in a table that no foreign key leads to`);
    return undefined;
  }
  return (key) => linked(key).some(holds);
}

function isRegex(text: string): boolean {
  try {
    return new RegExp(text).source !== "";
  } catch {
    return false;
  }
}

/** Where the results go; undefined, and reported, when the options do not say so. */
function destinationOf(work: ActionWork, options: AggregateOptions): Destination | undefined {
  const { parameters } = work.engine;
  const { groupBy, results } = options;
  const [first] = results;
  const whole = first === undefined ? undefined : parameters.table(first);
  const table = whole ?? (first === undefined ? undefined : parameters.columnPlace(first)?.table);
  if (table === undefined) {
    work.fail("its option return must name a table or columns of one");
    return undefined;
  }
  const columns =
    whole === undefined
      ? results.map((pid) => table.column(pid)?.idx)
      : whole.columns.flatMap((column) =>
          column === undefined || column.idx === whole.keyIdx ? [] : [column.idx],
        );
  const named = groupBy.some(({ pid }) => pid !== undefined);
  const leading = !named && groupBy.length > 1 ? groupBy.length : 0;
  return {
    table,
    groupColumns: named
      ? groupBy.map(({ pid }) => (pid === undefined ? undefined : table.column(pid)?.idx))
      : columns.slice(0, leading),
    resultColumns: columns.slice(leading),
    adds: groupBy.length > 0,
  };
}

/** The groups of a row: its groupby values joined by points, else the rows of the other table that it belongs to. */
function groupsOf(
  work: ActionWork,
  options: AggregateOptions,
  source: Table,
  destination: Table | undefined,
): Linker | undefined {
  const { groupBy, groupByTable } = options;
  if (groupBy.length > 0) {
    return (key) => [groupBy.map(({ idx }) => cellText(source.cell(key, idx))).join(".")];
  }
  const other = groupByTable === undefined ? destination : work.engine.parameters.table(groupByTable);
  const linked = other && linker(source, other, tableOf(work));
  if (linked === undefined) work.fail("it has no groupby, and no foreign keys join the two tables");
  return linked;
}

/** Writes the results, then the default values of rows that got none. */
function write(
  { table, groupColumns, resultColumns, adds }: Destination,
  results: ReadonlyMap<string, readonly number[]>,
  groupValues: ReadonlyMap<string, readonly Value[]>,
  { defaultValue, defaultIf }: AggregateOptions,
): RowChange[] {
  const changes: RowChange[] = [];
  for (const [key, numbers] of results) {
    if (!adds && !table.has(key)) continue;
    const row = new Array<Value>(table.width).fill(null);
    row[table.keyIdx] = key;
    groupColumns.forEach((idx, i) => {
      if (idx !== undefined) row[idx] = groupValues.get(key)?.[i] ?? null;
    });
    resultColumns.forEach((idx, i) => {
      if (idx !== undefined) row[idx] = numbers[i] ?? null;
    });
    changes.push(...(table.has(key) ? table.setRow(key, row) : table.addRow(row)).changes);
  }
  return [...changes, ...fillDefaults(table, new Set(results.keys()), { defaultValue, defaultIf })];
}

/** Gives every row without a result the default value, or only those that `defaultIf` picks. */
export function fillDefaults(
  table: Table,
  touched: ReadonlySet<string>,
  { defaultValue, defaultIf }: { [K in "defaultValue" | "defaultIf"]?: AggregateOptions[K] | undefined },
): RowChange[] {
  const changes: RowChange[] = [];
  const column = defaultValue === undefined ? undefined : table.column(defaultValue.pid);
  if (defaultValue === undefined || column === undefined) return changes;
  for (const key of table.keys()) {
    if (touched.has(key)) continue;
    if (
      defaultIf !== undefined &&
      !compareCells(table.cell(key, defaultIf.idx) ?? null, "==", defaultIf.value)
    )
      continue;
    changes.push(...table.setCell(key, column.idx, defaultValue.value).changes);
  }
  return changes;
}

/** The rows of the source; undefined, and reported, when the options cannot be followed. */
function sourceRows(
  work: ActionWork,
  pid: number,
  options: AggregateOptions,
  source: Table,
  groups: Linker,
): SourceRow[] | undefined {
  const idx = source.column(pid)?.idx ?? -1;
  const weightIdx = options.weight === undefined ? undefined : source.column(options.weight)?.idx;
  const tests = options.equations.map((equation) => equationTest(work, equation, source));
  if (tests.includes(undefined)) return undefined;
  return source.keys().map((key) => {
    const cells = source.row(key) ?? [];
    const value = cells[idx] ?? null;
    const weight = weightIdx === undefined ? 1 : (numberOf(cellText(cells[weightIdx])) ?? 0);
    const fits = tests.every((test) => test?.(key, value) === true);
    return { cells, value, weight, fits, groups: groups(key) };
  });
}

function perform(work: ActionWork, pid: number, options: AggregateOptions): MaybePromise<boolean> {
  const source = work.engine.parameters.columnPlace(pid)?.table;
  if (source?.column(pid) === undefined)
    return work.fail(`parameter ${String(pid)} is not a column of a table`);
  const { aggregates } = work.context;
  const own = aggregates === undefined || options.results.length > 0;
  const destination = own ? destinationOf(work, options) : undefined;
  if (own && destination === undefined) return false;
  const groups = groupsOf(work, options, source, destination?.table);
  const rows = groups && sourceRows(work, pid, options, source, groups);
  if (rows === undefined) return false;
  const groupValues = new Map(
    rows.map(({ cells, groups: [key = ""] }) => [key, options.groupBy.map(({ idx }) => cells[idx] ?? null)]),
  );
  const results = aggregateGroups(rows, options);
  aggregates?.({ type: options.type, groups: [...results].map(([key, numbers]) => ({ key, numbers })) });
  if (destination === undefined) return true;
  const changes = write(destination, results, groupValues, options);
  return andThen(work.engine.changes.rowsChanged(destination.table, changes, work.context), () => true);
}

export const aggregate: ItemAction = {
  each: (work, pid) => {
    const { attributes } = work.action;
    const options = parseAggregate(attributes["options"] ?? "", attributes["regex"]);
    if (options.unknown.length > 0) work.remark(`it ignores its options ${options.unknown.join(", ")}`);
    const told = options.status;
    if (told === undefined) return perform(work, pid, options);
    return andThen(work.set(told, status.busy), () =>
      andThen(perform(work, pid, options), (done) =>
        andThen(work.set(told, done ? status.finished : status.failed), () => done),
      ),
    );
  },
};
