/** Reading the attributes of actions: numbers, lists, values of parameters they name. */
import { numberOf } from "../condition.ts";
import type { ActionWork } from "./action.ts";

/** A number attribute of `Type`; undefined when it is missing or no number. */
export function numberAttribute(work: ActionWork, name: string): number | undefined {
  const text = work.action.attributes[name];
  return text === undefined ? undefined : numberOf(text);
}

/** The numbers of a list separated by `;`; what is no number is left out. */
export function numberList(text: string | undefined): readonly number[] {
  return (text ?? "").split(";").flatMap((part) => numberOf(part) ?? []);
}

/** The value of a parameter as a number, 0 when it was never set; undefined when it is no number or does not exist. */
export function parameterNumber(work: ActionWork, pid: number): number | undefined {
  const value = work.core.parameters.get(pid);
  if (value === null) return 0;
  return typeof value === "string" ? numberOf(value) : value;
}

/** The value of `Type@id` when it is given, else the attribute `value`, else `otherwise`. */
export function operand(work: ActionWork, otherwise: number): number | undefined {
  const { typeId, attributes } = work.action;
  if (typeId !== undefined) return parameterNumber(work, typeId);
  return attributes["value"] === undefined ? otherwise : numberAttribute(work, "value");
}

/** Connection number of `Type@nr`, default 0. */
export function connectionOf(work: ActionWork): number {
  return numberAttribute(work, "nr") ?? 0;
}
