/** The script's object, first part: the members for standalone parameters. */
import * as datas from "./data-string-members.ts";
import { signed } from "./hresult.ts";
import * as parameters from "./parameter-members.ts";
import { RunHolder, runOf } from "./run-holder.ts";
import type { ParameterMembers } from "./slprotocol-parameters.ts";
import type { Hresult, Scalar, Value } from "../script-values.ts";

type Scalars = readonly (Scalar | null)[];

/** Members for standalone parameters; what each does stands with {@link ParameterMembers}. */
export abstract class ParameterObject<C> extends RunHolder<C> implements ParameterMembers {
  GetParameter(id: number): Value {
    return parameters.getParameter(runOf(this), id);
  }
  GetParameters(ids: readonly number[] | Uint32Array): Value[] {
    return parameters.getParameters(runOf(this), ids);
  }
  GetParameterByName(name: string): Value {
    return parameters.getParameterByName(runOf(this), name);
  }
  SetParameter(id: number, value: Scalar | null, timeInfo?: Date | null): Hresult {
    return parameters.setParameter(runOf(this), id, value, timeInfo);
  }
  SetParameters(
    ids: readonly number[],
    values: Scalars,
    timeInfos?: readonly Date[] | null,
  ): number | number[] {
    return parameters.setParameters(runOf(this), ids, values, timeInfos);
  }
  SetParameterBinary(pid: number, data: ArrayLike<number> & Iterable<number>): void {
    parameters.setParameterBinary(runOf(this), pid, data);
  }
  SetParameterByName(name: string, value: Scalar | null): Hresult {
    return signed(parameters.putParameterByName(runOf(this), name, value, "any"));
  }
  SetParametersByName(names: readonly string[], values: Scalars): number | number[] {
    return parameters.setParametersByName(runOf(this), names, values, "any");
  }
  SetReadParameterByName(name: string, value: Scalar | null): Hresult {
    return signed(parameters.putParameterByName(runOf(this), name, value, "read"));
  }
  SetReadParametersByName(names: readonly string[], values: Scalars): number | number[] {
    return parameters.setParametersByName(runOf(this), names, values, "read");
  }
  SetWriteParameterByName(name: string, value: Scalar | null): Hresult {
    return signed(parameters.putParameterByName(runOf(this), name, value, "write"));
  }
  SetWriteParametersByName(names: readonly string[], values: Scalars): number | number[] {
    return parameters.setParametersByName(runOf(this), names, values, "write");
  }
  IsEmpty(id: number): boolean {
    return parameters.isEmpty(runOf(this), id);
  }
  GetData(from: string, id: number): Uint8Array | null {
    return parameters.getData(runOf(this), from, id);
  }
  ClearParameter(parameterId: number): Hresult {
    return parameters.clearParameter(runOf(this), parameterId);
  }
  GetParameterDescription(id: number): string | null {
    return parameters.getParameterDescription(runOf(this), id);
  }
  SetParameterDescription(id: number, value: string): Hresult {
    return parameters.setParameterDescription(runOf(this), id, value);
  }

  GetParameterByData(data: string): Value {
    return datas.getParameterByData(runOf(this), data);
  }
  SetParameterByData(data: string, value: Scalar | null): Hresult {
    return signed(datas.putParameterByData(runOf(this), data, value));
  }
  SetParametersByData(names: readonly string[], values: Scalars): number | number[] {
    return datas.setParametersByData(runOf(this), names, values);
  }
  GetParameterItemData(name: string): string | null {
    return datas.getParameterItemData(runOf(this), name);
  }
  SetParameterItemData(name: string, value: string): Hresult {
    return signed(datas.putParameterItemData(runOf(this), name, value));
  }
  SetParametersItemData(names: readonly string[], values: readonly string[]): number | number[] {
    return datas.setParametersItemData(runOf(this), names, values);
  }
}
