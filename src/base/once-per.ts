/** What is worked out once for an object and shared by all who have to do with it: plans of a protocol, rules of options. */

/** Calls `make` once for each key; what it gave lives as long as the key does. */
export function oncePer<K extends object, V>(make: (key: K) => V): (key: K) => V {
  const made = new WeakMap<K, V>();
  return (key) => {
    let value = made.get(key);
    if (value === undefined && !made.has(key)) made.set(key, (value = make(key)));
    return value as V;
  };
}
