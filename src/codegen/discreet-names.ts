/** Discreet values as literals: the object `Discreets`, and a union type for each parameter that has any. */
import type { Param, Protocol } from "../protocol/model.ts";
import { identifier, pascalForm } from "./identifier.ts";
import { grant } from "./name-scope.ts";
import type { NameProblem } from "./name-scope.ts";
import { isNumeric, isTable } from "./param-kinds.ts";

/** One value: its name in `Discreets` and what is stored. */
export interface DiscreetValue {
  /** What the user sees; with `_` and the value when two values look the same. */
  readonly name: string;
  readonly value: string | number;
}

/** The discreet values of one parameter. */
export interface DiscreetSet {
  readonly param: Param;
  /** Member of `Discreets`, or of `Discreets.Write`. */
  readonly member: string;
  /** Name of the union type, unique in the helper. */
  readonly typeName: string;
  readonly values: readonly DiscreetValue[];
  /** The union: the values, then those of exceptions, each once. */
  readonly union: readonly (string | number)[];
}

/** The discreet values of a protocol, in file order. */
export interface DiscreetNames {
  /** Of all parameters that are not write parameters, including columns. */
  readonly reads: readonly DiscreetSet[];
  readonly writes: readonly DiscreetSet[];
  readonly problems: readonly NameProblem[];
}

/** The discreet values of a protocol. A value that a numeric parameter cannot hold is left out. */
export function discreetNames(protocol: Protocol): DiscreetNames {
  const problems: NameProblem[] = [];
  const params = [...protocol.params.values()].filter(
    (param) => !isTable(param) && discreetValues(param).length > 0,
  );
  const typeNames = new Map(
    grant(
      "The helper",
      params.map((param) => ({ param, plain: `${pascalForm(param.name)}${suffixOf(param)}` })),
      [],
      [],
    ).map(({ param, names }) => [param, names[0]]),
  );
  const named = (scope: string, some: readonly Param[], reserved: readonly string[]): DiscreetSet[] =>
    grant(
      scope,
      some.map((param) => ({ param, plain: identifier(param.name) })),
      reserved,
      problems,
    ).map(({ param, names: [member] }) => {
      const values = discreetValues(param);
      const literals = [...param.discreets, ...param.interprete.exceptions].flatMap(
        ({ value }) => stored(param, value) ?? [],
      );
      return { param, member, typeName: typeNames.get(param) ?? "", values, union: [...new Set(literals)] };
    });
  const isWrite = ({ type }: Param): boolean => type === "write";
  return {
    reads: named(
      "Discreets",
      params.filter((param) => !isWrite(param)),
      ["Write"],
    ),
    writes: named("Discreets.Write", params.filter(isWrite), []),
    problems,
  };
}

function suffixOf({ type }: Param): string {
  return type === "write" ? "WriteDiscreet" : "Discreet";
}

function discreetValues(param: Param): DiscreetValue[] {
  const found = param.discreets.flatMap(({ display, value: text }) => {
    const value = stored(param, text);
    return value === undefined ? [] : [{ display, value }];
  });
  const different = found.filter(
    (one, at) =>
      found.findIndex(({ display, value }) => display === one.display && value === one.value) === at,
  );
  const alike = (display: string): boolean =>
    display === "__proto__" || different.filter((other) => other.display === display).length > 1;
  const names = new Set<string>();
  return different.flatMap(({ display, value }) => {
    const name = alike(display) ? `${display}_${String(value)}` : display;
    if (names.has(name)) return [];
    names.add(name);
    return [{ name, value }];
  });
}

/** The value as the parameter holds it; `undefined` for a number parameter and text that is not a number. */
function stored(param: Param, text: string): string | number | undefined {
  if (!isNumeric(param)) return text;
  const value = /^\s*[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?\s*$/i.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : undefined;
}
