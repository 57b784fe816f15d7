/** Reading the attributes of actions: numbers, lists, values of parameters they name. */
import { parseReplacement, type Replacement } from "../../wire/replace-data.ts";
import { parseStuffing, type Stuffing } from "../../wire/stuffing.ts";
import { numberOf } from "../chain/condition.ts";
import type { ActionWork } from "./action.ts";

/** A number attribute of `Type`; undefined when it is missing or not a number. */
export function numberAttribute(work: ActionWork, name: string): number | undefined {
  const text = work.action.attributes[name];
  return text === undefined ? undefined : numberOf(text);
}

/** The numbers of a list separated by `;`; anything else is left out. */
export function numberList(text: string | undefined): readonly number[] {
  return (text ?? "").split(";").flatMap((part) => numberOf(part) ?? []);
}

/** The value of a parameter as a number, 0 when it was never set; undefined when it is not a number or does not exist. */
export function parameterNumber(work: ActionWork, pid: number): number | undefined {
  const value = work.engine.parameters.get(pid);
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

/** What *replace* puts where: the value of `Type@id` at position `Type@nr`; undefined, and reported, when it lacks one. */
export function placeOf(work: ActionWork): { readonly pid: number; readonly position: number } | undefined {
  const { typeId } = work.action;
  const pid = typeId === undefined ? undefined : parameterNumber(work, typeId);
  const position = numberAttribute(work, "nr");
  if (pid !== undefined && position !== undefined) return { pid, position };
  work.fail("it needs a Type@id whose parameter holds the id of a parameter, and a position Type@nr");
  return undefined;
}

/** The attributes of *replace data*; undefined, and reported, when they cannot be used. */
export function dataReplacement(work: ActionWork): Replacement | undefined {
  const data = parseReplacement(work.action.attributes);
  if (data === undefined) {
    work.fail("its options must be old;new in hexadecimal, with as many old values as new ones");
  }
  return data;
}

/** The attributes of *stuffing*; undefined, and reported, when they cannot be used. */
export function stuffingOf(work: ActionWork): Stuffing | undefined {
  const stuffing = parseStuffing(work.action.attributes);
  if (stuffing === undefined) work.fail("its value must be the bytes to stuff");
  return stuffing;
}
