/** Objects of options that a caller gives: an unknown key, and a value of another kind, are refused. */
import { inspect } from "node:util";
import { QActionKitError } from "./errors.ts";
import { nearestName } from "./known-names.ts";
import type { ValueKind } from "./value-kinds.ts";

/** Characters of a text that a message shows; a longer one may be a certificate. */
const longestShown = 40;

/** What a value is, in words that show no secret: a number as it is, an object only as "an object". */
function shown(value: unknown): string {
  if (typeof value === "string" && value.length > longestShown) return "a text";
  if (Array.isArray(value)) return "an array";
  if (typeof value === "object" && value !== null) return "an object";
  return typeof value === "function" ? "a function" : inspect(value);
}

/**
 * Refuses what is no object of options, for example `Element.start(protocol, 1251)` in JavaScript.
 * @throws QActionKitError `ERR_OPTION`
 */
export function refuseNonObject(owner: string, given: unknown): asserts given is object {
  if (typeof given === "object" && given !== null && !Array.isArray(given)) return;
  const nothing = given === null || given === undefined;
  const what = nothing ? String(given) : Array.isArray(given) ? "an array" : `a ${typeof given}`;
  throw new QActionKitError("ERR_OPTION", `${owner} takes an object of options, not ${what}.`);
}

/** The keys that an object of options may have, each with the kind of its values: a table that the compiler keeps complete. */
export type OptionKeys<T> = { readonly [K in keyof T]-?: ValueKind<Exclude<T[K], undefined>> };

/**
 * Refuses a key that does not exist, a value of another kind, and what is no object, so that a mistake is not silently
 * without effect. A key whose value is `undefined` counts as not given.
 * @param owner What takes the keys: `Element`.
 * @param nested Names that belong into the object of a key: `{ options: [...] }`.
 * @throws QActionKitError `ERR_OPTION`, with `details.name`
 */
export function checkOptionKeys(
  owner: string,
  given: object,
  known: Readonly<Record<string, ValueKind<unknown>>>,
  nested: Readonly<Record<string, readonly string[]>> = {},
): void {
  refuseNonObject(owner, given);
  for (const name in given) {
    const value = (given as Readonly<Record<string, unknown>>)[name];
    if (value === undefined) continue;
    const kind = Object.hasOwn(known, name) ? known[name] : undefined;
    if (kind?.fits(value) === true) continue;
    const message =
      kind === undefined
        ? `${owner} has no option '${name}'. ${hintFor(name, Object.keys(known), nested)}`
        : `${owner}: '${name}' cannot be ${shown(value)}. Use ${kind.words}.`;
    throw new QActionKitError("ERR_OPTION", message, { details: { name } });
  }
}

function hintFor(
  name: string,
  known: readonly string[],
  nested: Readonly<Record<string, readonly string[]>>,
): string {
  const inside = Object.entries(nested);
  const place = inside.find(([, names]) => names.includes(name))?.[0];
  if (place !== undefined) return `Write it inside '${place}': ${place}: { ${name}: ... }.`;
  const near = nearestName(name, known);
  if (near !== undefined) return `Did you mean '${near}'?`;
  for (const [key, names] of inside) {
    const nearInside = nearestName(name, names);
    if (nearInside !== undefined) return `Did you mean ${key}: { ${nearInside}: ... }?`;
  }
  return `The options are: ${known.join(", ")}.`;
}
