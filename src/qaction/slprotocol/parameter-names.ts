/** Parameters by name: a read and a write may share one. */
import { memoize } from "../../base/memo.ts";
import type { Param, Protocol } from "../../protocol/model.ts";

/** The parameters that share a name. */
interface Namesakes {
  read?: Param;
  write?: Param;
}

/** Which parameter of a name is meant; `any` prefers the write. */
export type NameChoice = "any" | "read" | "write";

/** True for write parameters (`write`, `write bit`). */
export function isWrite(param: Param): boolean {
  return param.type === "write" || param.type === "write bit";
}

/** Index of the exact names of a protocol. Of several parameters with a name and kind the first in the file counts. */
export class ParameterNames {
  readonly #names = new Map<string, Namesakes>();

  constructor(protocol: Protocol) {
    for (const param of protocol.params.values()) {
      const namesakes = this.#names.get(param.name) ?? {};
      if (isWrite(param)) namesakes.write ??= param;
      else namesakes.read ??= param;
      this.#names.set(param.name, namesakes);
    }
  }

  /** The parameter of a name; `undefined` when there is none of that kind. */
  find(name: string, choice: NameChoice): Param | undefined {
    const namesakes = this.#names.get(name);
    if (namesakes === undefined) return undefined;
    if (choice === "any") return namesakes.write ?? namesakes.read;
    return namesakes[choice];
  }
}

/** The index of a protocol, shared by its elements. */
export const parameterNames: (protocol: Protocol) => ParameterNames = memoize(
  (protocol) => new ParameterNames(protocol),
);
