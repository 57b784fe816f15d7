/** How the obsolete data members work: a parameter can carry a data string, and be found by it. */
import { getParameter, putParameter, sameLength, wrongLengths } from "./parameter-members.ts";
import { hresults, unsigned } from "./hresult.ts";
import type { Run } from "../qaction-run.ts";
import type { Hresult, Scalar, Value } from "../script-values.ts";

function warn<C>(run: Run<C>, member: string): void {
  run.environment.warnOnce(
    "SCRIPT_OBSOLETE",
    member,
    `${member} is obsolete since DataMiner 10.3.4 (RN 33625). Keep the text in a parameter of its own.`,
  );
}

function pidOf<C>(run: Run<C>, data: string): number | undefined {
  for (const [pid, text] of run.environment.data) if (text === data) return pid;
  return undefined;
}

/** `GetParameterByData`. */
export function getParameterByData<C>(run: Run<C>, data: string): Value {
  warn(run, "GetParameterByData");
  if (!run.active) return null;
  const pid = pidOf(run, data);
  if (pid !== undefined) return getParameter(run, pid);
  run.fail("NT_GET_PARAMETER_BY_DATA", data, hresults.notFound);
  return null;
}

/** `SetParameterByData`, with an unsigned result. */
export function putParameterByData<C>(run: Run<C>, data: string, value: unknown): Hresult {
  warn(run, "SetParameterByData");
  if (!run.active) return hresults.notActive;
  const pid = pidOf(run, data);
  const call = "NT_SET_PARAMETER_BY_DATA";
  return pid === undefined
    ? run.fail(call, data, hresults.notFound)
    : putParameter(run, pid, value, undefined, call);
}

/** `SetParametersByData`. */
export function setParametersByData<C>(
  run: Run<C>,
  datas: readonly string[],
  values: readonly (Scalar | null)[],
): number | number[] {
  if (!run.active) return hresults.notActive;
  if (!sameLength(datas, values, undefined)) {
    return wrongLengths(run, "NT_SET_PARAMETER_BY_DATA", datas.length, values.length);
  }
  return datas.map((data, i) => unsigned(putParameterByData(run, data, values[i])));
}

/** `GetParameterItemData`. */
export function getParameterItemData<C>(run: Run<C>, name: string): string | null {
  warn(run, "GetParameterItemData");
  if (!run.active) return null;
  const param = run.environment.names.find(name, "any");
  if (param !== undefined) return run.environment.data.get(param.id) ?? "";
  run.fail("NT_GET_ITEM_DATA", name, hresults.notFound);
  return null;
}

/** `SetParameterItemData`, with an unsigned result. */
export function putParameterItemData<C>(run: Run<C>, name: string, value: string): Hresult {
  warn(run, "SetParameterItemData");
  if (!run.active) return hresults.notActive;
  const param = run.environment.names.find(name, "any");
  if (param === undefined) return run.fail("NT_SET_ITEM_DATA", name, hresults.notFound);
  run.environment.data.set(param.id, value);
  return hresults.ok;
}

/** `SetParametersItemData`. */
export function setParametersItemData<C>(
  run: Run<C>,
  names: readonly string[],
  values: readonly string[],
): number | number[] {
  if (!run.active) return hresults.notActive;
  if (!sameLength(names, values, undefined)) {
    return wrongLengths(run, "NT_SET_ITEM_DATA", names.length, values.length);
  }
  return names.map((name, i) => unsigned(putParameterItemData(run, name, values[i] ?? "")));
}
