/** Conditions (`LogicConditions`): evaluated strictly from left to right, without precedence and without short circuit. */
import { isOlder } from "../../base/dataminer-version.ts";
import { memoize } from "../../base/memo.ts";
import type { Options } from "../../options/register.ts";
import type { NoticeSink } from "../../base/notices.ts";
import type { ParameterStore } from "../../parameter/store.ts";
import type { Condition, Param, Protocol } from "../../protocol/model.ts";
import type { Expression, Member, Operand, Side } from "../../protocol/condition-model.ts";

/** What a condition asks of the parameters. */
export type ConditionParameters = Pick<ParameterStore, "get" | "isEmpty" | "table">;

/** A value between two operators. Mistakes are thrown, because any returned text would be a value. */
type Result = number | string | boolean;

/** Why a condition has no result; never leaves this file. */
class Invalid extends Error {}

const decimal = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*$/i;

/** Case-insensitive order of two texts; ties are equal. */
const collator = new Intl.Collator("en", { sensitivity: "accent" });

/** Upper case of one UTF-16 unit, unless that takes more than one unit. */
function fold(unit: string): string {
  const upper = unit.toUpperCase();
  return upper.length === 1 ? upper : unit;
}

/** True when two texts differ in case only, compared unit by unit. */
export function equalsIgnoringCase(left: string, right: string): boolean {
  if (left === right) return true;
  if (left.length !== right.length) return false;
  for (let i = 0; i < left.length; i++) {
    const [a, b] = [left.charAt(i), right.charAt(i)];
    if (a !== b && fold(a) !== fold(b)) return false;
  }
  return true;
}

/** The number that a text holds, in invariant culture; undefined when it is not a number. */
export function numberOf(text: string): number | undefined {
  return decimal.test(text) ? Number(text) : undefined;
}

type Comparison = NonNullable<Member["comparison"]>["operator"];

const orders: Readonly<Record<Comparison, (order: number) => boolean>> = {
  "==": (order) => order === 0,
  "!=": (order) => order !== 0,
  ">": (order) => order > 0,
  "<": (order) => order < 0,
  ">=": (order) => order >= 0,
  "<=": (order) => order <= 0,
};

const numeric: Readonly<
  Record<Exclude<Side["rest"][number]["operator"], "+">, (a: number, b: number) => number>
> = {
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
  "&": (a, b) => Math.floor(a) & Math.floor(b),
  "|": (a, b) => Math.floor(a) | Math.floor(b),
  "^": (a, b) => Math.floor(a) ^ Math.floor(b),
};

/** The only operand of a side that has just one; brackets around a single operand do not hide it. */
function lone(side: Side): Operand | undefined {
  if (side.rest.length > 0) return undefined;
  const operand = side.first;
  if (operand.kind !== "group") return operand;
  const { first, rest } = operand.expression;
  return rest.length === 0 && first.comparison === undefined ? lone(first.left) : undefined;
}

/** Columns of all tables: they have no single value, so no condition can look at them. */
const columnsOf = memoize((protocol: Protocol): ReadonlySet<number> => {
  const columns = new Set<number>();
  for (const param of protocol.params.values()) {
    for (const column of param.table?.columns ?? []) columns.add(column.pid);
  }
  return columns;
});

/** Evaluator of the conditions of one element. */
export class Conditions {
  readonly #protocol: Protocol;
  readonly #parameters: ConditionParameters;
  readonly #notice: NoticeSink;
  readonly #fixedZeroIsEmpty: boolean;
  readonly #unsetNumberIsInvalid: boolean;
  readonly #addsToLeft: boolean;
  #reported: WeakSet<Condition> | undefined;

  constructor(
    protocol: Protocol,
    parameters: ConditionParameters,
    options: Pick<Options, "emptyForFixedZero" | "uninitialisedNumberInCondition" | "dataMinerVersion">,
    notice: NoticeSink,
  ) {
    this.#protocol = protocol;
    this.#parameters = parameters;
    this.#notice = notice;
    this.#fixedZeroIsEmpty = options.emptyForFixedZero;
    this.#unsetNumberIsInvalid = options.uninitialisedNumberInCondition === "invalid";
    this.#addsToLeft = isOlder(options.dataMinerVersion, "10.1.12");
  }

  /** True without a condition; false, and reported once, when it is invalid. `owner` is for example `group 5`. */
  holds(condition: Condition | undefined, owner: string): boolean {
    if (condition === undefined) return true;
    try {
      if (condition.expression === undefined) throw new Invalid("its text is not a condition");
      const result = this.#expression(condition.expression);
      if (typeof result !== "boolean")
        throw new Invalid(
          `its result is a ${typeof result === "string" ? "text" : "number"}, not true or false`,
        );
      return result;
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      this.#report(condition, owner, error.message);
      return false;
    }
  }

  #report(condition: Condition, owner: string, reason: string): void {
    this.#reported ??= new WeakSet();
    if (this.#reported.has(condition)) return;
    this.#reported.add(condition);
    const { line, column } = condition.position;
    this.#notice({
      code: "CONDITION_INVALID",
      kind: "warning",
      message: `The condition of ${owner} (${String(line)}:${String(column)}) is invalid and counts as false: ${reason}. It reads: ${condition.text}`,
      details: { owner, reason, text: condition.text },
    });
  }

  #expression({ first, rest }: Expression): Result {
    let result = this.#member(first);
    for (const { join, member } of rest) {
      const next = this.#member(member);
      if (typeof result !== "boolean" || typeof next !== "boolean") {
        throw new Invalid(`${join} needs a comparison on both sides`);
      }
      result = join === "AND" ? result && next : result || next;
    }
    return result;
  }

  #member({ left, comparison }: Member): Result {
    if (comparison === undefined) return this.#side(left);
    const { operator, right } = comparison;
    const byEmptiness = this.#emptiness(left, operator, right);
    if (byEmptiness !== undefined) return byEmptiness;
    const misplaced = this.#addsToLeft && right.rest.length > 0;
    const a = this.#side(misplaced ? { first: left.first, rest: [...left.rest, ...right.rest] } : left);
    const b = this.#side(misplaced ? { first: right.first, rest: [] } : right);
    return orders[operator](this.#order(a, b, operator));
  }

  /** Comparisons with `empty`, and of a number with `emptystring`; undefined when this is another comparison. */
  #emptiness(left: Side, operator: Comparison, right: Side): boolean | undefined {
    const [a, b] = [lone(left), lone(right)];
    const wanted = operator !== "!=";
    if (a?.kind === "empty" && b?.kind === "empty") return wanted;
    if (a?.kind === "empty") return this.#isEmpty(b, right) === wanted;
    if (b?.kind === "empty") return this.#isEmpty(a, left) === wanted;
    if (operator !== "==" && operator !== "!=") return undefined;
    const other = a?.kind === "emptystring" ? b : b?.kind === "emptystring" ? a : undefined;
    if (other?.kind !== "param" || !this.#isNumber(other.id)) return undefined;
    return (this.#parameters.isEmpty(other.id) === true) === wanted;
  }

  #isEmpty(operand: Operand | undefined, side: Side): boolean {
    if (operand?.kind !== "param") {
      this.#side(side);
      return false;
    }
    const { id } = operand;
    const param = this.#known(id);
    const rows = this.#parameters.table(id)?.size;
    const empty = rows === undefined ? this.#parameters.isEmpty(id) : rows === 0;
    if (empty === undefined) throw new Invalid(`parameter ${String(id)} does not exist`);
    if (empty) return true;
    return (
      this.#fixedZeroIsEmpty &&
      param?.interprete.lengthType === "fixed" &&
      param.interprete.type !== "string" &&
      this.#parameters.get(id) === 0
    );
  }

  /** The definition of a parameter; undefined for one that the platform provides. */
  #known(id: number): Param | undefined {
    if (columnsOf(this.#protocol).has(id))
      throw new Invalid(`parameter ${String(id)} is a column and has no single value`);
    return this.#protocol.params.get(id);
  }

  #isNumber(id: number): boolean {
    const param = this.#known(id);
    return param === undefined
      ? typeof this.#parameters.get(id) === "number"
      : param.interprete.type !== "string";
  }

  #side({ first, rest }: Side): Result {
    let result = this.#operand(first);
    for (const { operator, operand } of rest) {
      const next = this.#operand(operand);
      if (typeof result === "number" && typeof next === "number") {
        result = operator === "+" ? result + next : numeric[operator](result, next);
      } else if (operator === "+" && typeof result === "string" && typeof next === "string") {
        result += next;
      } else {
        throw new Invalid(`${operator} cannot be used on a ${typeof result} and a ${typeof next}`);
      }
    }
    return result;
  }

  #operand(operand: Operand): Result {
    switch (operand.kind) {
      case "text":
      case "number":
        return operand.value;
      case "emptystring":
        return "";
      case "group":
        return this.#expression(operand.expression);
      case "param":
        return this.#value(operand.id);
      case "empty":
        throw new Invalid("'empty' can only be compared with a parameter");
    }
  }

  #value(id: number): Result {
    const param = this.#known(id);
    if (param?.type === "array") {
      throw new Invalid(`parameter ${String(id)} is a table, which can only be compared with empty`);
    }
    const value = this.#parameters.get(id);
    if (value === undefined) throw new Invalid(`parameter ${String(id)} does not exist`);
    if (param?.interprete.type === "string") return value === null ? "" : String(value);
    if (this.#unsetNumberIsInvalid && this.#parameters.isEmpty(id) === true) {
      throw new Invalid(`parameter ${String(id)} is a number that was never set`);
    }
    return value ?? 0;
  }

  /** Below, at or above zero, as `left` is below, equal to or above `right`. */
  #order(left: Result, right: Result, operator: Comparison): number {
    if (typeof left === "boolean" || typeof right === "boolean") {
      throw new Invalid(`${operator} cannot be used on the result of a comparison`);
    }
    if (typeof left === "string" && typeof right === "string") {
      if (operator !== "==" && operator !== "!=") return collator.compare(left, right);
      return equalsIgnoringCase(left, right) ? 0 : 1;
    }
    const [a, b] = [this.#asNumber(left), this.#asNumber(right)];
    return a === b ? 0 : a < b ? -1 : a > b ? 1 : NaN;
  }

  #asNumber(value: string | number): number {
    const result = typeof value === "number" ? value : numberOf(value);
    if (result === undefined)
      throw new Invalid("a text that is compared with a number cannot be read as one");
    return result;
  }
}
