/** Names that a caller gives, against those that exist: unknown ones are refused, with the nearest known name. */
import { QActionKitError } from "./errors.ts";

/** Letters that have to be changed, added, left out or swapped with their neighbour to make one word of the other. */
function distance(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  const at = (i: number, j: number): number => rows[i]?.[j] ?? Infinity;
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? at(i - 2, j - 2) + 1 : Infinity;
      const other = a[i - 1] === b[j - 1] ? 0 : 1;
      const row = rows[i];
      if (row !== undefined)
        row[j] = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + other, swapped);
    }
  }
  return at(a.length, b.length);
}

/** The known names that may have been meant, the nearest first: the same but for case, or at most a third of their letters off. */
function nearNames(name: string, known: readonly string[]): readonly string[] {
  const lower = name.toLowerCase();
  return known
    .map((candidate) => ({ candidate, off: distance(lower, candidate.toLowerCase()) }))
    .filter(({ candidate, off }) => off <= Math.min(3, candidate.length / 3))
    .sort((a, b) => a.off - b.off)
    .map(({ candidate }) => candidate);
}

/** The only known name that may have been meant; undefined when several come near, or none. */
export function onlyNearName(name: string, known: readonly string[]): string | undefined {
  const [near, second] = nearNames(name, known);
  return second === undefined ? near : undefined;
}

/** The known name that was most likely meant. */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  return nearNames(name, known)[0];
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

/** The keys that an object of a type may have: a table that the compiler keeps complete. */
export type KeysOf<T> = Readonly<Record<keyof T, true>>;

/**
 * Refuses a key that does not exist, and what is no object, so that a mistake is not silently without effect. A key whose
 * value is `undefined` counts as not given.
 * @param owner What takes the keys: `Element`.
 * @param nested Names that belong into the object of a key: `{ options: [...] }`.
 * @throws QActionKitError `ERR_OPTION`, with `details.name`
 */
export function refuseUnknownKeys(
  owner: string,
  given: object,
  known: Readonly<Record<string, unknown>>,
  nested: Readonly<Record<string, readonly string[]>> = {},
): void {
  refuseNonObject(owner, given);
  for (const name in given) {
    if (Object.hasOwn(known, name) || (given as Record<string, unknown>)[name] === undefined) continue;
    throw new QActionKitError(
      "ERR_OPTION",
      `${owner} has no option '${name}'. ${hintFor(name, Object.keys(known), nested)}`,
      { details: { name } },
    );
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
