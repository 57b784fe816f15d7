/** What text and number slots share: what the change listener gets, the verdicts they give, the lines they write. */
import type { Param } from "../../protocol/model.ts";
import type { ParameterContext } from "../parameter-context.ts";

/** A standalone parameter, as the change listener gets it. */
export interface ChangedParameter {
  readonly param: Param;
  /** What the listener keeps for this parameter, to save a lookup for each event; the store never reads it. */
  linked: unknown;
  /** When the listener last got a different value, and who caused it; ms since 1970, 0 for never. */
  changedAt: number;
  changedBy: string;
}

/** Stored, and equal to what was there. */
export const EQUAL = 0;
/** Stored, and new. */
export const CHANGED = 1;
/** Not stored: the value does not fit the parameter. */
export const REFUSED = 2;
/** Not stored, without an error: a filter rejects the value of a device. */
export const IGNORED = 3;

/** Outcome of storing a value. */
export type Verdict = typeof EQUAL | typeof CHANGED | typeof REFUSED | typeof IGNORED;

/** Reports a `Value` of a fixed parameter that does not fit. */
export function reportFixedValue(context: ParameterContext, param: Param, problem: string): void {
  context.notice({
    code: "PARAMETER_FIXED_VALUE",
    kind: "warning",
    message: `Parameter ${String(param.id)} (${param.name}) is fixed, but ${problem}. Correct its Value or Length.`,
    details: { pid: param.id },
  });
}

/** Reports a value that was not stored, and returns the verdict. */
export function refuse(
  context: ParameterContext,
  param: Param,
  why: string,
  verdict: Verdict = REFUSED,
): Verdict {
  context.notice({
    code: "PARAMETER_VALUE_REFUSED",
    kind: verdict === IGNORED ? "information" : "warning",
    message: `Parameter ${String(param.id)} (${param.name}) keeps its value: ${why}.`,
    details: { pid: param.id },
  });
  return verdict;
}

/** The verdict on a value of a device that RawType refuses; option `rawTypeRefusal` decides whether the response fails. */
export function refuseRawType(context: ParameterContext, param: Param): Verdict {
  const { rawType } = param.interprete;
  const verdict = context.options.rawTypeRefusal === "ignore" ? IGNORED : REFUSED;
  return refuse(context, param, `the received bytes are not what RawType '${rawType}' accepts`, verdict);
}

/** The length of a parameter with a fixed length type, in bytes; `undefined` for all others. */
export function fixedLength(param: Param): number | undefined {
  return param.interprete.lengthType === "fixed" ? param.interprete.length : undefined;
}
