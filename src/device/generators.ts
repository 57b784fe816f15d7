/** Values that change by themselves: an entry of a device's state that gives another value each time it is read. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "csv-parse/sync";
import { QActionKitError } from "../base/errors.ts";
import { checkOptionKeys, type OptionKeys } from "../base/option-keys.ts";
import { anyNumber, anyText } from "../base/value-kinds.ts";
import type { Random } from "./random.ts";

/** What a generator may use of its device. */
export interface GeneratorContext {
  /** Time of the device's clock, ms since 1970. */
  readonly now: number;
  /** Random numbers from the seed of the device, of this entry alone. */
  readonly random: Random;
}

/** Makes the next value. */
export class Generator<T = unknown> {
  readonly #next: (context: GeneratorContext) => T;

  /** @param next makes the next value; a script may write generators of its own */
  constructor(next: (context: GeneratorContext) => T) {
    this.#next = next;
  }

  next(context: GeneratorContext): T {
    return this.#next(context);
  }
}

/** Options of {@link counter}. */
export interface CounterOptions {
  /** First value; default 1. */
  readonly start?: number;
  /** Added each time; default 1. */
  readonly step?: number;
  /** Last value, after which it begins again; default: none. */
  readonly end?: number;
}

const counterKeys: OptionKeys<CounterOptions> = { start: anyNumber, step: anyNumber, end: anyNumber };

/** Counts. */
export function counter(options: CounterOptions = {}): Generator<number> {
  checkOptionKeys("counter", options, counterKeys);
  const { start = 1, step = 1, end } = options;
  let next = start;
  return new Generator(() => {
    const value = next;
    const after = next + step;
    const beyond = end !== undefined && (step < 0 ? after < end : after > end);
    next = beyond ? start : after;
    return value;
  });
}

/** Options of {@link randomWalk}. */
export interface RandomWalkOptions {
  /** First value; default: the middle of `low` and `high`. */
  readonly start?: number;
  /** Greatest change from one value to the next; default 1. */
  readonly step?: number;
  /** Lowest value; default 0. */
  readonly low?: number;
  /** Highest value; default 100. */
  readonly high?: number;
  /** Digits after the point; default 1. */
  readonly digits?: number;
}

const walkKeys: OptionKeys<RandomWalkOptions> = {
  start: anyNumber,
  step: anyNumber,
  low: anyNumber,
  high: anyNumber,
  digits: anyNumber,
};

/** Wanders by at most `step`, between `low` and `high`. */
export function randomWalk(options: RandomWalkOptions = {}): Generator<number> {
  checkOptionKeys("randomWalk", options, walkKeys);
  const { step = 1, low = 0, high = 100, start = (low + high) / 2, digits = 1 } = options;
  let value: number | undefined;
  return new Generator(({ random }) => {
    const moved = value === undefined ? start : value + (random() * 2 - 1) * step;
    value = Math.min(high, Math.max(low, moved));
    return rounded(value, digits);
  });
}

/** Options of {@link sine}. */
export interface SineOptions {
  /** Lowest value; default -1. */
  readonly low?: number;
  /** Highest value; default 1. */
  readonly high?: number;
  /** ms from one highest value to the next; default 60,000. */
  readonly periodMs?: number;
  /** Digits after the point; default 3. */
  readonly digits?: number;
}

const sineKeys: OptionKeys<SineOptions> = {
  low: anyNumber,
  high: anyNumber,
  periodMs: anyNumber,
  digits: anyNumber,
};

/** Swings with the clock of the device. It begins in the middle, rising, when it is first read. */
export function sine(options: SineOptions = {}): Generator<number> {
  checkOptionKeys("sine", options, sineKeys);
  const { low = -1, high = 1, periodMs = 60_000, digits = 3 } = options;
  let began: number | undefined;
  return new Generator(({ now }) => {
    began ??= now;
    const swing = Math.sin((2 * Math.PI * (now - began)) / periodMs);
    return rounded((low + high) / 2 + (swing * (high - low)) / 2, digits);
  });
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

/** Gives the values in turn, and begins again after the last. @throws QActionKitError `ERR_DEVICE` for an empty list */
export function list<const T>(values: readonly T[]): Generator<T> {
  const [first] = values;
  if (first === undefined) throw new QActionKitError("ERR_DEVICE", "A list needs at least one value.");
  let at = 0;
  return new Generator(() => values[at++ % values.length] ?? first);
}

/** Options of {@link csv}. */
export interface CsvOptions {
  /** Heading of the column whose cells are given; default: whole rows, as objects by heading. */
  readonly column?: string;
  /** What is between two cells; default a comma. */
  readonly separator?: string;
}

const csvKeys: OptionKeys<CsvOptions> = { column: anyText, separator: anyText };

/**
 * Gives the rows of a CSV file (UTF-8) in turn, and begins again after the last. The first row holds the headings; cells that are
 * numbers are given as numbers.
 * @param file its path or `file:` URL: `new URL("levels.csv", import.meta.url)`
 * @throws QActionKitError `ERR_DEVICE` when the file cannot be read, has no rows, or lacks the column
 */
export function csv(file: string | URL, options: CsvOptions = {}): Generator {
  checkOptionKeys("csv", options, csvKeys);
  const { column, separator = "," } = options;
  const path = file instanceof URL ? fileURLToPath(file) : file;
  let rows: Record<string, string>[];
  try {
    rows = parse(readFileSync(path), { columns: true, bom: true, delimiter: separator, trim: true });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new QActionKitError("ERR_DEVICE", `${path} cannot be read as CSV. ${why}`, { cause: error });
  }
  const [first] = rows;
  if (first === undefined) throw new QActionKitError("ERR_DEVICE", `${path} has no rows below its headings.`);
  if (column !== undefined && first[column] === undefined)
    throw new QActionKitError(
      "ERR_DEVICE",
      `${path} has no column '${column}'. Its columns are: ${Object.keys(first).join(", ")}.`,
    );
  if (column !== undefined) return list(rows.map((row) => cellValue(row[column] ?? "")));
  return list(
    rows.map((row) =>
      Object.fromEntries(Object.entries(row).map(([heading, cell]) => [heading, cellValue(cell)])),
    ),
  );
}

function cellValue(cell: string): string | number {
  return /^-?\d+(\.\d+)?$/.test(cell) ? Number(cell) : cell;
}
