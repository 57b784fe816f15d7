/** All values of an element at one moment, for printing and comparing. */
import type { ChainContext } from "../logic/chain/context.ts";
import type { ParameterStore } from "../parameter/store.ts";
import type { Value } from "../parameter/value.ts";
import type { Protocol } from "../protocol/model.ts";

/** Values of an element at one moment. */
export interface ElementValues {
  /** PID to value; parameters that were never set are missing. */
  readonly parameters: Readonly<Record<string, Value>>;
  /** Table PID to rows, each a list of cells by idx. */
  readonly tables: Readonly<Record<string, readonly (readonly Value[])[]>>;
}

/** Parameters and tables of the protocol; those that DataMiner itself gives an element are left out. */
export function valuesOf(
  protocol: Pick<Protocol, "params">,
  parameters: ParameterStore<ChainContext> | undefined,
): ElementValues {
  const entries = [...protocol.params.keys()].flatMap((pid) => {
    const value = parameters?.get(pid);
    return value === undefined || parameters?.isEmpty(pid) === true ? [] : [[String(pid), value] as const];
  });
  const own = [...(parameters?.tables() ?? [])].filter(({ pid }) => protocol.params.has(pid));
  const tables = own.map((table) => {
    return [String(table.pid), table.keys().map((key) => table.row(key) ?? [])] as const;
  });
  return { parameters: Object.fromEntries(entries), tables: Object.fromEntries(tables) };
}
