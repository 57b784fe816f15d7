/** One row of the register of options, and the kinds of values that only these options have. */
import type { ValueKind } from "../base/value-kinds.ts";

/** What a layer says of one of its options. */
export interface OptionRow {
  readonly default: unknown;
  /** The values that are allowed: a list, or a kind. */
  readonly values: readonly unknown[] | ValueKind<unknown>;
  /** What it changes, in one sentence. */
  readonly meaning: string;
  /** Documentation page uid that leaves it open, or a named source. */
  readonly page: string;
}

/** The type of an option, from its row. */
type ValueOf<Row extends OptionRow> =
  Row["values"] extends ValueKind<infer T> ? T : Row["values"] extends readonly (infer T)[] ? T : never;

/** The options that some rows describe. */
export type OptionValues<Rows extends Readonly<Record<string, OptionRow>>> = {
  readonly [Name in keyof Rows]: ValueOf<Rows[Name]>;
};

const isWhole = (value: unknown): value is number => Number.isSafeInteger(value);

/** Whole numbers of a range, both ends included. */
export function wholeNumber(from: number, to = Infinity): ValueKind<number> {
  return {
    words: `a whole number from ${String(from)}${to === Infinity ? "" : ` to ${String(to)}`}`,
    fits: (value): value is number => isWhole(value) && value >= from && value <= to,
  };
}

/** Two whole numbers from 0, such as a limit and a higher one. */
export const twoWholeNumbers: ValueKind<readonly [number, number]> = {
  words: "two whole numbers from 0",
  fits: (value): value is readonly [number, number] =>
    Array.isArray(value) && value.length === 2 && value.every((part) => isWhole(part) && part >= 0),
};

/** A number of attempts, or as many as the connection has retries. */
export const attempts: ValueKind<number | "retries"> = {
  words: "a whole number from 0, or retries",
  fits: (value): value is number | "retries" => value === "retries" || (isWhole(value) && value >= 0),
};

/** A version of DataMiner. */
export const dataMinerVersions: ValueKind<string> = {
  words: "a version such as 10.4.8 or 10.4.8 CU1",
  fits: (value): value is string => typeof value === "string" && /^\d+\.\d+/.test(value),
};
