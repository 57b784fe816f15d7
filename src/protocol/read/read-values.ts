/** Numbers, words, flags and lists from the texts of a protocol; each wrong one is reported. */
import { onlyNearName } from "../../base/known-names.ts";
import { fixOf } from "../check/edits.ts";
import type { Fix } from "../fix.ts";
import { list } from "../frozen.ts";
import { normalised } from "./option-text.ts";
import type { Located, Reading } from "./reading.ts";

/** Inclusive limits. */
export interface Range {
  /** A number below, or above `max`, is reported and used. */
  readonly min?: number;
  readonly max?: number;
  /** A number below, or above `highest`, is reported and ignored: it would be an excessive size, count or index. */
  readonly lowest?: number;
  readonly highest?: number;
}

/** Highest id of an object, a whole number of 32 bits with sign. */
export const highestId = 0x7fffffff;
/** Highest `idx` of a column: a row has a cell for each idx below. */
export const highestIdx = 9999;

const wholeNumber = /^[+-]?\d+$/;
const decimalNumber = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

function numeric(
  reading: Reading,
  located: Located | undefined,
  what: string,
  shape: RegExp,
  { min = -Infinity, max = Infinity, lowest = -Infinity, highest = Infinity }: Range,
): number | undefined {
  if (located === undefined) return undefined;
  const number = Number(located.value);
  if (!shape.test(located.value) || !Number.isFinite(number)) {
    const kind = shape === wholeNumber ? "a whole number" : "a number";
    reading.report(
      "NUMBER_INVALID",
      `${what} is '${located.value}', which is not ${kind}. Write one.`,
      located.position,
    );
    return undefined;
  }
  if (number < lowest || number > highest) {
    const [limit, bound] = number < lowest ? ["least", lowest] : ["most", highest];
    reading.report(
      "NUMBER_LIMIT",
      `${what} is ${located.value}, and at ${limit} ${String(bound)} can be used. It was ignored; write another number.`,
      located.position,
    );
    return undefined;
  }
  if (number < min || number > max) {
    const limits = `${min === -Infinity ? "" : String(min)}..${max === Infinity ? "" : String(max)}`;
    reading.report("NUMBER_RANGE", `${what} is ${String(number)}, outside ${limits}.`, located.position);
  }
  return number;
}

/** A whole number; undefined when there is none, or one beyond what a JavaScript number holds exactly. */
export function integer(
  reading: Reading,
  located: Located | undefined,
  what: string,
  range: Range = {},
): number | undefined {
  const exact = { lowest: Number.MIN_SAFE_INTEGER, highest: Number.MAX_SAFE_INTEGER };
  return numeric(reading, located, what, wholeNumber, { ...exact, ...range });
}

/** A number with or without decimals, point as separator. */
export function decimal(
  reading: Reading,
  located: Located | undefined,
  what: string,
  range: Range = {},
): number | undefined {
  return numeric(reading, located, what, decimalNumber, range);
}

/** One of the allowed words, compared without case, runs of white space as one space. */
export function word<T extends string>(
  reading: Reading,
  located: Located | undefined,
  what: string,
  allowed: readonly T[],
): T | undefined {
  if (located === undefined) return undefined;
  const given = normalised(located.value);
  const found = allowed.find((candidate) => candidate.toLowerCase() === given);
  if (found === undefined) {
    reading.report(
      "VALUE_UNKNOWN",
      `${what} cannot be '${located.value}'. Use one of: ${allowed.join(", ")}.`,
      located.position,
      { fix: wordFix(located, allowed) },
    );
  }
  return found;
}

/** Writes the word that was meant, when only one comes near. */
function wordFix(located: Located, allowed: readonly string[]): Fix | undefined {
  const near = onlyNearName(located.value, allowed);
  return near === undefined ? undefined : fixOf("safe", `Write '${near}'`, located.replaced?.(near));
}

/** `true` or `false`, without case; missing and unknown are `otherwise`. */
export function flag(
  reading: Reading,
  located: Located | undefined,
  what: string,
  otherwise = false,
): boolean {
  const found = word(reading, located, what, ["true", "false"]);
  return found === undefined ? otherwise : found === "true";
}

/** Whole numbers separated by `;`, empty places left out. */
export function integers(
  reading: Reading,
  located: Located | undefined,
  what: string,
  separator: string | RegExp = ";",
): readonly number[] {
  if (located === undefined) return list([]);
  const numbers: number[] = [];
  for (const part of located.value.split(separator)) {
    const value = part.trim();
    if (value === "") continue;
    const number = integer(reading, { ...place(located), value }, what);
    if (number !== undefined) numbers.push(number);
  }
  return list(numbers);
}

/** The place of a text, to give to a part of it. */
export function place(located: Located): Pick<Located, "position" | "at"> {
  return { position: located.position, at: (index) => located.at(index) };
}
