/** How the members for standalone parameters work. */
import { isOlder } from "../../base/dataminer-version.ts";
import { toBytesChecked } from "../../encoding/byte-stream.ts";
import { QActionKitError } from "../../base/errors.ts";
import { checkHistory } from "./history.ts";
import { hresults, signed, unsigned } from "./hresult.ts";
import { peerCode } from "./peer-compat.ts";
import type { NameChoice } from "./parameter-names.ts";
import type { Run } from "../qaction-run.ts";
import type { Hresult, Scalar, Value } from "../script-values.ts";

/** `GetParameter`. */
export function getParameter<C>(run: Run<C>, id: number): Value {
  run.countSingleCall("GetParameter");
  return readParameter(run, id);
}

function readParameter<C>(run: Run<C>, id: number): Value {
  if (!run.active) return null;
  const value = run.environment.parameters.get(id);
  if (value !== undefined) return value;
  run.fail("NT_GET_PARAMETER", id, hresults.notFound);
  return null;
}

/** `GetParameters`. */
export function getParameters<C>(run: Run<C>, ids: readonly number[] | Uint32Array): Value[] {
  const { environment } = run;
  if (environment.options.strict && !(ids instanceof Uint32Array)) {
    environment.warnOnce(
      "SCRIPT_ARGUMENT",
      "GetParameters",
      "GetParameters was given a plain array of ids. In C# it has to be a uint[]; its counterpart is a Uint32Array.",
    );
  }
  return Array.from(ids, (id) => readParameter(run, id));
}

/** `GetParameterByName`. */
export function getParameterByName<C>(run: Run<C>, name: string): Value {
  if (!run.active) return null;
  const param = run.environment.names.find(name, "any");
  const value = param === undefined ? undefined : run.environment.parameters.get(param.id);
  if (value !== undefined) return value;
  run.fail("NT_GET_PARAMETER_BY_NAME", name, hresults.notFound);
  return null;
}

/** `SetParameter`, with an unsigned result. */
export function putParameter<C>(
  run: Run<C>,
  id: number,
  value: unknown,
  at: Date | null | undefined,
  call = "NT_SET_PARAMETER",
): Hresult {
  if (!run.active) return hresults.notActive;
  const { environment, request } = run;
  if (run.refusesSet(id)) return run.fail(call, id, hresults.notPerformed);
  if (at !== undefined && at !== null) checkHistory(environment, id, at);
  const outcome = environment.parameters.set(id, value, "script", request.context);
  if (outcome.done !== undefined) run.join(outcome.done);
  return outcome.code === 0 ? outcome.code : answered(run, run.fail(call, id, outcome.code));
}

function answered<C>(run: Run<C>, code: Hresult): Hresult {
  return run.environment.options.compat === "peer" ? peerCode(code) : code;
}

/** `SetParameter`. */
export function setParameter<C>(
  run: Run<C>,
  id: number,
  value: Scalar | null,
  at: Date | null | undefined,
): Hresult {
  run.countSingleCall("SetParameter");
  return signed(putParameter(run, id, value, at));
}

/** `SetParameters`. */
export function setParameters<C>(
  run: Run<C>,
  ids: readonly number[],
  values: readonly (Scalar | null)[],
  times: readonly Date[] | null | undefined,
): number | number[] {
  if (!run.active) return hresults.notActive;
  if (!sameLength(ids, values, times))
    return wrongLengths(run, "NT_SET_PARAMETER", ids.length, values.length);
  return ids.map((id, i) => unsigned(putParameter(run, id, values[i], times?.[i])));
}

const nameCalls: Readonly<Record<NameChoice, string>> = {
  any: "NT_SET_PARAMETER_BY_NAME",
  read: "NT_SET_READ_PARAMETER_BY_NAME",
  write: "NT_SET_WRITE_PARAMETER_BY_NAME",
};

/** One set by name, with an unsigned result. */
export function putParameterByName<C>(
  run: Run<C>,
  name: string,
  value: unknown,
  choice: NameChoice,
): Hresult {
  if (!run.active) return hresults.notActive;
  const param = run.environment.names.find(name, choice);
  if (param === undefined) return answered(run, run.fail(nameCalls[choice], name, hresults.notFound));
  return putParameter(run, param.id, value, undefined, nameCalls[choice]);
}

/** `SetParametersByName` and its two sisters. */
export function setParametersByName<C>(
  run: Run<C>,
  names: readonly string[],
  values: readonly (Scalar | null)[],
  choice: NameChoice,
): number | number[] {
  if (!run.active) return hresults.notActive;
  if (!sameLength(names, values, undefined)) {
    return wrongLengths(run, nameCalls[choice], names.length, values.length);
  }
  return names.map((name, i) => unsigned(putParameterByName(run, name, values[i], choice)));
}

/** `SetParameterBinary`. */
export function setParameterBinary<C>(run: Run<C>, pid: number, data: unknown): void {
  if (!run.active) return;
  let bytes: Uint8Array;
  try {
    bytes = toBytesChecked(data);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    run.environment.warn(
      "SCRIPT_ARGUMENT",
      `SetParameterBinary of parameter ${String(pid)} did nothing. ${why}`,
    );
    run.fail("NT_SET_BINARY_DATA", pid, hresults.unsuitable);
    return;
  }
  const { code } = run.environment.parameters.setBytes(pid, bytes, "binary", run.request.context);
  if (code !== 0) run.fail("NT_SET_BINARY_DATA", pid, code);
}

/** `IsEmpty`. */
export function isEmpty<C>(run: Run<C>, id: number): boolean {
  if (!run.active) return false;
  const empty = run.environment.parameters.isEmpty(id);
  if (empty !== undefined) return empty;
  run.fail("NT_GET_DATA", id, hresults.notFound);
  return true;
}

/** `GetData`: a copy, which the script may write to. */
export function getData<C>(run: Run<C>, from: string, id: number): Uint8Array | null {
  if (!run.active) return null;
  const bytes = from.toLowerCase() === "parameter" ? run.environment.parameters.bytes(id) : undefined;
  if (bytes !== undefined) return new Uint8Array(bytes);
  run.fail("NT_GET_DATA", id, hresults.notFound);
  return null;
}

/**
 * `ClearParameter` of a standalone parameter or a table.
 * @throws QActionKitError `ERR_ARGUMENT` for an unknown id or a column, and before DataMiner 10.5.6
 */
export function clearParameter<C>(run: Run<C>, id: number): Hresult {
  if (!run.active) return signed(hresults.notActive);
  const { parameters, options } = run.environment;
  if (isOlder(options.dataMinerVersion, "10.5.6")) {
    throw new QActionKitError("ERR_ARGUMENT", "DataMiner has ClearParameter from 10.5.6 on (RN 42368).");
  }
  if (parameters.clear(id) === hresults.ok) {
    if (parameters.table(id) === undefined) run.environment.host.forgetSaved?.(id);
    return hresults.ok;
  }
  throw new QActionKitError(
    "ERR_ARGUMENT",
    `ClearParameter(${String(id)}): there is no standalone parameter and no table of that id. Columns cannot be cleared by it.`,
    { details: { pid: id } },
  );
}

/** `GetParameterDescription`. */
export function getParameterDescription<C>(run: Run<C>, id: number): string | null {
  if (!run.active) return null;
  const { descriptions, protocol, parameters } = run.environment;
  const param = protocol.params.get(id) ?? parameters.param(id);
  if (param !== undefined) return descriptions.get(id) ?? param.description;
  run.fail("NT_GET_DESCRIPTION", id, hresults.notFound);
  return null;
}

/** `SetParameterDescription`. */
export function setParameterDescription<C>(run: Run<C>, id: number, value: string): Hresult {
  if (!run.active) return signed(hresults.notActive);
  const { descriptions, protocol, parameters } = run.environment;
  if ((protocol.params.get(id) ?? parameters.param(id)) === undefined) {
    return signed(run.fail("NT_SET_DESCRIPTION", id, hresults.notFound));
  }
  descriptions.set(id, value);
  return hresults.ok;
}

/** True when the arrays of a plural call belong together. */
export function sameLength(
  a: ArrayLike<unknown>,
  b: ArrayLike<unknown>,
  c: ArrayLike<unknown> | null | undefined,
): boolean {
  return a.length === b.length && (c === null || c === undefined || c.length === a.length);
}

/** The single code of a plural call that fails as a whole. */
export function wrongLengths<C>(run: Run<C>, call: string, a: number, b: number): Hresult {
  return run.fail(call, `arrays of length ${String(a)} and ${String(b)}`, hresults.invalidCall);
}
