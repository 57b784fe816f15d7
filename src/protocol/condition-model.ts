/** Conditions of the model (`LogicConditions`): evaluated strictly from left to right, without precedence. */
import type { Position } from "./xml/xml-element.ts";

/** A condition: the text as written and, when it is well formed, its parsed form. */
export interface Condition {
  readonly text: string;
  readonly position: Position;
  /** Missing when the text is invalid: such a condition is false and logged (`LogicConditions`). */
  readonly expression?: Expression;
}

/** A value, or a group in brackets. */
export type Operand =
  | { readonly kind: "param"; readonly id: number }
  | { readonly kind: "text"; readonly value: string }
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "empty" }
  | { readonly kind: "emptystring" }
  | { readonly kind: "group"; readonly expression: Expression };

/** `a + b - c`, evaluated from the left. */
export interface Side {
  readonly first: Operand;
  readonly rest: readonly {
    readonly operator: "+" | "-" | "*" | "/" | "&" | "|" | "^";
    readonly operand: Operand;
  }[];
}

/** A comparison, or a side alone, which must then be a group in brackets. */
export interface Member {
  readonly left: Side;
  readonly comparison?: { readonly operator: "==" | "!=" | ">" | "<" | ">=" | "<="; readonly right: Side };
}

/** Members joined by AND and OR, evaluated from the left with equal precedence. */
export interface Expression {
  readonly first: Member;
  readonly rest: readonly { readonly join: "AND" | "OR"; readonly member: Member }[];
}

/** Ids of all parameters that an expression names. */
export function parametersOf(expression: Expression): readonly number[] {
  const ofOperand = (operand: Operand): readonly number[] =>
    operand.kind === "param"
      ? [operand.id]
      : operand.kind === "group"
        ? parametersOf(operand.expression)
        : [];
  const ofSide = (side: Side): readonly number[] =>
    [side.first, ...side.rest.map((step) => step.operand)].flatMap(ofOperand);
  const members = [expression.first, ...expression.rest.map(({ member }) => member)];
  return members.flatMap(({ left, comparison }) => [
    ...ofSide(left),
    ...(comparison === undefined ? [] : ofSide(comparison.right)),
  ]);
}
