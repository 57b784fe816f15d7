/** One notify number: what its entry looks like, and the shapes of the two values that come with a call. */
import { hresults } from "../hresult.ts";
import type { Run } from "../run.ts";

/** Given back by an entry whose values do not have the documented shape. */
export const wrongShape = Symbol("wrong shape");

/** How one notify number is answered. */
export interface NotifyEntry {
  readonly number: number;
  /** Name in `NTNotifyTypesOverview`. */
  readonly name: string;
  /** The answer; {@link wrongShape} when the values do not fit, which becomes `null` and a log line. */
  run<C>(run: Run<C>, value1: unknown, value2: unknown): unknown;
}

/** A parameter, table, trigger or other id: a whole number, also as text. */
export function idOf(value: unknown): number | undefined {
  const id = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof id === "number" && Number.isInteger(id) ? id : undefined;
}

/** A list of any array kind; `undefined` for everything else. */
export function listOf(value: unknown): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value as readonly unknown[];
  return ArrayBuffer.isView(value) && !(value instanceof DataView)
    ? Array.from(value as unknown as Iterable<unknown>)
    : undefined;
}

/** A list of texts; `undefined` when one is something else. */
export function textsOf(value: unknown): readonly string[] | undefined {
  const list = listOf(value);
  return list?.every((item) => typeof item === "string") === true ? list : undefined;
}

/** A list of ids; `undefined` when one is something else. */
export function idsOf(value: unknown): readonly number[] | undefined {
  const ids = listOf(value)?.map(idOf);
  return ids?.every((id) => id !== undefined) === true ? ids : undefined;
}

/** Answers a call by an entry; wrong shapes give `null` and the log line of a failed call. */
export function answer<C>(
  run: Run<C>,
  entry: NotifyEntry,
  call: string,
  value1: unknown,
  value2: unknown,
): unknown {
  const result = entry.run(run, value1, value2);
  if (result !== wrongShape) return result;
  run.fail(
    `${call} with ${String(entry.number)} (${entry.name})`,
    shown(value1, value2),
    hresults.invalidCall,
  );
  return null;
}

function shown(...values: readonly unknown[]): string {
  return values
    .map((value) => (value === undefined ? "undefined" : JSON.stringify(value)))
    .join(", ")
    .slice(0, 200);
}
