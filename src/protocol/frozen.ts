/** Frozen objects, lists and maps, of which the whole model is made. */

/** `T` with every optional property allowed to be `undefined`. */
export type Given<T> = { [K in keyof T]: object extends Pick<T, K> ? T[K] | undefined : T[K] };

/** A frozen object with the properties of `given` that are not `undefined`. */
export function made<T extends object>(given: Given<T>): T {
  const result: Record<string, unknown> = {};
  for (const key in given) if (given[key] !== undefined) result[key] = given[key];
  return Object.freeze(result) as T;
}

const nothing: readonly never[] = Object.freeze([]);

/** The list, frozen; all empty lists are the same object. */
export function list<T>(items: T[]): readonly T[] {
  return items.length === 0 ? nothing : Object.freeze(items);
}

const refuse = (): never => {
  throw new TypeError("The model of a protocol cannot be changed.");
};

/** The map, frozen: its `set`, `delete` and `clear` throw. */
export function fixedMap<K, V>(map: Map<K, V>): ReadonlyMap<K, V> {
  return Object.freeze(Object.assign(map, { set: refuse, delete: refuse, clear: refuse }));
}
