/** How the name of a parameter becomes an identifier: `Status Code` gives `statusCode` and `StatusCode`. */

/**
 * The identifier of a name: the first word in lower case, of each later word the first letter in upper case and the
 * rest as it is, joined. Whatever cannot stand in an identifier separates words as a space does; a `_` stays. Before a
 * digit at the start comes `_`. `""` when nothing is left.
 */
export function identifier(name: string): string {
  const [first = "", ...later] = name.split(/[^\p{ID_Continue}]+/u).filter((word) => word !== "");
  const joined = first.toLowerCase() + later.map(upperFirst).join("");
  return joined === "" || /^[\p{ID_Start}_]/u.test(joined) ? joined : `_${joined}`;
}

/** The form for properties and classes: the identifier with its first letter in upper case. */
export function pascalForm(name: string): string {
  return upperFirst(identifier(name));
}

/**
 * Property of a parameter that is neither read, write nor table: `Name_type`, without the spaces of the type. `fixed`
 * is a word of C#, which is escaped there with one more `_`.
 */
export function typedForm(name: string, type: string): string {
  return `${pascalForm(name)}_${type === "fixed" ? "_" : ""}${type.replaceAll(" ", "")}`;
}

/** The first letter in upper case, as long as that is one letter (`ß` stays). */
function upperFirst(word: string): string {
  const [first = ""] = word;
  const upper = first.toUpperCase();
  return upper.length === first.length ? upper + word.slice(first.length) : word;
}
