/** Numbers as decimal text: without exponent, rounded to Decimals, read from and written to any base. */
import type { Rounding } from "../../protocol/model.ts";

/** The shortest decimal text that reads back as `value`, without exponent: 1e-7 is `0.0000001`. `value` is finite. */
export function plainDecimal(value: number): string {
  const text = String(value);
  const mark = text.indexOf("e");
  if (mark < 0) return text;
  const exponent = Number(text.slice(mark + 1));
  const sign = text.startsWith("-") ? "-" : "";
  const [whole = "", fraction = ""] = text.slice(sign.length, mark).split(".");
  const digits = whole + fraction;
  const point = whole.length + exponent;
  if (point <= 0) return `${sign}0.${"0".repeat(-point)}${digits}`;
  if (point >= digits.length) return sign + digits.padEnd(point, "0");
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** Decides whether the truncated magnitude is increased by one in its last place. `half`: the rest compared with one half. */
type GrowRule = (negative: boolean, half: -1 | 0 | 1) => boolean;

const growRules: Readonly<Record<Rounding, GrowRule>> = {
  down: (negative) => negative,
  up: (negative) => !negative,
  toZero: () => false,
  toInfinity: () => true,
  halfDown: (negative, half) => half > 0 || (half === 0 && negative),
  halfUp: (negative, half) => half > 0 || (half === 0 && !negative),
  halfToZero: (_negative, half) => half > 0,
  halfToInfinity: (_negative, half) => half >= 0,
};

/** Powers of ten that are safe integers: calculating one takes longer than all the rest. */
const powers: readonly number[] = Array.from({ length: 16 }, (_, exponent) => 10 ** exponent);

/**
 * `value` rounded to `decimals` places (`Protocol.Params.Param.Interprete.Rounding`), by its shortest decimal text, so
 * that 2.3 stays 2.3. `down` goes towards minus infinity, `toInfinity` away from zero, `half...` to the nearest, with
 * ties in that direction. Infinities stay; the result is never -0.
 */
export function roundDecimal(value: number, decimals: number, rounding: Rounding): number {
  if (Number.isInteger(value) || !Number.isFinite(value)) return value + 0;
  if (decimals <= 15) {
    // A multiple of 10^-decimals has no digits to lose.
    const power = powers[decimals] ?? 10 ** decimals;
    const scaled = Math.round(value * power);
    if (Math.abs(scaled) <= Number.MAX_SAFE_INTEGER && scaled / power === value) return value;
  }
  const text = plainDecimal(value);
  const point = text.indexOf(".");
  if (point < 0 || text.length - point - 1 <= decimals) return value;
  const negative = value < 0;
  const kept = text.slice(negative ? 1 : 0, point) + text.slice(point + 1, point + 1 + decimals);
  const rest = text.slice(point + 1 + decimals);
  const half = rest.startsWith("5") && /^50*$/.test(rest) ? 0 : rest >= "5" ? 1 : -1;
  const grown = growRules[rounding](negative, half) ? (BigInt(kept) + 1n).toString() : kept;
  const digits = grown.padStart(decimals + 1, "0");
  const whole = digits.slice(0, digits.length - decimals);
  const magnitude = Number(decimals === 0 ? whole : `${whole}.${digits.slice(-decimals)}`);
  return (negative ? -magnitude : magnitude) + 0;
}

const decimalNumber = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/**
 * The number in a text of base 2..36; white space around it is ignored. In base 10 a single comma without a point is the
 * decimal mark, commas beside a point group thousands, and an exponent is allowed. `undefined`: not a number.
 */
export function readNumber(text: string, base = 10): number | undefined {
  const bare = text.trim();
  if (base === 10) {
    const plain = bare.includes(",") ? withoutCommas(bare) : bare;
    if (!decimalNumber.test(plain)) return undefined;
    const value = Number(plain);
    return Number.isFinite(value) ? value + 0 : undefined;
  }
  const negative = bare.startsWith("-");
  const [whole = "", fraction = "", ...more] = bare
    .slice(negative || bare.startsWith("+") ? 1 : 0)
    .split(/[.,]/);
  if (more.length > 0 || whole + fraction === "") return undefined;
  let value = 0;
  for (const digit of whole + fraction) {
    const number = digitOf(digit);
    if (number >= base) return undefined;
    value = value * base + number;
  }
  value /= base ** fraction.length;
  if (!Number.isFinite(value)) return undefined;
  return (negative ? -value : value) + 0;
}

/** `value` in a base of 2..36, digits above 9 as capitals, without exponent. `value` is finite. */
export function writeNumber(value: number, base = 10): string {
  return base === 10 ? plainDecimal(value) : value.toString(base).toUpperCase();
}

function withoutCommas(text: string): string {
  const single = text.indexOf(",") === text.lastIndexOf(",") && !text.includes(".");
  return single ? text.replace(",", ".") : text.replaceAll(",", "");
}

function digitOf(character: string): number {
  const digit = /^[0-9a-z]$/i.test(character) ? Number.parseInt(character, 36) : Number.NaN;
  return Number.isNaN(digit) ? 36 : digit;
}
