/** The obsolete members of `SLProtocol` for data strings: a parameter can carry one, and be found by it. */
import type { Run } from "../qaction-run.ts";
import type { Hresult, Scalar, Value } from "../script-values.ts";
import { hresults, signed, unsigned } from "../../parameter/hresult.ts";
import type { MemberRows } from "./member-rows.ts";
import { parameterMembers, putParameter, sameLength, wrongLengths } from "./parameter-members.ts";

/** Data strings of parameters. */
export interface DataStringMembers {
  /**
   * The value of the parameter that carries a data string.
   * @deprecated Obsolete since 10.3.4 (RN 33625).
   * @returns `null` when no parameter carries it.
   */
  GetParameterByData(data: string): Value;

  /** @deprecated Obsolete since 10.3.4 (RN 33625). As {@link SetParameter}, for the parameter that carries the data string. */
  SetParameterByData(data: string, value: Scalar | null): Hresult;

  /** @deprecated Obsolete since 10.3.4 (RN 33625). As {@link SetParameters}, for the parameters that carry the data strings. */
  SetParametersByData(datas: readonly string[], values: readonly (Scalar | null)[]): number | number[];

  /**
   * The data string of a parameter, by its name.
   * @deprecated Obsolete since 10.3.4 (RN 33625).
   * @returns `""` when the parameter carries none, `null` when there is no such parameter.
   */
  GetParameterItemData(name: string): string | null;

  /** @deprecated Obsolete since 10.3.4 (RN 33625). Gives a parameter, by its name, a data string. */
  SetParameterItemData(name: string, value: string): Hresult;

  /** @deprecated Obsolete since 10.3.4 (RN 33625). As {@link SetParameterItemData}, for several. */
  SetParametersItemData(names: readonly string[], values: readonly string[]): number | number[];
}

/* eslint-disable @typescript-eslint/no-deprecated -- the rows are of the deprecated members themselves */
/** Rows of {@link DataStringMembers}. */
export const dataStringMembers = {
  GetParameterByData(run, data) {
    warnObsolete(run, "GetParameterByData");
    if (!run.active) return null;
    const pid = pidOf(run, data);
    if (pid !== undefined) return parameterMembers.GetParameter(run, pid);
    run.fail("NT_GET_PARAMETER_BY_DATA", data, hresults.notFound);
    return null;
  },

  SetParameterByData: (run, data, value) => signed(putByData(run, data, value)),

  SetParametersByData(run, datas, values) {
    if (!run.active) return hresults.notActive;
    if (!sameLength(datas, values)) {
      return wrongLengths(run, "NT_SET_PARAMETER_BY_DATA", datas.length, values.length);
    }
    return datas.map((data, i) => unsigned(putByData(run, data, values[i])));
  },

  GetParameterItemData(run, name) {
    warnObsolete(run, "GetParameterItemData");
    if (!run.active) return null;
    const param = run.environment.names.find(name, "any");
    if (param !== undefined) return run.environment.data.get(param.id) ?? "";
    run.fail("NT_GET_ITEM_DATA", name, hresults.notFound);
    return null;
  },

  SetParameterItemData: (run, name, value) => signed(putItemData(run, name, value)),

  SetParametersItemData(run, names, values) {
    if (!run.active) return hresults.notActive;
    if (!sameLength(names, values)) {
      return wrongLengths(run, "NT_SET_ITEM_DATA", names.length, values.length);
    }
    return names.map((name, i) => unsigned(putItemData(run, name, values[i] ?? "")));
  },
} satisfies MemberRows<DataStringMembers>;
/* eslint-enable @typescript-eslint/no-deprecated */

function warnObsolete<C>(run: Run<C>, member: string): void {
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

function putByData<C>(run: Run<C>, data: string, value: unknown): Hresult {
  warnObsolete(run, "SetParameterByData");
  if (!run.active) return hresults.notActive;
  const pid = pidOf(run, data);
  const call = "NT_SET_PARAMETER_BY_DATA";
  return pid === undefined
    ? run.fail(call, data, hresults.notFound)
    : putParameter(run, pid, value, undefined, call);
}

function putItemData<C>(run: Run<C>, name: string, value: string): Hresult {
  warnObsolete(run, "SetParameterItemData");
  if (!run.active) return hresults.notActive;
  const param = run.environment.names.find(name, "any");
  if (param === undefined) return run.fail("NT_SET_ITEM_DATA", name, hresults.notFound);
  run.environment.data.set(param.id, value);
  return hresults.ok;
}
