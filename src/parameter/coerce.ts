/** JavaScript values as parameters hold them, text or number, converted as DataMiner does. */
import { readNumber } from "./slot/decimal.ts";

/** Days from the zero of OLE Automation dates, 1899-12-30, to 1970-01-01. */
const daysTo1970 = 25569;
const msPerDay = 86_400_000;

/** Days since 1899-12-30 00:00 local time, as `DateTime.ToOADate` returns: how DataMiner stores a date in a number. */
export function toOADate(date: Date): number {
  return (date.getTime() - date.getTimezoneOffset() * 60_000) / msPerDay + daysTo1970;
}

/** `value` as a number for a numeric parameter, text read in base 10; `undefined` when it cannot be one. */
export function numberOf(value: unknown): number | undefined {
  switch (typeof value) {
    case "number":
      return Number.isNaN(value) ? undefined : value + 0;
    case "string":
      return readNumber(value);
    case "boolean":
      return value ? 1 : 0;
    case "bigint":
      return Number(value);
    default:
      return isMoment(value) ? toOADate(value) : undefined;
  }
}

/** `value` as text for a text parameter; `undefined` when it cannot be one. */
export function textOf(value: unknown): string | undefined {
  switch (typeof value) {
    case "string":
      return value;
    case "number":
      return invariantText(value);
    case "boolean":
      return value ? "1" : "0";
    case "bigint":
      return value.toString();
    default:
      return undefined;
  }
}

/**
 * A number as .NET Framework writes it with the invariant culture: fifteen digits, an exponent from 1E+15 up and
 * from 1E-05 down. Safe integers keep all digits, as an `int` or `long` would.
 */
export function invariantText(value: number): string {
  if (Number.isSafeInteger(value)) return String(value + 0);
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "NaN" : value < 0 ? "-Infinity" : "Infinity";
  const [mantissa = "", exponentText = "0"] = value.toExponential(14).split("e");
  const exponent = Number(exponentText);
  if (exponent >= 15 || exponent < -4) {
    const digits = mantissa.replace(/\.?0+$/, "");
    return `${digits}E${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
  }
  return value.toFixed(14 - exponent).replace(/\.?0+$/, "");
}

function isMoment(value: unknown): value is Date {
  return value instanceof Date && !Number.isNaN(value.getTime());
}
