/** The calculation of *aggregate*: which rows count, and what each group of them gives (`LogicActionAggregate`). */
import type { Value } from "../../parameter/value.ts";
import { equalsIgnoringCase, numberOf } from "../chain/condition.ts";
import type { AggregateOptions, AggregateType, CellFilter, EquationOperator } from "./aggregate-options.ts";

/** A row of the source table as the calculation sees it. */
export interface SourceRow {
  readonly cells: readonly Value[];
  /** The aggregated cell. */
  readonly value: Value;
  /** 1 without the option `weight`. */
  readonly weight: number;
  /** True when the equations hold. */
  readonly fits: boolean;
  /** Keys of the groups it belongs to. */
  readonly groups: readonly string[];
}

const text = (cell: Value | undefined): string => (cell === null || cell === undefined ? "" : String(cell));
const number = (cell: Value): number | undefined =>
  typeof cell === "string" ? numberOf(cell) : (cell ?? undefined);

function same(cell: Value | undefined, value: string): boolean {
  const [a, b] = [number(cell ?? null), numberOf(value)];
  return a !== undefined && b !== undefined ? a === b : text(cell) === value;
}

function matches({ idx, value }: CellFilter, row: SourceRow): boolean {
  return same(idx === undefined ? row.value : row.cells[idx], value);
}

/** `a operator b`, as numbers when both are, else as text without case. */
export function compareCells(a: Value, operator: EquationOperator, b: string): boolean {
  if (operator === "regex") return new RegExp(b).test(text(a));
  const [x, y] = [number(a), numberOf(b)];
  const both = x !== undefined && y !== undefined;
  if (operator === "==" || operator === "!=") {
    return (both ? x === y : equalsIgnoringCase(text(a), b)) === (operator === "==");
  }
  const order = both ? x - y : text(a) < b ? -1 : text(a) > b ? 1 : 0;
  if (operator === "<") return order < 0;
  if (operator === ">") return order > 0;
  return operator === "<=" ? order <= 0 : order >= 0;
}

/** Rows of one group. */
class Group {
  /** Rows that count. Rows that only `allow` or `ignore` exclude still count in a percentage. */
  readonly counted: SourceRow[] = [];
  considered = 0;
}

/** Types that give zeros for a group without a row that counts. */
const withZero: ReadonlySet<AggregateType> = new Set(["count", "sum", "pct", "pct total"]);

type Numbers = readonly { readonly value: number; readonly weight: number }[];

const sum = (numbers: Numbers): number =>
  numbers.reduce((total, { value, weight }) => total + value * weight, 0);
const weightOf = (rows: readonly { readonly weight: number }[]): number =>
  rows.reduce((total, row) => total + row.weight, 0);
const extreme = (choose: (...values: number[]) => number, numbers: Numbers): number =>
  numbers.reduce((best, { value }) => choose(best, value), numbers[0]?.value ?? 0);

/** The result columns of each type for one group; undefined when it gives none. `rows` is the size of the table. */
const results: Readonly<
  Record<AggregateType, (group: Group, numbers: Numbers, rows: number) => readonly number[] | undefined>
> = {
  avg: (_group, numbers) =>
    numbers.length === 0 ? undefined : [sum(numbers) / weightOf(numbers), weightOf(numbers)],
  "avg extended": (_group, numbers) =>
    numbers.length === 0
      ? undefined
      : [
          sum(numbers) / weightOf(numbers),
          weightOf(numbers),
          extreme(Math.min, numbers),
          extreme(Math.max, numbers),
        ],
  min: (_group, numbers) => (numbers.length === 0 ? undefined : [extreme(Math.min, numbers), 1]),
  max: (_group, numbers) => (numbers.length === 0 ? undefined : [extreme(Math.max, numbers), 1]),
  count: ({ counted }) => [weightOf(counted), weightOf(counted)],
  sum: (_group, numbers) => [sum(numbers), weightOf(numbers)],
  pct: ({ counted, considered }) => [
    considered === 0 ? 0 : (100 * weightOf(counted)) / considered,
    considered,
  ],
  "pct total": ({ counted }, _numbers, rows) => [rows === 0 ? 0 : (100 * weightOf(counted)) / rows, rows],
};

/**
 * The result columns of every group, in the order in which the groups appear. A row counts when it is allowed, not
 * ignored, and its equations hold; cells that are not initialised never count, and only *count* and the percentages
 * take texts.
 */
export function aggregateGroups(
  rows: readonly SourceRow[],
  options: Pick<AggregateOptions, "type" | "allow" | "ignore" | "avoidZero">,
): ReadonlyMap<string, readonly number[]> {
  const { type, allow, ignore, avoidZero } = options;
  const columnsOnly = (list: readonly CellFilter[]): CellFilter[] =>
    list.filter(({ idx }) => idx !== undefined);
  const passes = (row: SourceRow, allowed: readonly CellFilter[], ignored: readonly CellFilter[]): boolean =>
    (allowed.length === 0 || allowed.some((filter) => matches(filter, row))) &&
    !ignored.some((filter) => matches(filter, row));
  const groups = new Map<string, Group>();
  for (const row of rows) {
    const counts = row.value !== null && row.fits && passes(row, allow, ignore);
    const considered = passes(row, columnsOnly(allow), columnsOnly(ignore));
    for (const key of row.groups) {
      let group = groups.get(key);
      if (group === undefined) groups.set(key, (group = new Group()));
      if (considered) group.considered += row.weight;
      if (counts) group.counted.push(row);
    }
  }
  const made = new Map<string, readonly number[]>();
  for (const [key, group] of groups) {
    if (group.counted.length === 0 && (avoidZero || !withZero.has(type))) continue;
    const numbers = group.counted.flatMap(({ value, weight }) => {
      const parsed = number(value);
      return parsed === undefined ? [] : [{ value: parsed, weight }];
    });
    const result = results[type](group, numbers, rows.length);
    if (result !== undefined) made.set(key, result);
  }
  return made;
}
