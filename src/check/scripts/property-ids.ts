/** The generated properties of `SLProtocolExt`, and the parameters behind them. */
import { extensionNames } from "../../codegen/extension-names.ts";
import type { Protocol } from "../../protocol/model.ts";
import { reservedNames } from "../../qaction/slprotocol/extended-object.ts";

/** Ids of parameters by the properties of the object, and of its `Write`. */
export interface PropertyIds {
  readonly object: ReadonlyMap<string, number>;
  readonly write: ReadonlyMap<string, number>;
}

/** The properties of a protocol, for scripts of every language. */
export function propertyIds(protocol: Protocol): PropertyIds {
  const { members, write } = extensionNames(protocol, reservedNames);
  const ids = (some: typeof members): ReadonlyMap<string, number> =>
    new Map(some.flatMap(({ param, names }) => names.map((name) => [name, param.id] as const)));
  return { object: ids(members), write: ids(write) };
}
