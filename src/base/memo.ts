/** Values that are worked out once for an object and shared by all its users: what follows from a protocol, from options. */

/** Calls `make` once for each key; the value lives as long as its key. */
export function memoize<K extends object, V>(make: (key: K) => V): (key: K) => V {
  const values = new WeakMap<K, V>();
  return (key) => {
    let value = values.get(key);
    if (value === undefined && !values.has(key)) values.set(key, (value = make(key)));
    return value as V;
  };
}
