/** What the value of an option may be: each kind has a check, and words for the message that refuses another value. */

/** The values of an option when they cannot be listed. */
export interface ValueKind<T> {
  /** What is allowed, in words: `a whole number from 0`. */
  readonly words: string;
  readonly fits: (value: unknown) => value is T;
}

const isObject = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Any text, also an empty one. */
export const anyText: ValueKind<string> = {
  words: "a text",
  fits: (value): value is string => typeof value === "string",
};

/** Any number; whoever reads it checks its range. */
export const anyNumber: ValueKind<number> = {
  words: "a number",
  fits: (value): value is number => typeof value === "number",
};

export const flag: ValueKind<boolean> = {
  words: "true or false",
  fits: (value): value is boolean => typeof value === "boolean",
};

/** A function; `T` says what it is called with. */
export function functionOf<T extends (...args: never) => unknown>(): ValueKind<T> {
  return { words: "a function", fits: (value): value is T => typeof value === "function" };
}

/** An object with these members, for example the methods of a clock; whoever reads it checks the rest. */
export function objectOf<T extends object>(
  words: string,
  ...members: readonly (keyof T & string)[]
): ValueKind<T> {
  const has = (value: object): boolean => members.every((member) => member in value);
  return { words, fits: (value): value is T => isObject(value) && has(value) };
}

/** An object whose values are all of one kind. */
export function recordOf<V>(words: string, kind: ValueKind<V>): ValueKind<Readonly<Record<number, V>>> {
  return {
    words,
    fits: (value): value is Readonly<Record<number, V>> =>
      isObject(value) && Object.values(value).every(kind.fits),
  };
}

/** An array whose elements are all of one kind, `words` in the plural. */
export function arrayOf<V>(words: string, kind?: ValueKind<V>): ValueKind<readonly V[]> {
  return {
    words: `an array of ${words}`,
    fits: (value): value is readonly V[] =>
      Array.isArray(value) && (kind === undefined || value.every(kind.fits)),
  };
}

/** One of some words. */
export function oneOf<const W extends string>(...words: readonly W[]): ValueKind<W> {
  return {
    words: words.map((word) => `'${word}'`).join(", "),
    fits: (value): value is W => (words as readonly unknown[]).includes(value),
  };
}

/** A value of either kind. */
export function either<A, B>(a: ValueKind<A>, b: ValueKind<B>): ValueKind<A | B> {
  return {
    words: `${a.words} or ${b.words}`,
    fits: (value): value is A | B => a.fits(value) || b.fits(value),
  };
}
