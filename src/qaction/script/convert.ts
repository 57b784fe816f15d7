/** `Convert` as C# scripts use it on what `GetParameter` gives: `null` becomes an empty text, 0 or false. */
import { invariantText } from "../../parameter/coerce.ts";
import { argumentError } from "../slprotocol/table-access.ts";

const numberText = /^\s*([+-]?)((?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d*)?)(?:e([+-]?\d+))?\s*$/i;

/** `Convert.ToString`: `null` is `""`, true is `True`, numbers as the invariant culture writes them. */
function asString(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "string") return value;
  if (typeof value === "number") return invariantText(value);
  if (typeof value === "boolean") return value ? "True" : "False";
  throw argumentError(
    `Convert.ToString: a value of type ${typeof value} has no text here. Convert it yourself.`,
  );
}

/**
 * `Convert.ToDouble`: `null` is 0, true is 1.
 * @throws QActionKitError `ERR_ARGUMENT` for text that is not a number, including the empty text (FormatException in C#).
 */
function asDouble(value: unknown): number {
  if (value === null || value === undefined) return 0;
  if (typeof value === "number") return value;
  if (typeof value === "boolean") return value ? 1 : 0;
  if (typeof value === "string") {
    const [, sign = "", digits = "", exponent = "0"] = numberText.exec(value) ?? [];
    if (/\d/.test(digits)) return Number(`${sign}${digits.replaceAll(",", "")}e${exponent}`);
    if (/^\s*[+-]?(?:Infinity|NaN)\s*$/.test(value)) return Number(value);
  }
  throw argumentError(`Convert.ToDouble: ${JSON.stringify(value)} is no number.`);
}

/**
 * `Convert.ToInt32`: `null` is 0; a fraction is rounded to the nearest whole number, halves to the even one.
 * @throws QActionKitError `ERR_ARGUMENT` for text that is not a whole number (FormatException in C#), and beyond 32 bits
 * (OverflowException).
 */
function asInt32(value: unknown): number {
  if (typeof value === "string" && !/^\s*[+-]?\d+\s*$/.test(value)) {
    throw argumentError(`Convert.ToInt32: ${JSON.stringify(value)} is no whole number.`);
  }
  const number = halfToEven(asDouble(value));
  if (number >= -2147483648 && number <= 2147483647) return number;
  throw argumentError(`Convert.ToInt32: ${String(value)} does not fit into 32 bits.`);
}

function halfToEven(value: number): number {
  const floor = Math.floor(value);
  if (value - floor !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

/**
 * `Convert.ToBoolean`: `null` is false, a number is true unless 0.
 * @throws QActionKitError `ERR_ARGUMENT` for text other than `True` and `False` in any case (FormatException in C#).
 */
function asBoolean(value: unknown): boolean {
  if (value === null || value === undefined) return false;
  if (typeof value === "boolean") return value;
  if (typeof value === "number") return value !== 0;
  const word = typeof value === "string" ? value.trim().toLowerCase() : "";
  if (word === "true" || word === "false") return word === "true";
  throw argumentError(`Convert.ToBoolean: ${JSON.stringify(value)} is neither True nor False.`);
}

/** The members of `System.Convert` that ported code needs. They hide that a value was never set; `IsEmpty` shows it. */
export const Convert = Object.freeze({
  ToString: asString,
  ToDouble: asDouble,
  ToInt32: asInt32,
  ToBoolean: asBoolean,
});
