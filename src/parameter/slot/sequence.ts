/** Factor, OffSet, Scale and Sequence: what is calculated with a number before it is stored. */
import type { Interprete, SequenceStep } from "../../protocol/model.ts";

/** Returns the number of a parameter, 0 when it has none. */
export type NumberOf = (pid: number) => number;

type Operation = (value: number, operand: number) => number;

const operations: Readonly<Record<SequenceStep["operation"], Operation>> = {
  factor: (value, operand) => value * operand,
  offset: (value, operand) => value + operand,
  min: (value, operand) => value - operand,
  pow: (value, operand) => value ** operand,
  div: (value, operand) => value / operand,
  rest: (value, operand) => value % operand,
  log10: (value) => 10 * Math.log10(value),
  log20: (value) => 20 * Math.log10(value),
};

/** The steps of `Sequence`, from left to right; an operation without operand uses the tag of its name. */
export function applySequence(value: number, interprete: Interprete, numberOf: NumberOf): number {
  let result = value;
  for (const { operation, operand } of interprete.sequence) {
    const number =
      operand === undefined
        ? tagOperand(operation, interprete, numberOf)
        : operand.kind === "value"
          ? operand.value
          : numberOf(operand.value);
    result = operations[operation](result, number);
  }
  return result;
}

function tagOperand(
  operation: SequenceStep["operation"],
  interprete: Interprete,
  numberOf: NumberOf,
): number {
  if (operation === "factor") return interprete.factor ?? 1;
  if (operation !== "offset") return 0;
  return interprete.offsetPid === undefined ? (interprete.offset ?? 0) : numberOf(interprete.offsetPid);
}

/** Factor, unless a step of Sequence uses it, then Scale: for values of a device. */
export function applyScaling(value: number, interprete: Interprete): number {
  const { factor, scale } = interprete;
  const taken = interprete.sequence.some((step) => step.operation === "factor" && step.operand === undefined);
  const scaled = factor === undefined || taken ? value : value * factor;
  if (scale === undefined || scale.highData === scale.lowData) return scaled;
  return scale.low + ((scaled - scale.lowData) * (scale.high - scale.low)) / (scale.highData - scale.lowData);
}
