/** The members of `SLProtocol` that read and write standalone parameters. */
import { isOlder } from "../../base/dataminer-version.ts";
import { QActionKitError } from "../../base/errors.ts";
import { toBytesChecked } from "../../encoding/byte-stream.ts";
import type { Run } from "../qaction-run.ts";
import type { Hresult, Scalar, Value } from "../script-values.ts";
import { checkHistory } from "./history.ts";
import { hresults, signed, unsigned } from "../../parameter/hresult.ts";
import type { MemberRows } from "./member-rows.ts";
import type { NameChoice } from "./parameter-names.ts";
import { peerCode } from "./peer-compat.ts";

/** Standalone parameters (`Skyline.DataMiner.Scripting.SLProtocol`). */
export interface ParameterMembers {
  /**
   * The current value of a parameter. A number that was never set reads 0 and a text reads `null`; {@link IsEmpty}
   * says which was set. Text that a device sent is read in the storage form of the protocol, which is not always how it
   * was encoded: get the bytes with `GetInputBytes` or {@link GetData} and decode them.
   * @param id Parameter id.
   * @returns The value; `null` and a log line (0x80040239) for an unknown id.
   */
  GetParameter(id: number): Value;

  /**
   * The current values of several parameters in one call.
   * @param ids Parameter ids. C# wants a `uint[]`, so a `Uint32Array` is the exact counterpart; with the option
   * `strict`, a plain array causes a warning.
   * @returns One value for each id, in order; `null` where the id is unknown.
   */
  GetParameters(ids: readonly number[] | Uint32Array): Value[];

  /**
   * The current value of a parameter by its name; when a read and a write share the name, that of the **write**.
   * @param name Exact name, case-sensitive.
   * @returns The value; `null` and a log line for an unknown name.
   */
  GetParameterByName(name: string): Value;

  /**
   * Sets a parameter and runs everything that follows (triggers, address, save, setter, QActions) before it returns,
   * even when the value is equal. Groups that are queued on the way run later.
   * @param id Parameter id.
   * @param value The new value; `null` keeps the current one and changes nothing.
   * @param timeInfo Time of the value: a history set, for parameters with `historySet="true"`.
   * @returns 0 when done, else a negative code (unknown id 0x80040239, unsuitable value 0x80040222).
   */
  SetParameter(id: number, value: Scalar | null, timeInfo?: Date | null): Hresult;

  /**
   * Sets several parameters in array order; everything that follows from one set runs before the next set.
   * @param ids Parameter ids.
   * @param values One value for each id; `null` keeps that parameter.
   * @param timeInfos One time for each id: history sets.
   * @returns One unsigned code for each id; a single code when the whole call fails (lengths differ: 0x80040221).
   */
  SetParameters(
    ids: readonly number[],
    values: readonly (Scalar | null)[],
    timeInfos?: readonly Date[] | null,
  ): number | number[];

  /**
   * Stores raw bytes. **Nothing follows**: no triggers, no save, no setter, no QActions. Only for LengthType fixed
   * (cut to `Length`), next param and last next param.
   * @param pid Parameter id.
   * @param data The bytes.
   */
  SetParameterBinary(pid: number, data: ArrayLike<number> & Iterable<number>): void;

  /** As {@link SetParameter}, by exact name; when a read and a write share the name the **write** is set. */
  SetParameterByName(name: string, value: Scalar | null): Hresult;

  /** As {@link SetParameters}, by exact name; when a read and a write share the name the **write** is set. */
  SetParametersByName(names: readonly string[], values: readonly (Scalar | null)[]): number | number[];

  /** As {@link SetParameter}; sets the read parameter of that name. */
  SetReadParameterByName(name: string, value: Scalar | null): Hresult;

  /** As {@link SetParameters}; sets the read parameters of those names. */
  SetReadParametersByName(names: readonly string[], values: readonly (Scalar | null)[]): number | number[];

  /** As {@link SetParameter}; sets the write parameter of that name. */
  SetWriteParameterByName(name: string, value: Scalar | null): Hresult;

  /** As {@link SetParameters}; sets the write parameters of those names. */
  SetWriteParametersByName(names: readonly string[], values: readonly (Scalar | null)[]): number | number[];

  /**
   * True while a standalone parameter has never been set, or was cleared. Always false for LengthType fixed, which
   * is filled from the start.
   * @param id Parameter id; an unknown id, a table or a column gives `true` and a log line (0x80040239).
   */
  IsEmpty(id: number): boolean;

  /**
   * The raw bytes that a parameter holds, as they came in or as a command would send them (`NT_GET_DATA`).
   * @param from Always `"parameter"`, case-insensitive.
   * @param id Parameter id.
   * @returns A copy of the bytes; length 0 when never set; `null` for an unknown id or another `from`.
   */
  GetData(from: string, id: number): Uint8Array | null;

  /**
   * Empties a standalone parameter or a whole table. No change event; the next value counts as new.
   * @param parameterId Parameter or table id.
   * @returns 0 when cleared.
   * @throws QActionKitError `ERR_ARGUMENT` for an unknown id or a column (ArgumentException in C#).
   */
  ClearParameter(parameterId: number): Hresult;

  /**
   * The description that is shown for a parameter now.
   * @returns The text; `null` for an unknown id.
   */
  GetParameterDescription(id: number): string | null;

  /**
   * Gives a parameter another description while the element runs.
   * @returns 0 when done, a negative code for an unknown id.
   */
  SetParameterDescription(id: number, value: string): Hresult;
}

/** Rows of {@link ParameterMembers}. */
export const parameterMembers = {
  GetParameter(run, id) {
    run.countSingleCall("GetParameter");
    return readParameter(run, id);
  },

  GetParameters(run, ids) {
    const { environment } = run;
    if (environment.options.strict && !(ids instanceof Uint32Array)) {
      environment.warnOnce(
        "SCRIPT_ARGUMENT",
        "GetParameters",
        "GetParameters was given a plain array of ids. In C# it has to be a uint[]; its counterpart is a Uint32Array.",
      );
    }
    return Array.from(ids, (id) => readParameter(run, id));
  },

  GetParameterByName(run, name) {
    if (!run.active) return null;
    const param = run.environment.names.find(name, "any");
    const value = param === undefined ? undefined : run.environment.parameters.get(param.id);
    if (value !== undefined) return value;
    run.fail("NT_GET_PARAMETER_BY_NAME", name, hresults.notFound);
    return null;
  },

  SetParameter(run, id, value, timeInfo) {
    run.countSingleCall("SetParameter");
    return signed(putParameter(run, id, value, timeInfo));
  },

  SetParameters(run, ids, values, timeInfos) {
    if (!run.active) return hresults.notActive;
    if (!sameLength(ids, values, timeInfos))
      return wrongLengths(run, "NT_SET_PARAMETER", ids.length, values.length);
    return ids.map((id, i) => unsigned(putParameter(run, id, values[i], timeInfos?.[i])));
  },

  SetParameterBinary(run, pid, data) {
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
  },

  SetParameterByName: (run, name, value) => signed(putParameterByName(run, name, value, "any")),
  SetParametersByName: (run, names, values) => putParametersByName(run, names, values, "any"),
  SetReadParameterByName: (run, name, value) => signed(putParameterByName(run, name, value, "read")),
  SetReadParametersByName: (run, names, values) => putParametersByName(run, names, values, "read"),
  SetWriteParameterByName: (run, name, value) => signed(putParameterByName(run, name, value, "write")),
  SetWriteParametersByName: (run, names, values) => putParametersByName(run, names, values, "write"),

  IsEmpty(run, id) {
    if (!run.active) return false;
    const empty = run.environment.parameters.isEmpty(id);
    if (empty !== undefined) return empty;
    run.fail("NT_GET_DATA", id, hresults.notFound);
    return true;
  },

  GetData(run, from, id) {
    if (!run.active) return null;
    const bytes = from.toLowerCase() === "parameter" ? run.environment.parameters.bytes(id) : undefined;
    if (bytes !== undefined) return new Uint8Array(bytes);
    run.fail("NT_GET_DATA", id, hresults.notFound);
    return null;
  },

  ClearParameter(run, parameterId) {
    if (!run.active) return signed(hresults.notActive);
    const { parameters, options } = run.environment;
    if (isOlder(options.dataMinerVersion, "10.5.6")) {
      throw new QActionKitError("ERR_ARGUMENT", "DataMiner has ClearParameter from 10.5.6 on (RN 42368).");
    }
    if (parameters.clear(parameterId) === hresults.ok) {
      if (parameters.table(parameterId) === undefined) run.environment.host.forgetSaved(parameterId);
      return hresults.ok;
    }
    throw new QActionKitError(
      "ERR_ARGUMENT",
      `ClearParameter(${String(parameterId)}): no standalone parameter or table has that id. ClearParameter does not clear columns.`,
      { details: { pid: parameterId } },
    );
  },

  GetParameterDescription(run, id) {
    if (!run.active) return null;
    const { descriptions, protocol, parameters } = run.environment;
    const param = protocol.params.get(id) ?? parameters.param(id);
    if (param !== undefined) return descriptions.get(id) ?? param.description;
    run.fail("NT_GET_DESCRIPTION", id, hresults.notFound);
    return null;
  },

  SetParameterDescription(run, id, value) {
    if (!run.active) return signed(hresults.notActive);
    const { descriptions, protocol, parameters } = run.environment;
    if ((protocol.params.get(id) ?? parameters.param(id)) === undefined) {
      return signed(run.fail("NT_SET_DESCRIPTION", id, hresults.notFound));
    }
    descriptions.set(id, value);
    return hresults.ok;
  },
} satisfies MemberRows<ParameterMembers>;

/** Reads one parameter; `null` and a log line for an unknown id. */
export function readParameter<C>(run: Run<C>, id: number): Value {
  if (!run.active) return null;
  const value = run.environment.parameters.get(id);
  if (value !== undefined) return value;
  run.fail("NT_GET_PARAMETER", id, hresults.notFound);
  return null;
}

/** Sets one parameter; the result is unsigned. `call` is what a failure is logged as. */
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

const nameCalls: Readonly<Record<NameChoice, string>> = {
  any: "NT_SET_PARAMETER_BY_NAME",
  read: "NT_SET_READ_PARAMETER_BY_NAME",
  write: "NT_SET_WRITE_PARAMETER_BY_NAME",
};

function putParameterByName<C>(run: Run<C>, name: string, value: unknown, choice: NameChoice): Hresult {
  if (!run.active) return hresults.notActive;
  const param = run.environment.names.find(name, choice);
  if (param === undefined) return answered(run, run.fail(nameCalls[choice], name, hresults.notFound));
  return putParameter(run, param.id, value, undefined, nameCalls[choice]);
}

function putParametersByName<C>(
  run: Run<C>,
  names: readonly string[],
  values: readonly (Scalar | null)[],
  choice: NameChoice,
): number | number[] {
  if (!run.active) return hresults.notActive;
  if (!sameLength(names, values)) {
    return wrongLengths(run, nameCalls[choice], names.length, values.length);
  }
  return names.map((name, i) => unsigned(putParameterByName(run, name, values[i], choice)));
}

/** True when the arrays of a plural call have one length. */
export function sameLength(
  a: ArrayLike<unknown>,
  b: ArrayLike<unknown>,
  c?: ArrayLike<unknown> | null,
): boolean {
  return a.length === b.length && (c === null || c === undefined || c.length === a.length);
}

/** The single code of a plural call that fails as a whole. */
export function wrongLengths<C>(run: Run<C>, call: string, a: number, b: number): Hresult {
  return run.fail(call, `arrays of length ${String(a)} and ${String(b)}`, hresults.invalidCall);
}
