/** The old way to guard a trigger: the attributes `case`, `id`, `value` and `nr` of its Time. */
import type { Trigger } from "../../protocol/model.ts";
import { equalsIgnoringCase, numberOf, type ConditionParameters } from "./condition.ts";

/** Whether an operator accepts an order below, at or above zero. */
const operators: Readonly<Record<string, (order: number) => boolean>> = {
  equal: (order) => order === 0,
  "not equal": (order) => order !== 0,
  greater: (order) => order > 0,
  "not greater": (order) => order <= 0,
  less: (order) => order < 0,
  "not less": (order) => order >= 0,
};

/** Compares numbers by value and texts without case; a text and a number by value when the text is a number. */
function order(left: string | number, right: string | number): number {
  const [a, b] = [left, right].map((side) => (typeof side === "number" ? side : numberOf(side)));
  if (typeof left === "number" || typeof right === "number") return (a ?? NaN) - (b ?? NaN);
  if (equalsIgnoringCase(left, right)) return 0;
  return left.toLowerCase() < right.toLowerCase() ? -1 : 1;
}

/**
 * True when the guard of a trigger accepts, or it has none (`Protocol.Triggers.Trigger.Time-case`).
 * The timeout of a parameter ignores its guard (`Protocol.Triggers.Trigger.Time-value`).
 * @param item the item that fired, compared when the guard names no parameter
 */
export function guardAccepts(
  trigger: Trigger,
  item: number | undefined,
  parameters: ConditionParameters,
): boolean {
  const { guard } = trigger;
  if (guard === undefined || (trigger.on === "parameter" && trigger.time?.startsWith("timeout") === true))
    return true;
  const accepting = (guard.comparison.match(/not (?:equal|greater|less)|equal|greater|less/gi) ?? []).map(
    (name) => name.toLowerCase(),
  );
  const pid = guard.pid ?? item;
  if (accepting.length === 0 || pid === undefined) return true;
  const left = parameters.get(pid) ?? "";
  const right = guard.valueIsPid ? (parameters.get(Number(guard.value)) ?? "") : guard.value;
  const difference = order(left, right);
  return accepting.some((name) => operators[name]?.(difference) === true);
}
