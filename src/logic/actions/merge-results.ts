/** The calculation of *merge*: what several elements aggregated, joined into one result a group (`LogicActionMerge`). */
import { equalsIgnoringCase } from "../chain/condition.ts";
import type { AggregateType } from "./aggregate-options.ts";

/** Result columns of one group in one element, in the order of its type (`LogicActionAggregate`). */
export interface AggregatedGroup {
  /** Its groupby values joined by points. */
  readonly key: string;
  readonly numbers: readonly number[];
}

/** What one *aggregate* gave. */
export interface AggregateResult {
  readonly type: AggregateType;
  readonly groups: readonly AggregatedGroup[];
}

/** Types of merge. */
export const mergeTypes = ["avg", "avg extended", "min", "max", "sum"] as const;

/** One of {@link mergeTypes}. */
export type MergeType = (typeof mergeTypes)[number];

/** One group of one element. */
export interface MergeInput extends AggregatedGroup {
  readonly type: AggregateType;
}

/** The value of a group, how much it weighs in an average, and its extremes. */
interface Part {
  readonly value: number;
  readonly weight: number;
  readonly min: number;
  readonly max: number;
}

/** Averages keep their weight; a sum, a number or an extreme of an element counts once. */
function partOf({ type, numbers: [value = 0, weight = 1, min = value, max = value] }: MergeInput): Part {
  if (type === "avg extended") return { value, weight, min, max };
  const own = type === "avg" || type === "pct" || type === "pct total" ? weight : 1;
  return { value, weight: own, min: value, max: value };
}

/** Result columns of a merge: value and weight, of *avg extended* also minimum and maximum. */
function joined(type: MergeType, inputs: readonly MergeInput[]): readonly number[] {
  const parts = inputs.map(partOf);
  const weight = parts.reduce((total, part) => total + part.weight, 0);
  const average =
    weight === 0 ? 0 : parts.reduce((total, part) => total + part.value * part.weight, 0) / weight;
  const min = Math.min(...parts.map((part) => part.min));
  const max = Math.max(...parts.map((part) => part.max));
  const results: Readonly<Record<MergeType, readonly number[]>> = {
    avg: [average, weight],
    "avg extended": [average, weight, min, max],
    min: [min, weight],
    max: [max, weight],
    sum: [parts.reduce((total, part) => total + part.value, 0), weight],
  };
  return results[type];
}

/** One result for each group, in the order in which the groups appear; keys are the same whatever their case. */
export function mergeGroups(
  type: MergeType,
  inputs: readonly MergeInput[],
): ReadonlyMap<string, readonly number[]> {
  const groups = new Map<string, MergeInput[]>();
  for (const input of inputs) {
    const known = [...groups.keys()].find((key) => equalsIgnoringCase(key, input.key)) ?? input.key;
    const list = groups.get(known);
    if (list === undefined) groups.set(known, [input]);
    else list.push(input);
  }
  return new Map([...groups].map(([key, list]) => [key, joined(type, list)]));
}
