/** Actions that calculate with a parameter: *increment*, *multiply*, *pow*. */
import type { ItemAction } from "./action.ts";
import { operand, parameterNumber } from "./attributes.ts";

function calculation(calculate: (value: number, operand: number) => number): ItemAction {
  return {
    each: (work, pid) => {
      const value = parameterNumber(work, pid);
      const by = operand(work, 1);
      if (value === undefined) return work.fail(`parameter ${String(pid)} holds no number`);
      if (by === undefined) return work.fail("the operand is not a number");
      const result = calculate(value, by);
      if (!Number.isFinite(result)) return work.fail("the result is too large, or not a number");
      return work.set(pid, result);
    },
  };
}

/** Adds `Type@value` (default 1), or the value of `Type@id`. */
export const increment = calculation((value, by) => value + by);

/** Multiplies by `Type@value` (default 1), or by the value of `Type@id`. */
export const multiply = calculation((value, by) => value * by);

/** Raises to the power of `Type@value` (default 1), or of the value of `Type@id`. */
export const pow = calculation((value, by) => value ** by);
