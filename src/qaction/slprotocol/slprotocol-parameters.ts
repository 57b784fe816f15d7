/** The members of `SLProtocol` that read and write standalone parameters. */
import type { Hresult, Scalar, Value } from "../script-values.ts";

/** Standalone parameters (`Skyline.DataMiner.Scripting.SLProtocol`). */
export interface ParameterMembers {
  /**
   * The current value of a parameter. A number that was never set reads 0, a text that was never set `null`; use
   * {@link IsEmpty} to tell. Text that a device sent is read in the storage form of the protocol, which is not
   * always how it was encoded: take the bytes by `GetInputBytes` or {@link GetData} and decode those.
   * @param id Parameter id.
   * @returns The value; `null` and a log line (0x80040239) for an unknown id.
   */
  GetParameter(id: number): Value;

  /**
   * The current values of several parameters in one call.
   * @param ids Parameter ids. C# wants a `uint[]`, so a `Uint32Array` is the exact counterpart; with the option
   * `strict` a plain array is warned about.
   * @returns One value for each id, in order; `null` where the id is unknown.
   */
  GetParameters(ids: readonly number[] | Uint32Array): Value[];

  /**
   * The current value of a parameter by its name; when a read and a write share the name, that of the **write**.
   * @param name Exact name, upper and lower case count.
   * @returns The value; `null` and a log line for an unknown name.
   */
  GetParameterByName(name: string): Value;

  /**
   * Sets a parameter and runs all that follows (triggers, address, save, setter, QActions) before it returns, also
   * when the value is equal. Groups that are queued on the way run later.
   * @param id Parameter id.
   * @param value The new value; `null` keeps the present one and changes nothing.
   * @param timeInfo Time of the value: a history set, for parameters with `historySet="true"`.
   * @returns 0 when done, else a negative code (unknown id 0x80040239, unsuitable value 0x80040222).
   */
  SetParameter(id: number, value: Scalar | null, timeInfo?: Date | null): Hresult;

  /**
   * Sets several parameters in array order; each one completes all that follows from it before the next.
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
   * @param from Always `"parameter"`, in any case.
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
